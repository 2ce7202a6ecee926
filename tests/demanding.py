"""Reports with schemas declared for them, and what is told: for the tests of schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import checker
from checker.report import Result
from checker.reporters import Telling, render

TABLE = """region,count,share
North,"4,120",33.5%
South,"3,980",32.4%
East,"2,310",18.8%
West,"1,890",15.4%
Total,"12,300",100.0%
"""
TABLE_ZH = """2023年各乡镇人口
单位：人
乡镇,代码,人口,登记日期
城关镇,A01,"3,412",2023-12-31
河口镇,A02,"2,365",2023年12月31日
青石乡,A03,"1,897",2023/12/30
合计,,"7,674",
"""


def checked(folder: Path, table: str, config: str, **keywords: Any) -> Result:
    """The findings on schemas of a table under a configuration."""
    report, settings = folder / "report.csv", folder / "checker.toml"
    report.write_text(table, encoding="utf-8")
    settings.write_text(config, encoding="utf-8")
    return checker.validate(report, config=settings, **({"select": ["SCH"]} | keywords))


def demands(columns: str) -> str:
    return f"[tables.people]\nfile = 'report.csv'\n[tables.people.columns]\n{columns}\n"


def told(result: Result) -> list[tuple[str, str | None, str, str]]:
    """Each finding: code, cell, and the sentence in English and Chinese."""
    record = json.loads(render(result, "json", Telling()))
    return [
        (one["code"], one["location"]["cell"], one["message"]["en"], one["message"]["zh"]) for one in record["findings"]
    ]

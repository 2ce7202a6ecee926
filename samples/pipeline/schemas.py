"""What must hold of the records, and of the table that is published."""

from __future__ import annotations

import pandera.pandas as pa

from checker.pandera import adds_to_100, at_most, column_totals, growth_of, rate_of, shares_of, sums_to

REGIONS = ["North", "South", "East", "West"]


class Records(pa.DataFrameModel):
    """One school a row."""

    school: str = pa.Field(unique=True)
    region: str = pa.Field(isin=REGIONS)
    girls: int = pa.Field(ge=0)
    boys: int = pa.Field(ge=0)
    teachers: int = pa.Field(gt=0)
    last_year: int = pa.Field(ge=0)


class Published(pa.DataFrameModel):
    """One region a row, and the total."""

    region: str = pa.Field(isin=[*REGIONS, "Total"], unique=True)
    schools: int = pa.Field(gt=0)

    pupils = sums_to("pupils", ["girls", "boys"])
    totals = column_totals(
        ["schools", "girls", "boys", "pupils", "teachers", "last_year"], total="Total", names="region"
    )
    shares = adds_to_100("share", names="region", leaving_out="Total")
    girls_share = shares_of("girls_share", "girls", "pupils")
    girls_at_most = at_most("girls", "pupils")
    per_teacher = rate_of("pupils_per_teacher", "pupils", "teachers")
    growth = growth_of("growth", "last_year", "pupils")

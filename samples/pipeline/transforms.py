"""From the records of schools to the table that is published.

`python transforms.py FILE` writes the table. With `CORRECT_LATE=1` in the environment corrections are made in the
finished table instead of in the records: the region is put right, and what was worked out from it is not.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pandas as pd

HERE = Path(__file__).parent
COUNTS = ["girls", "boys", "pupils", "teachers", "last_year"]


def records() -> pd.DataFrame:
    """One row for each school, as they were sent in."""
    return pd.read_csv(HERE / "records.csv")


def corrections() -> pd.DataFrame:
    """What schools corrected after they had sent in their records."""
    return pd.read_csv(HERE / "corrections.csv", index_col="school")


def corrected(sent: pd.DataFrame) -> pd.DataFrame:
    """The records with the corrections."""
    right = sent.set_index("school")
    right.update(corrections())
    return right.reset_index().astype(sent.dtypes)


def by_region(schools: pd.DataFrame) -> pd.DataFrame:
    """One row for each region, and the total."""
    counts = schools.assign(pupils=schools["girls"] + schools["boys"])
    regions = counts.groupby("region", sort=False)[COUNTS].sum()
    regions.insert(0, "schools", counts.groupby("region", sort=False).size())
    regions.loc["Total"] = regions.sum()
    return regions.reset_index()


def with_rates(regions: pd.DataFrame) -> pd.DataFrame:
    """The shares, ratios and changes, to one decimal."""
    pupils = regions["pupils"]
    total = pupils[regions["region"] == "Total"].item()
    return regions.assign(
        share=(100 * pupils / total).round(1),
        girls_share=(100 * regions["girls"] / pupils).round(1),
        pupils_per_teacher=(pupils / regions["teachers"]).round(1),
        growth=(100 * (pupils / regions["last_year"] - 1)).round(1),
    )


def published() -> pd.DataFrame:
    """The table as it is published."""
    if os.environ.get("CORRECT_LATE") != "1":
        return with_rates(by_region(corrected(records())))
    table = with_rates(by_region(records()))
    late = with_rates(by_region(corrected(records())))
    south = table["region"] == "South"
    table.loc[south, ["girls", "pupils"]] = late.loc[south, ["girls", "pupils"]]
    return table


if __name__ == "__main__":
    published().to_csv(sys.argv[1], index=False)

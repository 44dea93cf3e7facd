"""Countries as the field's data sets number and name them: ISO 3166-1, ACLED's regions, Gleditsch and Ward's numbers.

`country` turns the two letters that a place carries into a `Country`, or None for letters that name no country. The
table is of today: it does not know which states were others in the year of an event.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

ACLED_REGIONS = {
    "Western Africa": 1,
    "Middle Africa": 2,
    "Eastern Africa": 3,
    "Southern Africa": 4,
    "Northern Africa": 5,
    "South Asia": 7,
    "Southeast Asia": 9,
    "Middle East": 11,
    "Europe": 12,
    "Caucasus and Central Asia": 13,
    "Central America": 14,
    "South America": 15,
    "Caribbean": 16,
    "East Asia": 17,
    "North America": 18,
    "Oceania": 19,
    "Antarctica": 20,
}
"""ACLED's regions and the numbers by which its interface asks for them; 6, 8 and 10 are not in use."""

# UCDP's five regions are blocks of Gleditsch and Ward's numbers: up to and with the number named.
UCDP_REGIONS = ((199, "Americas"), (399, "Europe"), (629, "Africa"), (699, "Middle East"), (999, "Asia"))


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory.

    `iso_numeric` is null where ISO gives none (Kosovo). `gw` is the Gleditsch and Ward number under which UCDP places
    events there, null for a territory that the list does not know; `ucdp_name` is UCDP's name for that number.
    """

    iso2: str
    iso3: str
    iso_numeric: int | None
    name: str
    acled_name: str
    acled_region: str
    gw: int | None
    ucdp_name: str | None

    @property
    def ucdp_region(self) -> str | None:
        """UCDP's region: Africa, Americas, Asia, Europe or Middle East."""
        if self.gw is None:
            return None
        return next(region for last, region in UCDP_REGIONS if self.gw <= last)


def country(iso2: str | None) -> Country | None:
    """The country of two letters, whatever their case.

    >>> country("sy").gw
    652
    >>> country("??") is None
    True
    """
    return countries().get(iso2.upper()) if iso2 else None


@cache
def countries() -> dict[str, Country]:
    """Every country by its two letters, read once."""
    table = (resources.files("warledger.reference") / "data/countries.csv").read_text(encoding="utf-8")
    return {row["iso2"]: _country(row) for row in csv.DictReader(table.splitlines())}


def _country(row: dict[str, str]) -> Country:
    return Country(
        iso2=row["iso2"],
        iso3=row["iso3"],
        iso_numeric=int(row["iso_numeric"]) if row["iso_numeric"] else None,
        name=row["name"],
        acled_name=row["acled_name"],
        acled_region=row["acled_region"],
        gw=int(row["gw"]) if row["gw"] else None,
        ucdp_name=row["ucdp_name"] or None,
    )

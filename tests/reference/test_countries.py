"""The table of countries: complete, consistent, and the field's own numbers."""

import pytest

from warledger.reference.countries import ACLED_REGIONS, countries, country


@pytest.mark.parametrize(
    ("iso2", "iso3", "number", "region", "gw", "ucdp_region"),
    [
        ("SY", "SYR", 760, "Middle East", 652, "Middle East"),
        ("UA", "UKR", 804, "Europe", 369, "Europe"),
        ("SD", "SDN", 729, "Northern Africa", 625, "Africa"),
        ("YE", "YEM", 887, "Middle East", 678, "Middle East"),
        ("EG", "EGY", 818, "Northern Africa", 651, "Middle East"),
        ("CO", "COL", 170, "South America", 100, "Americas"),
        ("MM", "MMR", 104, "Southeast Asia", 775, "Asia"),
        ("XK", "XKX", None, "Europe", 347, "Europe"),
    ],
)
def test_a_country_has_the_numbers_that_the_field_knows_it_by(
    iso2: str, iso3: str, number: int | None, region: str, gw: int, ucdp_region: str
) -> None:
    found = country(iso2)
    assert found is not None
    assert (found.iso3, found.iso_numeric, found.acled_region) == (iso3, number, region)
    assert (found.gw, found.ucdp_region) == (gw, ucdp_region)


def test_every_region_is_one_of_acleds() -> None:
    assert {found.acled_region for found in countries().values()} == set(ACLED_REGIONS)


def test_no_code_is_given_twice() -> None:
    for codes in zip(*((c.iso3, c.iso_numeric) for c in countries().values()), strict=True):
        known = [code for code in codes if code is not None]
        assert len(known) == len(set(known))


def test_a_number_of_gleditsch_and_ward_has_ucdps_name_and_no_other_has() -> None:
    assert all((found.gw is None) == (found.ucdp_name is None) for found in countries().values())


def test_two_countries_share_a_number_only_where_ucdp_places_one_in_the_other() -> None:
    shared: dict[int, list[str]] = {}
    for iso2, found in countries().items():
        if found.gw is not None:
            shared.setdefault(found.gw, []).append(iso2)
    assert sorted(group for group in shared.values() if len(group) > 1) == [
        ["CN", "HK", "MO"],
        ["EH", "MA"],
        ["IL", "PS"],
        ["PR", "US"],
    ]


@pytest.mark.parametrize("letters", [None, "", "ZZ", "XX"])
def test_letters_that_name_no_country_are_none(letters: str | None) -> None:
    assert country(letters) is None

"""Words of the command line become records: dates, filters, settings from the environment."""

from datetime import UTC, date, datetime, timedelta

import click
import pytest

from tests.cli.program import demo_case, warledger
from warledger.cli import environment
from warledger.cli.options import day, publication_day
from warledger.errors import BadSetting

OPTION = click.Option(["--from"])
CONTEXT = click.Context(click.Command("test"))


@pytest.mark.parametrize(
    ("words", "last", "expected"),
    [
        ("2014-03-07", False, date(2014, 3, 7)),
        ("2014-03-07", True, date(2014, 3, 7)),
        ("2014-02", False, date(2014, 2, 1)),
        ("2014-02", True, date(2014, 2, 28)),
        ("2012-02", True, date(2012, 2, 29)),
        ("2014", False, date(2014, 1, 1)),
        ("2014", True, date(2014, 12, 31)),
    ],
)
def test_a_month_or_a_year_stands_for_its_first_or_last_day(words: str, last: bool, expected: date) -> None:
    assert day(last=last)(CONTEXT, OPTION, words) == expected


@pytest.mark.parametrize("words", ["", "yesterday", "03/07/2014", "2014-13", "2014-02-30", "2014-3-7", "0000", "14"])
def test_what_is_no_date_is_refused_with_the_form_that_is_wanted(words: str) -> None:
    with pytest.raises(click.BadParameter, match="not a da"):
        day(last=False)(CONTEXT, OPTION, words)


def test_a_report_is_not_published_in_the_future() -> None:
    today = datetime.now(UTC).date()
    assert publication_day(CONTEXT, OPTION, str(today)) == today
    with pytest.raises(click.BadParameter, match="in the future"):
        publication_day(CONTEXT, OPTION, str(today + timedelta(days=3)))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--type", "airstrike"), "air_drone_strike"),
        (("--status", "happend"), "happened"),
        (("--from", "2016-05-04", "--to", "2016-05-03"), "before"),
        (("--place", "..."), "place"),
        (("--min-killed", "-1"), "-1"),
        (("--min-confidence", "80"), "from 0 to 1"),
        (("--min-confidence", "nan"), "from 0 to 1"),
        (("--min-confidence", "high"), "high"),
        (("--json", "--csv"), "cannot be given together"),
    ],
)
def test_a_filter_that_cannot_be_used_says_what_can(words: tuple[str, ...], message: str) -> None:
    shown = warledger("claims", demo_case(), *words)
    assert shown.code == 2
    assert shown.out == ""
    assert message in shown.err


def test_a_setting_comes_from_its_option_then_the_environment_then_the_default() -> None:
    assert environment.settings(environment={}).workers == 1
    assert environment.settings(environment={"WARLEDGER_WORKERS": "3"}).workers == 3
    assert environment.settings(workers=2, environment={"WARLEDGER_WORKERS": "3"}).workers == 2


@pytest.mark.parametrize("words", ["many", "0", "-4", "nan", "1.5"])
def test_a_number_that_cannot_be_is_refused_by_the_name_of_its_variable(words: str) -> None:
    with pytest.raises(BadSetting, match="WARLEDGER_MAX_BYTES"):
        environment.settings(environment={"WARLEDGER_MAX_BYTES": words})


def test_a_misspelt_variable_is_pointed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARLEDGER_MAX_BITES", "1")
    shown = warledger("settings")
    assert "WARLEDGER_MAX_BITES" in shown.err
    assert "WARLEDGER_MAX_BITES" not in shown.out

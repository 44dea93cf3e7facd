"""A whole case as a user meets it: thirty reports are added, asked, looked at, exported, handed on and verified."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import demo_case, warledger
from warledger.demo import reports

Row = dict[str, Any]


def documents() -> dict[str, Row]:
    return {row["origin"].removeprefix("demo/"): row for row in warledger("documents", demo_case(), "--json").rows}


def claims_of(report: str, *filters: str) -> list[Row]:
    document = documents()[report]["id"]
    return [row for row in warledger("claims", demo_case(), *filters, "--json").rows if row["document"] == document]


def test_every_report_is_there_and_the_arabic_one_waits_unread() -> None:
    held = documents()
    assert list(held) == [report.name for report in reports()]
    unread = {name: row for name, row in held.items() if row["unread"]}
    assert list(unread) == ["03-aleppo-market-arabic.txt"]
    assert unread["03-aleppo-market-arabic.txt"]["claims"] == 0
    assert sum(row["claims"] for row in held.values()) == len(warledger("claims", demo_case(), "--json").rows)


def test_a_report_without_a_given_date_says_how_its_date_is_known() -> None:
    held = documents()
    assert held["01-aleppo-market-strike.txt"]["published_basis"] == "given"
    assert held["28-grozny-dateline.txt"]["published"] == "1995-01-12"
    assert held["28-grozny-dateline.txt"]["published_basis"] == "inferred"


def test_a_toll_that_rises_is_two_claims_of_two_reports() -> None:
    first = claims_of("01-aleppo-market-strike.txt", "--type", "air_drone_strike", "--min-killed", "1")
    later = claims_of("02-aleppo-digest-toll-raised.txt", "--type", "air_drone_strike", "--min-killed", "1")
    assert [(h["low"], h["high"]) for h in first[0]["harm"] if h["kind"] == "killed"] == [(11, None)]
    assert 19 in [h["low"] for claim in later for h in claim["harm"] if h["kind"] == "killed"]


def test_what_is_denied_is_shown_as_denied_and_leaves_as_no_event() -> None:
    denied = claims_of("01-aleppo-market-strike.txt", "--status", "denied")
    assert len(denied) == 1
    shown = warledger("show", demo_case(), denied[0]["id"])
    assert "DENIED" in shown.out
    assert "«" in shown.out
    rows = warledger("incidents", demo_case(), "--json").rows
    (contested,) = (row for row in rows if denied[0]["id"] in row["denied"])
    assert contested["denied"] == [denied[0]["id"]]
    assert (contested["grade"], contested["grade_rule"]) == ("contested", "denied")
    assert all(denied[0]["id"] not in figure["claim"] for toll in contested["tolls"] for figure in toll["figures"])
    events = warledger("incidents", demo_case(), "--status", "denied", "--status", "possible", "--status", "planned")
    assert "0 of " in events.err


def test_every_field_that_is_shown_stands_on_words_of_the_report() -> None:
    texts = {report.title: report.text for report in reports()}
    for claim in warledger("claims", demo_case(), "--place", "Aleppo", "--json").rows:
        shown = json.loads(warledger("show", demo_case(), claim["id"], "--json").out)
        text = texts[shown["document"]["title"]]
        assert shown["sentence"] in text
        for field, found in shown["evidence"].items():
            assert found["rule"], field
            assert all(quote["text"] == text[quote["start"] : quote["end"]] for quote in found["quotes"])


def test_a_wire_story_printed_twice_is_still_two_reports_for_now() -> None:
    wire = claims_of("10-mogadishu-hotel-wire.txt", "--min-killed", "15")
    reprint = claims_of("11-mogadishu-hotel-reprint.txt", "--min-killed", "15")
    assert wire
    assert reprint
    assert not {claim["id"] for claim in wire} & {claim["id"] for claim in reprint}


def test_a_place_and_a_month_narrow_the_list_and_the_count_says_so() -> None:
    narrowed = warledger("claims", demo_case(), "--place", "Aleppo", "--from", "2016-05", "--to", "2016-05", "--json")
    everything = warledger("claims", demo_case(), "--json")
    assert 0 < len(narrowed.rows) < len(everything.rows)
    assert narrowed.err == f"{len(narrowed.rows)} of {len(everything.rows)} claims\n"
    for row in narrowed.rows:
        assert row["when"]["start"] <= "2016-05-31"
        assert row["when"]["end"] >= "2016-05-01"


def test_the_map_has_the_claims_with_a_place_and_counts_the_others(tmp_path: Path) -> None:
    out = tmp_path / "map.geojson"
    done = warledger("export", demo_case(), "--format", "geojson", "-o", out)
    assert done.code == 0, done.err
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert len(features) > 50
    assert all(-180 <= feature["geometry"]["coordinates"][0] <= 180 for feature in features)


@pytest.fixture
def handed_on(tmp_path: Path) -> Path:
    """A copy of the case, as somebody else gets it."""
    copied = tmp_path / "handed-on.ledger"
    shutil.copy(demo_case(), copied)
    shutil.copytree(f"{demo_case()}.archive", f"{copied}.archive")
    return copied


def test_a_case_that_is_handed_on_verifies_elsewhere(handed_on: Path) -> None:
    verified = warledger("verify", handed_on)
    assert verified.code == 0, verified.out
    assert "BROKEN" not in verified.out
    head = warledger("custody", handed_on, "--json").rows[-1]["hash"]
    assert head in verified.out


def test_one_changed_byte_of_an_original_is_found(handed_on: Path) -> None:
    original = next(path for path in Path(f"{handed_on}.archive").rglob("*") if path.is_file())
    original.chmod(0o644)
    content = bytearray(original.read_bytes())
    content[0] ^= 1
    original.write_bytes(content)
    verified = warledger("verify", handed_on)
    assert verified.code == 1
    assert "BROKEN" in verified.out
    assert "damaged" in verified.err
    assert original.name[:12] in verified.out


def test_reading_the_case_again_changes_nothing(handed_on: Path) -> None:
    before = warledger("claims", handed_on, "--json").out
    again = warledger("recode", handed_on)
    assert again.code == 0, again.err
    assert "claims of 0 changed" in again.err
    assert warledger("claims", handed_on, "--json").out == before

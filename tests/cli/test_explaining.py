"""`explain`: one report, sentence by sentence and claim by claim, for people and for programs."""

import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.build import a_document
from tests.cli.program import Outcome, demo_case, warledger
from warledger.cli.explained import show_explained
from warledger.cli.explained_values import as_values
from warledger.cli.screen import Terminal
from warledger.config import Settings
from warledger.demo import reports
from warledger.model.proposal import Filler, Name, Proposal
from warledger.pipeline import Explained, explain_document

TEXT = "Shells fell on a market in Aleppo on Wednesday, killing at least 11 people, the mayor said. The truce held."
RULES = Settings(coder="rules")


@pytest.fixture
def by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the coder by default: what the rules make of a text is known."""
    monkeypatch.setenv("WARLEDGER_CODER", "rules")


def explained(*words: object) -> Outcome:
    return warledger("explain", "-", "--published", "2014-04-03", *words, stdin=TEXT.encode())


@pytest.mark.usefixtures("by_rules")
def test_a_piped_text_is_explained_and_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = explained()
    assert done.code == 0, done.err
    flowing = " ".join(done.out.split())
    assert "«Shells fell»" in flowing, "words of a claim are marked"
    for told in ("place “Aleppo” → Aleppo", "time “on Wednesday” → 2014-04-02", "number “at least 11” → 11+"):
        assert told in flowing
    assert "said by “mayor”" in flowing
    assert "no event “said”" in flowing
    assert "11+ killed" in flowing
    assert "1 report read" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("by_rules")
def test_the_values_for_a_program_are_those_of_read_and_more() -> None:
    (row,) = explained("--json").rows
    (read,) = warledger("read", "-", "--published", "2014-04-03", "--json", stdin=TEXT.encode()).rows
    more = ("coder", "evidence", "people")
    assert [{k: v for k, v in claim.items() if k not in more} for claim in row["claims"]] == read["claims"]
    assert row["document"].keys() == read["document"].keys()
    for layer, things in row["layers"].items():
        for thing in things or []:
            quote = thing.get("speaker", thing)
            assert TEXT[quote["start"] : quote["end"]] == quote["text"], layer
    words = {word["text"]: word for word in row["event_words"]}
    assert words["said"]["claim"] is None
    assert "seldom" in words["said"]["why"]
    assert words["Shells fell"]["claim"] == row["claims"][0]["id"]


def a_row(name: str = "15-el-fasher") -> tuple[str, str]:
    """A report of the demo case and one of its claims."""
    (document,) = [row["id"] for row in warledger("documents", demo_case(), "--json").rows if name in row["origin"]]
    claims = [row["id"] for row in warledger("claims", demo_case(), "--json").rows if row["document"] == document]
    return document, claims[0]


def test_a_report_of_a_case_is_named_by_its_id_or_a_claims_or_their_beginning() -> None:
    document, claim = a_row()
    names = (document, document[:14], document.removeprefix("document-")[:8], claim, claim.removeprefix("claim-")[:10])
    for name in names:
        done = warledger("explain", demo_case(), name, "--json")
        assert done.code == 0, done.err
        assert done.rows[0]["document"]["id"] == document
        assert "other claims" not in done.err


def test_the_claims_of_a_case_that_come_out_otherwise_today_are_pointed_out(tmp_path: Path) -> None:
    case, rules = tmp_path / "copy.ledger", tmp_path / "mine.yaml"
    shutil.copy(demo_case(), case)
    rules.write_text('extends: shipped\nname: mine\nversion: "1"\ntypes:\n  agreement: null\n')
    document, _ = a_row("17-hodeidah")
    before = case.read_bytes()
    done = warledger("explain", case, document, "--codebook", rules, "--json")
    assert done.code == 0, done.err
    assert f"warledger recode {case}" in done.err
    assert "the codebook has no type agreement" in [word["why"] for word in done.rows[0]["event_words"]]
    assert case.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "INPUT"),
        ((demo_case(),), "name the report too"),
        ((demo_case(), "zz"), "no report's id begins with 'zz', and no claim's"),
        ((demo_case(), "document-"), "several reports' ids begin"),
        ((demo_case(), "document-", "--source", "Radio"), "stand in the case"),
        (("-", "--published", "soon"), "not a day"),
    ],
)
def test_an_unclear_request_says_what_is_wanted(words: tuple[object, ...], message: str) -> None:
    done = warledger("explain", *words)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err


def test_a_case_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = warledger("explain", tmp_path / "nothing.ledger", "3f9a2c81")
    assert done.code == 3
    assert "nothing.ledger" in done.err
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = warledger("explain", tmp_path / "nothing.txt")
    assert done.code == 1
    assert done.out == ""
    assert "nothing.txt" in done.err


def test_a_report_in_a_language_that_is_not_read_says_so() -> None:
    (document,) = [row["id"] for row in warledger("documents", demo_case(), "--json").rows if row["language"] == "ar"]
    assert "Not read: Arabic is not read yet." in warledger("explain", demo_case(), document).out
    (row,) = warledger("explain", demo_case(), document, "--json").rows
    assert (row["claims"], row["event_words"], row["layers"]) == ([], [], None)


def drawn(found: Explained, width: int) -> str:
    paper = Terminal(file=io.StringIO(), width=width, highlight=False)
    show_explained(paper, found)
    assert isinstance(paper.file, io.StringIO)
    return paper.file.getvalue()


@pytest.mark.parametrize("width", [60, 99, 100, 160, 200])
def test_a_report_fits_every_width_and_tells_the_same(width: int) -> None:
    for report in reports()[:6]:
        found = explain_document(a_document(report.text, language=report.language), RULES)
        text = drawn(found, width)
        assert max(len(line) for line in text.splitlines()) <= width
        assert all(claim.id in text for claim in found.claims)
        left_out = [word for word in found.considered if word.claim is None]
        assert text.count("no event  ") == len(left_out)


def drawn_alone(found: Explained) -> str:
    """A report as it is drawn where the terminal is narrow, so that no other column stands between the words."""
    return " ".join(drawn(found, 99).replace("\n", " ").split())


def with_proposals() -> Explained:
    report = a_document(TEXT)
    found = explain_document(report, RULES)
    assert found.reading is not None
    at = TEXT.index("Aleppo")
    place = Filler("place", at, at + 6, 0.875)
    told = Proposal(0, 11, 0.75, (("shelling_missile", 0.9), ("attack", 0.1)), "happened", 0.95, (place,), 0)
    unheard = Proposal(at, at + 6, 0.25, (("agreement", 0.5),), "ongoing", 0.5, (), 1)
    parts = (Name("means", 0, 6, 0.625), Name("victim", at, at + 6, 0.25))
    return replace(found, reading=replace(found.reading, proposals=(told, unheard), parts=parts))


def test_what_the_extractor_proposes_stands_in_its_sentence_with_its_probabilities() -> None:
    found = with_proposals()
    text = drawn_alone(found)
    seen = "event “Shells fell” → claim [0-9a-f]{8} extractor 0.75: shelling_missile 0.90, attack 0.10; happened 0.95;"
    assert re.search(seen, text)
    assert "place “Aleppo” 0.88" in text
    assert "rules “Shells fell” shelling_missile" in text
    assert "no event “Aleppo” extractor 0.25: agreement 0.50; ongoing 0.50; event 2" in text
    assert "event “Shells fell” extractor, 0.75: event 1 “Shells fell” [1]" in text
    first, _ = as_values(found)["layers"]["proposals"]
    assert (first["text"], first["probability"]) == ("Shells fell", 0.75)
    assert first["fillers"] == [{"text": "Aleppo", "start": 27, "end": 33, "role": "place", "probability": 0.875}]


def test_the_parts_taken_in_the_violence_are_shown_where_they_are_likely_and_all_written_as_values() -> None:
    found = with_proposals()
    text = drawn_alone(found)
    assert "part “Shells” means in the violence extractor, 0.62" in text
    assert "victim in the violence" not in text
    parts = as_values(found)["layers"]["parts"]
    assert [(part["text"], part["kind"], part["probability"]) for part in parts] == [
        ("Shells", "means", 0.625),
        ("Aleppo", "victim", 0.25),
    ]


def test_an_event_of_the_rules_that_the_coder_in_force_does_not_make_is_shown_as_left_out() -> None:
    found = explain_document(a_document(TEXT), RULES)
    text = drawn_alone(replace(found, claims=()))
    assert "no event “Shells fell” shelling_missile; an event by the rules alone" in text
    assert "«" not in text

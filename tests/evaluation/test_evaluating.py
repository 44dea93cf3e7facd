"""Evaluation: what is spurious, where coders invent, and mistakes named by their kind."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.evaluation.claims import a_claim, a_report
from warledger.errors import BadSetting
from warledger.evaluation.evaluating import Evaluation, as_values, evaluate
from warledger.evaluation.gold import CodedClaim, GoldReport, gold_reports
from warledger.evaluation.mistakes import KINDS, SHORT, mistakes
from warledger.evaluation.reports import Coding


def evaluated(*reports: GoldReport, coded: tuple[CodedClaim, ...]) -> Evaluation:
    """Every report coded as these claims."""
    return evaluate(reports, lambda report: Coding(coded))


def test_a_coder_that_agrees_makes_no_mistake() -> None:
    claim = a_claim(actor=("rebels",), place=("Kassab",), harm=(("killed", 3, None),))
    found = evaluated(a_report(claim), coded=(claim,))
    assert sum(found.by_kind.values()) == 0
    assert found.scores.all_slots.f1 == found.scores.rows.f1 == 1.0


def test_a_claim_that_nobody_else_found_is_spurious_and_told_of_apart_where_there_is_no_event() -> None:
    planned = replace(a_claim("protest", "march"), status="planned")
    found = evaluated(a_report(a_claim()), a_report(id_="quiet"), coded=(a_claim(), planned))
    assert found.by_kind["spurious"] == 3
    empty = found.without_events
    assert (empty.reports, empty.claims, empty.counting) == (1, 2, 1)


def test_a_report_that_is_not_read_counts_as_coded_empty_and_is_named() -> None:
    found = evaluate([a_report(a_claim())], lambda report: Coding((), "in Welsh"))
    assert found.unread == {"r": "in Welsh"}
    assert found.by_kind["missed"] == 1


GOLD = a_claim(actor=("rebels",), place=("Kassab",), harm=(("killed", 3, 3),))


@pytest.mark.parametrize(
    ("coded", "kind"),
    [
        (a_claim("protest", "marched", source=("the mayor",)), "missed"),
        (a_claim("protest", "marched", source=("the mayor",)), "spurious"),
        (replace(GOLD, type="armed_clash"), "wrong type"),
        (replace(GOLD, status="denied"), "wrong status"),
        (replace(GOLD, harm=(("killed", 3, None),)), "wrong harm"),
        (replace(GOLD, harm=()), "wrong harm"),
        (replace(GOLD, roles={**GOLD.roles, "actor": ("the army",)}), "wrong actor"),
        (replace(GOLD, roles={**GOLD.roles, "place": ()}), "wrong place"),
        (replace(GOLD, roles={**GOLD.roles, "time": ("Monday",)}), "wrong time"),
    ],
)
def test_each_way_of_being_wrong_has_its_kind(coded: CodedClaim, kind: str) -> None:
    found = [mistake.kind for mistake in mistakes(a_report(GOLD), (coded,))]
    assert kind in found
    assert set(found) <= set(KINDS)
    assert len(found) == (2 if kind in ("missed", "spurious") else 1)


def test_a_mistake_says_where_it_is_in_a_few_words() -> None:
    long = a_claim(trigger="attacked", actor=("the commander of the northern garrison and all of his men",))
    (mistake,) = mistakes(a_report(long), (a_claim(),))
    assert (mistake.report, mistake.start) == ("r", 17)
    assert len(mistake.gold) <= SHORT
    assert mistake.coded == ""


def test_examples_are_the_first_of_each_kind() -> None:
    reports = [a_report(a_claim(), id_=str(number)) for number in range(5)]
    found = evaluate(reports, lambda report: Coding(()))
    assert [mistake.report for mistake in found.examples(2)] == ["0", "1"]
    assert len(as_values(found, 0)["examples"]) == 0


@pytest.mark.parametrize(
    "row",
    [
        '{"id": "1", "text": "x", "claims": [{"type": "attack", "status": "happened", "place": 5}]}',
        '{"id": "1", "text": "x", "claims": 7}',
        '{"id": "1", "text": "x", "claims": ["attack"]}',
        '{"id": "1", "text": "x", "published": "soon", "claims": []}',
        '{"id": "1", "text": 5, "claims": []}',
        "[]",
        "{",
    ],
)
def test_a_gold_row_that_cannot_be_used_names_its_line(row: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"\n{row}\n", "utf-8")
    with pytest.raises(BadSetting, match="line 2"):
        gold_reports(path)


def test_an_id_that_is_used_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "1", "text": "x", "claims": []}\n' * 2, "utf-8")
    with pytest.raises(BadSetting, match="used before"):
        gold_reports(path)


def test_a_gold_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="nowhere"):
        gold_reports(tmp_path / "nowhere.jsonl")

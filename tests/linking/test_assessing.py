"""From the claims of one incident to what they support together: voices, tolls, fields, attribution, grade."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.build import a_claim, a_document, a_harm, a_source, a_where, words
from tests.linking.reports import Report, ids, split_up, told
from warledger.errors import BadSetting
from warledger.linking.assessing import Ground, assessed, assessments
from warledger.linking.voices import COPIES, PUBLISHER, SPEAKER, Register, voices
from warledger.model.claim import ActorKind, HarmKind, Party, PlacePrecision, Status, Who
from warledger.model.corroboration import Accepted, Assessment, FamilyId, Grade, Toll
from warledger.model.document import Reliability
from warledger.reference.grades import load_grade_rules


def assessment(*reports: Report, **ground: Any) -> Assessment:
    claims, documents = split_up(*reports)
    return assessed(claims, Ground(documents, **ground))


def killed(*reports: Report, who: Who | None = None, **ground: Any) -> Toll:
    return next(t for t in assessment(*reports, **ground).tolls if (t.kind, t.who) == (HarmKind.KILLED, who))


def heard(*reports: Report, register: Register | None = None, **families: str) -> dict[str, tuple[str, ...]]:
    claims, documents = split_up(*reports)
    copies = {
        document.id: FamilyId(families[document.series[4:]])
        for document, _ in reports
        if document.series[4:] in families
    }
    return {voice.name: voice.rules for voice in voices(claims, documents, copies, register)}


WIRE, RADIO = told("wire", killed=11), told("radio", killed=11)


def test_two_publishers_that_speak_for_themselves_are_two_voices() -> None:
    assert heard(WIRE, RADIO) == {"wire": (), "radio": ()}


def test_copies_are_one_voice() -> None:
    assert list(heard(WIRE, RADIO, wire="f", radio="f").values()) == [(COPIES,)]


def test_two_reports_of_one_publisher_are_one_voice() -> None:
    assert list(heard(WIRE, told("second", source="wire")).values()) == [(PUBLISHER,)]


def test_the_same_speaker_in_two_agencies_is_one_voice() -> None:
    one, other = (told(name, said=("the Syrian Observatory",)) for name in ("afp", "reuters"))
    assert heard(one, other) == {"the Syrian Observatory": (SPEAKER,)}


def test_witnesses_of_two_reports_are_two_voices() -> None:
    assert len(heard(told("afp", said=("witnesses",)), told("reuters", said=("witnesses",)))) == 2


def test_a_renamed_source_is_one_source() -> None:
    register = Register(renamed={a_source("radio").id: a_source("wire").id})
    assert list(heard(WIRE, RADIO, register=register).values()) == [(PUBLISHER,)]


def test_low_best_and_high_keep_every_voices_figure() -> None:
    toll = killed(told("a", killed=3), told("b", killed=5), told("c", killed=5), told("d", killed=9, after=5))
    assert (toll.low, toll.best, toll.high, toll.rule) == (3, 5, 9, "the figure of most voices")
    assert len(toll.figures) == 4


def test_a_later_figure_of_one_source_replaces_its_earlier_one() -> None:
    toll = killed(told("morning", killed=3, source="wire"), told("night", killed=5, source="wire", after=2))
    assert (toll.low, toll.best, toll.high, toll.rule) == (5, 5, 5, "the one figure given")
    assert toll.figures[0].replaces


def test_a_later_version_of_a_report_replaces_the_earlier_one() -> None:
    toll = killed(told("one", killed=30, series="page"), told("two", killed=3, series="page", version=2, source="one"))
    assert (toll.low, toll.high) == (3, 3)


def test_at_least_has_no_ceiling_unless_another_voice_sets_one() -> None:
    assert killed(told("a", range=(5, None))).high is None
    assert killed(told("a", range=(5, None)), told("b", killed=7)).high == 7


CONFLICTS = {
    "the same figure": ([told("a", killed=3), told("b", killed=3)], False),
    "within the hedge": ([told("a", range=(3, None)), told("b", killed=5)], False),
    "risen in a later report": ([told("a", killed=3), told("b", killed=5, after=2)], False),
    "two figures of one day": ([told("a", killed=3), told("b", killed=5)], True),
    "fallen in a later report": ([told("a", killed=5), told("b", killed=3, after=2)], True),
}


@pytest.mark.parametrize(("reports", "expected"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_is_what_neither_hedges_nor_a_rising_count_explain(reports: list[Report], expected: bool) -> None:
    assert killed(*reports).conflict is expected


def test_parts_are_never_added_and_civilians_and_combatants_stand_apart() -> None:
    report = a_document("Shells fell, killing 11 people, among them three children. Four soldiers died too.")
    claim = a_claim(
        report,
        harm=(
            a_harm(report, "11 people", low=11, high=11),
            a_harm(report, "three children", low=3, high=3, who=Who.CIVILIAN, subset=True),
            a_harm(report, "Four soldiers", low=4, high=4, who=Who.COMBATANT, subset=True),
        ),
    )
    found = assessed([claim], Ground({report.id: report}))
    assert [(t.who, t.low, t.high) for t in found.tolls] == [
        (None, 11, 11),
        (Who.CIVILIAN, 3, None),
        (Who.COMBATANT, 4, None),
    ]


def test_the_finest_place_that_others_support_is_shown() -> None:
    area = a_where("Aleppo", precision=PlacePrecision.PROVINCE, gazetteer_id="9", lat=36.2, lon=37.1)
    found = assessment(WIRE, told("vague", where=area), told("vaguer", where=area))
    where = next(field for field in found.fields if field.field == "where")
    assert where.shown == "Al-Bab, Aleppo, SY"
    assert not where.conflict
    assert len(where.stated) == 2


def by(report: Report, name: str, **fields: Any) -> Report:
    document, claim = report
    party = Party(words(document, "fell"), "made", name, ActorKind.STATE_FORCES)
    return document, replace(claim, actors=(party,), **fields)


ATTRIBUTIONS = {
    "nobody is named": ([WIRE], Accepted.UNNAMED),
    "others say so": ([by(WIRE, "Army")], Accepted.ALLEGED),
    "they say so themselves": ([by(told("w", said=("Army",)), "Army")], Accepted.ACCEPTED),
    "two are named": ([by(WIRE, "Army"), by(RADIO, "Front")], Accepted.CONTESTED),
    "they deny it": ([by(WIRE, "Army"), told("ministry", said=("Army",), status=Status.DENIED)], Accepted.CONTESTED),
}


@pytest.mark.parametrize(("reports", "expected"), ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
def test_who_did_it_is_kept_apart_from_whether_it_happened(reports: list[Report], expected: Accepted) -> None:
    assert assessment(*reports).attribution.accepted is expected


def rated(letter: str, *names: str) -> Register:
    made = [replace(a_source(name), reliability=Reliability(letter)) for name in names]
    return Register({source.id: source for source in made})


GRADES: dict[str, tuple[list[Report], dict[str, Any], Grade, str]] = {
    "one voice": ([WIRE], {}, Grade.WEAK, "one_voice"),
    "two voices": ([WIRE, RADIO], {}, Grade.FAIR, "two_voices"),
    "two reliable voices": (
        [WIRE, RADIO],
        {"register": rated("B", "wire", "radio")},
        Grade.CONFIRMED,
        "two_reliable_voices",
    ),
    "two doubtful voices": ([WIRE, RADIO], {"register": rated("E", "wire", "radio")}, Grade.WEAK, "one_voice"),
    "a denial": ([WIRE, RADIO, told("ministry", status=Status.DENIED)], {}, Grade.CONTESTED, "denied"),
    "two doers": ([by(WIRE, "Army"), by(RADIO, "Front")], {}, Grade.CONTESTED, "blamed_on_several"),
    "taken back": ([WIRE], {"retracted": frozenset(ids(WIRE))}, Grade.DISCOUNTED, "taken_back"),
    "owned up to": (
        [by(told("w", said=("Army",)), "Army"), by(RADIO, "Army")],
        {},
        Grade.CONFIRMED,
        "accepted_and_corroborated",
    ),
}


@pytest.mark.parametrize(("reports", "ground", "grade", "rule"), GRADES.values(), ids=GRADES)
def test_the_grade_shows_the_rule_that_fired(
    reports: list[Report], ground: dict[str, Any], grade: Grade, rule: str
) -> None:
    found = assessment(*reports, **ground)
    assert (found.grade, found.grade_rule) == (grade, rule)
    assert found.grade_why


def test_denials_alone_are_no_incident() -> None:
    claims, documents = split_up(told("ministry", status=Status.DENIED))
    assert list(assessments([claims], Ground(documents))) == []


def test_a_user_may_bring_other_rules(tmp_path: Path) -> None:
    path = tmp_path / "grades.yaml"
    path.write_text("grades:\n  - {rule: all, grade: fair, why: because, when: {}}\n", "utf-8")
    assert assessment(WIRE, rules=load_grade_rules(path)).grade is Grade.FAIR


BAD_RULES = {
    "an unknown fact": "{rule: r, grade: fair, why: w, when: {friends: {at_least: 1}}}",
    "an unknown grade": "{rule: r, grade: splendid, why: w, when: {}}",
    "no last rule": "{rule: r, grade: fair, why: w, when: {voices: {at_least: 1}}}",
    "a word for a number": "{rule: r, grade: fair, why: w, when: {voices: {at_least: two}}}",
}


@pytest.mark.parametrize("rule", BAD_RULES.values(), ids=BAD_RULES)
def test_rules_that_cannot_be_used_are_refused_by_name(rule: str, tmp_path: Path) -> None:
    path = tmp_path / "grades.yaml"
    path.write_text(f"grades:\n  - {rule}\n", "utf-8")
    with pytest.raises(BadSetting, match="grades"):
        load_grade_rules(path)

"""One strike as five reports tell it, step by step: what joins, who speaks, what is counted, and its grade."""

from dataclasses import replace

from tests.build import NOON, a_source
from tests.linking.reports import Report, ids, split_up, told
from warledger.linking.assessing import Ground, assessed
from warledger.linking.judging import Person, retracted, retraction
from warledger.linking.linker import Linkage, link, with_reports
from warledger.linking.voices import COPIES, Register
from warledger.model.claim import HarmKind, Status
from warledger.model.corroboration import Assessment, FamilyId, Grade
from warledger.model.document import Reliability

WIRE = told("wire", killed=11)
REPRINT = told("evening post", killed=11, after=2)
MINISTRY = told("ministry", status=Status.DENIED)
NGO = told("monitors", range=(14, None), killed=14, after=4)
SPELT = told("column", town="El Bab", killed=11, after=2)
FAMILIES = {document.id: FamilyId("wire") for document, _ in (WIRE, REPRINT)}
LINA = Person("Lina", NOON, "the agency withdrew its story")


def seen(linkage: Linkage, *reports: Report, **ground: object) -> Assessment:
    claims, documents = split_up(*reports)
    assert linkage.groups == (ids(*reports),)
    return assessed(claims, Ground(documents, FAMILIES, **ground))  # type: ignore[arg-type]


def test_five_reports_of_one_strike_become_one_incident() -> None:
    linkage = link(*split_up(WIRE), families=FAMILIES)
    assert seen(linkage, WIRE).grade is Grade.WEAK

    linkage = with_reports(linkage, *split_up(REPRINT), FAMILIES)
    reprinted = seen(linkage, WIRE, REPRINT)
    assert [voice.rules for voice in reprinted.voices] == [(COPIES,)]
    assert reprinted.grade is Grade.WEAK

    linkage = with_reports(linkage, *split_up(SPELT), FAMILIES)
    assert seen(linkage, WIRE, REPRINT, SPELT).grade is Grade.FAIR

    linkage = with_reports(linkage, *split_up(NGO), FAMILIES)
    told_later = seen(linkage, WIRE, REPRINT, SPELT, NGO)
    toll = next(one for one in told_later.tolls if one.kind is HarmKind.KILLED)
    assert (toll.low, toll.best, toll.high, toll.conflict) == (11, 11, None, False)

    linkage = with_reports(linkage, *split_up(MINISTRY), FAMILIES)
    denied = seen(linkage, WIRE, REPRINT, SPELT, NGO, MINISTRY)
    assert denied.denied == ids(MINISTRY)
    assert (denied.grade, denied.grade_rule) == (Grade.CONTESTED, "denied")
    assert next(one for one in denied.tolls if one.kind is HarmKind.KILLED).low == 11


def test_reliable_sources_confirm_and_a_retraction_takes_a_voice_away() -> None:
    reports = (WIRE, REPRINT, SPELT)
    linkage = link(*split_up(*reports), families=FAMILIES)
    rated = [replace(a_source(name), reliability=Reliability.B) for name in ("wire", "evening post", "column")]
    register = Register({source.id: source for source in rated})
    assert seen(linkage, *reports, register=register).grade is Grade.CONFIRMED
    back = retracted([retraction(claim.id, LINA) for _, claim in (WIRE, REPRINT)])
    after = seen(linkage, *reports, register=register, retracted=back)
    assert after.retracted == ids(WIRE, REPRINT)
    assert after.grade is Grade.WEAK

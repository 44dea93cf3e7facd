"""What the tables of other projects ask of an incident beside the claim that stands for it: its reports, its rivals."""

from warledger.exports.fatalities import RIVALS, acled_fatalities, killed, vague_words
from warledger.exports.form import Job
from warledger.exports.losses import Tally
from warledger.exports.telling import telling_of
from warledger.model.claim import Claim, HarmKind
from warledger.model.corroboration import Figure
from warledger.model.document import Document
from warledger.reference.codebook import HarmRules


def reports(claim: Claim, job: Job) -> list[Document]:
    """The reports that tell of it and are at hand, each once; that of the claim itself first."""
    telling = telling_of(claim)
    told = {one.document: one for one in (claim, *(telling.standing if telling else ()))}
    found = map(job.document, told.values())
    return [document for document in found if document is not None]


def lowest_fatalities(claim: Claim, rules: HarmRules, tally: Tally) -> int:
    """ACLED's conservative count: of the voices' standing figures the lowest."""
    telling = telling_of(claim)
    toll = telling.toll(HarmKind.KILLED) if telling else None
    if telling is None or toll is None:
        return acled_fatalities(claim, rules, tally)
    held = {one.id: one for one in telling.standing}
    counts = {_count(held[figure.claim], figure, rules, tally) for figure in toll.figures if figure.claim in held}
    if len(counts) > 1:
        tally.note(RIVALS.name)
    return min(counts, default=0)


def _count(claim: Claim, figure: Figure, rules: HarmRules, tally: Tally) -> int:
    """What ACLED writes for a voice's figure: its words as ACLED reads them, and never less than linking settled on."""
    count = acled_fatalities(claim, rules, tally)
    vague = any(vague_words(harm, rules) is not None for group in killed(claim) for harm in group)
    return count if vague else max(count, figure.low or 0)


def rival_doers(claim: Claim) -> bool:
    """Whether voices name doers whom the row leaves out."""
    telling = telling_of(claim)
    return telling is not None and len(claim.actors) < len(telling.assessment.attribution.named)


def rival_voices(claim: Claim) -> bool:
    """Whether voices tell different tolls of the killed."""
    telling = telling_of(claim)
    toll = telling.toll(HarmKind.KILLED) if telling else None
    return toll is not None and len({(figure.low, figure.high) for figure in toll.figures}) > 1

"""Records as short words for people: a figure of harm, an interval, a place, who did what to whom, who says so.

Nothing is rounded and no bound is dropped: "11+" has no upper bound because the report gave none.
"""

from warledger.model.claim import Claim, Harm, HarmKind, Party, Speaker, When, Where
from warledger.model.document import Document
from warledger.model.ledger import HarmRange
from warledger.model.shown import SHORT_ID as SHORT_ID
from warledger.model.shown import bounds as bounds
from warledger.model.shown import days
from warledger.model.shown import short_id as short_id


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(1200, "claim"), count(2, "copy", "copies")
    ('1 claim', '1,200 claims', '2 copies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def harm(figure: Harm | HarmRange) -> str:
    """One figure of harm: "11+ killed"; "0 hurt" where the report says that nobody was."""
    kind = "hurt" if figure.kind is HarmKind.CASUALTIES and figure.high == 0 else figure.kind.value
    return f"{bounds(figure.low, figure.high)} {kind}"


def harm_lines(claim: Claim) -> list[str]:
    """The figures of a claim; one that is part of another is marked "incl."."""
    return [f"incl. {harm(figure)}" if figure.subset else harm(figure) for figure in claim.harm]


def when(interval: When | None) -> str:
    """A stretch of days, as fine as it is known and no finer."""
    if interval is None:
        return "-"
    return days(interval, to=" to ", years=" to ")


def where(place: Where | None) -> str:
    """A place that the gazetteer knows: its name and country."""
    if place is None:
        return "-"
    return f"{place.name}, {place.country}" if place.country and place.country != place.name else place.name


def claim_where(claim: Claim) -> str:
    """The place of a claim: as the gazetteer knows it, else the words of the report in quotation marks."""
    if claim.where is not None:
        return where(claim.where.value)
    return f"“{claim.places[0].text}”" if claim.places else "-"


def party(who: Party | Speaker) -> str:
    """Somebody by the name that the actor list has, else by the words of the report."""
    return who.name or who.quote.text


def parties(everybody: tuple[Party, ...]) -> str:
    """Several actors or targets, each named once."""
    return ", ".join(dict.fromkeys(party(who) for who in everybody))


def deed(claim: Claim) -> str:
    """Who did it to whom: "Syrian army → market"; the means where nobody is named."""
    means = ", ".join(dict.fromkeys(weapon.quote.text for weapon in claim.weapons))
    doer = parties(claim.actors) or means
    done_to = parties(claim.targets)
    if doer and done_to:
        return f"{doer} → {done_to}"
    return f"→ {done_to}" if done_to else doer or f"“{claim.trigger.text}”"


def voices(claim: Claim) -> str:
    """Whom the report gives the claim to; empty where it says so itself."""
    return ", ".join(dict.fromkeys(party(speaker) for speaker in claim.sources))


def report_name(document: Document | None) -> str:
    """A report as people call it: its publisher and day."""
    if document is None:
        return "-"
    publisher = document.source.name if document.source else document.title or document.origin
    return f"{publisher}, {document.published.date}" if document.published else publisher

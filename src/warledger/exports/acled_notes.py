"""The notes column of an ACLED-shaped row: what the claim says, in short sentences made from its fields.

Every word of the report stands in quotation marks and every hedge is kept; nothing is added that is not in a field.
"""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from warledger.exports.telling import Telling, telling_of
from warledger.model.claim import Claim, DatePrecision, Harm, HarmKind, Party, PlacePrecision, Status, When
from warledger.model.evidence import Quote

# Not strftime, whose names follow the locale of whoever exports.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
KNOWN_TO = MappingProxyType(
    {
        precision: f"known to the {precision.value}" if precision is not DatePrecision.VAGUE else "vaguely said"
        for precision in DatePrecision
    }
)


def notes(claim: Claim, label: str, country: str) -> str:
    """The claim in sentences. `label` is the codebook's name for its type.

    >>> span(date(2014, 3, 7), date(2014, 3, 9))
    'Between 7 March 2014 and 9 March 2014'
    """
    sentences = [
        f"{_when(claim)}: {label[:1].lower()}{label[1:]}{_where(claim, country)}",
        _listed("By", (_party(party) for party in claim.actors)),
        _listed("Against", (_party(party) for party in claim.targets)),
        _listed("Means", (quoted(weapon.quote) for weapon in claim.weapons)),
        *(_harm(harm) for harm in claim.harm),
        "" if claim.status.value is Status.HAPPENED else f"Status: {claim.status.value.value}",
        _listed("According to", (quoted(speaker.quote) for speaker in claim.sources)),
        *_known(claim),
    ]
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def _known(claim: Claim) -> Iterable[str]:
    """What the row stands for, and, of an incident, how well it is known."""
    telling = telling_of(claim)
    if telling is None:
        return [f"Claim {claim.id}"]
    found, voices = telling.assessment, telling.voices
    told = f"Told by {voices} independent voice{'' if voices == 1 else 's'}; {found.grade.value}: {found.grade_why}"
    denied = [f"Denied in {len(found.denied)} claim{'' if len(found.denied) == 1 else 's'}"] if found.denied else []
    return [*_rivals(telling), *denied, told, f"Incident {claim.id}"]


def _rivals(telling: Telling) -> Iterable[str]:
    """The toll of the killed where voices differ."""
    toll = telling.toll(HarmKind.KILLED)
    if toll is None or len({(figure.low, figure.high) for figure in toll.figures}) < 2:
        return []
    figures = "; ".join(f"{bounds(figure.low, figure.high)} ({figure.voice})" for figure in toll.figures)
    return [f"Killed, by each voice: {figures}"]


def span(start: date, end: date) -> str:
    """Days in words."""
    return f"On {_day(start)}" if start == end else f"Between {_day(start)} and {_day(end)}"


def quoted(quote: Quote) -> str:
    """The report's words on one line, in quotation marks."""
    return f'"{" ".join(quote.text.split())}"'


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _when(claim: Claim) -> str:
    when: When | None = claim.when.value if claim.when else None
    if when is None:
        return "On an unknown day"
    days = span(when.start, when.end)
    return days if when.precision is DatePrecision.DAY else f"{days} ({KNOWN_TO[when.precision]})"


def _where(claim: Claim, country: str) -> str:
    if claim.where is None:
        return ""
    place = claim.where.value
    names = [name for name in (place.name, place.admin2, place.admin1, country) if name]
    preposition = {PlacePrecision.POINT: "at", PlacePrecision.NEAR: "near"}.get(place.precision, "in")
    return f" {preposition} {', '.join(dict.fromkeys(names))}"


def _party(party: Party) -> str:
    known = [name for name in (party.name, party.kind.value.replace("_", " ") if party.kind else None) if name]
    return f"{quoted(party.quote)} ({', '.join(known)})" if known else quoted(party.quote)


def _harm(harm: Harm) -> str:
    part = " of them" if harm.subset else ""
    who = "" if harm.who.value == "unknown" else f", {harm.who.value}"
    hedge = f', hedge "{" ".join(harm.hedge.split())}"' if harm.hedge else ""
    return f"{harm.kind.value.capitalize()}{part}: {_count(harm)}{who} ({quoted(harm.quote)}{hedge})"


def _count(harm: Harm) -> str:
    return bounds(harm.low, harm.high)


def bounds(low: int | None, high: int | None) -> str:
    """A count in words."""
    if low is None:
        return "no number given" if high is None else f"up to {high}"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"


def _listed(head: str, items: Iterable[str]) -> str:
    text = "; ".join(items)
    return f"{head}: {text}" if text else ""

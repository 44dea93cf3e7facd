"""Incidents as rows of a table: what, when, where, with what harm, how well it is known, and who speaks for it."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from warledger.cli import phrases
from warledger.cli.screen import Column, Row, Terminal, dim, draw, lines, status_text
from warledger.cli.tables import SIDE_BY_SIDE
from warledger.model.claim import HarmKind
from warledger.model.corroboration import Grade
from warledger.model.ledger import Incident
from warledger.model.listing import Listed
from warledger.model.shown import headline

GRADE_STYLES = {
    Grade.CONFIRMED: "bold green",
    Grade.FAIR: "cyan",
    Grade.WEAK: "",
    Grade.CONTESTED: "bold yellow",
    Grade.DISCOUNTED: "red",
}
NARROW = (Column("INCIDENT", 8), Column("WHEN, WHERE", share=4), Column("WHAT", 20), Column("KNOWN, BY", share=5))
WIDE = (
    *(Column("INCIDENT", 8), Column("WHEN", 11), Column("WHAT", 20), Column("WHERE", share=3)),
    *(Column("HARM", 16), Column("KNOWN", 11), Column("VOICES", share=4), Column("CLAIMS", 6, right=True)),
)
NAMED = 4  # voices named in a row; of more, how many more there are


def incident_table(console: Terminal, listed: Iterable[Listed]) -> int:
    """Draw incidents; the number drawn."""
    if console.width < SIDE_BY_SIDE:
        return draw(console, NARROW, (_stacked(line) for line in listed))
    return draw(console, WIDE, (_side_by_side(line) for line in listed))


def grade_text(grade: Grade) -> Text:
    """A grade in its colour; the word alone says it too."""
    return Text(grade.value, style=GRADE_STYLES[grade])


def _stacked(line: Listed) -> Row:
    incident = line.incident
    claims = phrases.count(len(incident.claims), "claim")
    return (
        phrases.short_id(incident.id),
        lines(_when(incident), _where(incident)),
        lines(incident.type.value, status_text(incident.status.value), *_ranges(incident)),
        lines(*_known(line), _voices(incident), dim(claims)),
    )


def _side_by_side(line: Listed) -> Row:
    incident = line.incident
    return (
        phrases.short_id(incident.id),
        _when(incident),
        lines(incident.type.value, status_text(incident.status.value)),
        _where(incident),
        lines(*_ranges(incident)),
        lines(*_known(line)),
        _voices(incident),
        str(len(incident.claims)),
    )


def _known(line: Listed) -> Iterator[Text]:
    yield grade_text(line.grade)
    if line.contested and line.grade is not Grade.CONTESTED:
        yield dim("contested")
    if line.denials:
        yield dim("denied")


def _voices(incident: Incident) -> str:
    """How many independent voices, and their names.

    Of many voices the first are named.
    """
    names = incident.voices[:NAMED]
    more = len(incident.voices) - len(names)
    shown = "; ".join(names) + (f"; and {more} more" if more else "")
    return f"{len(incident.voices)}: {shown}" if len(incident.voices) > 1 else shown or "nobody stands by it"


def _when(incident: Incident) -> str:
    return phrases.when(incident.when.value if incident.when else None)


def _where(incident: Incident) -> str:
    return phrases.where(incident.where.value if incident.where else None)


def _ranges(incident: Incident) -> Iterator[Text]:
    kinds = list(HarmKind)
    ordered = sorted(headline(incident.harm), key=lambda harm: kinds.index(harm.kind))
    return (Text(phrases.harm(harm), style="bold") for harm in ordered)

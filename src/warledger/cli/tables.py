"""Claims and incidents as rows of a table, in three widths: stacked under 110 columns, side by side from there on.

Every row shows the status, and who says so when the report gives the claim to somebody.
"""

from collections.abc import Callable, Iterable, Iterator

from rich.text import Text

from warledger.cli import phrases
from warledger.cli.screen import Column, Row, Terminal, dim, draw, lines, status_text
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.model.ledger import Incident

SIDE_BY_SIDE = 110  # columns; below, cells are stacked
WITH_REPORT = 150

NARROW = (Column("CLAIM", 8), Column("WHEN, WHERE", share=4), Column("WHAT", 20), Column("WHO, SAID BY", share=6))
WIDE = (
    *(Column("CLAIM", 8), Column("WHEN", 10), Column("WHAT", 20)),
    *(Column("WHO → WHOM", share=5), Column("WHERE", share=3), Column("HARM", 15), Column("SAID BY", share=3)),
)
WIDEST = (*WIDE, Column("REPORT", share=3))

Finder = Callable[[DocumentId], Document | None]


def claim_table(console: Terminal, claims: Iterable[Claim], find: Finder) -> int:
    """Draw claims; the number drawn."""
    if console.width < SIDE_BY_SIDE:
        return draw(console, NARROW, (_stacked(claim) for claim in claims))
    if console.width < WITH_REPORT:
        return draw(console, WIDE, (_side_by_side(claim) for claim in claims))
    rows = ((*_side_by_side(claim), dim(phrases.report_name(find(claim.document)))) for claim in claims)
    return draw(console, WIDEST, rows)


def _stacked(claim: Claim) -> Row:
    said_by = phrases.voices(claim)
    return (
        phrases.short_id(claim.id),
        lines(_when(claim), phrases.claim_where(claim)),
        lines(claim.type.value, status_text(claim.status.value), *_harm(claim)),
        lines(phrases.deed(claim), dim(f"said by {said_by}") if said_by else ""),
    )


def _side_by_side(claim: Claim) -> tuple[str | Text, ...]:
    return (
        phrases.short_id(claim.id),
        _when(claim),
        lines(claim.type.value, status_text(claim.status.value)),
        phrases.deed(claim),
        phrases.claim_where(claim),
        lines(*_harm(claim)),
        phrases.voices(claim),
    )


def _when(claim: Claim) -> str:
    return phrases.when(claim.when.value if claim.when else None)


def _harm(claim: Claim) -> Iterator[Text]:
    """Harm in bold; harm of something that did not happen is a fear or a plan, and is not."""
    weight = "bold" if claim.status.value.counts_as_event else ""
    return (Text(line, style=weight) for line in phrases.harm_lines(claim))


INCIDENT_NARROW = (Column("INCIDENT", 8), Column("WHEN, WHERE", share=4), Column("WHAT", 20), Column("VOICES", share=5))
INCIDENT_WIDE = (
    *(Column("INCIDENT", 8), Column("WHEN", 10), Column("WHAT", 20), Column("WHERE", share=3)),
    *(Column("HARM", 15), Column("VOICES", share=4), Column("CLAIMS", share=2)),
)


def incident_table(console: Terminal, incidents: Iterable[Incident]) -> int:
    """Draw incidents; the number drawn."""
    if console.width < SIDE_BY_SIDE:
        return draw(console, INCIDENT_NARROW, (_incident_stacked(incident) for incident in incidents))
    return draw(console, INCIDENT_WIDE, (_incident_side_by_side(incident) for incident in incidents))


def _incident_stacked(incident: Incident) -> Row:
    return (
        phrases.short_id(incident.id),
        lines(phrases.when(incident.when.value if incident.when else None), _incident_where(incident)),
        lines(incident.type.value, status_text(incident.status.value), *_ranges(incident)),
        lines(", ".join(incident.voices), dim(_claim_ids(incident))),
    )


def _incident_side_by_side(incident: Incident) -> Row:
    return (
        phrases.short_id(incident.id),
        phrases.when(incident.when.value if incident.when else None),
        lines(incident.type.value, status_text(incident.status.value)),
        _incident_where(incident),
        lines(*_ranges(incident)),
        ", ".join(incident.voices),
        dim(_claim_ids(incident)),
    )


def _incident_where(incident: Incident) -> str:
    return phrases.where(incident.where.value if incident.where else None)


def _ranges(incident: Incident) -> Iterator[Text]:
    return (Text(phrases.harm(harm), style="bold") for harm in incident.harm)


def _claim_ids(incident: Incident) -> str:
    return ", ".join(phrases.short_id(claim) for claim in incident.claims)

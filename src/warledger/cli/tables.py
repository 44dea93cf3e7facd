"""Claims as rows of a table, in three widths: stacked under 110 columns, side by side from there on.

Every row shows the status, and who says so when the report gives the claim to somebody.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.text import Text

from warledger.cli import phrases
from warledger.cli.screen import Column, Row, Terminal, dim, draw, lines, status_text
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import DocumentId
from warledger.pipeline.said import Word

SIDE_BY_SIDE = 110  # columns; below, cells are stacked
WITH_REPORT = 150

NARROW = (Column("CLAIM", 8), Column("WHEN, WHERE", share=4), Column("WHAT", 20), Column("WHO, SAID BY", share=6))
WIDE = (
    *(Column("CLAIM", 8), Column("WHEN", 10), Column("WHAT", 20)),
    *(Column("WHO → WHOM", share=5), Column("WHERE", share=3), Column("HARM", 15), Column("SAID BY", share=3)),
)
WIDEST = (*WIDE, Column("REPORT", share=3))

Finder = Callable[[DocumentId], Document | None]
Saying = Callable[[Claim], Sequence[Word]]


def claim_table(console: Terminal, claims: Iterable[Claim], find: Finder, said: Saying = lambda _: ()) -> int:
    """Draw claims; the number drawn. `said` has what people said of each."""
    if console.width < SIDE_BY_SIDE:
        return draw(console, NARROW, (_stacked(claim, said(claim)) for claim in claims))
    if console.width < WITH_REPORT:
        return draw(console, WIDE, (_side_by_side(claim, said(claim)) for claim in claims))
    rows = ((*_side_by_side(claim, said(claim)), dim(phrases.report_name(find(claim.document)))) for claim in claims)
    return draw(console, WIDEST, rows)


def _stacked(claim: Claim, said: Sequence[Word]) -> Row:
    said_by = phrases.voices(claim)
    return (
        phrases.short_id(claim.id),
        lines(_when(claim), phrases.claim_where(claim)),
        lines(claim.type.value, status_text(claim.status.value), *_harm(claim), _said(said)),
        lines(phrases.deed(claim), dim(f"said by {said_by}") if said_by else ""),
    )


def _side_by_side(claim: Claim, said: Sequence[Word]) -> tuple[str | Text, ...]:
    return (
        phrases.short_id(claim.id),
        _when(claim),
        lines(claim.type.value, status_text(claim.status.value), _said(said)),
        phrases.deed(claim),
        phrases.claim_where(claim),
        lines(*_harm(claim)),
        phrases.voices(claim),
    )


def _said(said: Sequence[Word]) -> Text:
    """What people did with a claim, and to which fields."""
    return dim(", ".join(f"{one.act} {one.field}" if one.act == "corrected" else one.act for one in said))


def _when(claim: Claim) -> str:
    return phrases.when(claim.when.value if claim.when else None)


def _harm(claim: Claim) -> Iterator[Text]:
    """Harm in bold; harm of something that did not happen is a fear or a plan, and is not."""
    weight = "bold" if claim.status.value.counts_as_event else ""
    return (Text(line, style=weight) for line in phrases.harm_lines(claim))

"""How a pair of claims compares, as `why` draws it: each comparison in a sentence, its weight, and the sum so far."""

from collections.abc import Iterator, Mapping

from rich.text import Text

from warledger.cli import phrases
from warledger.cli.screen import Column, Row, Terminal, dim, draw, lines
from warledger.linking.scoring import Waterfall
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import ClaimId, DocumentId
from warledger.pipeline.comparing import Compared

COLUMNS = (
    *(Column("COMPARED", 10), Column("FOUND", share=5), Column("BITS", 7, right=True)),
    *(Column("SUM", 7, right=True), Column("AGAINST, FOR", 21)),
)
HALF = 10  # signs on either side of the middle of a bar
BITS_A_SIGN = 1.0


def show_compared(
    console: Terminal, found: Compared, claims: Mapping[ClaimId, Claim], reports: Mapping[DocumentId, Document]
) -> None:
    """Draw how two claims compare, and what follows."""
    for id in (found.one, found.other):
        claim = claims[id]
        when = phrases.when(claim.when.value if claim.when else None)
        told = f"{when}, {phrases.claim_where(claim)}: {phrases.deed(claim)}"
        harm = "; ".join(phrases.harm_lines(claim))
        line = Text.assemble((phrases.short_id(id), "bold"), f"  {told}{f' ({harm})' if harm else ''}")
        console.print(lines(line, dim(f"          {phrases.report_name(reports.get(claim.document))}")))
    console.print()
    draw(console, COLUMNS, _rows(found.waterfall))
    console.print()
    for sentence in _sentences(found):
        console.print(sentence)


def _rows(waterfall: Waterfall) -> Iterator[Row]:
    total = waterfall.prior
    yield "any two", "the odds that two candidates are of one incident", f"{total:+.1f}", f"{total:+.1f}", _bar(total)
    for step in waterfall.steps:
        total += step.bits
        yield step.comparison, step.sentence, f"{step.bits:+.1f}", f"{total:+.1f}", _bar(step.bits)
    if waterfall.rule is not None:
        sign = Text("RULE", style="bold yellow")
        yield sign, Text(waterfall.rule, style="bold yellow"), "", f"{waterfall.total:+.1f}", ""


def _bar(bits: float) -> Text:
    """A weight as a bar from the middle: to the left against, to the right for one incident."""
    signs = min(HALF, max(1, round(abs(bits) / BITS_A_SIGN))) if abs(bits) >= 0.05 else 0
    if bits < 0:
        return Text(" " * (HALF - signs) + "─" * signs + "│", style="red")
    return Text(" " * HALF + "│" + "━" * signs, style="green" if signs else "dim")


def _sentences(found: Compared) -> Iterator[Text]:
    total, chance = found.waterfall.total, found.waterfall.chance
    yield Text(f"Together {total:+.1f} bits: a chance of {chance:.1%} by these weights alone.", style="bold")
    if found.one_report:
        yield Text("Both are of one report, which tells them as two events: they are never joined by their own weight.")
    for one in found.judgements:
        why = f", because {one.why}" if one.why else ""
        yield Text(f"{one.who} judged {one.verdict.value} on {one.when:%Y-%m-%d}{why} ({phrases.short_id(one.id)}).")
    if found.together:
        number = len(found.beside)
        tied = "" if total > 0 or found.judgements else " Others that fit both tie them together."
        yield Text(f"They ARE of one incident, of {phrases.count(number, 'claim')}.{tied}")
    else:
        yield Text("They are NOT of one incident.")

"""One report as `explain` draws it: each sentence with what was read in it, then each claim with what led to it.

It takes the layers and the claims apart and prints; it judges nothing. Words are marked where the terminal can, and
every mark is told in words beside the sentence, so a pipe loses nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from rich import box
from rich.table import Table
from rich.text import Text

from warledger.cli import phrases
from warledger.cli.evidence import STACKED_UNDER, Line, absent_fields, by_sentence, fields, report_heading, said_lines
from warledger.cli.layers import EVENT, Found, at, layers, number
from warledger.cli.screen import MARK, Terminal, dim, lines, marked, status_text, styled
from warledger.cli.tables import Saying
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.evidence import Quote
from warledger.model.proposal import Filler
from warledger.model.reading import Sentence
from warledger.pipeline import Explained


def show_explained(console: Terminal, explained: Explained, said: Saying = lambda _: ()) -> None:
    """Draw a report with all that was found in it. `said` has what people said of each claim."""
    document, reading = explained.document, explained.reading
    console.print(report_heading(document))
    if document.unread:
        console.print(f"Not read: {document.unread}.")
    if reading is None or not reading.sentences:
        return
    console.print()
    console.print(Text("What was read, sentence by sentence", style="bold"))
    console.print()
    found = layers(explained)
    for place, sentence in enumerate(reading.sentences):
        console.print(_sentence(console, place + 1, sentence, document.text, found[place]))
        console.print()
    named = phrases.count(len(explained.claims), "claim")
    console.print(Text(f"What was coded: {named}" if explained.claims else "No claims found.", style="bold"))
    for claim in explained.claims:
        console.print()
        _claim(console, claim, explained, reading.sentences)
        for line in said_lines(said(claim)):
            console.print(line)


def _sentence(console: Terminal, place: int, sentence: Sentence, text: str, found: Sequence[Found]) -> Table:
    """A sentence beside what was read in it; under each other where the terminal is narrow."""
    words = _words(console, sentence, text, found)
    read = _list_of(found, sentence.kind)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=3, justify="right", style="dim")
    table.add_column(ratio=5, overflow="fold")
    if console.width < STACKED_UNDER:
        table.add_row(str(place), words)
        table.add_row("", read)
    else:
        table.add_column(ratio=6, overflow="fold")
        table.add_row(str(place), words, read)
    table.expand = True
    return table


def _words(console: Terminal, sentence: Sentence, text: str, found: Sequence[Found]) -> Text:
    """The sentence with its words marked: each layer in its colour, words of claims in the mark."""
    start, end = sentence.start, max(sentence.end, *(f.end for f in found if f.label is EVENT), 0)
    here = text[start:end].replace("\n", " ")
    if not styled(console):
        return marked(here, [(f.start - start, f.end - start) for f in found if f.label is EVENT], console)
    out = Text(here)
    for layer in reversed(found):  # the first is drawn last, over the others
        out.stylize(MARK if layer.label is EVENT else layer.label.style, layer.start - start, layer.end - start)
    return out


def _list_of(found: Sequence[Found], kind: str) -> Table | Text:
    """What was read in a sentence, one thing a line."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=9)
    table.add_column(overflow="fold")
    if kind != "prose":
        table.add_row(dim("kind"), dim(kind))
    for layer in found:
        style = MARK if layer.label is EVENT else layer.label.style
        table.add_row(Text(layer.label.name, style=style), layer.says)
    return table if table.row_count else dim("nothing")


def _claim(console: Terminal, claim: Claim, explained: Explained, sentences: Sequence[Sentence]) -> None:
    heading = Text.assemble((phrases.short_id(claim.id), "bold"), "  ", (claim.type.value, "bold"), "  ")
    console.print(heading.append_text(status_text(claim.status.value)).append(f"  sure {claim.confidence.value:.2f}"))
    console.print()
    rows = _rows(claim, explained)
    narrow = console.width < STACKED_UNDER
    table = Table(box=None if narrow else box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.show_header, table.expand = not narrow, True
    table.add_column("FIELD", width=7, header_style="bold", style="bold" if narrow else "")
    table.add_column("SAYS", ratio=4, header_style="bold", overflow="fold")
    if not narrow:
        table.add_column("BY WHAT RULE", ratio=5, header_style="bold", overflow="fold")
        table.add_column("ON THESE WORDS [SENTENCE]", ratio=6, header_style="bold", overflow="fold")
    for row in rows:
        words = _quoted(row.quotes, sentences, explained.document)
        cells = (lines(row.value, dim(row.rule), words),) if narrow else (row.value, dim(row.rule), words)
        table.add_row(row.name, *cells)
    console.print(table)
    absent = absent_fields(claim)
    if absent:
        console.print(dim(f"The report gives no {', no '.join(absent)}."))
    console.print(dim(f"Coded by {claim.coder}; {claim.id}."))


def _rows(claim: Claim, explained: Explained) -> list[Line]:
    """The words that name the event of a claim, by the extractor or else by the rules, and then its fields."""
    reading = explained.reading
    lead = at(claim.trigger, reading.proposals or ()) if reading else None
    if lead is None or reading is None:
        named = [word for word in explained.considered if word.claim == claim.id]
        rules = [_event(word.quote, f"{word.why}; {word.type} {word.weight:.2f}") for word in named]
        return [*rules, *fields(claim)]
    tellings = [proposal for proposal in reading.proposals or () if proposal.event == lead.event]
    fillers = [filler for proposal in tellings for filler in proposal.fillers]
    words = [_event(reading.quote(p.start, p.end), f"extractor, {p.probability:.2f}: {number(p)}") for p in tellings]
    return [*words, *(_with_probability(row, fillers) for row in fields(claim))]


def _event(words: Quote, why: str) -> Line:
    return Line("event", Text(f"“{words.text}”"), why, (words,))


def _with_probability(row: Line, fillers: Sequence[Filler]) -> Line:
    """A field that the extractor filled, with how sure it was of the words."""
    spans = {(quote.start, quote.end) for quote in row.quotes}
    sure = [filler.probability for filler in fillers if (filler.start, filler.end) in spans]
    return replace(row, rule=f"{row.rule}, {max(sure):.2f}") if sure and "extractor" in row.rule else row


def _quoted(quotes: Sequence[Quote], sentences: Sequence[Sentence], document: Document) -> Text:
    """The words a value rests on, with the numbers of their sentences."""
    if not quotes:
        return dim("no words of the report")
    starts = {sentence.start: place for place, sentence in enumerate(sentences, 1)}
    parts = []
    for start, _, spans in by_sentence(quotes, sentences, len(document.text)):
        said = ", ".join(dict.fromkeys(f"“{document.text[s:e]}”" for s, e in spans)).replace("\n", " ")
        parts.append(f"{said} [{starts.get(start, '?')}]")
    return Text("; ".join(parts))

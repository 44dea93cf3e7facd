"""One claim as `show` draws it: each field, the rule that gave it, and the sentence it rests on with the words marked.

It takes the records apart and prints; it judges nothing. A field that the report does not fill is listed as absent.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.table import Table
from rich.text import Text

from warledger.cli import phrases
from warledger.cli.screen import Terminal, dim, lines, marked, status_text
from warledger.model.claim import Candidate, Claim, Harm, Party, Where
from warledger.model.document import Document
from warledger.model.evidence import Quote
from warledger.model.reading import Sentence
from warledger.pipeline.said import Word

STACKED_UNDER = 100  # columns; below, the sentence stands under its field
SENTENCE_LIMIT = 400  # characters of a sentence shown whole; a longer one is cut around the marked words
KEPT_AROUND = 150  # characters kept on each side of the marked words of a long sentence
KEPT_AGAIN = 40  # the same, in a sentence that was shown before


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a claim: what it says, the rule that says so, and the words it rests on."""

    name: str
    value: Text
    rule: str
    quotes: tuple[Quote, ...]


def show_claim(
    console: Terminal, claim: Claim, document: Document, sentences: Sequence[Sentence], said: Sequence[Word] = ()
) -> None:
    """Draw a claim with its evidence, and what people said of it."""
    heading = Text.assemble((phrases.short_id(claim.id), "bold"), "  ", (claim.type.value, "bold"), "  ")
    console.print(heading.append_text(status_text(claim.status.value)))
    console.print(report_heading(document))
    for line in said_lines(said):
        console.print(line)
    console.print()
    found = list(fields(claim))
    if console.width < STACKED_UNDER:
        _stacked(console, found, document, sentences)
    else:
        _beside(console, found, document, sentences)
    absent = absent_fields(claim)
    if absent:
        console.print(dim(f"The report gives no {', no '.join(absent)}."))
    console.print(dim(f"Coded by {claim.coder}; claim {claim.id} of {claim.document}."))


def said_lines(said: Sequence[Word]) -> Iterator[Text]:
    """What people said of a claim, a line each."""
    for word in said:
        yield Text(word.sentence, style="bold" if word.act == "rejected" else "")


def report_heading(document: Document) -> Text:
    """The title of a report, and whose it is, of what day, and whence."""
    title = document.title or document.origin
    published = document.published
    day = f"{published.date} ({published.basis.value}: {published.rule})" if published else "no date known"
    publisher = document.source.name if document.source else "publisher not known"
    version = f", version {document.version}" if document.version > 1 else ""
    return lines(f"In “{title}”", dim(f"{publisher}, {day}{version}, from {document.origin}"))


def _beside(console: Terminal, found: list[Line], document: Document, sentences: Sequence[Sentence]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("FIELD", width=7, header_style="bold")
    table.add_column("SAYS, BY WHAT RULE", ratio=3, header_style="bold", overflow="fold")
    table.add_column("ON THESE WORDS", ratio=5, header_style="bold", overflow="fold")
    words = Words(document.text, sentences, console)
    for line in found:
        table.add_row(line.name, lines(line.value, dim(line.rule)), words.of(line.quotes))
        table.add_row()
    console.print(table)


def _stacked(console: Terminal, found: list[Line], document: Document, sentences: Sequence[Sentence]) -> None:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=7, style="bold")
    table.add_column(overflow="fold")
    words = Words(document.text, sentences, console)
    for line in found:
        table.add_row(line.name, lines(line.value, dim(line.rule), words.of(line.quotes)))
        table.add_row()
    console.print(table)


class Words:
    """The sentences behind the fields of one claim: whole when first shown, cut around the words after that."""

    def __init__(self, text: str, sentences: Sequence[Sentence], console: Terminal) -> None:
        self._text = text
        self._sentences = sentences
        self._console = console
        self._shown: set[int] = set()

    def of(self, quotes: Sequence[Quote]) -> Text:
        """The sentences that the quotes stand in, with the quotes marked."""
        if not quotes:
            return dim("rests on no words of the report")
        return Text("\n").join(
            self._sentence(*found) for found in by_sentence(quotes, self._sentences, len(self._text))
        )

    def _sentence(self, start: int, end: int, spans: list[tuple[int, int]]) -> Text:
        kept = KEPT_AGAIN if start in self._shown else KEPT_AROUND
        whole = start not in self._shown and end - start <= SENTENCE_LIMIT
        left, right = (start, end) if whole else _around(self._text, start, end, spans, kept=kept)
        self._shown.add(start)
        inside = [(s - left, e - left) for s, e in spans]
        words = marked(self._text[left:right].replace("\n", " "), inside, self._console)
        return Text("… " if start < left else "").append_text(words).append(" …" if right < end else "")


def _around(text: str, start: int, end: int, spans: list[tuple[int, int]], *, kept: int) -> tuple[int, int]:
    """The stretch of a sentence around its spans, cut between words."""
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    left, right = start, end
    if start < first - kept:
        left = text.find(" ", first - kept, first) + 1 or first
    if last + kept < end:
        right = text.rfind(" ", last, last + kept)
    return left, right if right > 0 else last


def by_sentence(
    quotes: Sequence[Quote], sentences: Sequence[Sentence], length: int
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Quotes by the sentence that each begins in: where it starts and ends (past its quotes), and the quotes."""
    starts = [sentence.start for sentence in sentences]
    groups: dict[int, list[tuple[int, int]]] = {}
    for quote in quotes:
        groups.setdefault(bisect_right(starts, quote.start) - 1, []).append((quote.start, quote.end))
    for number, spans in sorted(groups.items()):
        start = starts[number] if number >= 0 else 0
        end = sentences[number].end if number >= 0 else length
        yield min(start, *(s for s, _ in spans)), max(end, *(e for _, e in spans)), spans


def fields(claim: Claim) -> Iterator[Line]:
    """Every field that the report fills, in the order of the questions: what, who, how, where, when, harm, who says."""
    yield Line("type", Text(claim.type.value), claim.type.rule, claim.type.quotes or (claim.trigger,))
    yield Line("status", status_text(claim.status.value), claim.status.rule, claim.status.quotes)
    for actor in claim.actors:
        yield Line("actor", _party(actor), actor.rule, (actor.quote,))
    for target in claim.targets:
        yield Line("target", _party(target), target.rule, (target.quote,))
    for weapon in claim.weapons:
        yield Line("weapon", _named(weapon.quote, weapon.kind), weapon.rule, (weapon.quote,))
    yield from _where_and_when(claim)
    for figure in claim.harm:
        yield Line("harm", _harm(figure), figure.rule, _harm_quotes(figure))
    for speaker in claim.sources:
        yield Line("said by", _named(speaker.quote, speaker.name), speaker.rule, (speaker.quote,))
    sure = f"{claim.confidence.value:.2f}"
    yield Line("sure", Text(sure), claim.confidence.rule, claim.confidence.quotes)


def _where_and_when(claim: Claim) -> Iterator[Line]:
    if claim.where is not None:
        yield Line("where", _place(claim.where.value), claim.where.rule, claim.where.quotes or claim.places)
    elif claim.places:
        names = ", ".join(f"“{place.text}”" for place in claim.places)
        yield Line("where", Text(names), "not found in the gazetteer", claim.places)
    if claim.when is not None:
        day = claim.when.value
        says = lines(f"{phrases.when(day)} ({day.precision.value})", dim(day.basis))
        yield Line("when", says, claim.when.rule, claim.when.quotes or claim.times)
    elif claim.times:
        names = ", ".join(f"“{time.text}”" for time in claim.times)
        yield Line("when", Text(names), "not reckoned to days", claim.times)


def absent_fields(claim: Claim) -> list[str]:
    """Names of the fields that the report leaves empty."""
    present = {
        "actor": claim.actors,
        "target": claim.targets,
        "weapon": claim.weapons,
        "place": claim.places or claim.where,
        "date": claim.times or claim.when,
        "harm": claim.harm,
        "speaker": claim.sources,
    }
    return [name for name, found in present.items() if not found]


def _party(party: Party) -> Text:
    kind = party.kind.value if party.kind else None
    return _named(party.quote, ", ".join(part for part in (party.name, kind) if part) or None)


def _named(quote: Quote, known_as: str | None) -> Text:
    return lines(f"“{quote.text}”", dim(known_as) if known_as and known_as != quote.text else "")


def _place(where: Where) -> Text:
    parts = dict.fromkeys(part for part in (where.name, where.admin2, where.admin1, where.country) if part)
    spot = f"{where.lat:.4f}, {where.lon:.4f} ({where.precision.value}) {where.gazetteer_id}"
    others = [_other(candidate) for candidate in where.alternatives[:3]]
    return lines(", ".join(parts), dim(spot), dim(where.basis), dim(f"or {'; '.join(others)}") if others else "")


def _other(candidate: Candidate) -> str:
    parts = dict.fromkeys(part for part in (candidate.name, candidate.admin1, candidate.country) if part)
    return f"{', '.join(parts)} ({candidate.score:.2f})"


def _harm(figure: Harm) -> Text:
    part = "incl. " if figure.subset else ""
    hedge = f", as “{figure.hedge}”" if figure.hedge else ""
    return Text(f"{part}{phrases.harm(figure)} ({figure.who.value}{hedge})")


def _harm_quotes(figure: Harm) -> tuple[Quote, ...]:
    return (figure.quote, figure.victims) if figure.victims else (figure.quote,)

"""The layers of a reading as lines for people, sentence by sentence: events, who says what, places, times, numbers.

A line says where its words stand, which layer they belong to and what was made of them. Nothing is left out but parts
that are less likely than not.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rich.text import Text

from warledger.cli import phrases
from warledger.cli.screen import dim, lines
from warledger.model.claim import Claim
from warledger.model.considered import Considered
from warledger.model.evidence import Quote
from warledger.model.proposal import Name, Proposal
from warledger.model.reading import Attribution, Mention, NumberMention, PlaceMention, Reading, TimeMention
from warledger.pipeline import Explained

SLIGHT = 0.05  # least probability of a second type that is worth a word
LIKELY = 0.5  # least probability of a part in the violence that is shown
SHORT_SCOPE = 6  # words of what somebody says that are shown, half from each end


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a layer, and the style that its words are drawn in."""

    name: str
    style: str


EVENT = Label("event", "bold")
LEFT_OUT = Label("no event", "dim")
RULES = Label("rules", "dim")
SAID_BY = Label("said by", "yellow")
PLACE = Label("place", "cyan")
TIME = Label("time", "magenta")
NUMBER = Label("number", "green")
NAME = Label("name", "blue")
PART = Label("part", "blue")


@dataclass(frozen=True, slots=True)
class Found:
    """Words from `start` to `end`, the layer that has them, and what it says of them."""

    start: int
    end: int
    label: Label
    says: Text


def layers(explained: Explained) -> list[list[Found]]:
    """What was read in each sentence, layer by layer; what begins in no sentence stands with the one before it."""
    reading = explained.reading
    assert reading is not None
    assert reading.sentences is not None
    starts = [sentence.start for sentence in reading.sentences]
    out: list[list[Found]] = [[] for _ in starts]
    for found in _all(explained, reading):
        out[max(0, bisect_right(starts, found.start) - 1)].append(found)
    return out


def _all(explained: Explained, reading: Reading) -> Iterator[Found]:
    for proposal in reading.proposals or ():
        yield _proposal(reading, proposal, explained.claims)
    for word in explained.considered:
        yield _event_word(word, explained)
    for attribution in reading.attributions or ():
        yield _said_by(reading, attribution)
    for place in reading.places or ():
        yield _place(place)
    for time in reading.times or ():
        yield _time(time)
    for count in reading.numbers or ():
        yield _number(count)
    for mention in reading.mentions or ():
        yield _mention(mention)
    for part in reading.parts or ():
        if part.probability >= LIKELY:
            yield _part(reading, part)


def _found(quote: Quote, label: Label, says: str, why: str = "") -> Found:
    told = Text(f"“{quote.text}”{says}".replace("\n", " "))
    return Found(quote.start, quote.end, label, told.append_text(dim(f"  {why}")) if why else told)


def _event_word(word: Considered, explained: Explained) -> Found:
    """A word of the lexicon: the claim it names, or why it names none.

    Where the extractor proposes the event at these words, or at others that name it, its line says what became of
    it, and this one what the rules alone would make of the words.
    """
    quote, lexicon = word.quote, f"{word.type} {word.weight:.2f}"
    claim = next((c for c in explained.claims if c.id == word.claim or _overlap(c.trigger, quote)), None)
    proposals = explained.reading.proposals or () if explained.reading else ()
    one_event = [w.quote for w in explained.considered if w.claim and w.claim == word.claim] if claim is None else ()
    if any(at(words, proposals) for words in (quote, *one_event)):
        return _found(quote, RULES, "", f"{lexicon}; {word.why}")
    if claim is not None:
        return _found(quote, EVENT, f" → claim {phrases.short_id(claim.id)}", f"{word.why}; {lexicon}")
    ruled = "an event by the rules alone, not by the coder in force" if word.claim else word.why
    return _found(quote, LEFT_OUT, "", f"{word.type}; {ruled}")


def at(words: Quote, proposals: Sequence[Proposal]) -> Proposal | None:
    """The first proposal whose words overlap these."""
    return next((proposal for proposal in proposals if _overlap(proposal, words)), None)


def _overlap(one: Quote | Proposal, other: Quote | Proposal) -> bool:
    return one.start < other.end and other.start < one.end


def _proposal(reading: Reading, proposal: Proposal, claims: Sequence[Claim]) -> Found:
    """An event as the extractor sees it, with its probabilities; types that it gives no chance are not named."""
    claim = next((c for c in claims if _overlap(c.trigger, proposal)), None)
    becomes = f" → claim {phrases.short_id(claim.id)}" if claim else ""
    likely = [f"{kind} {share:.2f}" for n, (kind, share) in enumerate(proposal.types) if not n or share >= SLIGHT]
    status = f"{proposal.status} {proposal.status_probability:.2f}"
    seen = f"extractor {proposal.probability:.2f}: {', '.join(likely)}; {status}"
    roles = "; ".join(
        f"{filler.role} “{reading.quote(filler.start, filler.end).text}” {filler.probability:.2f}"
        for filler in proposal.fillers
    )
    words = reading.quote(proposal.start, proposal.end)
    found = _found(words, EVENT if claim else LEFT_OUT, becomes, f"{seen}; {number(proposal)}")
    return replace(found, says=lines(found.says, dim(roles.replace("\n", " ")) if roles else ""))


def number(proposal: Proposal) -> str:
    """Which event of the document a proposal tells of, from 1."""
    return f"event {proposal.event + 1}"


def _said_by(reading: Reading, attribution: Attribution) -> Found:
    words = reading.document.text[attribution.scope_start : attribution.scope_end].split()
    half = SHORT_SCOPE // 2
    short = words if len(words) <= SHORT_SCOPE + 1 else [*words[:half], "…", *words[-half:]]
    return _found(attribution.speaker, SAID_BY, f" of “{' '.join(short)}”", attribution.rule)


def _place(place: PlaceMention) -> Found:
    if place.where is None:
        return _found(place.quote, PLACE, "", "not found in the gazetteer")
    return _found(place.quote, PLACE, f" → {phrases.where(place.where)}", place.where.basis)


def _time(time: TimeMention) -> Found:
    if time.when is None:
        return _found(time.quote, TIME, "", "not reckoned to days")
    return _found(time.quote, TIME, f" → {phrases.when(time.when)}", time.when.basis)


def _number(count: NumberMention) -> Found:
    bounds = phrases.bounds(count.low, count.high)
    return _found(count.quote, NUMBER, f" → {bounds}", f"as “{count.hedge}”" if count.hedge else "")


def _mention(mention: Mention) -> Found:
    known = ", ".join(part for part in (mention.name, mention.detail) if part)
    return _found(
        mention.quote, NAME, f" → {known}" if known else f" {mention.kind.value}", mention.rule.partition(":")[0]
    )


def _part(reading: Reading, part: Name) -> Found:
    words = reading.quote(part.start, part.end)
    return _found(words, PART, f" {part.kind.replace('_', ' ')} in the violence", f"extractor, {part.probability:.2f}")

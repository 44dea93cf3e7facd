"""Claims from what the trained extractor proposes, checked and completed by the rules.

The extractor says which words name an event, of what type and status, and which words fill its roles. The rules say
what the numbers mean, which gazetteer place a name is, which days a time stands for, who an actor is. No value comes
from the extractor alone: it points at words, and each field quotes them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import sqrt

from warledger.coding.confidence import KEPT, confidence, evidence_for
from warledger.coding.grounding import gap, place_at, when_of, where_of
from warledger.coding.harm import same_figure
from warledger.coding.parties import at_home_or_abroad
from warledger.coding.pointed import figure_in
from warledger.coding.seen import Seen, look
from warledger.coding.triggers import SILENT_KINDS, borrowed
from warledger.model.claim import Claim, Harm, HarmKind, Party, Speaker, Status, Weapon, claim_id
from warledger.model.evidence import Quote, Sourced
from warledger.model.proposal import Filler, Proposal
from warledger.model.reading import PlaceMention, Reading, TimeMention
from warledger.reference.actors import actors as known_actors
from warledger.reference.codebook import Codebook
from warledger.reference.weapons import kind_of

CODER = "extractor/5"
_SIDES = frozenset(("actor", "target", "source"))
KEPT_WITH_HARM = 0.2  # events so sure are kept where the extractor is sure of the harm that they did
SURE_OF_STATUS = 0.85  # probability from which tellings that happened and that did not are two events
SURE_OF_HARM = 0.8  # probability of such words of harm
SURE = 0.9  # probability from which words without a count are read as harm
SURE_OF_TAKEN = 0.75  # the same of people taken, missing or driven out, who are seldom counted in set words
_TAKEN = (HarmKind.ABDUCTED, HarmKind.DETAINED, HarmKind.MISSING, HarmKind.DISPLACED)
_DONE = (Status.HAPPENED.value, Status.ONGOING.value)
_EMPTY = frozenset("DET PREP CONJ REL AUX MODAL NEG PUNCT TO POSS".split())  # words that name nothing by themselves
_REACH = 3  # characters by which a figure may miss the words that the extractor points at


def code(
    reading: Reading, codebook: Codebook, *, kept: float = KEPT, seen: Sequence[Seen] | None = None
) -> tuple[Claim, ...]:
    """The claims of a report as sure as `kept`, in the order of its words; types not in the codebook are left out."""
    if reading.proposals is None:
        raise ValueError("this coder needs the layer proposals, which no step of the reader has added")
    seen = look(reading) if seen is None else seen
    figures = [figure for here in seen for figure in here.figures]
    claims: dict[str, Claim] = {}
    heard = [proposal for proposal in reading.proposals if not _silent(reading, proposal)]
    weighed = zip(heard, map(confidence, evidence_for(heard, seen)), strict=True)
    told = [(proposal, share) for proposal, share in weighed if share >= _least(proposal, kept)]
    sure = {proposal.start: share for proposal, share in told}
    for tellings in _events(sole_owners(told)):
        claim = _claim(reading, tellings, figures, sure[tellings[0].start])
        if claim.type.value in codebook.types:
            claims.setdefault(claim.id, claim)
    return tuple(sorted(claims.values(), key=lambda claim: claim.trigger.start))


def _least(proposal: Proposal, kept: float) -> float:
    """How sure an event must at least be: less if its words of harm are sure, for harm must not go unseen."""
    harmed = any(filler.is_harm and filler.probability >= SURE_OF_HARM for filler in proposal.fillers)
    return min(kept, KEPT_WITH_HARM) if harmed else kept


def sole_owners(told: Sequence[tuple[Proposal, float]]) -> list[Proposal]:
    """The proposals, each given with how sure it is, words of harm that several point at left with one of them.

    Harm is told after its cause: an event told before the words has them, and of several the one that is surest of
    them and itself the surest.
    """

    def strength(proposal: Proposal, sure: float, filler: Filler) -> tuple[bool, float]:
        return proposal.start < filler.start, filler.probability * sqrt(sure)

    def owned(proposal: Proposal, sure: float, filler: Filler) -> bool:
        mine = strength(proposal, sure, filler)
        rivals = ((p, s, f) for p, s in told if p.event != proposal.event for f in p.of(filler.role))
        return not any(strength(*rival) > mine for rival in rivals if rival[2].meets(filler))

    return [replace(p, fillers=tuple(f for f in p.fillers if not f.is_harm or owned(p, s, f))) for p, s in told]


def _silent(reading: Reading, proposal: Proposal) -> bool:
    """A photo caption, a dateline or the words on the author tell of no event, nor does sport in words of war."""
    sentences = reading.sentences or ()
    numbers = reading.sentences_over(proposal.start, proposal.start + 1)
    return any(sentences[number].kind in SILENT_KINDS or borrowed(reading, number) for number in numbers)


def _events(proposals: Iterable[Proposal]) -> Iterator[list[Proposal]]:
    """The tellings of each event, the surest first.

    What surely happened and what was surely no more than tried, planned, feared or denied are two events:
    "the shelling killed seven, and one shell failed to explode".
    """
    by_event: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        by_event.setdefault(proposal.event, []).append(proposal)
    for group in by_event.values():
        for tellings in _by_outcome(group):
            yield sorted(tellings, key=lambda p: -p.probability)


def _by_outcome(tellings: list[Proposal]) -> list[list[Proposal]]:
    """What surely did not come to be apart from the rest, if anything of that surely did; else all together."""
    sure = [p for p in tellings if p.status_probability >= SURE_OF_STATUS]
    undone = [p for p in sure if p.status not in _DONE]
    return [[p for p in tellings if p not in undone], undone] if 0 < len(undone) < len(sure) else [tellings]


def _claim(reading: Reading, tellings: Sequence[Proposal], figures: Sequence[Harm], sure: float) -> Claim:
    lead = tellings[0]
    trigger = reading.quote(lead.start, lead.end)
    anchors = [reading.quote(p.start, p.end) for p in tellings]
    actors = _fillers(reading, tellings, "actor")
    targets = [quote for quote in _fillers(reading, tellings, "target") if quote not in actors]
    places = tuple(_places(reading, tellings))
    times = tuple(_time(reading, quote) for quote in _fillers(reading, tellings, "time"))
    where = where_of(places, anchors)
    country = where.value.country if where else None
    return Claim(
        id=claim_id(lead.type, trigger),
        document=reading.document.id,
        coder=CODER,
        type=Sourced(lead.type, f"extractor, {lead.types[0][1]:.2f}", (trigger,)),
        status=Sourced(Status(lead.status), f"extractor, {lead.status_probability:.2f}", (trigger,)),
        trigger=trigger,
        confidence=Sourced(round(sure, 3), "extractor and lexicon, as right as coded reports showed", (trigger,)),
        actors=tuple(_party(q, "actor", country) for q in actors),
        targets=tuple(_party(q, "target", country) for q in targets),
        weapons=tuple(Weapon(q, "extractor", kind_of(q.text)) for q in _fillers(reading, tellings, "weapon")),
        sources=tuple(_speaker(q) for q in _fillers(reading, tellings, "source")),
        places=tuple(place.quote for place in places),
        where=where,
        times=tuple(time.quote for time in times),
        when=when_of(times),
        harm=_harm(reading, tellings, figures),
    )


def _fillers(reading: Reading, tellings: Sequence[Proposal], role: str) -> list[Quote]:
    """The words that fill a role: those of the surest telling, and other words of the others; known names whole."""
    found: list[Quote] = []
    for proposal in tellings:
        for filler in proposal.of(role):
            quote = _whole(reading, reading.quote(filler.start, filler.end), role)
            known = {q.text.lower() for q in found}
            if (
                quote.text.lower() not in known
                and not any(gap(quote, [q]) == 0 for q in found)
                and _names(reading, quote)
            ):
                found.append(quote)
    return found


def _whole(reading: Reading, quote: Quote, role: str) -> Quote:
    """The words with all of a name of the actor list that they cut: "Islamic State of Iraq and al-Sham" is one side."""
    if role not in _SIDES:
        return quote
    names = [mention.quote for mention in reading.mentions or () if mention.name]
    cut = [name for name in names if name.start < quote.end and quote.start < name.end]
    return reading.quote(min([quote.start, *(n.start for n in cut)]), max([quote.end, *(n.end for n in cut)]))


def _names(reading: Reading, quote: Quote) -> bool:
    """Whether the words name something: "on the", "of" and the "rebel-" of "rebel-held" do not."""
    if quote.text.endswith("-"):
        return False
    sentences = reading.sentences or ()
    over = (sentences[number] for number in reading.sentences_over(quote.start, quote.end))
    tokens = [t for s in over for t in s.tokens if t.start < quote.end and quote.start < t.end]
    return not tokens or any(token.pos not in _EMPTY for token in tokens)


def _party(quote: Quote, role: str, country: str | None) -> Party:
    known = known_actors().find(quote.text)
    name, kind = (known.name, known.kind) if known else (None, None)
    return at_home_or_abroad(Party(quote, f"extractor: {role}", name, kind), country)


def _speaker(quote: Quote) -> Speaker:
    known = known_actors().find(quote.text)
    return Speaker(quote, "extractor: source", known.name if known else None)


def _places(reading: Reading, tellings: Sequence[Proposal]) -> Iterator[PlaceMention]:
    """The places; a known actor's name that is no place in the gazetteer is none."""
    for quote in _fillers(reading, tellings, "place"):
        place = place_at(reading, quote)
        if place.where or not known_actors().find(quote.text):
            yield place


def _time(reading: Reading, quote: Quote) -> TimeMention:
    same = [t for t in reading.times or () if t.quote.start < quote.end and quote.start < t.quote.end]
    return TimeMention(quote, same[0].when if same else None)


def _harm(reading: Reading, tellings: Sequence[Proposal], figures: Sequence[Harm]) -> tuple[Harm, ...]:
    """The grammar's figures among the words that the extractor gives to the event, else what those words say."""
    found: list[Harm] = []
    for proposal in tellings:
        for filler in proposal.fillers:
            if not filler.is_harm:
                continue
            words = reading.quote(filler.start, filler.end)
            read = [figure for figure in figures if _points_at(words, figure)]
            if not read and _bears_reading(reading, words, filler):
                read = [figure_in(reading, words, HarmKind(filler.role))]
            for figure in read:
                if not any(same_figure(figure, known) or figure.quote == known.quote for known in found):
                    found.append(figure)
    return tuple(found)


def _bears_reading(reading: Reading, words: Quote, filler: Filler) -> bool:
    """Words that the grammar cannot read are read by themselves when they hold a count, or the extractor is sure."""
    if any(words.start <= n.quote.start and n.quote.end <= words.end for n in reading.numbers or ()):
        return " " in words.text
    sure = SURE_OF_TAKEN if HarmKind(filler.role) in _TAKEN else SURE
    return filler.probability >= sure and " " in words.text


def _points_at(words: Quote, figure: Harm) -> bool:
    """The grammar's figure stands in the words; its kind is the grammar's, which the words themselves tell."""
    overlap = min(words.end, figure.quote.end) - max(words.start, figure.quote.start)
    return overlap > _REACH and 2 * overlap >= min(len(words.text), len(figure.quote.text))

"""The wordings of a report that could fill a role of MUC-4, and where they stand.

A candidate is what a claim has as a filler or a source, a name that the reading found, words that the extractor sees
take a part in the violence of the report, or a noun phrase; it is taken once for all its uses. Which role it fills, if
any, is not decided here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from muc4_words import TITLES, cut, mention
from warledger.evaluation.entities import normal
from warledger.model.claim import Claim
from warledger.model.evidence import Quote
from warledger.model.reading import Phrase, Reading, Sentence

LONGEST = 8  # words of a noun phrase
PART = "part: "  # before the kind of a part that the extractor sees
_ARTICLES = re.compile(r"^(?:(?:the|a|an|his|her|its|their|our|some|and|about|at least)\s+)+")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a wording stands: as what (`part`), the whole of the words it was cut from, and its claim."""

    part: str
    whole: str
    start: int
    end: int
    claim: Claim | None = None


def candidates(reading: Reading, claims: Sequence[Claim]) -> dict[str, list[Use]]:
    """Every wording, in small letters, with its uses."""
    found: dict[str, list[Use]] = {}
    for use in (*_fillers(claims), *_names(reading), *_parts(reading), *_phrases(reading)):
        for words in dict.fromkeys(filter(normal, _wordings(use))):
            found.setdefault(words, []).append(use)
    return found


def bounds(sentence: Sentence, phrase: Phrase) -> tuple[int, int]:
    """The code points from which and to which a noun phrase runs."""
    return sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end


def _fillers(claims: Sequence[Claim]) -> Iterator[Use]:
    for claim in claims:
        quotes = [("actor", party.quote) for party in claim.actors]
        quotes += [("target", party.quote) for party in claim.targets]
        quotes += [("harmed", harm.victims) for harm in claim.harm if harm.victims]
        quotes += [("weapon", weapon.quote) for weapon in claim.weapons]
        quotes += [("source", speaker.quote) for speaker in claim.sources]
        yield from (_use(part, quote, claim) for part, quote in quotes)


def _names(reading: Reading) -> Iterator[Use]:
    yield from (_use(f"name of {name.kind.value}", name.quote) for name in reading.mentions or ())


def _parts(reading: Reading) -> Iterator[Use]:
    for part in reading.parts or ():
        yield _use(f"{PART}{part.kind}", reading.quote(part.start, part.end))


def _phrases(reading: Reading) -> Iterator[Use]:
    for sentence, parse in zip(reading.sentences or (), reading.parses or (), strict=True):
        for phrase in parse.phrases:
            use = _use("phrase", reading.quote(*bounds(sentence, phrase)))
            if len(use.whole.split()) <= LONGEST:
                yield use


def _use(part: str, quote: Quote, claim: Claim | None = None) -> Use:
    whole = _ARTICLES.sub("", " ".join(quote.text.lower().split()))
    return Use(part, whole, quote.start, quote.end, claim)


def _wordings(use: Use) -> Iterator[str]:
    """The words with and without a number or a title before them, and of "members of the X" both halves."""
    for whole in (use.whole, cut(use.whole)):
        yield mention(whole)
        yield TITLES.sub("", mention(whole))
    if use.part == "actor" and " of " in use.whole:
        people, _, group = use.whole.partition(" of ")
        yield from (people, cut(group))

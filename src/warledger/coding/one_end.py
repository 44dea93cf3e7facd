"""Lets each person of a report have one end: "A boy was shot dead. ... The teen was taken to hospital" is one victim.

A single person told of as hurt by a word that goes back ("he", "the boy") is the one spoken of last; if that one is
told of as killed, or dies in the sentences that follow, the hurt is no figure of its own. Two people who are told
apart, by number, by name or as man and woman, stay two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.model.claim import Claim, Harm, HarmKind
from warledger.model.reading import Reading

_BACK = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
_PRONOUNS = frozenset("he she him her himself herself".split())
_ENDS = (HarmKind.KILLED, HarmKind.INJURED)
_MEN = frozenset("he him himself his man boy father son brother husband boyfriend grandfather uncle male teen".split())
_WOMEN = frozenset("she her herself woman girl mother daughter sister wife girlfriend grandmother aunt female".split())
_OTHER = frozenset("other second third another suspect gunman shooter attacker driver officer".split())
_SOON = 3  # sentences in which somebody hurt is told to have died


@dataclass(frozen=True, slots=True)
class _Told:
    """Somebody who is told to be dead or hurt, or a group of people."""

    harm: Harm
    sentence: int
    back: bool  # told by a word that goes back to somebody told of before
    words: frozenset[str]


def with_one_end(reading: Reading, claims: Sequence[Claim]) -> list[Claim]:
    """The claims without the figures of people hurt who are those told to be dead."""
    told = _persons(reading, claims)
    gone = {one.harm for place, one in enumerate(told) if _dead_too(told, place)}
    if not gone:
        return list(claims)
    return [replace(c, harm=tuple(h for h in c.harm if h not in gone)) if gone & {*c.harm} else c for c in claims]


def _persons(reading: Reading, claims: Sequence[Claim]) -> list[_Told]:
    """All that is told of the dead and hurt in events that count, groups too, in the order of the words."""
    harms = {h for c in claims if c.status.value.counts_as_event for h in c.harm if h.kind in _ENDS and h.low != 0}
    return [_told(reading, harm) for harm in sorted(harms, key=lambda h: (h.quote.start, h.quote.end, h.kind))]


def _told(reading: Reading, harm: Harm) -> _Told:
    victims = harm.victims or harm.quote
    before = reading.document.text[max(0, victims.start - 6) : victims.start]
    words = frozenset(re.findall(r"[^\W\d_]+", victims.text.lower()))
    back = bool(words & _PRONOUNS) or bool(_BACK.search(before))
    sentences = reading.sentences_over(victims.start, victims.start + 1)
    return _Told(harm, sentences[0] if sentences else 0, back, words)


def _dead_too(told: Sequence[_Told], place: int) -> bool:
    """Whether the person hurt at that place is the one told last to be dead, or is told to die soon after."""
    hurt = told[place]
    if hurt.harm.kind is not HarmKind.INJURED or not _single(hurt) or hurt.words & _OTHER:
        return False
    before = next((one for one in reversed(told[:place]) if _killed(one) or not one.back), None)
    if hurt.back and before is not None and _killed(before) and _same(before, hurt):
        return True
    after = next((one for one in told[place + 1 :] if _killed(one) or not one.back), None)
    if after is None or not (_killed(after) and after.back):
        return False
    return after.sentence - hurt.sentence <= _SOON and _same(hurt, after)


def _killed(one: _Told) -> bool:
    return one.harm.kind is HarmKind.KILLED


def _single(one: _Told) -> bool:
    return one.harm.low == one.harm.high == 1 and not one.harm.subset


def _same(one: _Told, two: _Told) -> bool:
    """Whether nothing tells the two apart."""
    if not (_single(one) and _single(two)):
        return False
    men, women = (bool((one.words & kind) or (two.words & kind)) for kind in (_MEN, _WOMEN))
    return not (men and women)

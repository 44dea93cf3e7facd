"""Finds set phrases of harm among the words of a sentence: fixed ones, ones with a gap, ones around their victims.

A gap ("taken to ... hospital") passes over a few words of one noun phrase and never over a verb, a relative clause or
another clause. It says where a phrase ends; how it is used is settled elsewhere.
"""

from typing import TypeVar

from warledger.coding.harm_lexicon import GAP, LOOSE_GAP, HarmLexicon
from warledger.coding.harm_words import AUXILIARIES, MODALS, RELATIVES, Words
from warledger.model.claim import HarmKind

_Value = TypeVar("_Value")
_Phrase = tuple[str, ...]
_GAP_REACH = 7  # words that a gap may pass over
_AROUND_REACH = 12  # words from "took" to "hostage"
_GAP_ENDS = (
    AUXILIARIES
    | MODALS
    | RELATIVES
    | frozenset(
        """near from outside behind opposite beside where when while before after because as until although not no
        he she they it we i you said says who""".split()
    )
)
_JOINING = frozenset([",", "and", "but", "or"])
_AROUND_ENDS = AUXILIARIES - {"get", "gets", "got", "getting"} | MODALS | RELATIVES
_IN_GROUPS = frozenset([",", "-", '"', "“", "”"])
_ELSEWHERE = frozenset("morgue mortuary official officials source sources spokesman spokeswoman staff".split())


class PhraseFinder:
    """Looks for the phrases of a lexicon in one sentence."""

    def __init__(self, words: Words, lexicon: HarmLexicon) -> None:
        self.words = words
        self.lexicon = lexicon

    def find(self, table: dict[str, list[tuple[_Phrase, _Value]]], at: int) -> tuple[_Value, int] | None:
        """What the first phrase of the table that stands at `at` means, and where it ends."""
        for phrase, value in table.get(self.words.lower(at), ()):
            stop = self._end(phrase, at)
            if stop is not None:
                return value, stop
        return None

    def around(self, at: int) -> tuple[HarmKind, int] | None:
        """The harm of a verb and the words behind its victims, "sent five people to the hospital", and their end."""
        rows = self.lexicon.around.get(self.words.lower(at))
        if rows is None:
            return None
        for k in range(at + 2, min(at + 1 + _AROUND_REACH, len(self.words))):
            for phrase, kind in rows:
                stop = self._end(phrase, k)
                if stop is not None:
                    return kind, stop
            if self.words.lower(k) in _AROUND_ENDS or (self.words[k].mark and self.words.lower(k) not in _IN_GROUPS):
                return None
        return None

    def _end(self, phrase: _Phrase, at: int) -> int | None:
        """Where the phrase that begins at `at` ends, or None where it does not stand there."""
        k = at
        for place, part in enumerate(phrase):
            if part in (GAP, LOOSE_GAP):
                return self._behind_gap(phrase[place + 1 :], k, loose=part == LOOSE_GAP)
            stop = self._listed(part, k) if part[0] == "<" else k + 1 if self.words.lower(k) == part else None
            if stop is None:
                return None
            k = stop
        return None if _ELSEWHERE.intersection(self.words.lowers[k : k + 2]) else k

    def _listed(self, name: str, at: int) -> int | None:
        """Where a word of a list that stands at `at` ends."""
        listed = self.lexicon.words.get(name, frozenset())
        fits = (n for n in (2, 1) if at + n <= len(self.words) and tuple(self.words.lowers[at : at + n]) in listed)
        return next((at + n for n in fits), None)

    def _behind_gap(self, rest: _Phrase, at: int, *, loose: bool) -> int | None:
        for k in range(at, min(at + _GAP_REACH + 1, len(self.words))):
            stop = self._end(rest, k)
            if stop is not None:
                return stop
            lower = self.words.lower(k)
            if (lower in _GAP_ENDS and not (loose and lower == "from")) or (lower in _JOINING and not loose):
                return None
            if self.words[k].mark and lower not in _JOINING and lower not in _IN_GROUPS:
                return None
        return None

"""Settles how a harm verb is used: active ("killed 11"), passive, reduced ("11 killed"), intransitive ("died").

It reads the helping verbs before the verb. Denied, hypothetical and future harm ("was not hurt", "could kill", "to
arrest") gives no cue: it was not done.
"""

from dataclasses import dataclass
from enum import StrEnum

from warledger.coding.harm_lexicon import Form, Frame, HarmWord
from warledger.coding.harm_words import ADVERBS, BE, HAVE, MODALS, NEGATIONS, Words
from warledger.model.claim import HarmKind


class Voice(StrEnum):
    """Where the victims stand."""

    ACTIVE = "active"  # right behind
    EITHER = "either"  # right behind, else before: "killed" with no helping verb
    BEFORE = "before"
    OF = "of"  # behind "of"
    TOLL = "toll"  # a number further on


@dataclass(slots=True)
class Cue:
    """Harm words `first` to `stop`; `subject_end` is where the search for a subject before them begins."""

    first: int
    stop: int
    kinds: tuple[HarmKind, ...]
    voice: Voice
    frame: Frame
    rule: str
    subject_end: int = 0
    apart: tuple[HarmKind, ...] = ()  # the kinds one by one, where they were merged into casualties
    passive: bool = False
    none: bool = False  # it tells that nothing befell them
    reach: int = 0  # where the words behind the victims end: "took two villagers hostage"
    singular: bool | None = None  # what the helping verb says of the subject


# Verbs between the helping verb and the harm: "are reported killed", "was found dead", "remain missing".
_REPORTING = frozenset(
    """reported confirmed believed feared said thought presumed declared found revealed left listed known understood
    considered alleged announced seen expected remain remains remained remaining went gone going stay stayed
    still""".split()
)
_CAUSING = tuple("forc caus prompt driv compel oblig order send sent le".split())  # how verbs of causing begin
_CAUSE_REACH = 12  # words between "forcing" and "to flee"
_HELPING_REACH = 6  # words in a chain of helping verbs
_BROUGHT_AWAY = frozenset("rescued freed released evacuated recovered escaped emerged pulled".split())
_NO_SUBJECT_BEFORE = frozenset("of for from by after while before when and".split())
_NOT_ACTIVE = BE | MODALS | NEGATIONS | frozenset("to did do does 't ’t".split())
_NOT_BEEN = frozenset("wasn't weren't isn't aren't wasn’t weren’t isn’t aren’t".split())
_BEFORE_NOUN = frozenset("the those a an".split())
_PREDICATIVE = frozenset([Form.PREDICATE, Form.CONDITION])
_SINGULAR = {"is": True, "was": True, "has": True, "are": False, "were": False, "have": False}


class VoiceReader:
    """Reads the voices of one sentence; `inside` are the places of words that belong to a group of people."""

    def __init__(self, words: Words, inside: set[int]) -> None:
        self.words = words
        self.inside = inside

    def cue(self, at: int, stop: int, kinds: tuple[HarmKind, ...], harm: HarmWord) -> Cue | None:
        """The cue of a harm verb or phrase, or None where it tells of no harm done."""
        if harm.form in (Form.BASE, Form.THIRD, Form.ING):
            return self._finite(at, stop, kinds, harm)
        return self._participle(at, stop, kinds, harm)

    def is_active(self, at: int) -> bool:
        """Whether a verb before its object tells of what was done: not in the passive, not denied, not to come."""
        before = self.words.lower(self._left(at))
        return before not in _NOT_ACTIVE and not before.endswith(("n't", "n’t"))

    def unharmed(self, at: int, stop: int, kind: HarmKind) -> Cue | None:
        """The cue of "escaped unhurt": those before it are none of the harmed."""
        k = at - 2 if self.words.lower(at - 1) == "not" else self._left(at)
        if self.words.lower(k) in NEGATIONS | MODALS:
            return None
        while self.words.lower(k) in _REPORTING | _BROUGHT_AWAY and k not in self.inside:
            k = self._left(k)
        end = self._subject_end(k) if self.words.lower(k) in BE | HAVE | _NOT_BEEN else k + 1
        return Cue(at, stop, (kind,), Voice.BEFORE, Frame.BODY, "harm.unharmed", end, none=True)

    def _finite(self, at: int, stop: int, kinds: tuple[HarmKind, ...], harm: HarmWord) -> Cue | None:
        before = self._left(at)
        helper = self.words.lower(before)
        if harm.form is Form.ING and self.words.lower(at - 1) in ("without", "not"):
            return None
        if helper in MODALS or (helper in NEGATIONS and harm.form is not Form.ING):
            return None
        if harm.frame in (Frame.SUBJECT, Frame.PEOPLE_BEFORE):
            return self._intransitive(at, stop, kinds, harm.frame)
        if harm.form is Form.BASE and helper in ("to", "did", "do", "does", "'t"):
            return None
        if harm.form is Form.BASE and helper in ("and", "or", ",") and not self._opens_group(stop):
            return None  # "to plot and kill civilians"
        if harm.form is not Form.ING and not self._has_object(stop):
            return None  # a noun: "the massacre in March"
        return Cue(at, stop, kinds, Voice.ACTIVE, harm.frame, "harm.active")

    def _intransitive(self, at: int, stop: int, kinds: tuple[HarmKind, ...], frame: Frame) -> Cue | None:
        before = self._left(at)
        if self.words.lower(before) == "to":
            if not self._caused(before):
                return None
            return Cue(at, stop, kinds, Voice.BEFORE, Frame.SUBJECT, "harm.caused", before)
        if self.words.lower(before) in _NO_SUBJECT_BEFORE:
            return None
        end = before + 1
        while end > 0 and self.words.lower(end - 1) in HAVE | BE | ADVERBS:
            end -= 1
        return Cue(at, stop, kinds, Voice.BEFORE, frame, "harm.intransitive", end)

    def _caused(self, to: int) -> bool:
        """Whether the verb before the group is one of causing: "forcing hundreds to flee"."""
        for k in range(to - 1, max(-1, to - _CAUSE_REACH), -1):
            if self.words.lower(k).startswith(_CAUSING):
                return True
            if self.words[k].mark:
                return False
        return False

    def _participle(self, at: int, stop: int, kinds: tuple[HarmKind, ...], harm: HarmWord) -> Cue | None:
        if self.words.lower(at - 1) in _BEFORE_NOUN and stop not in self.inside and harm.form not in _PREDICATIVE:
            return None  # "among the dead", "those killed", "in a burned vehicle"
        helper = k = self._left(at)
        while self.words.lower(k) in _REPORTING and k not in self.inside:
            k = self._left(k)
        if self.words.lower(k) in BE:
            return self._passive(at, stop, kinds, harm, k)
        intransitive = harm.form is Form.CONDITION or (
            harm.frame in (Frame.SUBJECT, Frame.PEOPLE_BEFORE) and harm.form in (Form.PAST, Form.PREDICATE)
        )
        if self.words.lower(k) in HAVE and k == helper and harm.form is not Form.ADJECTIVE:
            if self._suppressed(k):
                return None
            if intransitive:
                return Cue(at, stop, kinds, Voice.BEFORE, harm.frame, "harm.intransitive", self._subject_end(k))
            return Cue(at, stop, kinds, Voice.ACTIVE, harm.frame, "harm.active")
        if kinds == (HarmKind.INJURED,) and harm.form is not Form.CONDITION and self._spared(at):
            return self.unharmed(at, stop, HarmKind.INJURED)
        if self.words.lower(helper) in MODALS | NEGATIONS and helper not in self.inside:
            return None
        if intransitive:
            return Cue(at, stop, kinds, Voice.BEFORE, harm.frame, "harm.intransitive", k + 1)
        voice = Voice.BEFORE if harm.form is Form.ADJECTIVE else Voice.EITHER
        frame = Frame.OBJECT if harm.form is Form.PARTICIPLE and harm.frame is Frame.SUBJECT else harm.frame
        return Cue(at, stop, kinds, voice, frame, "harm.reduced", k + 1)

    def _spared(self, at: int) -> bool:
        """Whether it is flatly denied: "was not hurt", but not "was not badly hurt" nor "will not be hurt"."""
        before, helper = self.words.lower(at - 1), self.words.lower(at - 2)
        return before in _NOT_BEEN or (before == "not" and helper in ("was", "were", "is", "are"))

    def _passive(self, at: int, stop: int, kinds: tuple[HarmKind, ...], harm: HarmWord, be: int) -> Cue | None:
        if self._suppressed(be):
            return None
        end = self._subject_end(be)
        frame = harm.frame
        if harm.form in (Form.PARTICIPLE, Form.PREDICATE) and frame not in (Frame.BODY, Frame.PEOPLE):
            frame = Frame.OBJECT
        elif harm.form is Form.ADJECTIVE:
            frame = Frame.SUBJECT if harm.kind is HarmKind.KILLED else Frame.PEOPLE
        cue = Cue(at, stop, kinds, Voice.BEFORE, frame, "harm.passive", end, passive=True)
        cue.singular = _SINGULAR.get(self.words.lower(end))
        return cue

    def _subject_end(self, k: int) -> int:
        """Where the chain of helping verbs around word `k` begins: "are reported to have been"."""
        while k > 0:
            before = self.words.lower(k - 1)
            reporting = before in _REPORTING and k - 1 not in self.inside
            if not (before in BE | HAVE | ADVERBS or before.endswith("ly") or before == "to" or reporting):
                break
            k -= 1
        return k

    def _suppressed(self, helper: int) -> bool:
        """Whether the helping verbs speak of what did not, or may yet, happen."""
        for k in range(helper, max(-1, helper - _HELPING_REACH - 1), -1):
            lower = self.words.lower(k)
            if lower in MODALS or lower in ("not", "never") or lower.endswith(("n't", "n’t")):
                return True
            if lower == "to" and self.words.lower(k - 1) not in _REPORTING and self.words.lower(k + 1) not in HAVE:
                return True
            if lower != "to" and lower not in BE | HAVE | ADVERBS | _REPORTING:
                return False
        return False

    def _left(self, at: int) -> int:
        """The nearest word before `at` that is no adverb and no participle joined by "and" ("targeted and killed")."""
        k = at - 1
        while k >= 0:
            lower = self.words.lower(k)
            if (lower in ADVERBS or lower.endswith("ly")) and k not in self.inside:
                k -= 1
            elif lower in ("and", "or") and k > 1 and (k - 1) not in self.inside and self._participial(k - 1):
                k -= 2
            else:
                break
        return k

    def _participial(self, k: int) -> bool:
        lower = self.words.lower(k)
        return lower.endswith(("ed", "wn", "en")) or (self.words.lower(k - 1) in BE and lower.isalpha())

    def _opens_group(self, k: int) -> bool:
        return self.words.number(k) or self.words.lower(k) in ("a", "an", "the", "his")

    def _has_object(self, k: int) -> bool:
        while self.words.lower(k) in ADVERBS or self.words.lower(k) in ("off", '"', "“", "all"):
            k += 1
        return k in self.inside

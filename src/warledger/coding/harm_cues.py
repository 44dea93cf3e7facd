"""Finds the words of harm in a sentence and where their victims are to be looked for.

A cue is active ("killed 11 men"), passive ("were killed"), reduced ("11 killed"), intransitive ("died") or a noun
("the death of", "the death toll"). Denied, hypothetical and future harm gives no cue: it did not happen.
"""

from dataclasses import dataclass
from enum import StrEnum

from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import Form, Frame, HarmLexicon, HarmWord
from warledger.coding.harm_words import ADVERBS, BE, HAVE, MODALS, NEGATIONS, Word
from warledger.model.claim import HarmKind


class Voice(StrEnum):
    """Where the victims stand."""

    ACTIVE = "active"  # right behind
    EITHER = "either"  # right behind, else before: "killed" with no auxiliary
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
    singular: bool | None = None  # what the auxiliary says of the subject


_REPORTING = frozenset(
    """reported confirmed believed feared said thought presumed declared found revealed left listed known understood
    considered alleged announced seen expected remain remains remained remaining become became went gone going
    stay stayed still""".split()
)
_CAUSING = tuple("forc caus prompt driv compel oblig order send sent le".split())
_TAKING = frozenset("take takes took taking".split())
_TAKEN = {
    "hostage": HarmKind.ABDUCTED,
    "hostages": HarmKind.ABDUCTED,
    "captive": HarmKind.ABDUCTED,
    "captives": HarmKind.ABDUCTED,
    "away": HarmKind.ABDUCTED,
    "prisoner": HarmKind.DETAINED,
    "prisoners": HarmKind.DETAINED,
}
_CLAUSE_REACH = 6  # words between a helping verb and its participle


def find_cues(words: list[Word], groups: list[Group], lexicon: HarmLexicon) -> list[Cue]:
    """The cues of a sentence, in order."""
    return _Finder(words, groups, lexicon).find()


class _Finder:
    def __init__(self, words: list[Word], groups: list[Group], lexicon: HarmLexicon) -> None:
        self.words = words
        self.lower = [word.lower for word in words]
        self.lexicon = lexicon
        self.inside = {k for group in groups for k in range(group.first, group.stop)}

    def find(self) -> list[Cue]:
        cues: list[Cue] = []
        at = 0
        while at < len(self.words):
            cue = None if at in self.inside and not self._starts_toll(at) else self._at(at)
            if cue is None:
                at += 1
                continue
            if cue.kinds:
                cues.append(cue)
            at = cue.stop
        return cues

    def _starts_toll(self, at: int) -> bool:
        tolls = self.lexicon.tolls.get(self.lower[at], [])
        return self._phrase(tolls, at) is not None or self._number_of(at) is not None

    def _at(self, at: int) -> Cue | None:
        toll = self._phrase(self.lexicon.tolls.get(self.lower[at], []), at) or self._number_of(at)
        if toll is not None:
            return Cue(at, toll[1], (toll[0],), Voice.TOLL, Frame.SUBJECT, "harm.toll")
        phrase = self._phrase(self.lexicon.phrases.get(self.lower[at], []), at)
        if phrase is not None:
            return self._verb(at, phrase[1], phrase[0])
        kind = self.lexicon.victim_nouns.get(self.lower[at])
        if kind is not None and self._lower(at + 1) == "of":
            return Cue(at, at + 2, (kind,), Voice.OF, Frame.OBJECT, "harm.noun_of")
        harm = self.lexicon.verbs.get(self.lower[at])
        if harm is not None and self._lower(at + 1) == "down":
            return None  # "shot down" is done to aircraft
        taking = self._taking(at)
        if taking is not None:
            return taking
        if harm is None or (self.words[at].text[0].isupper() and at and not self.words[at - 1].mark):
            return None
        return self._verb(at, at + 1, harm)

    def _number_of(self, at: int) -> tuple[HarmKind, int] | None:
        """"the number of civilians reportedly killed"."""
        if self.lower[at : at + 2] != ["number", "of"]:
            return None
        for k in range(at + 2, min(at + 8, len(self.words))):
            harm = self.lexicon.verbs.get(self.lower[k])
            if harm is not None and harm.form in (Form.PAST, Form.ADJECTIVE):
                return harm.kind, k + 1
            if self.words[k].mark or self.lower[k] in BE | HAVE | MODALS:
                return None
        return None

    def _taking(self, at: int) -> Cue | None:
        """"took two villagers hostage", "taking hostages"."""
        if self.lower[at] not in _TAKING:
            return None
        for k in range(at + 1, min(at + 9, len(self.words))):
            kind = _TAKEN.get(self.lower[k])
            if kind is not None:
                return Cue(at, at + 1, (kind,), Voice.ACTIVE, Frame.PEOPLE, "harm.taken")
            if self.words[k].mark or self.lower[k] in BE | HAVE | MODALS:
                return None
        return None

    def _phrase(self, rows: list[tuple[tuple[str, ...], "_P"]], at: int) -> tuple["_P", int] | None:
        for phrase, value in rows:
            if tuple(self.lower[at : at + len(phrase)]) == phrase:
                return value, at + len(phrase)
        return None

    def _verb(self, at: int, stop: int, harm: HarmWord) -> Cue | None:
        kinds, stop, harm = self._coordinated(at, stop, harm)
        if harm.form in (Form.BASE, Form.THIRD, Form.ING):
            cue = self._finite(at, stop, kinds, harm)
        else:
            cue = self._participle(at, stop, kinds, harm)
        if cue is None:
            return Cue(at, stop, (), Voice.BEFORE, harm.frame, "none")
        if kinds == (HarmKind.CASUALTIES,) and stop > at + 2:
            cue.apart = (HarmKind.KILLED, HarmKind.INJURED)
        return cue

    def _coordinated(self, at: int, stop: int, harm: HarmWord) -> tuple[tuple[HarmKind, ...], int, HarmWord]:
        """Take in "and wounded", "or later injured" behind a verb: they share their victims."""
        kinds, joint, last = [harm.kind], "", harm
        while stop < len(self.words):
            k = stop
            if self.lower[k] in (",", "/") and self._lower(k + 1) not in ("and", "or"):
                k += 1
            elif self.lower[k] in ("and", "or"):
                k += 1
            elif self.lower[k] == "," and self._lower(k + 1) in ("and", "or"):
                k += 2
            else:
                break
            linked = self.lower[k - 1]
            while self._lower(k) in ADVERBS or self._lower(k).endswith("ly"):
                k += 1
            phrase = self._phrase(self.lexicon.phrases.get(self._lower(k), []), k)
            following = phrase[0] if phrase else self.lexicon.verbs.get(self._lower(k))
            if following is None or not _same_form(last.form, following.form):
                break
            kinds.append(following.kind)
            joint = linked
            stop = phrase[1] if phrase else k + 1
            last = following
        return _merged(kinds, joint), stop, harm if harm.frame is not Frame.PEOPLE else last

    def _finite(self, at: int, stop: int, kinds: tuple[HarmKind, ...], harm: HarmWord) -> Cue | None:
        before = self._left(at)
        helper = self._lower(before)
        if harm.form is Form.ING and self._lower(at - 1) in ("without", "not"):
            return None
        if helper in MODALS or (helper in NEGATIONS and harm.form is not Form.ING):
            return None
        if harm.frame in (Frame.SUBJECT, Frame.PEOPLE_BEFORE):
            return self._intransitive(at, stop, kinds, before, harm.frame)
        if harm.form is Form.BASE and helper in ("to", "did", "not", "do", "does", "'t"):
            return None
        if harm.form is Form.BASE and helper in ("and", "or", ",") and not self._opens_group(stop):
            return None
        if harm.form is not Form.ING and not self._has_object(stop):
            return None  # a noun: "the massacre in March"
        return Cue(at, stop, kinds, Voice.ACTIVE, harm.frame, "harm.active")

    def _has_object(self, k: int) -> bool:
        while self._lower(k) in ADVERBS or self._lower(k) in ("off", '"', "“", "all"):
            k += 1
        return k in self.inside

    def _intransitive(self, at: int, stop: int, kinds: tuple[HarmKind, ...], before: int, frame: Frame) -> Cue | None:
        if self._lower(before) == "to":
            if not self._caused(before):
                return None
            return Cue(at, stop, kinds, Voice.BEFORE, Frame.SUBJECT, "harm.caused", before)
        if self._lower(before) in ("of", "for", "from", "by", "after", "while", "before", "when", "and"):
            return None
        end = before + 1
        while end > 0 and (self.lower[end - 1] in HAVE or self.lower[end - 1] in BE or self.lower[end - 1] in ADVERBS):
            end -= 1
        return Cue(at, stop, kinds, Voice.BEFORE, frame, "harm.intransitive", end)

    def _caused(self, to: int) -> bool:
        """"forcing hundreds to flee": the verb before the group is one of causing."""
        for k in range(to - 1, max(-1, to - 12), -1):
            if self.lower[k].startswith(_CAUSING):
                return True
            if self.words[k].mark:
                return False
        return False

    def _participle(self, at: int, stop: int, kinds: tuple[HarmKind, ...], harm: HarmWord) -> Cue | None:
        k = self._left(at)
        intransitive = harm.frame in (Frame.SUBJECT, Frame.PEOPLE_BEFORE) and harm.form is Form.PAST
        helped = k
        while k >= 0 and self.lower[k] in _REPORTING and not self._is_noun_before(k):
            k = self._left(k)
        if self._lower(k) == "been" or self._lower(k) in BE:
            return self._passive(at, stop, kinds, harm, k)
        if self._lower(k) in HAVE and k == helped and harm.form is not Form.ADJECTIVE:
            if self._suppressed(k):
                return None
            if intransitive or harm.form is Form.PREDICATE:
                return Cue(at, stop, kinds, Voice.BEFORE, harm.frame, "harm.intransitive", self._subject_end(k))
            return Cue(at, stop, kinds, Voice.ACTIVE, harm.frame, "harm.active")
        if self._lower(helped) in MODALS or self._lower(helped) in NEGATIONS:
            return None
        if intransitive or harm.form in (Form.PREDICATE, Form.ADJECTIVE, Form.PARTICIPLE):
            rule = "harm.intransitive" if intransitive or harm.form is Form.PREDICATE else "harm.reduced"
            frame = Frame.OBJECT if harm.form is Form.PARTICIPLE and harm.frame is Frame.SUBJECT else harm.frame
            voice = Voice.EITHER if harm.form is Form.PARTICIPLE else Voice.BEFORE
            return Cue(at, stop, kinds, voice, frame, rule, k + 1)
        return Cue(at, stop, kinds, Voice.EITHER, harm.frame, "harm.reduced", k + 1)

    def _passive(self, at: int, stop: int, kinds: tuple[HarmKind, ...], harm: HarmWord, be: int) -> Cue | None:
        if self._suppressed(be):
            return None
        end = self._subject_end(be)
        helper = self._lower(end)
        singular = True if helper in ("is", "was", "has") else False if helper in ("are", "were", "have") else None
        frame = Frame.OBJECT if harm.form in (Form.PARTICIPLE, Form.PREDICATE) else harm.frame
        frame = Frame.PEOPLE if harm.form is Form.ADJECTIVE else frame
        return Cue(at, stop, kinds, Voice.BEFORE, frame, "harm.passive", end, passive=True, singular=singular)

    def _subject_end(self, k: int) -> int:
        """Where the chain of helping verbs around word `k` begins: "are reported to have been"."""
        while k > 0:
            before = self.lower[k - 1]
            chained = before in BE or before in HAVE or before in ADVERBS or before.endswith("ly")
            if not chained and not (before == "to" or before in _REPORTING and not self._is_noun_before(k - 1)):
                break
            k -= 1
        return k

    def _suppressed(self, helper: int) -> bool:
        """Whether the helping verbs speak of what did not, or may yet, happen."""
        k = helper
        while k >= 0 and helper - k <= _CLAUSE_REACH:
            lower = self.lower[k]
            if lower in MODALS or lower in ("not", "never", "n't") or lower.endswith(("n't", "n’t")):
                return True
            if lower == "to" and self._lower(k - 1) not in _REPORTING and self._lower(k + 1) not in HAVE:
                return True
            if not (lower in BE or lower in HAVE or lower in ADVERBS or lower in _REPORTING or lower == "to"):
                return False
            k -= 1
        return False

    def _is_noun_before(self, k: int) -> bool:
        return k in self.inside

    def _left(self, at: int) -> int:
        """The nearest word before `at` that is no adverb and no participle joined by "and" ("targeted and killed")."""
        k = at - 1
        while k >= 0:
            lower = self.lower[k]
            if (lower in ADVERBS or lower.endswith("ly")) and k not in self.inside:
                k -= 1
            elif lower in ("and", "or") and k > 1 and (k - 1) not in self.inside and self._participial(k - 1):
                k -= 2
            else:
                break
        return k

    def _opens_group(self, k: int) -> bool:
        return k < len(self.words) and (self.words[k].number is not None or self.lower[k] in ("a", "an", "the", "his"))

    def _participial(self, k: int) -> bool:
        lower = self.lower[k]
        return lower.endswith(("ed", "wn", "en")) or (self.lower[k - 1] in BE and lower.isalpha())

    def _lower(self, k: int) -> str:
        return self.lower[k] if 0 <= k < len(self.lower) else ""


_P = HarmWord | HarmKind


def _same_form(one: Form, two: Form) -> bool:
    pair = {one, two}
    loose = {Form.PAST, Form.PARTICIPLE, Form.ADJECTIVE}
    return len(pair) == 1 or pair <= loose


def _merged(kinds: list[HarmKind], joint: str) -> tuple[HarmKind, ...]:
    """One kind for verbs that share victims: killed and injured are casualties, "shot and killed" is killed."""
    found = set(kinds)
    if found & {HarmKind.KILLED, HarmKind.INJURED}:
        found.discard(HarmKind.CASUALTIES)
    harmed = {HarmKind.KILLED, HarmKind.INJURED, HarmKind.MISSING, HarmKind.DETAINED}
    if {HarmKind.KILLED, HarmKind.INJURED} <= found or (len(found) > 1 and joint == "or" and found <= harmed):
        found -= harmed
        found.add(HarmKind.CASUALTIES)
    return tuple(kind for kind in HarmKind if kind in found)

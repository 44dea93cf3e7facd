"""Finds the words of harm in a sentence: verbs, set phrases, nouns with "of", running tolls.

Verbs joined by "and" that share their victims make one cue. How a verb is used, and whether it tells of harm that was
done at all, is settled by `harm_voice`; who was harmed by `harm_verbs`.
"""

from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import Form, Frame, HarmLexicon, HarmWord
from warledger.coding.harm_phrases import PhraseFinder
from warledger.coding.harm_voice import Cue, Voice, VoiceReader
from warledger.coding.harm_words import ADVERBS, BE, HAVE, MODALS, Words
from warledger.model.claim import HarmKind

_NUMBER_OF_REACH = 7  # words from "number of" to "killed"
_HARMED = frozenset([HarmKind.KILLED, HarmKind.INJURED, HarmKind.MISSING, HarmKind.DETAINED])
_GUN_DOWN = frozenset("gun guns gunned gunning".split())
_PARTICIPIAL = frozenset([Form.PAST, Form.PARTICIPLE, Form.ADJECTIVE])


def find_cues(words: Words, groups: list[Group], lexicon: HarmLexicon) -> list[Cue]:
    """The cues of a sentence, in order."""
    return _Finder(words, groups, lexicon).find()


class _Finder:
    def __init__(self, words: Words, groups: list[Group], lexicon: HarmLexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.inside = {k for group in groups for k in range(group.first, group.stop)}
        self.phrases = PhraseFinder(words, lexicon)
        self.voices = VoiceReader(words, self.inside)

    def find(self) -> list[Cue]:
        """Every cue; one that tells of no harm done is passed over with all its words."""
        cues: list[Cue] = []
        at = 0
        while at < len(self.words):
            cue = self._toll(at) if at in self.inside else self._at(at)
            if cue is not None and cue.kinds:
                cues.append(cue)
            at = cue.stop if cue is not None else at + 1
        return cues

    def _at(self, at: int) -> Cue | None:
        lower = self.words.lower(at)
        toll = self._toll(at)
        if toll is not None:
            return toll
        of = self.phrases.find(self.lexicon.phrases_of, at)
        if of is not None:
            return Cue(at, of[1], (of[0],), Voice.OF, Frame.OBJECT, "harm.lives_of")
        unharmed = self.phrases.find(self.lexicon.unharmed, at)
        if unharmed is not None:
            return self.voices.unharmed(at, unharmed[1], unharmed[0])
        around = self._around(at)
        if around is not None:
            return around
        phrase = self.phrases.find(self.lexicon.phrases, at)
        if phrase is not None:
            return self._verb(at, phrase[1], phrase[0])
        kind = self.lexicon.victim_nouns.get(lower)
        if kind is not None and self.words.lower(at + 1) == "of":
            return Cue(at, at + 2, (kind,), Voice.OF, Frame.OBJECT, "harm.noun_of")
        harm = self.lexicon.verbs.get(lower)
        if harm is None:
            return None
        in_a_name = self.words.capital(at) and at > 0 and not self.words[at - 1].mark
        repelled = lower.startswith("beat") and self.words.lower(at + 1) in ("off", "back")
        down = self.words.lower(at + 1) == "down"  # "shot down" is done to aircraft, "gunned down" to people
        if in_a_name or repelled or down != (lower in _GUN_DOWN):
            return None
        return self._verb(at, at + 1 + down, harm)

    def _around(self, at: int) -> Cue | None:
        """A verb whose harm is told by words behind its victims: "took two villagers hostage"."""
        found = self.phrases.around(at)
        if found is None or at + 1 not in self.inside or not self.voices.is_active(at):
            return None
        return Cue(at, at + 1, (found[0],), Voice.ACTIVE, Frame.BODY, "harm.around", reach=found[1])

    def _toll(self, at: int) -> Cue | None:
        """A running count: "the death toll", "the number of civilians reportedly killed"."""
        found = self.phrases.find(self.lexicon.tolls, at) or self._number_of(at)
        return Cue(at, found[1], (found[0],), Voice.TOLL, Frame.SUBJECT, "harm.toll") if found else None

    def _number_of(self, at: int) -> tuple[HarmKind, int] | None:
        if not self.words.run(at, ("number", "of")):
            return None
        for k in range(at + 2, min(at + 1 + _NUMBER_OF_REACH, len(self.words))):
            harm = self.lexicon.verbs.get(self.words.lower(k))
            if harm is not None and harm.form in (Form.PAST, Form.ADJECTIVE):
                return harm.kind, k + 1
            if self.words[k].mark or self.words.lower(k) in BE | HAVE | MODALS:
                return None
        return None

    def _verb(self, at: int, stop: int, harm: HarmWord) -> Cue:
        kinds, stop, harm = self._coordinated(stop, harm)
        cue = self.voices.cue(at, stop, kinds, harm)
        if cue is None or self._qualifies(at):
            return Cue(at, stop, (), Voice.BEFORE, harm.frame, "harm.not_done")
        if kinds == (HarmKind.CASUALTIES,) and stop > at + 2:
            cue.apart = (HarmKind.KILLED, HarmKind.INJURED)
        return cue

    def _qualifies(self, at: int) -> bool:
        """ "A dying country": behind an article the participle says what something is like, not what was done."""
        return self.words.lower(at).endswith("ing") and self.words.lower(at - 1) in ("a", "an", "this", "that")

    def _coordinated(self, stop: int, harm: HarmWord) -> tuple[tuple[HarmKind, ...], int, HarmWord]:
        """Take in "and wounded", "or later injured" behind a verb: they share their victims."""
        kinds, joint, last = [harm.kind], "", harm
        while (linked := self._linked(stop)) is not None:
            k = linked
            while self.words.lower(k) in ADVERBS or self.words.lower(k).endswith("ly"):
                k += 1
            phrase = self.phrases.find(self.lexicon.phrases, k)
            following = phrase[0] if phrase else self.lexicon.verbs.get(self.words.lower(k))
            if following is None or not _same_form(last.form, following.form):
                break
            if following.kind is HarmKind.KILLED and following.frame is Frame.SUBJECT is not harm.frame:
                kinds.clear()  # "was shot and died"
            kinds.append(following.kind)
            joint, last = self.words.lower(linked - 1), following
            stop = phrase[1] if phrase else k + 1
        return _merged(kinds, joint), stop, last if harm.frame in (Frame.PEOPLE, Frame.BODY) else harm

    def _linked(self, k: int) -> int | None:
        """The word behind "and", "or", a comma, or both."""
        if self.words.lower(k) in (",", "/"):
            return k + 2 if self.words.lower(k + 1) in ("and", "or") else k + 1
        return k + 1 if self.words.lower(k) in ("and", "or") else None


def _same_form(one: Form, two: Form) -> bool:
    return one is two or {one, two} <= _PARTICIPIAL


def _merged(kinds: list[HarmKind], joint: str) -> tuple[HarmKind, ...]:
    """One kind for verbs that share victims: killed and injured are casualties, "shot and killed" is killed."""
    found = set(kinds)
    if found & {HarmKind.KILLED, HarmKind.INJURED}:
        found.discard(HarmKind.CASUALTIES)
    either = len(found) > 1 and joint == "or" and found <= _HARMED
    if either or {HarmKind.KILLED, HarmKind.INJURED} <= found:
        found = (found - _HARMED) | {HarmKind.CASUALTIES}
    return tuple(kind for kind in HarmKind if kind in found)

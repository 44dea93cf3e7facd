"""The phrases around a trigger: what is listed with what, what a preposition governs, who carries the event out.

It knows the grammar of one sentence and one trigger; which phrase is a side of the event is `parties`' business.
"""

from collections.abc import Iterator

from warledger.coding.sketch import Trigger
from warledger.model.reading import Parse, Phrase, Predicate, Sentence
from warledger.reference.inflection import verb_forms

_CARRY_OUT = frozenset(
    """launch carry conduct begin start stage mount perform commit continue resume perpetrate undertake execute order
    plan open lead wage make do expand intensify escalate suffer use""".split()
)


class Surroundings:
    """A trigger in its sentence."""

    def __init__(self, sentence: Sentence, parse: Parse, trigger: Trigger) -> None:
        self.sentence = sentence
        self.parse = parse
        self.trigger = trigger

    def phrase_at(self, token: int) -> Phrase | None:
        """The noun phrase that holds a token."""
        return next((p for p in self.parse.phrases if p.first <= token <= p.last), None)

    def carrier(self, any_verb: bool = False) -> Phrase | None:
        """The subject of "launched", "carried out" ... when the event is what was launched."""
        for predicate in reversed(self.parse.predicates):
            base = verb_forms().get(self.sentence.tokens[predicate.verb].text.lower(), ("", ""))[0]
            near = predicate.verb < self.trigger.first <= predicate.verb + 9
            if near and not predicate.passive and (any_verb or base in _CARRY_OUT):
                return predicate.subject
        return None

    def carried_out(self, predicate: Predicate) -> bool:
        """ "Massacres were committed against": the verb carries the event and what follows it belongs to the event."""
        base = verb_forms().get(self.sentence.tokens[predicate.verb].text.lower(), ("", ""))[0]
        return predicate.passive and base in _CARRY_OUT and predicate.verb - self.trigger.last <= 4

    def governed(self, prepositions: tuple[str, ...], within: int) -> Phrase | None:
        """The first phrase behind the trigger under one of the prepositions, no further than `within` tokens."""
        for phrase in self.parse.phrases:
            if phrase.first > self.trigger.last and phrase.governor in prepositions:
                distance = phrase.first - self.trigger.last
                return phrase if distance <= within else None
        return None

    def listed_subject(self, phrase: Phrase) -> Iterator[Phrase]:
        """The subject nearest to its verb and those listed before it: "A, B and C struck"."""
        tokens, first = self.sentence.tokens, phrase.first
        listed = [phrase]
        for other in reversed(self.parse.phrases):
            if other.last >= first:
                continue
            between = [t.text.lower() for t in tokens[other.last + 1 : first]]
            if other.governor or between not in (["and"], [","], [",", "and"]):
                break
            if between == [","] and len(listed) == 1:
                break
            listed.append(other)
            first = other.first
        yield from reversed(listed)

    def conjoined(self, phrase: Phrase) -> Iterator[Phrase]:
        """The phrase and those listed with it: "A, B and C"."""
        yield phrase
        tokens, last = self.sentence.tokens, phrase.last
        for other in self.parse.phrases:
            if other.first <= last:
                continue
            between = [t.text.lower() for t in tokens[last + 1 : other.first]]
            listed = between in (["and"], [","], [",", "and"], ["as", "well", "as"], ["or"])
            if not listed or other.governor not in ("", "as", phrase.governor) or self._starts_clause(other):
                return
            if between == [","] and not self._list_goes_on(other):
                return
            yield other
            last = other.last

    def _list_goes_on(self, phrase: Phrase) -> bool:
        after = [t.text.lower() for t in self.sentence.tokens[phrase.last + 1 : phrase.last + 3]]
        return after[:1] == ["and"] or after == [",", "and"]

    def _starts_clause(self, phrase: Phrase) -> bool:
        return any(p.subject == phrase and p.verb > phrase.last for p in self.parse.predicates)

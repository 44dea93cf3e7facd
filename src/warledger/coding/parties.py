"""Who did it and to whom: reads the sides of an event off the grammar around its trigger, by the frame of its pattern.

A side is a noun phrase of the same sentence, never a pronoun, a time or a weapon; each carries the name of the rule
that chose it. Where the grammar does not tell, the side stays empty.
"""

from dataclasses import replace

from warledger.coding.sketch import Trigger
from warledger.coding.surroundings import Surroundings
from warledger.model.claim import Party
from warledger.model.reading import Parse, Phrase, Reading, Sentence
from warledger.reference.actors import Actor, ActorList, actors, kind_at
from warledger.reference.weapons import find_weapons

_EMPTY = frozenset(
    """it they he she them him us we you which who that this these those others people there what all both one two
    attack attacks day night morning evening week month year operation area city town village place incident war
    conflict violence number report reports least result fire dead part time death deaths front fronts side
    sides""".split()
)
_NOT_TARGET = frozenset(
    """hold gains shells missiles rockets bombs drones mortars control fire responsibility place part least road hostage
    custody""".split()
)


def at_home_or_abroad(party: Party, country: str | None) -> Party:
    """The party with the kind it has where the event is: a state's forces in another country are external forces."""
    known = actors().find(party.quote.text)
    return replace(party, kind=kind_at(known, country)) if known else party


class Sides:
    """The actors and targets of one trigger."""

    def __init__(self, reading: Reading, trigger: Trigger) -> None:
        assert reading.sentences is not None
        assert reading.parses is not None
        self.reading = reading
        self.trigger = trigger
        self.sentence: Sentence = reading.sentences[trigger.sentence]
        self.parse: Parse = reading.parses[trigger.sentence]
        self.actors: list[Party] = []
        self.targets: list[Party] = []
        self.actor_list: ActorList = actors()
        self.around = Surroundings(self.sentence, self.parse, trigger)
        getattr(self, f"_{trigger.pattern.frame}")()

    # frames: how the parts of the sentence are read (reference/data/triggers.yaml)

    def _act(self) -> None:
        predicate = self.trigger.predicate
        if predicate is None:
            self._event()
            return
        if predicate.passive:
            for part in self.around.listed_subject(predicate.subject) if predicate.subject else ():
                self._add(self.targets, part, "subject of the passive")
            self._add_actor_subject(predicate.agent, "agent after 'by'")
        else:
            self._add_actor_subject(predicate.subject, "subject of the verb")
            inside = predicate.object and predicate.object.last <= self.trigger.last
            for part in self.around.conjoined(predicate.object) if predicate.object else ():
                self._add(self.targets, part, "object of the verb")
            if inside or predicate.object is None:
                self._add_after(("on", "against", "at", "into", "targeting", "from"), "behind '{}'")

    def _event(self) -> None:
        if self.trigger.predicate is not None and self.trigger.pattern.verbal:
            self._act()
            return
        head = self.around.phrase_at(self.trigger.first)
        if head is not None:
            self._premodifier(head)
        if not self.actors:
            self._add_actor_subject(self.around.governed(("by",), within=9), "behind 'by'")
        if not self.actors:
            carrier = self.around.carrier()
            if carrier is not None:
                self._add_actor_subject(carrier, "subject of the verb that carries the event")
        self._add_after(("on", "against", "targeting", "at"), "behind '{}'")
        self._targeting()

    def _mutual(self) -> None:
        predicate = self.trigger.predicate
        if predicate is not None and self.trigger.pattern.verbal:
            sides = list(self.around.listed_subject(predicate.subject)) if predicate.subject else []
            for number, phrase in enumerate(sides):
                into = self.actors if number == 0 or self.trigger.pattern.type != "armed_clash" else self.targets
                self._add(into, phrase, "subject of the verb")
            into = self.targets if self.trigger.pattern.type == "armed_clash" else self.actors
            self._add_after(("with", "against"), "behind '{}'", into)
            return
        between = self.around.governed(("between", "with", "among", "by"), within=6)
        if between is not None:
            sides = list(self.around.conjoined(between))
            for number, phrase in enumerate(sides):
                into = self.actors if number == 0 or self.trigger.pattern.type != "armed_clash" else self.targets
                self._add(into, phrase, f"behind '{between.governor}'")
            return
        carrier = self.around.carrier(any_verb=self.trigger.pattern.type == "agreement")
        if carrier is not None:
            for phrase in self.around.listed_subject(carrier):
                self._add_actor_subject(phrase, "subject of the verb that carries the event")
        opponent = self.around.governed(("with", "against"), within=6)
        if opponent is not None and self._acts(opponent.core_first, opponent.core_last):
            self._add(self.targets, opponent, f"behind '{opponent.governor}'")

    def _move(self) -> None:
        predicate = self.trigger.predicate
        if predicate is None:
            self._event()
            self.targets.clear()
        elif predicate.passive:
            self._add(self.actors, predicate.agent or predicate.subject, "subject of the movement")
        else:
            self._add_actor_subject(predicate.subject, "subject of the movement")

    def _flee(self) -> None:
        predicate = self.trigger.predicate
        if predicate is None:
            return
        self._add(self.targets, predicate.subject, "those who move")
        if not predicate.passive and predicate.object:
            self._add(self.targets, predicate.object, "object of the verb")
        self._add(self.actors, predicate.agent, "agent after 'by'")

    def _land(self) -> None:
        predicate = self.trigger.predicate
        if predicate is None:
            return
        head = predicate.subject or self.around.phrase_at(self.trigger.first)
        if head is not None:
            self._premodifier(head)
        self._add(self.targets, predicate.object, "object of the verb")
        self._add_after(("on", "at", "into", "near", "in"), "behind '{}'")

    def _speech(self) -> None:
        predicate = self.trigger.predicate
        if predicate is None:
            self._event()
            return
        self._add(self.actors, predicate.agent if predicate.passive else predicate.subject, "who says it")
        self._add(self.targets, predicate.subject if predicate.passive else predicate.object, "whom it is said to")
        if not self.targets:
            self._add_after(("on", "to", "against"), "behind '{}'")

    def _none(self) -> None:
        return

    # phrases around the trigger

    def _add_after(self, prepositions: tuple[str, ...], rule: str, into: list[Party] | None = None) -> None:
        limit = min(
            (p.verb for p in self.parse.predicates if p.verb > self.trigger.last and not self.around.carried_out(p)),
            default=len(self.sentence.tokens),
        )
        for phrase in self.parse.phrases:
            if (
                self.trigger.last < phrase.first <= min(limit, self.trigger.last + 9)
                and phrase.governor in prepositions
            ):
                for part in self.around.conjoined(phrase):
                    self._add(self.targets if into is None else into, part, rule.format(phrase.governor))
                return

    def _targeting(self) -> None:
        for predicate in self.parse.predicates:
            word = self.sentence.tokens[predicate.verb].text.lower()
            if word in ("targeting", "hitting", "striking", "destroying", "damaging"):
                near = self.trigger.last < predicate.verb <= self.trigger.last + 12
                if near and predicate.object is not None:
                    for part in self.around.conjoined(predicate.object):
                        self._add(self.targets, part, f"object of '{word}'")

    # from a phrase to a party

    def _add_actor_subject(self, phrase: Phrase | None, rule: str) -> None:
        """A subject that is the event or the weapon itself ("an Israeli airstrike killed") gives its modifier."""
        if phrase is None:
            return
        if self.sentence.tokens[phrase.first].pos == "PRON":
            self._speaker_behind_pronoun()
            return
        inside = self.trigger.first <= phrase.last and phrase.first <= self.trigger.last
        if inside or self._names_weapon_or_event(phrase):
            self._premodifier(phrase)
        else:
            for part in self.around.listed_subject(phrase):
                self._add(self.actors, part, rule)

    def _speaker_behind_pronoun(self) -> None:
        """ "The army says it shot down": the pronoun is the one who speaks."""
        for attribution in self.reading.attributions or ():
            if attribution.scope_start <= self.trigger.quote.start < attribution.scope_end:
                known = self.actor_list.find(attribution.speaker.text)
                name, kind = (known.name, known.kind) if known else (None, None)
                self.actors.append(Party(attribution.speaker, "the speaker, behind a pronoun", name, kind))
                return

    def _names_weapon_or_event(self, phrase: Phrase) -> bool:
        words = [t.text.lower() for t in self.sentence.tokens[phrase.first : phrase.last + 1]]
        if words and words[-1] in _EVENT_NOUNS:
            return True
        return any(phrase.first <= w.first and w.last == phrase.last for w in find_weapons(self.sentence.tokens))

    def _premodifier(self, phrase: Phrase) -> None:
        """ "Israel's strikes", "a Russian missile attack", "RSF shelling": who stands before the event's noun."""
        tokens = self.sentence.tokens
        end = min(phrase.last, max(self.trigger.first, phrase.first))
        possessive = next((i for i in range(phrase.first, end + 1) if tokens[i].pos == "POSS"), None)
        if possessive is not None and possessive > phrase.core_first:
            self._append(self.actors, phrase.core_first, possessive - 1, "possessive before the event")
            return
        before = [i for i in range(phrase.core_first, end) if i < self.trigger.first or tokens[i].pos == "NAME"]
        names = [i for i in before if tokens[i].pos == "NAME" or tokens[i].text.lower() in ("of", "the", "and")]
        while names and tokens[names[-1]].pos != "NAME":
            names.pop()
        if names:
            first, last = names[0], names[-1]
            if last + 1 in before and tokens[last + 1].text.lower() in _FORCES:
                last += 1
            text = self.reading.document.text[tokens[first].start : tokens[last].end]
            opens = first == last == 0  # a capital at the start of a sentence makes no name
            if self.actor_list.find(text) is not None or not (opens or self._is_place(first, last)):
                self._append(self.actors, first, last, "named before the event")
            return
        generic = [i for i in before if self.actor_list.find(tokens[i].text) is not None]
        if generic and tokens[generic[0]].text.lower() not in ("military", "security", "national", "air", "naval"):
            self._append(self.actors, generic[0], generic[0], "named before the event")

    def _add(self, into: list[Party], phrase: Phrase | None, rule: str) -> None:
        if phrase is None:
            return
        tokens = self.sentence.tokens
        first, last = phrase.core_first, min(phrase.core_last, phrase.core_first + 11)
        word = tokens[last].text.lower()
        if tokens[first].pos == "PRON" or tokens[last].pos in ("NUM", "PRON") or (first == last and word in _EMPTY):
            return
        means = word in _NOT_TARGET and self.trigger.pattern.type != "interception"
        if into is self.targets and (means or word in _EVENT_NOUNS):
            return
        if first <= self.trigger.head <= last:
            return
        if self._is_place(first, last) and not self._acts(first, last):
            return
        self._append(into, first, last, rule)

    def _append(self, into: list[Party], first: int, last: int, rule: str) -> None:
        tokens = self.sentence.tokens
        if self._is_time(first, last):
            return
        quote = self.reading.quote(tokens[first].start, tokens[last].end)
        taken = [p.quote for p in (*self.actors, *self.targets)]
        if any(quote.start < q.end and q.start < quote.end for q in taken):
            return
        actor: Actor | None = self.actor_list.find(quote.text)
        into.append(Party(quote, rule, actor.name if actor else None, actor.kind if actor else None))

    def _is_time(self, first: int, last: int) -> bool:
        tokens = self.sentence.tokens
        start, end = tokens[first].start, tokens[last].end
        return any(t.quote.start < end and start < t.quote.end for t in self.reading.times or ())

    def _is_place(self, first: int, last: int) -> bool:
        tokens = self.sentence.tokens
        start, end = tokens[first].start, tokens[last].end
        return any(
            p.quote.start <= start + 1 and end <= p.quote.end + 1 and p.quote.start <= end
            for p in self.reading.places or ()
        )

    def _acts(self, first: int, last: int) -> bool:
        """A country, or a name of the actor list, may be a side of an event although it is a place as well."""
        tokens = self.sentence.tokens
        return self.actor_list.find(self.reading.document.text[tokens[first].start : tokens[last].end]) is not None


_FORCES = frozenset(
    """forces troops army militants rebels settlers navy police military fighters soldiers militia gunmen jihadists
    insurgents guerrillas separatists commandos paratroopers marines dissidents government regime coalition""".split()
)
_EVENT_NOUNS = frozenset(
    """strike strikes airstrike airstrikes attack attacks raid raids shelling bombardment bombing bombings offensive
    assault fire gunfire blast explosion explosions shooting operation campaign barrage ambush massacre clashes fighting
    clash""".split()
)

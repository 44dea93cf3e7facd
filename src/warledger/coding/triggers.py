"""Finds the words of each sentence that may name an event, and groups those of one sentence that name the same one.

Words that seldom name an event (by their weight in the lexicon) are left out unless something else of the sentence
supports them. It decides what is one event inside a sentence; across sentences is `merging`'s business.
"""

import re
from functools import lru_cache

from warledger.coding.sketch import Trigger
from warledger.coding.status import status_of
from warledger.model.claim import Status
from warledger.model.reading import Parse, Predicate, Reading, Sentence
from warledger.reference.domains import anchors, borrowing
from warledger.reference.lexicon import event_lexicon

SILENT_KINDS = ("dateline", "byline", "caption")
_HAVING = frozenset(
    """making make made possessing possession carrying smuggling storing stored seized found hiding manufacturing buying
    selling supplying stockpiling stockpile cache containing recovered""".split()
)
_WORD = re.compile(r"[^\W_]+(?:[-‐‑'’ʼ](?!s\b)[^\W_]+)*")  # "re-enactment", and "winger" of "winger's"
BARE_HARM = ("kill~", "die~")
_JOINING = frozenset("when as after while where before in during".split())
OUTNUMBER = 3  # borrowed words for each anchor at which a whole report is taken for sport, markets or the like
THRESHOLD = 0.3  # lowest weight at which words alone make an event: best all-slots F1 on the training reports


def clauses(sentence: Sentence, parse: Parse) -> list[int]:
    """The number of the clause that each token of a sentence belongs to."""
    tokens = sentence.tokens
    starts: set[int] = set()
    previous: Predicate | None = None
    for predicate in parse.predicates:
        subject = predicate.subject
        new = subject is not None and (previous is None or subject != previous.subject)
        if new and subject is not None and previous is not None and subject.first > previous.verb:
            k = subject.first
            while k and tokens[k - 1].pos in ("CONJ", "PREP", "REL", "ADV", "DET"):
                k -= 1
            starts.add(k)
        previous = predicate
    starts |= {i for i, token in enumerate(tokens) if token.text in (";", "—", "–")}
    number, out = 0, []
    for i in range(len(tokens)):
        number += i in starts
        out.append(number)
    return out


def find_triggers(reading: Reading, number: int) -> tuple[Trigger, ...]:
    """The event words of sentence `number`."""
    assert reading.sentences is not None
    assert reading.parses is not None
    sentence = reading.sentences[number]
    if sentence.kind in SILENT_KINDS or borrowed(reading, number):
        return ()
    return tuple(trigger for trigger in event_words(reading, number) if not mere_thing(sentence, trigger))


def event_words(reading: Reading, number: int) -> tuple[Trigger, ...]:
    """All words of the lexicon in sentence `number`, whether they can name an event there or not."""
    assert reading.sentences is not None
    assert reading.parses is not None
    sentence, parse = reading.sentences[number], reading.parses[number]
    of_clause = clauses(sentence, parse)
    verbs = {p.verb: p for p in parse.predicates}
    tokens = sentence.tokens
    return tuple(
        Trigger(
            m.pattern,
            number,
            m.first,
            m.last,
            m.head,
            of_clause[m.head],
            verbs.get(m.head),
            reading.quote(tokens[m.first].start, tokens[m.last].end),
        )
        for m in event_lexicon().matches(tokens)
    )


def mere_thing(sentence: Sentence, trigger: Trigger) -> bool:
    """ "Making car bombs", "seized grenades": the words name a thing that somebody has, not what it did."""
    if trigger.pattern.verbal or trigger.pattern.type not in ("ied_mine", "grenade", "chemical"):
        return False
    before = [t.text.lower() for t in sentence.tokens[max(0, trigger.first - 4) : trigger.first]]
    return bool(_HAVING.intersection(before))


def borrowed(reading: Reading, number: int) -> bool:
    """Whether a sentence speaks of sport, markets or the like in words of war.

    It does when it holds such a word and the report no anchor, or when such words outnumber the anchors by far.
    """
    assert reading.sentences is not None
    borrowed_words, anchor_words = _words_of_fields(reading.document.text)
    if len(borrowed_words) >= OUTNUMBER * max(1, len(anchor_words)):
        return True
    here = borrowing(token.text.lower() for token in reading.sentences[number].tokens)
    return bool(here) and not anchor_words


@lru_cache(maxsize=4)
def _words_of_fields(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The borrowed words and the anchors of a whole report, found once: every sentence of it asks for them."""
    words = frozenset(_WORD.findall(text.lower()))
    return borrowing(words), anchors(words)


def group(reading: Reading, triggers: tuple[Trigger, ...]) -> list[tuple[Trigger, ...]]:
    """The triggers of one sentence by event, the telling one first in each."""
    groups = by_event(reading, triggers)
    return [g for g in without_echoes(groups) if tells(reading, triggers, g)]


def by_event(reading: Reading, triggers: tuple[Trigger, ...]) -> list[tuple[Trigger, ...]]:
    """The triggers that speech leaves standing, by event, whether enough speaks for the event or not."""
    unheard = silenced(triggers)
    kept = [trigger for number, trigger in enumerate(triggers) if number not in unheard]
    events: list[list[Trigger]] = []
    for trigger in kept:
        home = next((event for event in reversed(events) if _same(reading, event, trigger)), None)
        if home is None:
            events.append([trigger])
        else:
            home.append(trigger)
    return [tuple(sorted(event, key=_telling)) for event in events]


def tells(reading: Reading, triggers: tuple[Trigger, ...], group: tuple[Trigger, ...]) -> bool:
    """Whether enough speaks for an event: the weight of its telling words, or what else is said of it."""
    first = group[0]
    likely = first.pattern.weight >= THRESHOLD
    return likely or is_bare_harm(group) or _accused(triggers, first) or _feared(reading, first)


def _accused(triggers: tuple[Trigger, ...], trigger: Trigger) -> bool:
    """What somebody is accused of is told as an event, however seldom its words name one."""
    return any(t.pattern.source in ("accuse~", "blame~") and t.first < trigger.first for t in triggers)


def _feared(reading: Reading, trigger: Trigger) -> bool:
    """Force that is feared or possible is kept, as feared, however seldom its words name an event that happened."""
    return trigger.violent and not trigger.pattern.generic and _open(reading, trigger)


def _open(reading: Reading, trigger: Trigger) -> bool:
    return status_of(reading, trigger).value is Status.POSSIBLE


def is_bare_harm(triggers: tuple[Trigger, ...]) -> bool:
    """Words that tell of deaths and of nothing that caused them."""
    return all(t.pattern.source in BARE_HARM for t in triggers)


def _telling(trigger: Trigger) -> tuple[bool, float, int]:
    return (trigger.pattern.generic, -trigger.pattern.weight, trigger.first)


def silenced(triggers: tuple[Trigger, ...]) -> dict[int, Trigger]:
    """Of speech and what it speaks of, the numbers of those that are no event, each with the trigger that is.

    The lexicon says which of the two it is.
    """
    found: dict[int, Trigger] = {}
    for number, speech in enumerate(triggers):
        told = [
            i
            for i, t in enumerate(triggers)
            if t.first > speech.last and t.pattern.type != "statement" and t.pattern.weight >= THRESHOLD
        ]
        if speech.pattern.over == "yields" and told:
            found[number] = triggers[told[0]]
        if speech.pattern.over == "rules":
            found |= {i: speech for i in told if triggers[i].clause == speech.clause}
    return found


def _same(reading: Reading, event: list[Trigger], trigger: Trigger) -> bool:
    if trigger.pattern.type == event[0].pattern.type and trigger.clause == event[-1].clause:
        return True
    if not (trigger.violent and event[0].violent) or _open(reading, trigger) != _open(reading, event[-1]):
        return False
    if trigger.clause == event[-1].clause:
        return True
    generic = trigger.pattern.generic or all(t.pattern.generic for t in event)
    if generic and _one_subject(event[-1], trigger):
        return True
    alike = trigger.pattern.type in {t.pattern.type for t in event}
    return (generic or alike) and _joined(reading, event[-1], trigger)


def _one_subject(left: Trigger, right: Trigger) -> bool:
    """ "A shell fell on a school but failed to explode": both verbs are told of the same thing."""
    if left.predicate is None or right.predicate is None:
        return False
    return left.predicate.subject is not None and left.predicate.subject == right.predicate.subject


def _joined(reading: Reading, left: Trigger, right: Trigger) -> bool:
    """Two clauses tell one event when one hangs on the other: "were killed when ...", "an attack that killed"."""
    assert reading.sentences is not None
    tokens = reading.sentences[left.sentence].tokens
    between = [t.text.lower() for t in tokens[left.last + 1 : right.first]]
    if ";" in between or "while" in between:
        return False
    return bool(_JOINING.intersection(between)) or any(w in between for w in ("that", "which", "who"))


def without_echoes(groups: list[tuple[Trigger, ...]]) -> list[tuple[Trigger, ...]]:
    """A bare "killed" beside a telling event of force in the same sentence is that event's harm, not another event."""
    telling = any(g[0].violent and not g[0].pattern.generic for g in groups)
    if not telling:
        return groups
    return [g for g in groups if not (g[0].violent and is_bare_harm(g))]

"""What the report says became of an event: the cue nearest its trigger, or none and it is told as having happened.

Negation, modality, plans, attempts, fears and denials are read in the trigger's own clause; the words of the cue are
the evidence. It does not ask whether the report is right.
"""

from warledger.coding.sketch import Trigger
from warledger.model.claim import Status
from warledger.model.evidence import Sourced
from warledger.model.reading import Reading, Sentence
from warledger.reference.cues import Cue, status_cues

_NEGATED = frozenset(("not", "never", "n't"))
_THREATS = frozenset(("threaten~", "vow~", "warn~", "ultimatum+", "threat+"))
_DEEDS = frozenset(
    """begin begins began begun start starts started continue continues continued manage managed able reported
    reportedly claim claims claimed said used forced got returned went proceeded helped help""".split()
)
_CLAUSE_WORDS = 8  # a cue that reaches no further than this does not reach across a comma


def status_of(reading: Reading, trigger: Trigger) -> Sourced[Status]:
    """The status of the event that `trigger` names, with the rule and the cue's words."""
    assert reading.sentences is not None
    sentence = reading.sentences[trigger.sentence]
    if trigger.pattern.type == "statement":
        return _of_statement(trigger)
    by_verb = _of_verb(sentence, trigger)
    if by_verb is not None:
        return by_verb
    for cue in status_cues():
        if cue.speaks_of(trigger.pattern.type):
            found = _find(reading, sentence, trigger, cue)
            if found is not None:
                return found
    if _is_aim(sentence, trigger):
        return Sourced(Status.PLANNED, "infinitive: an aim, not a deed", (trigger.quote,))
    return Sourced(Status.HAPPENED, "told as done, no cue to the contrary", (trigger.quote,))


def _of_statement(trigger: Trigger) -> Sourced[Status]:
    if trigger.pattern.source in _THREATS:
        return Sourced(Status.THREATENED, "words of threat", (trigger.quote,))
    return Sourced(Status.HAPPENED, "words were said", (trigger.quote,))


def _of_verb(sentence: Sentence, trigger: Trigger) -> Sourced[Status] | None:
    if trigger.predicate is None or not trigger.pattern.verbal:
        return None
    auxiliaries = frozenset(trigger.predicate.auxiliaries)
    if auxiliaries & _NEGATED:
        return Sourced(Status.DENIED, "negated verb", (trigger.quote,))
    if auxiliaries & {"may", "might", "could"}:
        return Sourced(Status.POSSIBLE, "modal of possibility", (trigger.quote,))
    if auxiliaries & {"will", "shall"}:
        return Sourced(Status.PLANNED, "modal of the future", (trigger.quote,))
    if sentence.tokens[trigger.head].pos == "GER" and auxiliaries & {"is", "are"}:
        return Sourced(Status.ONGOING, "progressive present", (trigger.quote,))
    return None


def _is_aim(sentence: Sentence, trigger: Trigger) -> bool:
    """ "To retake the town" tells of an aim, "began to shell" and "is said to have shelled" of a deed."""
    predicate = trigger.predicate
    if predicate is None or not trigger.pattern.verbal or not {"to"} <= set(predicate.auxiliaries):
        return False
    if {"have", "be"} & set(predicate.auxiliaries):
        return False
    k = next(i for i in range(predicate.verb, -1, -1) if sentence.tokens[i].text.lower() == "to")
    return k == 0 or sentence.tokens[k - 1].text.lower() not in _DEEDS


def _find(reading: Reading, sentence: Sentence, trigger: Trigger, cue: Cue) -> Sourced[Status] | None:
    start, end = _before(sentence, trigger, cue.before) if cue.before else _behind(sentence, trigger, cue.after)
    match = cue.words.search(reading.document.text, start, end)
    if match is None:
        return None
    return Sourced(cue.status, cue.rule, (reading.quote(match.start(), match.end()),))


def _before(sentence: Sentence, trigger: Trigger, reach: int) -> tuple[int, int]:
    """Code points from `reach` words before the trigger, or its clause's start, up to its head."""
    tokens = sentence.tokens
    first = max(0, trigger.first - reach)
    for k in range(first, trigger.first):
        if tokens[k].text in (";", ".") or (tokens[k].text == "," and reach < _CLAUSE_WORDS):
            first = k + 1
    inside = trigger.head > trigger.first
    return tokens[first].start, tokens[trigger.first].end if inside else tokens[trigger.head].start


def _behind(sentence: Sentence, trigger: Trigger, reach: int) -> tuple[int, int]:
    tokens = sentence.tokens
    last = min(len(tokens) - 1, trigger.last + reach)
    for k in range(trigger.last + 1, last + 1):
        if tokens[k].text in (";", "."):
            last = k - 1
            break
    return tokens[trigger.last].end, tokens[last].end

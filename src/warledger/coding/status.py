"""What the report says became of an event: reads negation, modality, plans, attempts, fears and denials around a trigger.

The cue nearest to the trigger in its own clause wins; with no cue an event is told as having happened. The words of the
cue are the evidence.
"""

import re
from dataclasses import dataclass

from warledger.coding.sketch import Trigger
from warledger.model.claim import Status
from warledger.model.evidence import Sourced
from warledger.model.reading import Reading, Sentence


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue: where it may stand (before or after the trigger, within how many words) and what it makes of the event."""

    status: Status
    rule: str
    words: re.Pattern[str]
    before: int = 0
    after: int = 0


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


# In order of strength: the first that matches rules.
_CUES = (
    _Cue(Status.DENIED, "negated", _words(r"not|no|never|nor"), before=2),
    _Cue(
        Status.DENIED,
        "denied by a party",
        _words(r"den(?:y|ies|ied|ying)|refut(?:e|es|ed)|dismiss(?:es|ed)?(?: reports| claims)?|reject(?:s|ed)? (?:reports|claims|allegations)"
               r"|was false|disput(?:e|es|ed) (?:that|claims|reports)|did not carry out|had nothing to do with"),
        before=12,
    ),
    _Cue(
        Status.POSSIBLE,
        "feared or possible",
        _words(r"fear(?:s|ed|ing)?|might|could|may|possib(?:le|ility|ly)|risk(?:s|ing)? of|danger of|potential(?:ly)?|rumou?r(?:s|ed)?"
               r"|would be|likely|threat of|if|in case of|contingency|expects?|to prevent|to avoid|perpetrate|scenarios?"),
        before=7,
    ),
    _Cue(Status.POSSIBLE, "a real possibility", _words(r"(?:is|are)(?: all)?(?: a)? (?:real |now )?possib(?:le|ility|ilities)"), after=14),
    _Cue(
        Status.ATTEMPTED,
        "tried and failed",
        _words(r"attempt(?:s|ed|ing)?(?: to)?|tr(?:y|ies|ied|ying) to|fail(?:s|ed|ing)?(?: to)?|foil(?:s|ed)|thwart(?:s|ed)?|plot(?:s|ted|ting)?"
               r"|prevent(?:s|ed)|repel(?:s|led)|repuls(?:e|es|ed)|unsuccessful(?:ly)?|abortive|sought to|planned an?|preparing an?"),
        before=5,
    ),
    _Cue(
        Status.ATTEMPTED,
        "did not come off",
        _words(r"(?:which|that|but|and)?,? ?(?:failed to (?:explode|detonate|go off)|did(?:n't| not) (?:explode|detonate|go off)"
               r"|(?:is|are|was|were) (?:intercepted|repelled|foiled|thwarted|repulsed|defused|shot down)"
               r"|(?:was|were) beaten back|attempt|plot)"),
        after=16,
    ),
    _Cue(
        Status.PLANNED,
        "announced for later",
        _words(r"will|shall|plan(?:s|ned|ning)? (?:to|for|on)|plans|planned|set to|about to|due to|intend(?:s|ed)? to|scheduled|going to"
               r"|prepar(?:e|es|ing|ations?) (?:to|for)|to be|order(?:s|ed) the|agree[sd]? to|expected to|ahead of|vow(?:s|ed)? to"
               r"|promise[sd]? to|upcoming|decid(?:e|es|ed) to|approve[sd]?|authori[sz]e[sd]?|ready to|seek(?:s|ing)? to|aim(?:s|ed|ing)? to"),
        before=4,
    ),
    _Cue(
        Status.ONGOING,
        "told as going on",
        _words(r"ongoing|continu(?:e|es|ed|ing|ous|al)(?: to)?|still|(?:is|are) (?:being|currently|now)|remains?|remained|keeps?|daily|every day"
               r"|has been|have been|resum(?:e|es|ed)|amid"),
        before=3,
    ),
    _Cue(Status.ONGOING, "told as going on", _words(r"continue[sd]?|(?:is|are) (?:ongoing|underway|under way|continuing|raging)|rages?"), after=6),
)
_NEGATED = ("not", "never", "n't")


def status_of(reading: Reading, trigger: Trigger) -> Sourced[Status]:
    """The status of the event that `trigger` names, with the rule and the cue's words."""
    assert reading.sentences is not None
    sentence = reading.sentences[trigger.sentence]
    if trigger.pattern.type == "statement":
        return _of_statement(reading, trigger)
    auxiliaries = trigger.predicate.auxiliaries if trigger.predicate and trigger.pattern.verbal else ()
    if any(word in _NEGATED for word in auxiliaries):
        return Sourced(Status.DENIED, "negated verb", (trigger.quote,))
    if trigger.predicate and trigger.pattern.verbal:
        by_verb = _of_verb(reading, sentence, trigger, auxiliaries)
        if by_verb is not None:
            return by_verb
    for cue in _CUES:
        if trigger.pattern.type == "interception" and cue.status in (Status.ATTEMPTED, Status.ONGOING):
            continue
        found = _find(reading, sentence, trigger, cue)
        if found is not None:
            return found
    return Sourced(Status.HAPPENED, "told as done, no cue to the contrary")


def _of_verb(
    reading: Reading, sentence: Sentence, trigger: Trigger, auxiliaries: tuple[str, ...]
) -> Sourced[Status] | None:
    if any(word in ("may", "might", "could") for word in auxiliaries):
        return Sourced(Status.POSSIBLE, "modal of possibility", (trigger.quote,))
    if any(word in ("will", "shall") for word in auxiliaries):
        return Sourced(Status.PLANNED, "modal of the future", (trigger.quote,))
    gerund = sentence.tokens[trigger.head].pos == "GER"
    if gerund and any(word in ("is", "are") for word in auxiliaries):
        return Sourced(Status.ONGOING, "progressive present", (trigger.quote,))
    return None


def _of_statement(reading: Reading, trigger: Trigger) -> Sourced[Status]:
    source = trigger.pattern.source
    if source in ("threaten~", "vow~", "warn~", "ultimatum+", "threat+"):
        return Sourced(Status.THREATENED, "verb of threat", (trigger.quote,))
    return Sourced(Status.HAPPENED, "words were said")


def _find(reading: Reading, sentence: Sentence, trigger: Trigger, cue: _Cue) -> Sourced[Status] | None:
    tokens = sentence.tokens
    if cue.before:
        first = max(0, trigger.first - cue.before)
        for k in range(first, trigger.first):
            if tokens[k].text in (";", ".") or (tokens[k].text == "," and cue.before < 8):
                first = k + 1
        start, end = tokens[min(first, trigger.first)].start, tokens[trigger.head].start
        if trigger.head > trigger.first:
            end = tokens[trigger.first].end
    else:
        last = min(len(tokens) - 1, trigger.last + cue.after)
        for k in range(trigger.last + 1, last + 1):
            if tokens[k].text in (";", "."):
                last = k - 1
                break
        start, end = tokens[trigger.last].end, tokens[last].end
    match = cue.words.search(reading.document.text, start, end)
    if match is None or match.start() == match.end():
        return None
    return Sourced(cue.status, cue.rule, (reading.quote(match.start(), match.end()),))

"""Finds who says what: "according to X", "X says that", "..., X said", "X accused Y of", and the words each one covers.

A speaker is a noun phrase of the text; pronouns are left out, since they name nobody. It does not judge whether what is
said is an event.
"""

from collections.abc import Iterator
from dataclasses import replace

from warledger.model.reading import Attribution, Parse, Phrase, Predicate, Reading, Sentence, Step
from warledger.reference.inflection import verb_forms

_SAY = frozenset(
    """say state claim report announce confirm tell allege add note estimate write acknowledge reveal explain assert
    believe describe document record count find conclude insist argue warn suggest admit maintain declare blame
    accuse deny detail""".split()
)
_WORDS_OF_RECORD = frozenset("describe document record count find note detail".split())
_WRITINGS = frozenset("report study statement investigation bulletin survey".split())
_NOT_SPEAKERS = frozenset("it there this that which what who reports death toll number attack needless".split())


def add_attributions(reading: Reading) -> Reading:
    """Add the attributions."""
    assert reading.sentences is not None
    assert reading.parses is not None
    found = [
        attribution
        for sentence, parse in zip(reading.sentences, reading.parses, strict=True)
        for attribution in _in_sentence(reading, sentence, parse)
    ]
    return replace(reading, attributions=tuple(found))


STEP = Step("speakers", needs=("sentences", "parses"), adds="attributions", run=add_attributions)


def _in_sentence(reading: Reading, sentence: Sentence, parse: Parse) -> Iterator[Attribution]:
    tokens, whole = sentence.tokens, (sentence.start, sentence.end)
    for i in range(len(tokens) - 2):
        if tokens[i].text.lower() == "according" and tokens[i + 1].text.lower() == "to":
            phrase = next((p for p in parse.phrases if p.first >= i + 2 and p.first <= i + 4), None)
            if phrase and tokens[phrase.first].pos != "PRON":
                yield _attribution(reading, sentence, phrase, cue=(i, i + 1), scope=whole, rule="according to")
        if tokens[i].text.lower() in ("reported", "confirmed", "announced", "documented") and (
            tokens[i + 1].text.lower() == "by"
        ):
            phrase = next((p for p in parse.phrases if p.first in (i + 2, i + 3)), None)
            if phrase and tokens[phrase.first].pos != "PRON":
                yield _attribution(reading, sentence, phrase, cue=(i, i + 1), scope=whole, rule="reported by")
    for predicate in parse.predicates:
        base = verb_forms().get(tokens[predicate.verb].text.lower(), ("", ""))[0]
        if base in _SAY and not predicate.passive and tokens[predicate.verb].pos != "GER":
            yield from _said(reading, sentence, parse, predicate, base)


def _said(reading: Reading, sentence: Sentence, parse: Parse, predicate: Predicate, base: str) -> Iterator[Attribution]:
    tokens, verb = sentence.tokens, predicate.verb
    if any(word in ("not", "never", "n't") for word in predicate.auxiliaries):
        return
    last = len(tokens) - 1
    while last > verb and tokens[last].pos == "PUNCT":
        last -= 1
    at_end = verb >= last - 1
    inverted = _inverted(sentence, parse, predicate) if predicate.subject is None or at_end else None
    speaker = inverted or predicate.subject
    if (
        speaker is None
        or tokens[speaker.core_last].text.lower() in _NOT_SPEAKERS
        or tokens[speaker.first].pos == "PRON"
    ):
        return
    own_word = tokens[speaker.core_last].text.lower() in _WRITINGS
    if base in _WORDS_OF_RECORD and not own_word and not _that(sentence, verb):
        return
    if own_word and verb and "which" in [t.text.lower() for t in tokens[max(0, speaker.first - 2) : speaker.first]]:
        # "..., which a March 24 report describes": it stands behind what goes before
        scope = (sentence.start, tokens[speaker.first].start)
        yield _attribution(reading, sentence, speaker, cue=(verb, verb), scope=scope, rule=f"..., which X {base}")
        return
    if at_end or inverted:
        first = min(speaker.first, verb)
        scope = (sentence.start, tokens[first].start)
        rule = f"..., X {base}"
    else:
        scope = (tokens[verb].end, sentence.end)
        rule = f"X {base} that"
        if speaker.first and tokens[speaker.first - 1].text == "," and not _that(sentence, verb) and base == "say":
            scope = (sentence.start, sentence.end)
            rule = "..., X said, ..."
    if scope[0] < scope[1]:
        yield _attribution(reading, sentence, speaker, cue=(verb, verb), scope=scope, rule=rule)


def _that(sentence: Sentence, verb: int) -> bool:
    return any(t.text.lower() == "that" for t in sentence.tokens[verb + 1 : verb + 4])


def _inverted(sentence: Sentence, parse: Parse, predicate: Predicate) -> Phrase | None:
    """'..., said X': the phrase right behind the verb, where what is said stands before it."""
    tokens, verb = sentence.tokens, predicate.verb
    before = tokens[verb - 1].text if verb else ""
    if before not in (",", "”", '"', "’", "»"):
        return None
    return next((p for p in parse.phrases if p.first == verb + 1), None)


def _attribution(
    reading: Reading,
    sentence: Sentence,
    speaker: Phrase,
    *,
    cue: tuple[int, int],
    scope: tuple[int, int],
    rule: str,
) -> Attribution:
    tokens = sentence.tokens
    return Attribution(
        speaker=reading.quote(tokens[speaker.core_first].start, tokens[speaker.core_last].end),
        cue=reading.quote(tokens[cue[0]].start, tokens[cue[1]].end),
        scope_start=scope[0],
        scope_end=scope[1],
        rule=rule,
    )

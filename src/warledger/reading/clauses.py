"""The shallow grammar of each sentence: its noun phrases, and for each verb its voice, subject, object and by-agent.

It looks at neighbours only, never further than the sentence; where it is not sure it says None rather than guess.
"""

from dataclasses import replace

from warledger.model.evidence import Quote
from warledger.model.reading import Parse, Phrase, Predicate, Reading, Sentence, Step, Token
from warledger.reading.chunks import phrases
from warledger.reference.inflection import verb_forms

_VERBAL = ("VERB", "PAST", "GER")
_GROUP = ("AUX", "MODAL", "NEG", "ADV", "TO")
_SUBORDINATING = ("after", "before", "since", "until", "as", "than")
_BE = frozenset("is are was were be been being get gets got".split())


def add_parses(reading: Reading) -> Reading:
    """Add one parse for each sentence."""
    assert reading.sentences is not None
    assert reading.mentions is not None
    assert reading.places is not None
    quotes = [*(m.quote for m in reading.mentions), *(p.quote for p in reading.places)]
    names = [quote for quote in quotes if " " in quote.text]
    return replace(
        reading, parses=tuple(parse(sentence, _token_spans(sentence, names)) for sentence in reading.sentences)
    )


STEP = Step("clauses", needs=("sentences", "mentions", "places"), adds="parses", run=add_parses)


def _token_spans(sentence: Sentence, names: list[Quote]) -> tuple[tuple[int, int], ...]:
    found = []
    for name in names:
        inside = [i for i, t in enumerate(sentence.tokens) if name.start <= t.start and t.end <= name.end]
        if len(inside) > 1:
            found.append((inside[0], inside[-1]))
    return tuple(found)


def parse(sentence: Sentence, names: tuple[tuple[int, int], ...] = ()) -> Parse:
    """The phrases and predicates of one sentence; `names` are stretches of tokens that no phrase may cut."""
    tokens = sentence.tokens
    nouns = phrases(tokens, names)
    predicates: list[Predicate] = []
    for i, token in enumerate(tokens):
        if token.pos in _VERBAL and not any(a <= i <= b for a, b in names):
            predicates.append(_predicate(tokens, nouns, i, predicates[-1] if predicates else None))
    return Parse(nouns, tuple(predicates))


def _predicate(
    tokens: tuple[Token, ...], nouns: tuple[Phrase, ...], verb: int, previous: Predicate | None
) -> Predicate:
    auxiliaries = _auxiliaries(tokens, verb) or _shared_auxiliaries(tokens, verb, previous)
    passive = _passive(tokens, nouns, verb, auxiliaries)
    start = verb
    while start and tokens[start - 1].pos in _GROUP:
        start -= 1
    gerund = tokens[verb].pos == "GER" and not auxiliaries
    if previous and _shares_subject(tokens, start, verb, gerund):
        subject = previous.subject
    else:
        subject = _subject(tokens, nouns, start, gerund)
    following = _object(tokens, nouns, verb)
    agent = next((p for p in nouns if p.first > verb and p.governor == "by" and p.first - verb < 14), None)
    return Predicate(verb, subject, None if passive else following, agent if passive else None, passive, auxiliaries)


def _shares_subject(tokens: tuple[Token, ...], start: int, verb: int, gerund: bool) -> bool:
    """ ", killing 11", "and wounded 30", "failed to explode" have the subject of the verb before."""
    if not start:
        return False
    before = tokens[start - 1].text.lower()
    if before in ("and", "but", "or", "then"):
        return True
    if gerund:
        return before == ","
    return "to" in [t.text.lower() for t in tokens[start:verb]]


def _shared_auxiliaries(tokens: tuple[Token, ...], verb: int, previous: Predicate | None) -> tuple[str, ...]:
    """ "To pressure the regime and cut off the road", "might kill or wound": a bare form follows the verb before."""
    if previous is None or not verb or tokens[verb - 1].text.lower() not in ("and", "or"):
        return ()
    word = tokens[verb].text.lower()
    bare = verb_forms().get(word, ("", ""))[0] == word
    opens = {"to", "will", "would", "may", "might", "could", "can", "shall", "should"} & set(previous.auxiliaries)
    return previous.auxiliaries if bare and opens else ()


def _auxiliaries(tokens: tuple[Token, ...], verb: int) -> tuple[str, ...]:
    found: list[str] = []
    k = verb - 1
    while k >= 0 and tokens[k].pos in _GROUP:
        if tokens[k].pos != "ADV":
            found.append(tokens[k].text.lower())
        k -= 1
    return tuple(reversed(found))


def _passive(tokens: tuple[Token, ...], nouns: tuple[Phrase, ...], verb: int, auxiliaries: tuple[str, ...]) -> bool:
    if tokens[verb].pos != "PAST":
        return False
    if any(word in _BE for word in auxiliaries):
        return True
    if "have" in auxiliaries or "has" in auxiliaries or "had" in auxiliaries:
        return False
    after = tokens[verb + 1].text.lower() if verb + 1 < len(tokens) else "."
    if after == "by":
        return True
    if (
        verb >= 2 and tokens[verb - 1].text.lower() == "and"
    ):  # "are killed and 14 others injured", "killed and wounded by"
        return any(tokens[k].pos == "AUX" and tokens[k].text.lower() in _BE for k in range(max(0, verb - 8), verb))
    before = next((p for p in nouns if p.last == verb - 1), None)
    # "14 others injured", "two soldiers wounded": a bare participle after a count, nothing acted on behind it
    counted = before is not None and tokens[before.first].pos == "NUM"
    return counted and not any(p.first in (verb + 1, verb + 2) and not p.governor for p in nouns)


def _subject(tokens: tuple[Token, ...], nouns: tuple[Phrase, ...], start: int, gerund: bool) -> Phrase | None:
    if gerund and start and tokens[start - 1].text != ",":
        before = next((p for p in nouns if p.last == start - 1 and p.governor in ("", "with")), None)
        if before:
            return before
    limit = start
    commas = tokens[start - 1].text == "," if start else False
    for phrase in reversed([p for p in nouns if p.last < start]):
        between = tokens[phrase.last + 1 : limit]
        if any(t.text in (";", ":", "—", "–") for t in between):
            return None
        opens_clause = phrase.governor in _SUBORDINATING and (
            phrase.last == start - 1 or tokens[phrase.last + 1].text in ("(", "[")
        )
        bracketed = phrase.first > 0 and tokens[phrase.first - 1].text in ("(", "[")
        if bracketed or (phrase.governor and not opens_clause) or _is_relative(tokens, phrase):
            limit = phrase.first
            continue
        if commas and phrase.first and tokens[phrase.first - 1].text == "," and not gerund:
            # ", the governor, said": an apposition; the name stands before it
            limit, commas = phrase.first, False
            continue
        if any(t.pos in ("VERB", "PAST") and not _in_relative(tokens, phrase.last, start) for t in between):
            limit = phrase.first
            if _coordinated(tokens, start):
                return phrase
            continue
        return phrase
    return None


def _is_relative(tokens: tuple[Token, ...], phrase: Phrase) -> bool:
    return phrase.first == phrase.last and tokens[phrase.first].text.lower() in ("who", "which", "that", "whom")


def _in_relative(tokens: tuple[Token, ...], last: int, start: int) -> bool:
    return any(t.pos == "REL" for t in tokens[last + 1 : start]) or tokens[last + 1].text == ","


def _coordinated(tokens: tuple[Token, ...], start: int) -> bool:
    return bool(start) and tokens[start - 1].text.lower() in ("and", "but", ",", "or")


def _object(tokens: tuple[Token, ...], nouns: tuple[Phrase, ...], verb: int) -> Phrase | None:
    k = verb + 1
    skipped = ("ADV",)
    hedges = ("at", "least", "more", "than", "over", "about", "around", "nearly", "almost", "up", "to", "some")
    while k < len(tokens) and (tokens[k].pos in skipped or tokens[k].text.lower() in hedges):
        k += 1
    return next((p for p in nouns if p.first == k and (not p.governor or tokens[k].pos == "NUM")), None)

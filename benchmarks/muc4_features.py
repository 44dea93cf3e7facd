"""What is known of a wording of a report, by name, for the choice of its role in MUC-4.

Of its words; of the claims that hold it, as what; of the verbs, prepositions and words beside it; of the claims of its
sentence; and, named apart, of the parts in the violence of the report that the extractor sees it take. Every feature is
a number from 0 to 1, and one that is nought is left out. Nothing here knows of roles.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from muc4_candidates import PART, Use, bounds, candidates
from muc4_words import THINGS, TITLES, TYPES, cut, head, is_nation, is_people, may_be_a_name
from warledger.evaluation.entities import normal
from warledger.model.claim import Claim
from warledger.model.reading import Phrase, Predicate, Reading
from warledger.reference.actors import actors

Features = dict[str, float]

_AROUND = 40  # code points looked at before and after a wording
_BESIDE = 12  # code points between a wording and a trigger right beside it
_STEM = 5  # letters of a verb or trigger that stand for its forms
_NEAR = (15, 40, 100)  # code points to the nearest trigger of violence: steps of the distance
_SHARES = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)  # steps of a part's probability
_WORD = re.compile(r"\w+|[^\w\s]")


class Known:
    """What all wordings of a report share: its claims by sentence, and the grammar by where a phrase ends."""

    def __init__(self, reading: Reading, claims: Sequence[Claim]) -> None:
        self.reading, self.claims = reading, claims
        self.text = reading.document.text.lower()
        self.told: dict[int, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.told[self.sentence_of(claim.trigger.start)].append(claim)
        self.grammar: dict[int, list[str]] = defaultdict(list)
        for sentence, parse in zip(reading.sentences or (), reading.parses or (), strict=True):
            for predicate in parse.predicates:
                verb = sentence.tokens[predicate.verb].text.lower()
                for side, phrase in _sides(predicate):
                    self.grammar[bounds(sentence, phrase)[1]] += [f"{side} {verb}", f"{side} {verb[:_STEM]}-"]
            for phrase in parse.phrases:
                if phrase.governor:
                    self.grammar[bounds(sentence, phrase)[1]].append(f"after {phrase.governor.lower()}")
        self.shared = {"": 1.0, "claims": min(len(claims), 20) / 20}
        for kind, count in Counter(claim.type.value for claim in claims).items():
            self.shared[f"report has {kind}"] = min(count, 4) / 4

    def sentence_of(self, start: int) -> int:
        """The number of the sentence that a code point stands in."""
        return next(iter(self.reading.sentences_over(start, start + 1)), 0)


def _sides(predicate: Predicate) -> Iterator[tuple[str, Phrase]]:
    subject = "object" if predicate.passive else "subject"
    found = ((subject, predicate.subject), ("object", predicate.object), ("subject", predicate.agent))
    return ((side, phrase) for side, phrase in found if phrase)


def features(reading: Reading, claims: Sequence[Claim]) -> Iterator[tuple[str, Features]]:
    """Every wording of a report that could fill a role, with what is known of it."""
    known = Known(reading, claims)
    for words, uses in candidates(reading, claims).items():
        found = known.shared | _of_words(words, uses)
        for use in uses:
            for name, value in _of_filler(use).items():
                found[name] = max(value, found.get(name, 0.0))
        places = {use.end: use for use in reversed(uses)}
        for use in places.values():
            found |= dict.fromkeys(_around(use, known), 1.0)
        found |= _of_places(places.values(), known) | _of_parts(words, places.values(), reading)
        yield words, {name: value for name, value in found.items() if value}


def _of_words(words: str, uses: Sequence[Use]) -> Features:
    parts = normal(words).split()
    actor = actors().find(words)
    longer = [use.whole.partition(words) for use in uses if words in use.whole and use.whole != words]
    marks = [f"head {head(words)}", f"first {parts[0]}", f"last {parts[-1]}", f"length {min(len(parts), 6)}"]
    marks += [f"word {word}" for word in parts]
    marks += [f"actor {actor.kind.value if actor and actor.kind else None}"]
    marks += [f"{name} {' '.join(two)}" for name, two in (("first", parts[:2]), ("head", parts[-2:])) if len(two) > 1]
    marks += [f"cut before {before.split()[-1]}" for before, _, _ in longer if before.strip()]
    marks += [f"cut after {after.split()[0]}" for _, _, after in longer if after.strip()]
    return dict.fromkeys(marks, 1.0) | {
        "cut before": float(any(before.strip() for before, _, _ in longer)),
        "cut after": float(any(after.strip() for _, _, after in longer)),
        "numbered": float(cut(words) != words),
        "people": float(is_people(words)),
        "nation": float(is_nation(words)),
        "thing": float(head(words) in THINGS),
        "behind a title": float(any(TITLES.match(use.whole) for use in uses if use.whole.endswith(f" {words}"))),
        "like a name": float(may_be_a_name(words)),
        "whole": float(any(use.whole == words for use in uses)),
    }


def _of_filler(use: Use) -> Features:
    part, claim = use.part, use.claim
    if part.startswith(PART):
        return {}
    if claim is None:
        return {f"as {part}": 1.0}
    if part == "source":
        return {"as source": 1.0, f"source of {claim.type.value}": 1.0}
    marks = [f"as {part}", f"{part} of type {claim.type.value}", f"{part} of status {claim.status.value.value}"]
    marks += [f"{part} of trigger {word[:_STEM]}-" for word in re.findall(r"\w+", claim.trigger.text.lower())]
    marks += [f"with actor {head(cut(party.quote.text))}" for party in claim.actors]
    marks += [f"with target {head(cut(party.quote.text))}" for party in claim.targets]
    marks += [f"harm {harm.kind.value}" for harm in claim.harm]
    return dict.fromkeys(marks, 1.0) | {f"{part}, sure": claim.confidence.value}


def _around(use: Use, known: Known) -> Iterator[str]:
    """The verbs, prepositions and words beside one use of a wording, and the claims of its sentence."""
    yield from known.grammar.get(use.end, ())
    before = _WORD.findall(known.text[max(0, use.start - _AROUND) : use.start])[-2:]
    after = _WORD.findall(known.text[use.end : use.end + _AROUND])[:2]
    yield from (f"before {' '.join(words)}" for words in (before[-1:], before) if words)
    yield from (f"behind {' '.join(words)}" for words in (after[:1], after) if words)
    for claim in known.told.get(known.sentence_of(use.start), ()):
        trigger, kind = claim.trigger, claim.type.value
        stem = trigger.text.lower()[:_STEM]
        if 0 <= use.start - trigger.end <= _BESIDE:
            yield from (f"right behind {kind}", f"right behind trigger {stem}")
        if 0 <= trigger.start - use.end <= _BESIDE:
            yield from (f"right before {kind}", f"right before trigger {stem}")
        if kind in TYPES:
            yield from (f"beside {kind}", f"beside status {claim.status.value.value}")
            yield from (f"beside trigger {word[:_STEM]}" for word in re.findall(r"\w+", trigger.text.lower()))


def _of_parts(words: str, uses: Iterable[Use], reading: Reading) -> Features:
    """How sure the extractor is that a use of the wording takes a part: the very words, or words that share some."""
    form, found = normal(words), {}
    for use in uses:
        for part in reading.parts or ():
            if part.start < use.end and use.start < part.end:
                same = normal(reading.document.text[part.start : part.end].lower()) == form
                steps = [step for step in _SHARES if part.probability >= step]
                found |= {f"{PART}{'as' if same else 'with'} {part.kind} {step}": 1.0 for step in steps}
    return found


def _of_places(uses: Iterable[Use], known: Known) -> Features:
    """How far the violence is, how often the wording stands in the report, and from where."""
    uses = list(uses)
    first = min(use.start for use in uses)
    return {
        f"near {min(_distance(use, known) for use in uses)}": 1.0,
        "late": min(first / 2000, 1.0),
        "early": float(first < 300),
        "uses": min(len(uses), 5) / 5,
        "many uses": float(len(uses) >= 3),
    }


def _distance(use: Use, known: Known) -> int:
    """Steps to the nearest trigger of violence: of the sentence, then of those beside it; most where there is none."""
    number = known.sentence_of(use.start)
    violent = [claim.trigger for claim in known.told.get(number, ()) if claim.type.value in TYPES]
    if violent:
        gap = min(max(trigger.start - use.end, use.start - trigger.end, 0) for trigger in violent)
        return sum(gap >= step for step in _NEAR)
    beside = (claim for other in (number - 1, number + 1) for claim in known.told.get(other, ()))
    if any(claim.type.value in TYPES for claim in beside):
        return len(_NEAR) + 1
    return len(_NEAR) + (2 if known.told.get(number) else 3)

"""Which words of the program's claims fill which role of MUC-4: weighted features, fitted by training/muc_choice.py.

A wording is judged once for each role it could fill, with what is known of the claims that hold it: their types, their
statuses, the words of their triggers and other parties, how sure they are. The weights are a logistic regression, most
of them nought; they were fitted on MUC-4's training texts and keys alone.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from muc4_words import THINGS, TITLES, cut, head, is_nation, is_people, may_be_a_name, mention, outermost
from warledger.evaluation.entities import normal
from warledger.model.claim import Claim
from warledger.reference.actors import actors

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
WEIGHTS = Path(__file__).with_name("muc4_weights.csv")
LEAST = 0.2  # probability; the best F1 on the training texts, halves crossed
_ROLES_OF = {"actor": ROLES[:2], "target": ROLES[2:4], "harmed": ROLES[3:4], "weapon": ROLES[4:]}


@dataclass(frozen=True, slots=True)
class Use:
    """A claim that holds a wording, as what, and the whole of the words it was cut from."""

    claim: Claim
    part: str
    whole: str


def chosen(claims: Sequence[Claim]) -> dict[str, list[str]]:
    """The wordings that fill each role, the likeliest first."""
    found: dict[str, list[tuple[float, str]]] = {role: [] for role in ROLES}
    for (role, words), uses in candidates(claims).items():
        if (share := probability(features(role, words, uses, claims))) >= LEAST:
            found[role].append((share, words))
    return {role: outermost(words for _, words in sorted(ranked, reverse=True)) for role, ranked in found.items()}


def candidates(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Use]]:
    """Every wording with a role that it could fill, and the claims that hold it."""
    found: dict[tuple[str, str], list[Use]] = {}
    for claim in claims:
        for part, text in _parts(claim):
            whole = cut(text)
            for words in dict.fromkeys(filter(normal, _wordings(whole, part))):
                for role in _ROLES_OF[part]:
                    found.setdefault((role, words), []).append(Use(claim, part, whole))
    return found


def _parts(claim: Claim) -> Iterator[tuple[str, str]]:
    yield from (("actor", party.quote.text) for party in claim.actors)
    yield from (("target", party.quote.text) for party in claim.targets)
    yield from (("harmed", harm.victims.text) for harm in claim.harm if harm.victims)
    yield from (("weapon", weapon.quote.text) for weapon in claim.weapons)


def _wordings(whole: str, part: str) -> Iterator[str]:
    """The words as they are, without a title, and of "members of the X" both halves."""
    yield mention(whole)
    yield TITLES.sub("", whole)
    if part == "actor" and " of " in whole:
        people, _, group = whole.partition(" of ")
        yield from (people, cut(group))


def probability(found: Mapping[str, float]) -> float:
    """Of a wording filling its role, by the fitted weights."""
    weights = _weights()
    return 1.0 / (1.0 + exp(-sum(weights.get(name, 0.0) * value for name, value in found.items())))


@cache
def _weights() -> dict[str, float]:
    with WEIGHTS.open(newline="", encoding="utf-8") as lines:
        return {name: float(weight) for name, weight in csv.reader(lines)}


def features(role: str, words: str, uses: Sequence[Use], claims: Sequence[Claim]) -> dict[str, float]:
    """What is known of a wording in a role, by name; each name begins with the role."""
    found = {"": 1.0}
    found |= _of_words(words, uses)
    for use in uses:
        found |= _of_claim(use)
    found["sure"] = max(use.claim.confidence.value if use.claim.confidence else 0.0 for use in uses)
    found["uses"] = min(len(uses), 5) / 5
    found["late"] = min(min(use.claim.trigger.start for use in uses) / 2000, 1.0)
    for kind, count in Counter(claim.type.value for claim in claims).items():
        found[f"report has {kind}"] = min(count, 4) / 4
    found["claims"] = min(len(claims), 20) / 20
    return {f"{role}: {name}": value for name, value in found.items() if value}


def _of_words(words: str, uses: Sequence[Use]) -> dict[str, float]:
    parts = normal(words).split()
    known = actors().find(words)
    titled = (use.whole for use in uses if use.whole != words and use.whole.endswith(words))
    return {
        f"head {head(words)}": 1.0,
        f"first {parts[0]}": 1.0,
        **{f"word {word}": 1.0 for word in parts},
        f"length {min(len(parts), 6)}": 1.0,
        f"actor {known.kind.value if known and known.kind else None}": 1.0,
        "people": float(is_people(words)),
        "nation": float(is_nation(words)),
        "thing": float(head(words) in THINGS),
        "behind a title": float(any(map(TITLES.match, titled))),
        "like a name": float(may_be_a_name(words)),
        "whole": float(any(use.whole == words for use in uses)),
    }


def _of_claim(use: Use) -> dict[str, float]:
    claim = use.claim
    others = {f"with actor {head(cut(party.quote.text))}": 1.0 for party in claim.actors}
    others |= {f"with target {head(cut(party.quote.text))}": 1.0 for party in claim.targets}
    return {
        f"type {claim.type.value}": 1.0,
        f"status {claim.status.value.value}": 1.0,
        f"as {use.part}": 1.0,
        **{f"trigger {word}": 1.0 for word in re.findall(r"\w+", claim.trigger.text.lower())},
        **others,
        **{f"harm {harm.kind.value}": 1.0 for harm in claim.harm},
    }

"""What linking knows beforehand: which types of events are told for one another, the weights, how common words are.

It reads the shipped files and checks them; what the weights mean and how they are fitted is linking's.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from warledger.errors import BadSetting
from warledger.reference.settings_file import parse, shipped_text

RULES = "linking.yaml"
WEIGHTS = "linking_weights.csv"
WORDS = "word_frequencies.csv"


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `reports` reports on wars each common word stands."""

    reports: int
    words: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TypeRules:
    """`confusable` holds each pair of types in both orders; `words_only` are types that are no deed."""

    confusable: frozenset[tuple[str, str]]
    words_only: frozenset[str]


@cache
def background() -> Background:
    """How common words are in reports: counted over short reports on present-day wars, names left out."""
    rows = list(csv.DictReader(shipped_text(WORDS).splitlines()))
    counts = {row["word"]: int(row["reports"]) for row in rows}
    return Background(counts.pop(""), counts)


@cache
def type_rules() -> TypeRules:
    """The shipped rules on types."""
    section = parse(shipped_text(RULES), RULES)
    section.only(["confusable", "words_only"])
    pairs = {
        pair for group in section.list_of("confusable") if isinstance(group, list) for pair in permutations(group, 2)
    }
    return TypeRules(frozenset(pairs), frozenset(map(str, section.list_of("words_only"))))


def shipped_weights() -> Iterator[tuple[str, str, float]]:
    """Each level of each comparison with its weight in bits: comparison, level, weight."""
    return stated_weights(shipped_text(WEIGHTS), WEIGHTS)


def stated_weights(text: str, file: str) -> Iterator[tuple[str, str, float]]:
    """The same of a text with the columns comparison, level, bits; BadSetting, naming the line, where one has none."""
    rows = csv.DictReader(text.splitlines())
    for row in rows:
        try:
            yield row["comparison"], row["level"], float(row["bits"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadSetting(
                f"{file}, line {rows.line_num}: weights have the columns comparison, level and bits, and bits is a "
                f"number. Start from the shipped {WEIGHTS}."
            ) from error

"""Tells the small words that stand for people ("he", "nobody", "both") and the numbers that stand for none ("aged 19").

What it says holds of the word where it stands; it looks for no verb and joins nothing.
"""

from warledger.coding.harm_lexicon import HarmLexicon
from warledger.coding.harm_words import ADVERBS, AUXILIARIES, Words
from warledger.reference.codebook import Bounds, HarmRules

_PERSONAL = frozenset("he she him himself herself someone".split())
_NOBODY = frozenset("nobody none no-one".split())
_BOTH = frozenset("both neither".split())
_ONE, _TWO = Bounds(1, 1), Bounds(2, 2)
_PARENTS = frozenset("mother father parent mum mom dad widow grandmother grandfather parents".split())
_AGED = frozenset("aged age ages".split())
_AFTER_AGE = frozenset([",", ";", ")", ".", "and", "", ":"])


def pronoun(words: Words, lexicon: HarmLexicon, rules: HarmRules, at: int) -> tuple[int, Bounds] | None:
    """Where the pronoun at `at` ends and how many it stands for, or None where there is none."""
    lower = words.lower(at)
    if lower in _PERSONAL:
        return at + 1, _ONE
    if lower == "themselves":
        return at + 1, rules.plural_without_number
    if lower in _NOBODY:
        return at + 1, rules.none
    if lower == "no" and words.lower(at + 1) in ("one", "others"):
        return at + 2, rules.none
    if lower in _BOTH and _stands_alone(words, lexicon, at + 1):
        return at + 1, _TWO if lower == "both" else rules.none
    return None


def _stands_alone(words: Words, lexicon: HarmLexicon, k: int) -> bool:
    """Whether no noun follows: "both were", "neither has", "both died"."""
    lower = words.lower(k)
    return lower in AUXILIARIES or lower in ADVERBS or lower in lexicon.verbs or lower in lexicon.phrases


def _is_number(words: Words, k: int) -> bool:
    return words.number(k) or words.lower(k).isdigit()


def is_age(words: Words, lexicon: HarmLexicon, at: int) -> bool:
    """Whether the number is an age ("aged 19, 22 and 27", "Rosa Vidal, 34,") or of children ("a mother of three")."""
    before, following = words.lower(at - 1), words.lower(at + 1)
    if before == "of" and words.lower(at - 2) in _PARENTS:
        return following not in lexicon.people
    if before in _AGED or (before == "both" and following in _AFTER_AGE):
        return True
    if before == "and" and _is_number(words, at - 2) and words.lower(at - 3) == "of":
        return words.lower(at - 4) in lexicon.people  # "brothers of 18 and 22"
    if before == "of" and following == "and" and _is_number(words, at + 2):
        return words.lower(at - 2) in lexicon.people
    k = at - 1
    while words.lower(k) in (",", "and") and _is_number(words, k - 1):
        k -= 2
    if words.lower(k) in _AGED:
        return True
    return before == "," and following in _AFTER_AGE - {"."} and words.capital(at - 2)

"""Tells the small words that stand for people ("he", "nobody") and the numbers that count none ("aged 19", "Route 7").

What it says holds of the word where it stands; it looks for no verb and joins nothing.
"""

from warledger.coding.harm_lexicon import HarmLexicon
from warledger.coding.harm_words import ADVERBS, AUXILIARIES, MONTHS_AND_DAYS, RELATIVES, STOPS, Words
from warledger.reference.codebook import Bounds, HarmRules

_PERSONAL = frozenset("he she him himself herself someone".split())
_NOBODY = frozenset("nobody none no-one".split())
_VICTIMS = frozenset("victims victim consequences".split())
_BOTH = frozenset("both neither".split())
_ONE, _TWO = Bounds(1, 1), Bounds(2, 2)
_PARENTS = frozenset("mother father parent mum mom dad widow grandmother grandfather parents".split())
_AGED = frozenset("aged age ages".split())
_AFTER_AGE = frozenset([",", ";", ")", ".", "and", "", ":"])
_BEFORE_AGE = frozenset("from between about around only just over under barely".split())
_AGE_LINKS = frozenset([",", "and", "to", "or", "-", "–"])
_OF_AN_AGE = frozenset(
    """girls boys women men children youths lads pupils students sons daughters brothers sisters males females persons
    kids teenagers infants babies""".split()
)
_OF_MANY = frozenset("body corpse member leader head chief victim survivor killer murderer owner enemy figure".split())
_SAID_TO_BE = frozenset("is was 's ’s turned".split())
_HE = frozenset("he she who youngest eldest oldest".split())
_OLDEST = 110  # years; a higher number is no age
_LABELS = frozenset("room rooms ward wards flat apartment page km gate flight".split())  # "rooms 111 and 112"
_NAMED_LABELS = frozenset(
    """interstate route highway kebele district sector block camp battalion brigade regiment division checkpoint
    terminal pier exit zone boeing airbus""".split()
)


def pronoun(words: Words, lexicon: HarmLexicon, rules: HarmRules, at: int) -> tuple[int, Bounds] | None:
    """Where the pronoun at `at` ends and how many it stands for, or None where there is none."""
    lower = words.lower(at)
    if lower in _PERSONAL:
        return at + 1, _ONE
    if lower == "themselves":
        return at + 1, rules.plural_without_number
    if lower in _NOBODY:
        return at + 1, rules.none
    if lower == "without":  # "without victims"
        k = at + 2 if words.lower(at + 1) in ("any", "further") else at + 1
        return (k + 1, rules.none) if words.lower(k) in _VICTIMS else None
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
    if _years(words, at) > _OLDEST:
        return False
    if before == "of" and words.lower(at - 2) in _PARENTS:
        return following not in lexicon.people
    if before in _AGED or (before == "both" and following in _AFTER_AGE):
        return True
    if before == "and" and _is_number(words, at - 2) and words.lower(at - 3) == "of":
        return words.lower(at - 4) in lexicon.people  # "brothers of 18 and 22"
    if before == "of" and following == "and" and _is_number(words, at + 2):
        return words.lower(at - 2) in lexicon.people
    if _in_list_of_ages(words, at) or _of_an_age(words, lexicon, at) or _said_to_be(words, at):
        return True
    if before == "and" and following in _AFTER_AGE and _is_number(words, at - 2) and words.lower(at - 3) == ",":
        return is_age(words, lexicon, at - 2)  # "Ann and Mary Lee, 15 and 12,"
    return before == "," and following in _AFTER_AGE - {"."} and _ends_name(words, at - 2)


def counts_nobody(words: Words, lexicon: HarmLexicon, at: int) -> bool:
    """Whether the number is an age, part of a name, or one that is corrected ("not six but four")."""
    number = words[at].number
    corrected = words.lower(at - 1) == "not" and number is not None and number.hedge is None and number.low != 1
    return corrected or is_age(words, lexicon, at) or is_label(words, lexicon, at)


def is_label(words: Words, lexicon: HarmLexicon, at: int) -> bool:
    """Whether the number is part of a name and counts nothing: "Interstate 10", "rooms 111 and 112"."""
    if not words[at].text.isdigit() or words.lower(at + 1) in lexicon.people:
        return False
    before = words.lower(at - 1)
    if before == "and" and words.number(at - 2):
        return is_label(words, lexicon, at - 2)
    plainly = before in _LABELS and words.lower(at - 2) != "the"
    return plainly or (before in _NAMED_LABELS and words.capital(at - 1))


def _years(words: Words, at: int) -> int:
    number = words[at].number
    return max(number.low or 0, number.high or 0) if number is not None else 0


def _in_list_of_ages(words: Words, at: int) -> bool:
    """Whether "aged" opens a list or span of ages that the number is in: "aged from 17 to 26"."""
    k = at - 1
    while words.lower(k) in _AGE_LINKS and _is_number(words, k - 1):
        k -= 2
    while words.lower(k) in _BEFORE_AGE:
        k -= 1
    return words.lower(k) in _AGED


def _of_an_age(words: Words, lexicon: HarmLexicon, at: int) -> bool:
    """Whether "of" joins it to one person, or to people who have an age: "a medic of nineteen", "girls of twelve"."""
    noun = lexicon.people.get(words.lower(at - 2))
    if words.lower(at - 1) != "of" or noun is None or words.lower(at - 2) in _OF_MANY:
        return False
    if noun.plural and words.lower(at - 2) not in _OF_AN_AGE:
        return False  # "a crew of five" is a count
    following = words.lower(at + 1)
    if following == "of" or following in RELATIVES or _years(words, at) < 2:
        return False
    return following in _AFTER_AGE or following in STOPS or following in lexicon.verbs


def _said_to_be(words: Words, at: int) -> bool:
    """Whether somebody is said to be so old: "who was 48", "the youngest killed is 16"."""
    if words.lower(at - 1) not in _SAID_TO_BE or words.lower(at + 1) not in _AFTER_AGE:
        return False
    return words.lower(at - 2) in _HE or words.lower(at - 3) in ("youngest", "eldest", "oldest")


def _ends_name(words: Words, k: int) -> bool:
    """Whether a name ends at word `k`, "Barak T." with its stop too; "Later" and "October" are none."""
    if words.lower(k) == "." and words.capital(k - 1) and len(words[k - 1].text) == 1:
        return True
    return words.capital(k) and words.lower(k) not in STOPS and words.lower(k) not in MONTHS_AND_DAYS

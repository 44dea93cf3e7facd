"""Reads how many are meant by words that tell of harm without a count: none, one, several, or not to be told.

It takes the words for granted: that somebody was harmed by them, and of which kind, is known already. It reads no
numbers.
"""

import re

from warledger.coding.harm_lexicon import load_harm_lexicon
from warledger.model.claim import HarmKind
from warledger.reference.codebook import Bounds
from warledger.reference.inflection import verb_forms

_NONE = re.compile(
    r"\b(?:no|none|nobody|no one|not one|not a(?: single)?|neither|nil|without (?:any )?(?:loss|casualt|victim|injur|"
    r"harm|consequence)\w*|den(?:y|ies|ied) (?:any|that a))\b",
    re.IGNORECASE,
)
_NOT_NONE = re.compile(
    r"\bno more\W*$|\bno (?:longer|number|figures?|trace|word|news|feeling|bond)\b|\bno one knows\b|"
    r"\b(?:nobody|no one|none)\b[^.;]{0,20}\b(?:alive|survived|survives?|left)\b",
    re.IGNORECASE,
)
_UNHURT = re.compile(
    r"\b(?:unhurt|unharmed|unscathed|uninjured|found alive|walked away|without (?:effect|gravity)|"
    r"only (?:\w+ )?damages?|(?:failed to|did not|didn['’]t) explode|"
    r"(?:not|n['’]t) (?:\w+ )?(?:hurt|harmed|injured|touched|wounded|scratched|struck|hit)|without a scratch|"
    r"(?:is|are|was|were|['’]re|['’]s) (?:all |both )?(?:well|ok|okay|fine|safe))\b|"
    r"\bsurvived?\b(?! (?:by|for|until|till|only|two|three|another|with)\b)",
    re.IGNORECASE,
)
_NOT_UNHURT = re.compile(
    r"\b(?:(?:not|n['’]t|never|nobody|none|no one|who|only|badly|seriously) (?:\w+ )?(?:surviv|hurt|inj|wound))", re.I
)
_ENDS = (HarmKind.KILLED, HarmKind.INJURED, HarmKind.CASUALTIES)
_SHARE = re.compile(
    r"%|\b(?:per ?cent|(?:a|one|two|three) (?:third|quarter|fifth)s? of|half (?:of )?the|most of|remainder|majority)\b",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"\b(?:heavy|light|minor|severe|serious|big|great|small|unknown) (?:\w+ )?loss(?:es)?\b|\bloss(?:es)?\b[^.;]{0,24}"
    r"\b(?:heavy|light|minor|severe|unknown)\b|\blosses (?:of|on|to|among) (?:both|all|either)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\b(?:people|men|women|children|them|they|others|families|bodies|were|are)\b")
_PLURALS = re.compile(r"\b[a-z]{3,}s\b")
_NO_PEOPLE = frozenset(
    """hours minutes days weeks months years times glass miles metres meters yards wounds injuries burns stitches bars
    charges papers this always perhaps sometimes across less unless afterwards towards details circumstances damages
    means news headquarters hands legs arms eyes fingers toes knees ribs ears palms lips lungs eyebrows bullets shots
    rounds boots clothes things words ones thus police witness""".split()
)
_ALONE = re.compile(r"\b(?:was|is|has|he|she|his|her|himself|herself|dies)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:stopped|took|seized?|shot|kill(?:ed)?|captured?|held|arrest(?:ed)?|detain(?:ed)?|stabbed|beat) "
    r"(?:(?:Dr|Mr|Mrs|Ms|Fr|Sgt|Col|Gen|Capt)\.? )?[\"“]?[A-Z]\w*[^\Ws](?=\W*(?:$|[A-Z,]))"
)
_ONE = re.compile(
    r"^\W*(?:he|she|him|her|me|I|a|an|one|my|his|our|the first|the second)\b|\b(?:him|me)\b", re.IGNORECASE
)
_TAKEN = re.compile(r"\b\w+ (?:him|me|her)\W*$", re.IGNORECASE)  # "men in two cars took him"


def uncounted(text: str, people: Bounds | None) -> tuple[Bounds, str]:
    """How many are meant where no count is told, and by which rule; `people` are those known in the words, if any."""
    if _NONE.search(text) and not _NOT_NONE.search(text):
        return Bounds(0, 0), "told as none"
    if _SHARE.search(text):
        return Bounds(None, None), "a share without a count"
    if _UNTOLD.search(text):
        return Bounds(None, None), "losses without a count"
    if people is not None:
        return people, "the people in them"
    if _ONE.search(text):
        return Bounds(1, 1), "one person"
    if _PLURAL.search(text) or (not _ALONE.search(text) and any(map(_is_plural, _PLURALS.findall(text)))):
        return Bounds(2, None), "a plural without a count"
    return Bounds(1, 1), "one person"


def spared(text: str, kind: HarmKind, *, counted: bool = False) -> bool:
    """Whether it says that somebody was not hurt; of the hurt it may be said that they survived.

    Where people are `counted`, it must be the last that is said: "two are unhurt", but "one was unhurt, three died".
    """
    if kind not in _ENDS:
        return False
    found = _UNHURT.search(text)
    if not found or (_NOT_UNHURT.search(text[: found.end()]) and "surviv" in found.group()) or _NOT_NONE.search(text):
        return False
    if counted and ("surviv" in found.group() or re.search(r"\w", text[found.end() :])):
        return False
    return not (kind is HarmKind.INJURED and found.group().lower().startswith(("surviv", "found")))


def alone(text: str) -> bool:
    """Whether one person is spoken of: "men in two cars took him", "was flown out with fifteen others"."""
    return bool(_ALONE.search(text))


def taken_alone(text: str) -> bool:
    """Whether the words tell of one person last, as him or by name, whoever did it: "men in two cars took him"."""
    return bool(_TAKEN.search(text) or _NAMED.search(text))


def _is_plural(word: str) -> bool:
    """Whether a word that ends in s may be a noun for several people."""
    noun = load_harm_lexicon().people.get(word)
    if noun is not None:
        return noun.plural
    return word not in _NO_PEOPLE and not word.endswith(("ss", "us")) and word not in verb_forms()

"""Turns a name in Latin, Arabic or Cyrillic letters into its sounds, so that spellings of one name come together.

`skeletons` are the keys under which a name is filed and sought: its consonants, for Arabic writes no short vowels and
reports spell them as they hear them. The skeleton alone is no match ("Homs" shares its own with "Hamas"): `nearness`
says how well two names agree, vowels and all. Names in other scripts have no skeleton.

Sounds are one letter each: x kh, S sh, G gh, T th, D dh, Z zh, H an Arabic h that Latin spellings may drop.
"""

import re
from functools import lru_cache
from itertools import islice, product

from warledger.reference.fold import ARTICLES, fold

MOST_KEYS = 8  # of one name: each letter that may be two sounds doubles them
ARTICLE_WORDS = ARTICLES | frozenset("ez esh eth edh en et ech wal".split())
NISBA = "I"  # the ending -iyah in a skeleton

_ARABIC = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژڤگ", "abtTjHxdDrzsSsDtDaGfqklmnhui.pSZvg", strict=True))
_CYRILLIC = dict(zip("абвгдезиіїєклмнопрстуфхыэґўё", "abvgdeziiieklmnoprstufxieguo", strict=True))
_CYRILLIC |= {"ж": "Z", "ц": "ts", "ч": "S", "ш": "S", "щ": "S", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
_SCRIPTS = str.maketrans(_ARABIC | _CYRILLIC | {"ء": ""})
_SOFT_VOWEL = re.compile(r"ь(?=[еяюиі])")
_DIGRAPHS = {
    **{"shch": "S", "tch": "S", "sch": "S", "dzh": "j", "ssh": "S", "kkh": "x", "khkh": "x", "shsh": "S", "zhzh": "Z"},
    **{"sh": "S", "ch": "S", "kh": "x", "gh": "G", "th": "T", "dh": "D", "zh": "Z", "dj": "j", "ph": "f", "ck": "k"},
    **{"ou": "u", "oo": "u", "ee": "i", "ei": "ai", "ey": "ai", "ow": "au", "w": "u", "y": "i", "x": "ks", "c": "k"},
    **{"ce": "se", "ci": "si", "cy": "si", "qu": "qu"},
}
_DIGRAPH = re.compile("|".join(sorted(_DIGRAPHS, key=lambda one: (-len(one), one))))
_DOUBLED = re.compile(r"(.)\1+")
_CONSONANT_W = re.compile(r"^(?:w|ou(?=[aei])|u(?=[aei]))")
_CONSONANT_Y = re.compile(r"^(?:y|i(?=[aou]))")
_FEMININE_NISBA = re.compile(r"[aei]*i+[ae]+h?$")  # -iyah, -ieh, -iya, -ia, -iyya
_BOUND_T = re.compile(r"(?<=..)(?<=[^aeiou])[aei]t$")  # "Khirbat", "Maarrat": the feminine ending before a word
_FINAL_H = re.compile(r"[aei]h$")
_JOINED_ARTICLE = re.compile(r"^[ae](?:l(?=\w{4})|([tdrszn])(?=\1\w{3})|(sh)(?=\2\w{3}))")
# Russian writes g where Ukrainian has h ("Lugansk", "Luhansk"); elsewhere a name in g is not sought in h
_SLAVIC = re.compile(r"(?:[skvn]k[aieo]?|[oie]v[aoe]?|[gh]r?od|grad|noye|[\u0400-\u04ff])$")
_VOWELS = frozenset("aeiou")

# The letters that a sound is filed under and sought under: itself where none are named, "-" for left out.
_FILED = {"q": "k", "x": "hk", "S": "s", "T": "ts", "D": "zd", "Z": "jz", "v": "f", "g": "gkh", "G": "g", "p": "pb"}
_FILED |= {"y": "ya", "H": "h"}
_SOUGHT = _FILED | {"x": "h", "g": "gk", "p": "p", "T": "tsd"}
_SOUGHT_SLAVIC = _SOUGHT | {"g": "gkh"}

# What it costs to take one sound for another; 1 where nothing is named. Set by hand from how letters are romanised.
_NEAR = {
    **dict.fromkeys(("ae", "ei", "ou", "iy", "uw"), 0.15),
    **dict.fromkeys(("ai", "eo", "ao", "au", "iu", "eu", "io", "ay", "ey"), 0.35),
    **dict.fromkeys(("qk", "Tt", "Dd", "Dz", "Gg", "hH", "Zj", "vf"), 0.1),
    **dict.fromkeys(("xh", "xH", "xk", "gk", "gq", "Ss", "Ts", "Zz", "gh"), 0.25),
    **dict.fromkeys(("dz", "pb", "jg", "td", "bv", "kG", "qG", "Sj", "nm", "jz", "hG", "tT", "yj"), 0.6),
}
_COST = {pair: cost for near, cost in _NEAR.items() for pair in (near, near[::-1])}
_LEFT_OUT = {"h": 0.4, "H": 0.3, "y": 0.3, "w": 0.3}  # a consonant that one spelling has and the other has not; else 1
_VOWEL_LEFT_OUT = 0.4
_SHORT_VOWEL = 0.06  # the same where Arabic writes it not


@lru_cache(maxsize=20_000)
def skeletons(name: str, *, sought: bool = False) -> tuple[str, ...]:
    """The keys of a name, as it is filed or, with `sought`, as it is looked for; none for a name of one consonant.

    >>> skeletons("Kassab") == skeletons("Kessab") == skeletons("كسب") == ("ksb",)
    True
    >>> skeletons("al-Hamdaniyah"), skeletons("الحمدانية")
    (('hmdnI',), ('hmdnI',))
    """
    folded = fold(name)
    table = _FILED if not sought else _SOUGHT_SLAVIC if _SLAVIC.search(folded) else _SOUGHT
    found = _skeletons(words_of(folded), table)
    bare = _JOINED_ARTICLE.sub("", folded) if sought else folded
    if bare != folded:
        found = (*found, *_skeletons(words_of(bare), _SOUGHT))
    return tuple(dict.fromkeys(found))


def _skeletons(words: tuple[str, ...], table: dict[str, str]) -> tuple[str, ...]:
    letters = [letter for number, word in enumerate(words) for letter in _consonants(word, first=number == 0)]
    options = [table.get(letter, letter) for letter in letters]
    if letters and letters[-1] == "H":
        options[-1] = "h-"  # "Salih" ends in a letter that other words only write
    keys = ("".join(key).replace("-", "") for key in islice(product(*options), MOST_KEYS))
    return tuple(key for key in keys if len(key) > 1)


def _consonants(word: str, *, first: bool) -> str:
    """The consonants of a word in sounds, with the vowel that a name begins with."""
    kept = "".join(letter for letter in word if letter not in _VOWELS)
    return "a" + kept if first and word and word[0] in _VOWELS else kept


@lru_cache(maxsize=20_000)
def sounds(name: str) -> str:
    """A name as it sounds, without articles and spaces.

    >>> sounds("Deir ez-Zor"), sounds("Khān Shaykhūn"), sounds("دوما")
    ('dairzor', 'xanSaixun', 'duma')
    """
    return "".join(word[:-1] + "ia" if word.endswith(NISBA) else word for word in words_of(fold(name)))


@lru_cache(maxsize=1_000)
def words_of(folded: str) -> tuple[str, ...]:
    """The words of a folded name in sounds, articles left out; I stands for the ending -iyah."""
    words = folded.split()
    kept = [word for word in words if word not in ARTICLE_WORDS] or words
    last = len(kept) - 1
    return tuple(_word(word, bound=k < last) for k, word in enumerate(kept))


@lru_cache(maxsize=50_000)
def _word(word: str, *, bound: bool) -> str:
    """One folded word in sounds. `bound` tells that another word follows."""
    if is_abjad(word):
        return _arabic_word(word)
    if word.isascii():
        latin = _CONSONANT_Y.sub("Y", _CONSONANT_W.sub("W", _DOUBLED.sub(r"\1", word)))
        spelled = _DIGRAPH.sub(lambda found: _DIGRAPHS[found.group()], latin).replace("W", "w").replace("Y", "y")
    else:
        spelled = _SOFT_VOWEL.sub("i", word).translate(_SCRIPTS)
    spelled = _DOUBLED.sub(r"\1", spelled)
    if bound:
        spelled = _BOUND_T.sub("a", spelled)
    shorter = _FEMININE_NISBA.sub("", spelled)
    if shorter != spelled and len(shorter) > 1:
        return shorter + NISBA
    return _FINAL_H.sub("a", spelled)


def _arabic_word(word: str) -> str:
    if word.startswith("ال") and len(word) > 3:
        word = word[2:]
    start = {"و": "w", "ي": "y"}.get(word[0], "")
    spelled = start + word[len(start) :].translate(_SCRIPTS)
    if spelled.endswith(("ih", "ia")) and len(spelled) > 3:
        return spelled[:-2] + NISBA
    return spelled[:-1] + "a" if spelled.endswith("h") else spelled


def is_abjad(name: str) -> bool:
    """Whether a name is in Arabic letters, which leave short vowels out."""
    return not name.isascii() and any("\u0600" <= letter <= "\u06ff" for letter in name)


def nearness(one: str, other: str) -> float:
    """How well two names agree in sound, from 0 to 1 (the same sounds).

    One less the weighted edit distance (Wagner and Fischer 1974) over the length of the longer name; the weights are
    above. Short vowels count little where one of the names is in Arabic letters.

    >>> nearness("Kassab", "Kessab") > nearness("Homs", "Hims") > nearness("Homs", "Hamas") > nearness("Homs", "Hama")
    True
    >>> nearness("Hamdanieh", "الحمدانية") > 0.95
    True
    """
    left, right = sounds(one), sounds(other)
    if left == right:
        return 1.0
    vowel = _SHORT_VOWEL if is_abjad(one) != is_abjad(other) else _VOWEL_LEFT_OUT
    return max(0.0, 1 - _distance(left, right, vowel) / max(len(left), len(right), 1))


def _distance(left: str, right: str, vowel: float) -> float:
    gaps = [_gap(letter, vowel) for letter in right]
    row = [0.0]
    for gap in gaps:
        row.append(row[-1] + gap)
    for letter in left:
        own = _gap(letter, vowel)
        corner, row[0] = row[0], row[0] + own
        for k, other in enumerate(right):
            change = corner if letter == other else corner + _COST.get(letter + other, 1.0)
            corner = row[k + 1]
            row[k + 1] = min(change, corner + own, row[k] + gaps[k])
    return row[-1]


def _gap(letter: str, vowel: float) -> float:
    return vowel if letter in _VOWELS else _LEFT_OUT.get(letter, 1.0)

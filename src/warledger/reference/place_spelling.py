"""The other ways in which a folded name may be written: without or with its article, with a final h, as an adjective.

It also takes off the words that say what kind of place a name is ("village", "محافظة"), and makes the skeletons that
differ from a name's own in one sound.
"""

import re
from collections.abc import Iterator

from warledger.reference.areas import UNIT_WORDS
from warledger.reference.fold import ARTICLES, fold, without_article

_ASSIMILATED = ("al", "ar", "as", "an")
_ARABIC_UNITS = frozenset(map(fold, "محافظة ولاية إقليم منطقة ناحية قضاء مديرية لواء مركز".split()))
_ARABIC_UNITS |= frozenset("muhafazat nahiyat mintaqat qada markaz wilayat".split())
_ARABIC_SETTLEMENTS = frozenset(map(fold, "مدينة بلدة قرية حي مخيم ضاحية حارة".split()))
_SLAVIC_UNITS = frozenset(map(fold, "область области край район області районі".split()))
_SETTLEMENTS = frozenset(
    """village town city neighborhood neighbourhood neighborhoods neighbourhoods quarter quarters suburb suburbs hamlet
    settlement settlements area outskirts countryside""".split()
)
_ADJECTIVES = (("skoi", "sk"), ("skaia", "sk"), ("skaya", "sk"), ("skyi", "sk"), ("skiy", "sk"), ("ska", "sk"))
# Letters that the sounds of a skeleton come from, the commonest alone for near spellings
_LETTERS = "abdfghjklmnprstzIwy"


def without_unit_word(folded: str) -> tuple[str, str | None]:
    """A name without the word for the unit that it names, and that word.

    >>> without_unit_word("donetsk oblast"), without_unit_word(fold("محافظة إدلب"))
    (('donetsk', 'oblast'), ('ادلب', 'محافظه'))
    """
    first, _, rest = folded.partition(" of ")
    if rest and first in UNIT_WORDS:
        return rest, first
    first, _, rest = folded.partition(" ")
    if rest and first in _ARABIC_UNITS:
        return rest, first
    bare, _, last = folded.rpartition(" ")
    return (bare, last) if bare and (last in UNIT_WORDS or last in _SLAVIC_UNITS) else (folded, None)


def bare_of_kind(folded: str) -> str:
    """A name without the word for a settlement in front of it or behind it.

    >>> bare_of_kind("teir maaleh village"), bare_of_kind("town of kassab"), bare_of_kind(fold("مدينة حلب"))
    ('teir maaleh', 'kassab', 'حلب')
    """
    first, _, rest = folded.partition(" of ")
    if rest and first.removeprefix("the ") in _SETTLEMENTS:
        return rest
    first, _, rest = folded.partition(" ")
    if rest and first in _ARABIC_SETTLEMENTS:
        return rest
    bare, _, last = folded.rpartition(" ")
    return bare if bare and last in _SETTLEMENTS else folded


def parts_of(name: str) -> tuple[str, ...]:
    """The names that a text gives side by side for one place; none where it gives one.

    >>> parts_of("Ayn al-Arab (Kobani)"), parts_of("Tadmur/Palmyra town"), parts_of("Kassab")
    (('Ayn al-Arab', 'Kobani'), ('Tadmur', 'Palmyra town'), ())
    """
    parts = [part.strip() for part in re.split(r"[/()\[\]]", name)]
    return tuple(part for part in parts if part) if len(parts) > 1 else ()


def unit_stems(bare: str) -> Iterator[str]:
    """The names that the adjective of a unit may come from: "kharkivska" oblast is that of Kharkiv."""
    yield bare
    for ending, stem in _ADJECTIVES:
        if bare.endswith(ending) and len(bare) > len(ending) + 3:
            yield bare.removesuffix(ending) + stem
            yield bare.removesuffix(ending)
            return
    if bare.endswith(("ська", "ской", "ская", "ський")):
        yield bare[:-4]
        yield bare[:-4] + bare[-4:-2] + "к"


def spellings(folded: str) -> Iterator[tuple[str, str]]:
    """A folded name in other spellings that change no sound, each with what is other about it."""
    for form in with_articles(folded)[1:]:
        yield form, "name but for the article"
    if folded.endswith("ah") and len(folded) > 4:
        yield folded[:-1], "name but for a final h"
        yield from ((f"{article} {folded[:-1]}", "name but for a final h") for article in _ASSIMILATED)
    elif folded.endswith("a") and len(folded) > 3:
        yield folded + "h", "name but for a final h"
        yield from ((f"{article} {folded}h", "name but for a final h") for article in _ASSIMILATED)
    if " " in folded and folded.isascii() and len(folded) > 7:
        yield folded.replace(" ", ""), "name but for a space"


def with_articles(folded: str) -> tuple[str, ...]:
    """The name itself, then without its article, then with each article in front."""
    if not folded.isascii():
        bare = folded.removeprefix("ال")
        return tuple(dict.fromkeys([folded, bare if len(bare) > 2 else folded, "ال" + bare]))
    bare = without_article(folded)
    forms = [folded, bare, *(f"{article} {bare}" for article in sorted(ARTICLES))]
    return tuple(dict.fromkeys(forms))


def near_skeletons(skeleton: str) -> Iterator[str]:
    """The skeletons that differ in one sound: left out, put in, put for another, or two exchanged.

    >>> set(near_skeletons("ksb")) >= {"sb", "ksbt", "ksm", "skb"}
    True
    """
    for k in range(len(skeleton) + 1):
        before, after = skeleton[:k], skeleton[k:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        yield from (before + letter + after for letter in _LETTERS)

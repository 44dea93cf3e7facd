"""Inflected forms of English verbs and nouns, from the verb list of `data/verbs.yaml` and the rules of spelling.

A verb that is not on the list is inflected as a regular one. It knows forms, not uses: whether "strikes" is a verb in a
sentence is for the reader to say.
"""

from functools import cache
from importlib import resources

import yaml


@cache
def verb_forms() -> dict[str, tuple[str, str]]:
    """Every known inflected verb form -> (base, tag), the tag VERB, PAST or GER."""
    table = yaml.safe_load((resources.files("warledger.reference") / "data/verbs.yaml").read_text("utf-8"))
    forms: dict[str, tuple[str, str]] = {}
    irregular = {base: tuple(past.split()) for base, past in table["irregular"].items()}
    for base in [*irregular, *table["regular"].split()]:
        for form, tag in _inflections(base, irregular.get(base, ())):
            forms.setdefault(form, (base, tag))
    return forms


def inflect(base: str) -> tuple[str, ...]:
    """All forms of a verb, the base first.

    >>> inflect("seize")
    ('seize', 'seizes', 'seizing', 'seized')
    """
    return _known().get(base) or tuple(dict.fromkeys(form for form, _ in _inflections(base, ())))


@cache
def _known() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for form, (base, _) in verb_forms().items():
        forms[base] = (*forms.get(base, ()), form)
    return forms


def _inflections(base: str, past: tuple[str, ...]) -> list[tuple[str, str]]:
    double = base[-1] if _doubles(base) else ""
    third = base + "es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else base + "s"
    if base.endswith("y") and base[-2] not in "aeiou":
        third = base[:-1] + "ies"
    ing = base[:-1] + "ing" if base.endswith("e") and not base.endswith(("ee", "ye")) else base + double + "ing"
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    if not past:
        past = (base + "d",) if base.endswith("e") else (base + double + "ed",)
        if base.endswith("y") and base[-2] not in "aeiou":
            past = (base[:-1] + "ied",)
    return [(base, "VERB"), (third, "VERB"), (ing, "GER"), *((form, "PAST") for form in past)]


def _doubles(base: str) -> bool:
    short = len(base) <= 4 or base in (
        "abet",
        "admit",
        "kidnap",
        "commit",
        "permit",
        "refer",
        "occur",
        "patrol",
        "control",
        "rebel",
    )
    return (
        short
        and len(base) > 2
        and base[-1] in "bdglmnprt"
        and base[-2] in "aeiou"
        and base[-3] not in "aeiou"
        and base not in ("open", "enter", "order", "offer", "visit", "target", "suffer")
    )


def plural(noun: str) -> str:
    """The regular plural.

    >>> plural("clash"), plural("city"), plural("missile")
    ('clashes', 'cities', 'missiles')
    """
    if noun.endswith(("s", "sh", "ch", "x", "z")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"

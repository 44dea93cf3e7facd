"""The words of the interface, by language: a catalogue of short keys, plural forms, and the direction of the script.

Every text that a page shows of its own comes from here; a test holds that all catalogues have the same keys. What a
report says is never translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from markupsafe import Markup, escape

LANGUAGES = ("en", "ar")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ku", "yi", "dv", "sd", "ug", "syr", "arc"})
OWN_NAMES = {"en": "English", "ar": "العربية"}

Entry = str | dict[str, str]


@dataclass(frozen=True)
class Words:
    """One language of the interface."""

    language: str
    entries: Mapping[str, Entry]

    @property
    def direction(self) -> str:
        """ "ltr" or "rtl"."""
        return direction(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, its {holes} filled; a key that is not there is a fault of ours, and is said."""
        entry = self.entries[key]
        if not isinstance(entry, str):
            raise KeyError(f"{key} needs a number")
        return entry.format(**values) if values else entry

    def marked(self, key: str, **values: object) -> Markup:
        """The same for a page: the values are escaped, or are markup already."""
        entry = self.entries[key]
        assert isinstance(entry, str)
        return Markup(escape(entry)).format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The text of a key for so many."""
        entry = self.entries[key]
        assert not isinstance(entry, str), f"{key} has no plural forms"
        form = entry.get(plural(self.language, number), entry["other"])
        return form.format(n=f"{number:,}", **values)

    def named(self, family: str, id: str, otherwise: str | None = None) -> str:
        """What a value of a closed or open set is called: `type.armed_clash`; else `otherwise`, else its id."""
        entry = self.entries.get(f"{family}.{id}")
        return entry if isinstance(entry, str) else otherwise or id.replace("_", " ")


def direction(language: str | None) -> str:
    """The direction that a language is written in; "auto", by its first letters, where it is not known.

    >>> direction("ar-SY"), direction("en"), direction(None)
    ('rtl', 'ltr', 'auto')
    """
    if not language:
        return "auto"
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def plural(language: str, number: int) -> str:
    """The plural category of a whole number, by the rules of Unicode's CLDR.

    >>> plural("en", 1), plural("ar", 2), plural("ar", 7), plural("ar", 11), plural("ar", 100)
    ('one', 'two', 'few', 'many', 'other')
    """
    if language != "ar":
        return "one" if number == 1 else "other"
    if number < 3:
        return ("zero", "one", "two")[number]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest > 10 else "other"


@cache
def words(language: str) -> Words:
    """The catalogue of a language: of `en.yaml` and of every `en.<part>.yaml` beside it."""
    folder = resources.files("warledger.web").joinpath("catalogues")
    parts = [one for one in folder.iterdir() if one.name.startswith(f"{language}.") and one.name.endswith(".yaml")]
    entries: dict[str, Entry] = {}
    for part in sorted(parts, key=lambda one: one.name):
        entries |= _flat(yaml.safe_load(part.read_text(encoding="utf-8")))
    return Words(language, entries)


def preferred(header: str) -> str:
    """The language of ours that an Accept-Language header likes best; English when it names none.

    >>> preferred("fr;q=0.9, ar-SY;q=0.8, en;q=0.5"), preferred("")
    ('ar', 'en')
    """
    ranked: list[tuple[float, str]] = []
    for part in header.split(","):
        tag, _, rest = part.partition(";")
        weight = rest.strip().removeprefix("q=")
        try:
            ranked.append((-float(weight) if weight else -1.0, tag.strip().split("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for _, tag in sorted(ranked, key=lambda one: one[0]) if tag in LANGUAGES), "en")


def _flat(tree: Mapping[str, object], prefix: str = "") -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            if "other" in value and set(value) <= {"zero", "one", "two", "few", "many", "other"}:
                found[name] = {form: str(text) for form, text in value.items()}
            else:
                found |= _flat(value, f"{name}.")
        else:
            found[name] = str(value)
    return found

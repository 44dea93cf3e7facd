"""The bundled demo reports: some thirty texts written for this project, on many wars, read from package data.

A report is a text file: `key: value` lines (title, source, published, language), a blank line, and the text, which is
kept exactly as it stands. This module only reads them; it does not code them and knows nothing of a case.
"""

from dataclasses import dataclass
from datetime import date
from importlib import resources

KEYS = ("title", "source", "published", "language")


@dataclass(frozen=True, slots=True)
class DemoReport:
    """One bundled report. `name` is its file name; `published` is None where only the text tells the day."""

    name: str
    title: str
    source: str
    published: date | None
    language: str
    text: str


def reports() -> tuple[DemoReport, ...]:
    """Every bundled report, in the order of their numbers."""
    folder = resources.files("warledger.demo").joinpath("reports")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name)
    return tuple(parse(file.name, file.read_text(encoding="utf-8")) for file in files)


def parse(name: str, content: str) -> DemoReport:
    """A report from the content of its file.

    >>> parse("x.txt", "title: A\\nsource: B\\nlanguage: en\\n\\nThe text.").published is None
    True
    """
    front, _, text = content.partition("\n\n")
    values: dict[str, str] = {}
    for line in front.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key not in KEYS:
            raise ValueError(f"{name}: {line!r} is not one of {', '.join(KEYS)} with a value")
        values[key] = value.strip()
    missing = {"title", "source", "language"} - values.keys()
    if missing or not text.strip():
        raise ValueError(f"{name} lacks {', '.join(sorted(missing)) or 'a text'}")
    published = date.fromisoformat(values["published"]) if "published" in values else None
    return DemoReport(name, values["title"], values["source"], published, values["language"], text)

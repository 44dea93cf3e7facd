"""The pages on formats and exports tell of everything that is written."""

from pathlib import Path

import pytest

from tests.build import a_document, a_full_claim, a_where, words
from warledger.exports import FORMATS
from warledger.exports.form import Format
from warledger.model.claim import Candidate
from warledger.model.reading import PlaceMention, TimeMention
from warledger.model.serial import dump, printed

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one."""
    return text.split(f"# {heading}\n", 1)[1].split("\n#", 1)[0]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_column_and_loss_stands_in_its_formats_section(form: Format) -> None:
    text = page("exports.md").split(f"\n## {form.name}\n", 1)[1].split("\n## ", 1)[0]
    for column in form.columns:
        assert f"| `{column.name}` |" in text
    for loss in (*form.left_out, *form.reduced):
        assert f"| {loss.name} | {loss.sentence} |" in text


A_TEXT = a_document("Shells fell on Al-Bab on 7 March 2014.")
MENTIONS = [
    PlaceMention(words(A_TEXT, "Al-Bab"), a_where()),
    TimeMention(words(A_TEXT, "on 7 March 2014"), None, "2014-03-07"),
]
FIELDS = {
    "document": list(printed(a_document(), [])["document"]),
    "claim": list(printed(a_document(), [a_full_claim()])["claims"][0]),
    "where": list(dump(a_where())),
    "when": list(printed(a_document(), [a_full_claim()])["claims"][0]["when"]),
    "harm": list(printed(a_document(), [a_full_claim()])["claims"][0]["harm"][0]),
    "mention": sorted({name for mention in printed(A_TEXT, [], MENTIONS)["mentions"] for name in mention}),
}


@pytest.mark.parametrize("heading", FIELDS)
def test_every_field_that_is_printed_stands_in_formats(heading: str) -> None:
    text = section(page("formats.md"), heading)
    assert [name for name in FIELDS[heading] if f"`{name}`" not in text] == []


def test_every_field_of_another_place_stands_in_formats() -> None:
    fields = list(dump(Candidate("a", None, None, 0.0, 0.0, "1", 0.5)))
    text = section(page("formats.md"), "where").split("`alternatives`")[1]
    assert [name for name in fields if f"`{name}`" not in text] == []

"""A CSV file from the ledger runs nothing when a spreadsheet opens it, and gives back every text."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build import a_document, a_full_claim, a_source
from tests.exports.tables import TABLES, exported, lost, row
from warledger.exports.cells import BYTE_ORDER_MARK, CELL_LOSSES, Table, guard, joined, unguard
from warledger.exports.form import Column
from warledger.exports.losses import Tally

STARTERS = "=+-@\t\r\n＝＋－＠"  # the list the rule is held to, apart from the pattern that implements it
EVIL = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u200b=1",
]

evil_texts = st.builds(str.__add__, st.sampled_from([*STARTERS, "'", " ", "\u200f", "\ufeff"]), st.text(max_size=8))


@given(st.text() | evil_texts)
def test_no_guarded_text_starts_a_formula(text: str) -> None:
    assert guard(text)[:1] == "" or guard(text)[0] not in STARTERS
    behind = guard(text).lstrip(" \u200b\u200e\u200f\ufeff")
    assert behind[:1] == "" or behind[0] not in STARTERS.replace("\t\r\n", "")


@given(st.text() | evil_texts)
def test_unguard_gives_back_what_guard_was_given(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(st.text() | evil_texts, min_size=2))
def test_a_row_is_read_back_as_it_was_written(texts: list[str]) -> None:
    columns = tuple(Column(f"c{i}", "A column.") for i in range(len(texts)))
    out = io.StringIO(newline="")
    tally = Tally((), CELL_LOSSES)
    Table(out, columns, tally).write(dict(zip((c.name for c in columns), texts, strict=True)))
    found = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert [unguard(cell) for cell in found[1]] == [text.replace("\x00", "\ufffd") for text in texts]
    assert out.getvalue().endswith("\r\n")


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_a_table_starts_a_formula(name: str, evil: str) -> None:
    document = a_document(title=evil, author=evil, origin=evil, source=replace(a_source(), name=evil))
    claim = a_full_claim(document)
    assert claim.where is not None
    where = replace(claim.where.value, name=evil, admin1=evil, lat=-3.5, lon=-60.25)
    claim = replace(claim, where=replace(claim.where, value=where))
    text, losses = exported(name, [claim], document)
    cells = [c for r in csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")) for c in r]
    dangerous = [cell for cell in cells if cell[:1] in STARTERS and cell]
    assert dangerous == [cell for cell in dangerous if _number(cell)]
    assert "-3.5" in cells
    assert "apostrophe" in {loss.name for loss in losses.reduced}


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.strip() == cell


def test_a_negative_number_is_a_number_and_a_text_that_looks_like_one_is_not() -> None:
    document = a_document(title="-5")
    claim = a_full_claim(document)
    assert claim.where is not None
    claim = replace(claim, where=replace(claim.where, value=replace(claim.where.value, lat=-3.5)))
    text, _ = exported("csv", [claim], document)
    assert ",-3.5," in text
    assert ",'-5," in text


def test_half_of_a_surrogate_pair_is_replaced_and_noted() -> None:
    document = a_document(title="a\ud800b\x00")
    claim = a_full_claim(document)
    assert row("csv", claim, document)["title"] == "a\ufffdb\ufffd"
    assert "replaced characters" in lost("csv", claim, document)


def test_the_ledger_opens_in_excel_as_unicode_and_the_other_tables_begin_with_their_header() -> None:
    assert exported("csv", [])[0].startswith("\ufeffclaim_id,")
    assert exported("acled", [])[0].startswith("event_id_cnty,")
    assert exported("ucdp", [])[0].startswith("id,relid,")


@pytest.mark.parametrize(
    ("items", "cell"),
    [(["one"], "one"), (["one", "two"], "one | two"), (["one", None], "one | "), (["a | b", "c"], "a \\| b | c")],
)
def test_a_list_in_a_cell_can_be_taken_apart(items: list[str | None], cell: str) -> None:
    assert joined(items) == cell
    assert [part.replace("\\|", "|") for part in cell.split(" | ")] == [item or "" for item in items]


def test_a_value_under_no_column_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="surprise"):
        Table(io.StringIO(), (Column("a", "A."),), Tally((), ())).write({"surprise": 1})


def test_a_loss_that_was_not_declared_cannot_be_counted() -> None:
    tally = Tally((), ())
    with pytest.raises(KeyError, match="weather"):
        tally.note("weather")
    with pytest.raises(KeyError, match="weather"):
        tally.leave_out("weather")

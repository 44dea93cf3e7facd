"""What every format promises, whatever it is."""

import csv
import io
import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import a_document, a_full_claim, a_source, a_when, a_where, held
from tests.exports.tables import TABLES, exported, rows
from tests.strategies import claims as any_claims
from tests.strategies import documents as any_documents
from warledger.errors import BadSetting
from warledger.exports import FORMATS, render_losses, write
from warledger.exports.cells import BYTE_ORDER_MARK
from warledger.exports.form import Format
from warledger.model.claim import Claim, DatePrecision, Status, When
from warledger.model.evidence import Sourced
from warledger.reference.codebook import load_codebook


@st.composite
def events(draw: st.DrawFn) -> Claim:
    """Any claim, of a type, a status and a stretch of days that the shaped tables let in."""
    claim = draw(any_claims)
    start = draw(st.dates())
    days = min(draw(st.integers(0, 400)), (date.max - start).days)
    when = When(start, start + timedelta(days=days), draw(st.sampled_from(DatePrecision)), "said so")
    return replace(
        claim,
        type=Sourced(draw(st.sampled_from(sorted(load_codebook(None).types))), "a rule"),
        status=Sourced(draw(st.sampled_from([s for s in Status if s.counts_as_event])), "a rule"),
        when=Sourced(when, "a rule"),
    )


each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def names(form: Format) -> list[str]:
    return [column.name for column in form.columns]


def a_far_claim(lat: float, lon: float) -> Claim:
    claim = a_full_claim()
    assert claim.where is not None
    return replace(claim, where=replace(claim.where, value=a_where(lat=lat, lon=lon)))


@each_format
def test_what_is_written_is_what_is_documented(form: Format) -> None:
    document = a_document()
    text, _ = exported(form.name, [a_full_claim(document)], document)
    if form.name in TABLES:
        assert next(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline=""))) == names(form)
    elif form.name == "geojson":
        assert list(json.loads(text)["features"][0]["properties"]) == names(form)
    else:
        assert list(json.loads(text)) == names(form)


@each_format
def test_every_column_and_every_loss_is_documented_once(form: Format) -> None:
    assert all(column.doc.strip().endswith(".") for column in form.columns)
    assert len(set(names(form))) == len(names(form))
    for losses in (form.left_out, form.reduced):
        assert len({loss.name for loss in losses}) == len(losses)
        assert all(loss.sentence.endswith(".") for loss in losses)


@each_format
def test_the_same_claims_are_written_the_same_every_time(form: Format) -> None:
    document = a_document()
    claims = [a_full_claim(document)] * 3
    assert exported(form.name, claims, document) == exported(form.name, claims, document)


@each_format
def test_no_claims_make_a_file_without_rows(form: Format) -> None:
    text, losses = exported(form.name, [])
    assert (losses.claims, losses.exported, losses.left_out, losses.reduced, losses.unfilled) == (0, 0, (), (), ())
    if form.name in TABLES:
        assert text.removeprefix(BYTE_ORDER_MARK).count("\r\n") == 1
        assert rows(text) == []
    elif form.name == "geojson":
        assert json.loads(text) == {"type": "FeatureCollection", "features": [], "total": 0, "without_place": 0}
    else:
        assert text == ""


@each_format
@given(claims=st.lists(any_claims | events(), max_size=3), documents=st.lists(any_documents, max_size=2))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_claim_breaks_a_format(form: Format, claims: list[Claim], documents: list[Any]) -> None:
    matched = [replace(document, id=claim.document) for document, claim in zip(documents, claims, strict=False)]
    text, losses = exported(form.name, claims, *matched)
    assert json.loads(render_losses(losses))["claims"] == len(claims)
    assert losses.claims == losses.exported + sum(loss.count for loss in losses.left_out)
    assert written(form, text.encode("utf-8").decode("utf-8")) == losses.exported


def written(form: Format, text: str) -> int:
    """How many claims a reader finds in the file."""
    if form.name in TABLES:
        found = list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))
        assert {len(row) for row in found} == {len(form.columns)}
        return len(found) - 1
    if form.name == "geojson":
        return len(json.loads(text)["features"])
    return len(text.split("\n")) - 1


@each_format
@pytest.mark.parametrize(("lat", "lon"), [(float("nan"), 0.0), (float("inf"), 0.0), (91.0, 0.0), (0.0, -181.0)])
def test_coordinates_that_are_none_break_no_format(form: Format, lat: float, lon: float) -> None:
    text, losses = exported(form.name, [a_far_claim(lat, lon)])
    assert losses.claims == 1
    assert "nan" not in text.lower().replace("finance", "")


@each_format
def test_the_island_at_null_null_is_a_place(form: Format) -> None:
    assert exported(form.name, [a_far_claim(0.0, 0.0)])[1].exported == 1


@each_format
def test_a_protected_source_is_in_no_file(form: Format) -> None:
    source = replace(a_source("Mariam of Bustan"), protected=True)
    document = a_document(source=source, title="Mariam writes", author="Mariam", origin="/notes/mariam.txt")
    document = replace(document, series="file:/notes/mariam.txt")
    text, losses = exported(form.name, [a_full_claim(document)], document)
    assert losses.exported == 1
    assert "mariam" not in text.lower()
    assert source.id not in text
    assert "protected source" in {loss.name for loss in losses.reduced}


@each_format
def test_a_claim_without_its_document_is_written_and_noted(form: Format) -> None:
    _, losses = exported(form.name, [a_full_claim()])
    assert losses.exported == 1
    assert "no document" in {loss.name for loss in losses.reduced}


@each_format
def test_documents_may_be_looked_up_by_a_function(form: Format) -> None:
    document = a_document()
    by_function, by_mapping = io.StringIO(newline=""), io.StringIO(newline="")
    write(form.name, [a_full_claim(document)], held(document).get, by_function)
    write(form.name, [a_full_claim(document)], held(document), by_mapping)
    assert by_function.getvalue() == by_mapping.getvalue()


@each_format
def test_a_claim_is_written_before_the_next_is_asked_for(form: Format) -> None:
    document, out, lengths = a_document(), io.StringIO(newline=""), []

    def claims() -> Iterator[Claim]:
        for _ in range(4):
            lengths.append(len(out.getvalue()))
            yield a_full_claim(document)

    write(form.name, claims(), held(document), out)
    assert lengths == sorted(set(lengths))


@each_format
def test_memory_does_not_grow_with_the_number_of_claims(form: Format) -> None:
    document = a_document()
    claim = a_full_claim(document)

    class Nowhere(io.StringIO):
        def write(self, text: str, /) -> int:
            return len(text)

    write(form.name, [claim], held(document), Nowhere())  # what is loaded once is loaded
    tracemalloc.start()
    write(form.name, (claim for _ in range(600)), held(document), Nowhere())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most <= 800_000  # 600 claims held in memory as rows or records would be more


@each_format
@pytest.mark.parametrize(
    "words", ["قصف الطيران حلب\nوقُتل ١١ شخصا", 'he said "run", twice', "line\r\nline", "a | b", "tab\there", "½ – “”"]
)
def test_any_words_survive(form: Format, words: str) -> None:
    document = a_document(title=words)
    text, _ = exported(form.name, [a_full_claim(document)], document)
    if form.name in TABLES:
        column = {"csv": "title", "ucdp": "source_headline"}.get(form.name)
        assert column is None or rows(text)[0][column] == words
    elif form.name == "geojson":
        assert json.loads(text)["features"][0]["properties"]["title"] == words
    else:
        assert json.loads(text)["document"]["title"] == words


def test_a_format_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(BadSetting, match=r"no format 'xlsx'.*csv, jsonl, geojson, acled, ucdp"):
        exported("xlsx", [])


def test_a_claim_of_every_field_can_be_left_empty() -> None:
    bare = replace(a_full_claim(), where=None, when=None, harm=(), actors=(), targets=(), sources=(), weapons=())
    for form in FORMATS:
        _, losses = exported(form.name, [bare])
        assert losses.claims == losses.exported + sum(loss.count for loss in losses.left_out)


def test_a_place_and_a_day_are_enough_for_the_widest_tables() -> None:
    bare = replace(a_full_claim(), harm=(), actors=(), targets=())
    assert bare.when is not None
    assert bare.when.value == a_when()
    assert exported("acled", [bare])[1].exported == 1

"""The ledger CSV: every field of a claim beside the words it rests on."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.build import TEXT, a_document, a_full_claim, a_harm, a_where, words
from tests.exports.tables import exported, row, rows
from tests.strategies import claims as any_claims
from warledger.exports.json_text import json_text
from warledger.model.claim import Candidate, Claim, Party, Who
from warledger.model.document import Published, PublishedBasis, Source
from warledger.model.serial import dump


def test_an_analyst_finds_who_did_what_where_and_when_first() -> None:
    document = a_document()
    found = row("csv", a_full_claim(document), document)
    expected = {
        "type": "shelling_missile",
        "status": "happened",
        "date_start": "2014-04-02",
        "date_end": "2014-04-02",
        "place": "Al-Bab",
        "country_name": "Syria",
        "actors": "Government forces",
        "targets": "a market",
        "weapons": "mortar shells",
        "said_by": "the mayor | residents",
        "killed_low": "11",
        "killed_high": "",
        "injured_low": "",
        "source": "Radio Hirak",
        "published": "2014-04-03",
        "published_basis": "given",
    }
    assert {name: found[name] for name in expected} == expected


def test_each_field_has_its_words_and_where_they_stand() -> None:
    document = a_document()
    found = row("csv", a_full_claim(document), document)
    for field, column in (("actor", "actors"), ("said_by", "said_by"), ("place", "place_words")):
        for text, span in zip(found[column].split(" | "), found[f"{field}_spans"].split(" | "), strict=True):
            start, end = (int(number) for number in span.split(".."))
            assert TEXT[start:end] == text


def test_the_lists_of_a_role_run_side_by_side() -> None:
    document = a_document()
    claim = replace(
        a_full_claim(document),
        actors=(
            Party(words(document, "residents"), "a rule"),
            Party(words(document, "Government forces"), "another", "Military forces of Syria"),
        ),
    )
    found = row("csv", claim, document)
    assert found["actors"] == "residents | Government forces"
    assert found["actor_names"] == " | Military forces of Syria"
    assert found["actor_rules"] == "a rule | another"


def test_no_span_looks_like_a_date_or_a_time_to_a_spreadsheet() -> None:
    found = row("csv", a_full_claim())
    spans = [cell for name, cell in found.items() if name.endswith(("_span", "_spans")) and cell]
    assert spans
    assert not any(mark in cell for cell in spans for mark in "-:/")


def test_rival_and_added_figures_keep_their_range_and_their_rule() -> None:
    document = a_document("Killed were 10 soldiers, then 12 soldiers and 3 nurses.")
    figures = (
        a_harm(document, "10 soldiers", low=10, high=10, victims=words(document, "soldiers")),
        a_harm(document, "12 soldiers", low=12, high=12, victims=words(document, "soldiers", 1)),
        a_harm(document, "3 nurses", low=3, high=3, victims=words(document, "nurses"), who=Who.CIVILIAN),
    )
    claim = replace(a_full_claim(), document=document.id, harm=figures)
    found = row("csv", claim, document)
    assert (found["killed_low"], found["killed_high"]) == ("13", "15")
    assert found["harm_rules"].startswith("killed: figures of different people, added")
    assert [figure["low"] for figure in json.loads(found["harm"])] == [10, 12, 3]


def test_other_places_the_words_could_mean_are_kept() -> None:
    other = Candidate("Al-Bab", "IQ", None, 35.0, 44.0, "1", 0.25)
    claim = a_full_claim()
    assert claim.where is not None
    claim = replace(claim, where=replace(claim.where, value=a_where(alternatives=(other,))))
    assert json.loads(row("csv", claim)["place_alternatives"]) == [dump(other)]


def test_where_the_day_of_publication_was_inferred_its_words_are_shown() -> None:
    document = a_document()
    published = Published(date(2014, 4, 3), PublishedBasis.INFERRED, "dateline", words(document, "Wednesday"))
    found = row("csv", a_full_claim(document), replace(document, published=published))
    assert (found["published_basis"], found["published_rule"]) == ("inferred", "dateline")
    assert (found["published_words"], found["published_span"]) == ("Wednesday", "48..57")


def test_every_claim_has_its_row_whatever_its_status() -> None:
    claims = [a_full_claim()] * 7
    assert len(rows(exported("csv", claims)[0])) == 7


@given(any_claims)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_that_a_claim_says_is_missing_from_its_row(claim: Claim) -> None:
    found = row("csv", claim)
    cells = "\n".join(found.values())
    as_json = found["harm"] + found["place_alternatives"]
    for leaf in leaves(dump(claim)):
        in_a_list = leaf.replace("|", "\\|")
        assert written(leaf) in cells or written(in_a_list) in cells or json_text(leaf)[1:-1] in as_json, leaf


def leaves(value: Any, name: str = "") -> list[str]:
    """Every text and number of a dumped record, except the document's id, which each span repeats."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() if key != "document" for leaf in leaves(item, key)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item, name)]
    return [] if value is None or isinstance(value, bool) else [str(value)]


def written(text: str) -> str:
    """A text as any UTF-8 file can hold it."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\x00" else c for c in text)


def test_a_source_that_is_known_by_no_name_is_an_empty_cell() -> None:
    document = a_document(source=None, published=None, title=None)
    found = row("csv", a_full_claim(document), document)
    assert (found["source"], found["published"], found["published_basis"], found["title"]) == ("", "", "", "")


@pytest.mark.parametrize("name", ["claim_id", "document_id"])
def test_ids_are_those_of_the_ledger(name: str) -> None:
    document = a_document(source=Source.named("Reuters"))
    claim = a_full_claim(document)
    assert row("csv", claim, document)[name] == (claim.id if name == "claim_id" else document.id)

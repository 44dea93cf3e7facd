"""Claims are found by what is asked for, neither more nor fewer than the filter matches."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.build import NOON, a_claim, a_document, a_harm, a_when, a_where, words
from warledger.errors import BadSetting
from warledger.model.claim import Claim, HarmKind, Party, Status
from warledger.model.document import Document
from warledger.model.filters import ClaimFilter
from warledger.store.case import Store, open_case

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def the_claims(report: Document) -> list[Claim]:
    """Claims of one report that differ in all that a filter looks at."""
    march = a_when(date(2014, 3, 1), date(2014, 3, 31))
    names = dict(
        zip(("Two", "shells", "market", "Wednesday", "children", "mayor", "forces", "radio"), range(8), strict=True)
    )
    triggers = list(names)
    killed = [a_harm(report, "at least 11 people", low=11, high=None)]
    return [
        a_claim(report, triggers[0], type="attack"),
        a_claim(report, triggers[1], status=Status.PLANNED, when=march),
        a_claim(report, triggers[2], places=["Al-Bab"], when=a_when()),
        a_claim(report, triggers[3], where=a_where("Raqqa", admin1="Raqqa")),
        a_claim(report, triggers[4], harm=tuple(killed)),
        a_claim(report, triggers[5], harm=(replace(killed[0], kind=HarmKind.INJURED),)),
        a_claim(report, triggers[6], actors=[Party(words(report, "Government forces"), "subject", "Syria")]),
        a_claim(report, triggers[7], harm=(replace(killed[0], low=2, high=2), replace(killed[0], low=60, high=60))),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [0, 1, 2, 3, 4, 5, 6, 7]),
        ({"types": frozenset({"attack", "riot"})}, [0]),
        ({"statuses": frozenset({Status.PLANNED})}, [1]),
        ({"place": "al-bab"}, [2]),
        ({"place": "RAQQA"}, [3]),
        ({"place": "sy"}, [3]),
        ({"place": "%"}, None),
        ({"since": date(2014, 3, 15)}, [1, 2]),
        ({"since": date(2014, 4, 1)}, [2]),
        ({"until": date(2014, 3, 1)}, [1]),
        ({"actor": "Syria"}, [6]),
        ({"min_killed": 1}, [4, 7]),
        ({"min_killed": 12}, [7]),
        ({"min_killed": 61}, []),
        ({"min_killed": 0}, [0, 1, 2, 3, 4, 5, 6, 7]),
        ({"place": "Raqqa", "min_killed": 1}, []),
    ],
)
def test_claims_are_found_by_what_is_asked(store: Store, wanted: dict[str, Any], found: list[int] | None) -> None:
    if found is None:
        with pytest.raises(ValueError, match="no letters"):
            ClaimFilter(**wanted)
        return
    report = a_document()
    claims = the_claims(report)
    store.add_document(report, claims, NOON)
    assert list(store.claims(ClaimFilter(**wanted))) == [claims[number] for number in found]


FILTERS = st.builds(
    ClaimFilter,
    types=st.frozensets(st.sampled_from(["attack", "shelling_missile"]), max_size=1),
    statuses=st.frozensets(st.sampled_from(Status), max_size=3),
    place=st.none() | st.sampled_from(["Al-Bab", "Aleppo", "SY", "a", "x%"]),
    since=st.none() | st.dates(date(2014, 1, 1), date(2014, 6, 1)),
    min_killed=st.none() | st.integers(0, 30),
    min_confidence=st.none() | st.sampled_from([0.0, 0.3, 0.75, 1.0]),
)


@SLOW
@given(data=st.data(), wanted=FILTERS)
def test_the_store_finds_exactly_what_the_filter_matches(
    tmp_path_factory: Any, data: st.DataObject, wanted: ClaimFilter
) -> None:
    report = a_document()
    triggers = ["Two", "shells", "market", "Wednesday", "children"]
    claims = [
        a_claim(
            report,
            trigger,
            type=data.draw(st.sampled_from(["attack", "shelling_missile"])),
            status=data.draw(st.sampled_from(Status)),
            places=data.draw(st.sampled_from([[], ["Al-Bab"], ["a market"]])),
            where=data.draw(st.sampled_from([None, a_where(), a_where("Homs", admin1=None, country=None)])),
            confidence=data.draw(st.sampled_from([0.3, 0.5, 0.75, 1.0])),
            when=data.draw(st.none() | st.dates(date(2014, 1, 1), date(2014, 6, 1)).map(a_when)),
            harm=data.draw(
                st.lists(
                    st.tuples(st.none() | st.integers(0, 20), st.booleans(), st.booleans()).map(
                        lambda f: a_harm(report, "11 people", low=f[0], high=f[0] if f[1] else None, subset=f[2])
                    ),
                    max_size=2,
                ).map(tuple)
            ),
        )
        for trigger in triggers
    ]
    path = tmp_path_factory.mktemp("found") / "case.ledger"
    with open_case(str(path), create=True) as store:
        store.add_document(report, claims, NOON)
        assert list(store.claims(wanted)) == [claim for claim in claims if wanted.matches(claim)]


def test_a_claim_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    report = a_document()
    claims = the_claims(report)
    store.add_document(report, claims, NOON)
    wanted = claims[0]
    digits = wanted.id.removeprefix("claim-")
    for prefix in (wanted.id, digits, digits[:12], wanted.id[:16]):
        assert store.claim(prefix) == wanted


@pytest.mark.parametrize(
    ("prefix", "message"),
    [("zz", "no claim's id begins with 'zz'"), ("", "several claims' ids"), ("%", "no claim's id")],
)
def test_a_beginning_that_names_no_single_claim_is_refused(store: Store, prefix: str, message: str) -> None:
    report = a_document()
    store.add_document(report, the_claims(report), NOON)
    with pytest.raises(BadSetting, match=message):
        store.claim(prefix)


def test_a_case_can_be_written_to_while_its_claims_are_read(store: Store) -> None:
    report = a_document()
    store.add_document(report, the_claims(report), NOON)
    seen = 0
    for _ in store.claims():
        seen += 1
        if seen < 4:
            other = a_document(f"Shells fell {seen} times.", series=f"file:{seen}")
            assert store.add_document(other, [], NOON)
    assert seen == 8
    assert store.counts().documents == 4

"""The order of a review is kept beside claims and pairs; whatever is done to a case, it is that worked out anew."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.build import NOON, a_claim, a_document, a_harm, a_source, a_when, a_where
from warledger.errors import WarledgerError
from warledger.linking.judging import Person
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import ClaimId
from warledger.model.ledger import Role, Verdict
from warledger.model.reviewing import Item
from warledger.pipeline import judging, link, link_new
from warledger.pipeline.reviewing import Review
from warledger.pipeline.wording import Typed, value_for
from warledger.reference.codebook import load_codebook
from warledger.store.case import Store, open_case

CODEBOOK = load_codebook(None)
TIMES = iter(NOON + timedelta(minutes=k) for k in range(1, 100_000))
PLACES = ("Al-Bab", "Homs", None)


def report(number: int, *, version: int = 1, confidence: float = 0.9) -> tuple[Document, list[Claim]]:
    """Every third tells of the same day and place as others do; tolls, places and doubts differ."""
    killed = (1, 11, 14, 120)[number % 4]
    text = f"Mortar shells fell on a market, killing {killed} people, the {number}th report said in version {version}."
    series = f"file:/{number}"
    document = a_document(
        text, series=series, version=version, source=a_source(f"Radio {number}"), origin=f"{number}-{version}.txt"
    )
    place, day = PLACES[number % 3], date(2014, 4, 2) + timedelta(days=number % 2)
    given = {"harm": (a_harm(document, f"killing {killed} people", low=killed, high=killed),)}
    where = {"where": a_where(place)} if place else {}
    when = {"when": a_when(day)} if number % 5 else {}
    claims = [a_claim(document, "fell", confidence=confidence, **given, **where, **when)]
    return document, [*claims, a_claim(document, "said", type="statement", confidence=confidence - 0.3)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_case(str(tmp_path / "a.ledger"), create=True, at=NOON) as opened:
        for number in range(12):
            opened.add_document(*report(number), NOON)
        link(opened)
        yield opened


def anew(store: Store) -> list[Item]:
    """The claims that stand, each with its points as they are now, sorted."""
    found = [store.reviews().claim(claim.id) for claim in store.claims()]
    return sorted((item for item in found if item), key=lambda item: (-item.total, item.claims))


def check(store: Store) -> None:
    """The kept order against that worked out anew, for a reviewer and a coder."""
    expected = anew(store)
    assert list(store.reviews().claims()) == expected
    pairs = [item for item, _ in store.reviews().pairs()]
    assert pairs == sorted(pairs, key=lambda item: (-item.total, item.claims))
    for who, role in (("Lina", Role.REVIEWER), ("Omar", Role.CODER)):
        review = Review(store, who, role)
        waiting = [item for item in expected if review._waits(item.claims)]
        queue = [item for item in review.queue("claims") if not review.said(item).differs]
        assert queue == [item for item in waiting if not review.said(item).differs]


class Deeds:
    """What people do to a case, drawn by chance."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store = store
        self.draw = random.Random(seed)
        self.reports = 12
        self.all: tuple[Callable[[], object], ...] = (
            *(self.judge_claim,) * 4,
            *(self.judge_pair,) * 3,
            *(self.correct, self.undo, self.add, self.code_again, self.add_version, self.link),
        )

    def person(self) -> Person:
        who, role = self.draw.choice((("Lina", Role.REVIEWER), ("Omar", Role.CODER), ("Sara", Role.CODER)))
        return Person(who, next(TIMES), "I read it", role)

    def claim(self) -> ClaimId:
        return self.draw.choice([claim.id for claim in self.store.claims()])

    def judge_claim(self) -> None:
        self.draw.choice((judging.accept, judging.reject, judging.doubt))(self.store, self.claim(), self.person())

    def judge_pair(self) -> None:
        near = [item.claims for item, _ in self.store.reviews().pairs()]
        one, other = self.draw.choice(near or [(self.claim(), self.claim())])
        judging.judge(self.store, one, other, self.draw.choice(list(Verdict)), self.person())

    def correct(self) -> None:
        claim = self.store.claim(self.claim())
        document = self.store.document(claim.document)
        assert document
        field = self.draw.choice(("where", "when", "harm.killed"))
        value = value_for(claim, document, field, Typed("none", ()), CODEBOOK)
        judging.correct(self.store, claim.id, field, value, self.person())

    def undo(self) -> None:
        held = list(self.store.judgements())
        if held:
            judging.undo(self.store, held[-1].id, Person(held[-1].who, next(TIMES), "a slip", held[-1].role))

    def add(self) -> None:
        self.reports += 1
        self.store.add_document(*report(self.reports), NOON)
        link_new(self.store)

    def code_again(self) -> None:
        number = self.draw.randrange(12)
        document, claims = report(number, confidence=self.draw.choice((0.5, 0.7, 0.8)))
        self.store.replace_claims(document, claims[: self.draw.choice((1, 2))], next(TIMES))

    def add_version(self) -> None:
        self.reports += 1
        self.store.add_document(*report(self.draw.randrange(12), version=self.reports), NOON)
        link_new(self.store)

    def link(self) -> None:
        link(self.store)


@pytest.mark.parametrize("seed", range(3))
def test_the_kept_order_is_that_worked_out_anew_after_each_deed(store: Store, seed: int) -> None:
    check(store)
    deeds = Deeds(store, seed)
    done = 0
    for _ in range(30):
        try:
            deeds.draw.choice(deeds.all)()
            done += 1
        except WarledgerError:  # it contradicts what stands, or is not the person's to take back
            continue
        finally:
            check(store)
    assert done > 15

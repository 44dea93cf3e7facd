"""Judgements: what stands, what binds, what is refused, and that every change is one more judgement."""

from datetime import timedelta

import pytest

from tests.build import NOON
from warledger.errors import ContradictoryJudgements
from warledger.linking.judging import (
    Person,
    admitted,
    bound,
    judgement,
    merge,
    move,
    retracted,
    retraction,
    split,
    standing,
    undo,
)
from warledger.model.ids import ClaimId
from warledger.model.ledger import Judgement, Verdict

A, B, C, D = (ClaimId(f"claim-{letter}") for letter in "abcd")
LINA = Person("Lina", NOON, "same street")
OMAR = Person("Omar", NOON + timedelta(days=1))


def said(left: ClaimId, right: ClaimId, verdict: str, person: Person = LINA) -> Judgement:
    return judgement(left, right, Verdict(verdict), person)


def test_yes_binds_together_and_no_keeps_apart_whatever_the_order_of_the_two() -> None:
    assert bound([said(B, A, "yes"), said(C, A, "no")]) == (((A, B),), ((A, C),))


def test_unsure_binds_nothing_and_takes_the_place_of_an_earlier_answer() -> None:
    assert bound([said(A, B, "yes"), said(A, B, "unsure", OMAR)]) == ((), ())


def test_an_undone_judgement_does_not_stand_and_undoing_that_restores_it() -> None:
    yes = said(A, B, "yes")
    back = undo(yes, OMAR)
    again = undo(back, Person("Lina", NOON + timedelta(days=2)))
    assert standing([yes, back]) == ()
    assert standing([yes, back, again]) == (yes,)


CLASHES = {
    "the same pair": ([said(A, B, "yes")], said(B, A, "no", OMAR)),
    "through a third claim": ([said(A, B, "yes"), said(B, C, "yes")], said(A, C, "no", OMAR)),
    "a yes that would tie what is kept apart": ([said(A, C, "no"), said(A, B, "yes")], said(B, C, "yes", OMAR)),
}


@pytest.mark.parametrize(("held", "new"), CLASHES.values(), ids=CLASHES)
def test_a_contradiction_is_refused_and_both_are_shown(held: list[Judgement], new: Judgement) -> None:
    with pytest.raises(ContradictoryJudgements) as refused:
        admitted(held, new)
    assert "Lina said" in str(refused.value)
    assert "Omar said" in str(refused.value)
    assert "undo one of them" in str(refused.value)


def test_after_undoing_the_opposite_may_be_said() -> None:
    yes = said(A, B, "yes")
    no = said(A, B, "no", OMAR)
    assert admitted([yes, undo(yes, OMAR)], no) == no


def test_a_claim_is_not_judged_against_itself() -> None:
    with pytest.raises(ContradictoryJudgements, match="itself"):
        said(A, A, "yes")


def test_a_split_keeps_each_part_whole_and_the_parts_apart() -> None:
    together, apart = bound(split([[A, B], [C, D]], LINA))
    assert set(together) == {(A, B), (C, D)}
    assert apart == ((A, C),)


def test_a_merge_puts_all_claims_together() -> None:
    assert set(bound(merge([[A, C], [B]], LINA))[0]) == {(A, B), (B, C)}


def test_a_move_parts_a_claim_from_its_old_company_and_joins_it_to_the_new() -> None:
    together, apart = bound(move(A, [A, B, C], [D], LINA))
    assert together == ((A, D),)
    assert set(apart) == {(A, B), (A, C)}


def test_what_was_taken_back_can_be_given_back() -> None:
    taken = retraction(A, LINA)
    assert retracted([taken]) == {A}
    assert retracted([taken, undo(taken, OMAR)]) == frozenset()

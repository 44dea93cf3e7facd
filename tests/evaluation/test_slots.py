"""The scorer: what counts as right, and that it agrees with itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evaluation.claims import a_claim
from warledger.evaluation.gold import ROLES, CodedClaim, coded_claim
from warledger.evaluation.slots import SLOTS, alike, common, pairs, score

WORDS = st.sampled_from(["Kassab", "the town of Kassab", "rebels", "rebel forces", "two shells", "on Monday", "army"])
FIGURES = st.tuples(st.sampled_from(["killed", "injured"]), st.sampled_from([1, 3]), st.sampled_from([3, None]))
CLAIMS = st.builds(
    CodedClaim,
    type=st.sampled_from(["attack", "armed_clash", "statement"]),
    status=st.sampled_from(["happened", "denied"]),
    trigger=WORDS,
    roles=st.fixed_dictionaries({role: st.lists(WORDS, max_size=2).map(tuple) for role in ROLES}),
    harm=st.lists(FIGURES, max_size=2).map(tuple),
)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Kassab", "the town of Kassab", True),
        ("rebel forces", "rebels", False),
        ("11 people", "people", True),
        ("the army", "the navy", False),
        ("the", "the", True),
        ("", "army", False),
    ],
)
def test_wordings_are_alike_when_half_of_their_words_agree(a: str, b: str, same: bool) -> None:
    assert alike(a, b) is same
    assert alike(b, a) is same


def test_a_coded_filler_serves_one_gold_filler_only() -> None:
    assert common(("rebels", "rebels"), ("rebels",)) == 1


def test_claims_that_share_nothing_are_not_paired() -> None:
    assert pairs([a_claim("attack", "stabbed")], [a_claim("protest", "marched")]) == []


def test_the_likest_claim_is_taken() -> None:
    wanted = a_claim(trigger="shelled", place=("Kassab",))
    other = a_claim(trigger="shelled", place=("Homs",))
    assert pairs([wanted], [other, wanted]) == [(wanted, wanted)]


def test_slots_of_a_missed_claim_are_missed_and_of_an_extra_one_spurious() -> None:
    missed = score({"r": [a_claim(place=("Kassab",))]}, {})
    assert (missed.slots["place"].gold, missed.slots["place"].coded, missed.slots["type"].right) == (1, 0, 0)
    spurious = score({"r": []}, {"r": [a_claim(place=("Kassab",))]})
    assert (spurious.slots["place"].gold, spurious.slots["place"].coded) == (0, 1)


def test_harm_is_right_only_when_kind_and_both_bounds_are() -> None:
    gold = a_claim(harm=(("killed", 11, None),))
    assert score({"r": [gold]}, {"r": [a_claim(harm=(("killed", 11, 11),))]}).slots["harm"].right == 0
    assert score({"r": [gold]}, {"r": [gold]}).slots["harm"].right == 1


@given(st.lists(CLAIMS, max_size=4))
def test_claims_agree_wholly_with_themselves(claims: list[CodedClaim]) -> None:
    scores = score({"r": claims}, {"r": claims})
    for slot in SLOTS:
        assert scores.slots[slot].right <= scores.slots[slot].gold == scores.slots[slot].coded
    assert scores.slots["type"].right == len(pairs(claims, claims))


@given(st.lists(CLAIMS, max_size=4), st.lists(CLAIMS, max_size=4))
def test_no_count_of_right_exceeds_what_there_is(gold: list[CodedClaim], coded: list[CodedClaim]) -> None:
    scores = score({"r": gold}, {"r": coded})
    for count in (*scores.slots.values(), scores.rows, scores.all_slots):
        assert 0 <= count.right <= min(count.gold, count.coded)
        assert 0.0 <= count.f1 <= 1.0


def test_both_forms_of_a_claim_are_read_alike() -> None:
    copied = {"type": "attack", "status": "happened", "trigger": "shot", "place": ["Kassab"], "harm": []}
    printed = {
        "type": "attack",
        "status": "happened",
        "trigger": {"text": "shot", "start": 0, "end": 4},
        "places": [{"text": "Kassab", "start": 8, "end": 14}],
        "harm": [],
    }
    assert coded_claim(copied) == coded_claim(printed)

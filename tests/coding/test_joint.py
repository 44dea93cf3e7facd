"""Claims from hand-made proposals: what the extractor points at, what the rules make of it, and who wins."""

from dataclasses import replace

import pytest

from tests.build import a_document
from warledger.coding import extracted, joint
from warledger.coding.retold import once
from warledger.model.claim import Claim, Status
from warledger.model.proposal import Filler, Proposal
from warledger.model.reading import Reading
from warledger.reading.reader import read
from warledger.reference.codebook import load_codebook

CODEBOOK = load_codebook(None)


def reading_of(text: str, *proposals: Proposal) -> Reading:
    return replace(read(a_document(text)), proposals=proposals)


def a_proposal(
    text: str, words: str, type_: str, *fillers: tuple[str, str], status: str = "happened", event: int = 1
) -> Proposal:
    start = text.index(words)
    found = tuple(Filler(role, text.index(w), text.index(w) + len(w), 0.95) for role, w in fillers)
    return Proposal(start, start + len(words), 0.9, ((type_, 0.9),), status, 0.9, found, event)


def only(claims: tuple[Claim, ...]) -> Claim:
    assert len(claims) == 1, [c.trigger.text for c in claims]
    return claims[0]


STRIKE = "A raid from the air on Saada late on Monday left 12 people dead, medics said."


def test_roles_become_fields_with_their_words_and_the_rules_say_what_they_mean() -> None:
    proposal = a_proposal(
        STRIKE,
        "raid",
        "air_drone_strike",
        ("place", "Saada"),
        ("time", "on Monday"),
        ("source", "medics"),
        ("killed", "left 12 people dead"),
    )
    claim = only(extracted.code(reading_of(STRIKE, proposal), CODEBOOK))
    assert [p.text for p in claim.places] == ["Saada"]
    assert claim.when is not None
    assert claim.when.value.start.isoformat() == "2014-03-31"
    assert [s.quote.text for s in claim.sources] == ["medics"]
    assert [(h.kind.value, h.low, h.high) for h in claim.harm] == [("killed", 12, 12)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("They say that four hundred lie in the pit at Ovcara.", "four hundred lie in the pit", 400, 400),
        ("Her throat was cut at the gate of Bentalha.", "Her throat was cut", 1, 1),
        ("The shell came through the roof of the mosque; nobody was under it.", "nobody was under it", 0, 0),
    ],
)
def test_words_of_harm_that_the_grammar_cannot_read_are_read_by_themselves(
    text: str, words: str, low: int, high: int
) -> None:
    proposal = a_proposal(text, text.split(" ")[0], "attack", ("killed", words))
    harm = only(extracted.code(reading_of(text, proposal), CODEBOOK)).harm
    assert [(h.low, h.high, h.quote.text) for h in harm] == [(low, high, words)]


def test_two_tellings_of_one_event_are_one_claim_with_the_words_of_both() -> None:
    text = "Shells hit the market of Taiz. The shelling killed two people."
    first = a_proposal(text, "hit", "shelling_missile", ("place", "Taiz"))
    second = a_proposal(text, "shelling", "shelling_missile", ("killed", "killed two people"))
    claim = only(extracted.code(reading_of(text, first, second), CODEBOOK))
    assert [p.text for p in claim.places] == ["Taiz"]
    assert [(h.low, h.high) for h in claim.harm] == [(2, 2)]


def test_a_caption_tells_of_no_event() -> None:
    text = "Fighters pray near Kassab before the attack. (photo by Northern Wire)"
    assert extracted.code(reading_of(text, a_proposal(text, "attack", "attack")), CODEBOOK) == ()


def test_what_the_rules_read_as_feared_is_never_told_as_done_on_the_extractors_word() -> None:
    text = "Residents fear a massacre in the eastern quarters."
    claim = only(joint.code(reading_of(text, a_proposal(text, "massacre", "attack")), CODEBOOK))
    assert claim.status.value is Status.POSSIBLE
    assert claim.status.quotes[0].text == "fear"


def test_the_extractors_own_doubt_stands() -> None:
    text = "A massacre took place in the eastern quarters."
    proposal = a_proposal(text, "massacre", "attack", status="denied")
    assert only(joint.code(reading_of(text, proposal), CODEBOOK)).status.value is Status.DENIED


def test_an_event_with_sure_words_that_only_the_rules_see_is_kept() -> None:
    text = "Airstrikes hit Saada on Monday, killing three people. Tribesmen marched on the port."
    marched = a_proposal(text, "marched", "movement")
    claim, _ = joint.code(reading_of(text, marched), CODEBOOK)
    assert (claim.type.value, claim.coder) == ("air_drone_strike", joint.CODER)


def test_where_the_extractor_sees_no_event_at_all_the_rules_make_none() -> None:
    text = "Airstrikes hit Saada on Monday, killing three people."
    assert joint.code(reading_of(text), CODEBOOK) == ()


def test_weak_words_that_only_the_rules_see_are_left_out() -> None:
    text = "The truce has been the talk of the town."
    assert joint.code(reading_of(text), CODEBOOK) == ()


def test_a_reading_without_proposals_is_refused() -> None:
    with pytest.raises(ValueError, match="proposals"):
        joint.code(read(a_document(STRIKE)), CODEBOOK)


RAID = "Jets bombed the mill of Saada on Monday, killing two. The mill of Saada was bombed; one died at Rahban."


@pytest.mark.parametrize(
    ("fillers", "left"),
    [
        ((("target", "The mill of Saada"), ("place", "Saada"), ("time", "on Monday")), 1),
        ((("target", "The mill of Saada"), ("place", "Rahban"), ("time", "on Monday")), 2),
        ((("target", "The mill of Saada"), ("killed", "one died"), ("place", "Saada")), 2),
        ((("place", "Saada"),), 2),
    ],
)
def test_a_second_telling_goes_when_a_surer_claim_has_all_that_it_has(
    fillers: tuple[tuple[str, str], ...], left: int
) -> None:
    full = (("target", "the mill of Saada"), ("place", "Saada"), ("time", "on Monday"), ("killed", "killing two"))
    first = a_proposal(RAID, "bombed", "air_drone_strike", *full)
    again = replace(a_proposal(RAID, "was bombed", "air_drone_strike", *fillers, event=2), probability=0.8)
    claims = extracted.code(reading_of(RAID, first, again), CODEBOOK)
    assert len(once(claims)) == left

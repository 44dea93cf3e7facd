"""What one report says of an incident in several claims: which tell it again, and the one figure that it gives."""

import pytest

from tests.build import a_claim, a_document, a_harm, a_when, words
from tests.linking.reports import DAY
from warledger.linking.figures import of_report
from warledger.linking.tellings import tellings
from warledger.linking.tolls import Told, told_injured, toll
from warledger.model.claim import Claim, HarmKind, Status
from warledger.model.corroboration import Figure
from warledger.model.ids import ClaimId

REPORT = a_document(
    "Gunmen killed the teacher Rima Haddad in Al-Bab. Haddad was shot at her door. The shooting lasted a minute. "
    "A mine wounded 9 herders. The blast hurt nine herders. Police denied the shooting. Others fired on a bus."
)
HERDERS = (a_harm(REPORT, "9 herders", HarmKind.INJURED, low=9, high=9),)
TELLINGS = {
    "a shared name": (("Gunmen killed", ("Rima Haddad",)), ("was shot", ("Haddad",)), True),
    "nothing of its own close behind": (("Gunmen killed", ("Rima Haddad",)), ("The shooting", ()), True),
    "other victims": (("Gunmen killed", ("Rima Haddad",)), ("fired on", ("Others",)), False),
}


def told(at: str, victims: tuple[str, ...] = (), **fields: object) -> Claim:
    return a_claim(REPORT, at, **{"type": "attack", "targets": victims, **fields})


@pytest.mark.parametrize(("one", "other", "same"), TELLINGS.values(), ids=TELLINGS)
def test_a_report_tells_an_event_again(
    one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]], same: bool
) -> None:
    found = tellings([told(*one), told(*other)])
    assert (found == [0, 0]) is same


def test_the_same_count_is_the_same_event() -> None:
    again = (a_harm(REPORT, "nine herders", HarmKind.INJURED, low=9, high=9),)
    assert tellings(
        [told("A mine", type="ied_mine", harm=HERDERS), told("The blast", type="ied_mine", harm=again)]
    ) == [0, 0]


def test_a_denial_another_day_or_an_unlike_type_is_no_telling_of_it() -> None:
    one = told("Gunmen killed", ("Rima Haddad",), when=a_when(DAY))
    for other in (
        told("denied the shooting", ("Haddad",), status=Status.DENIED),
        told("was shot", ("Haddad",), when=a_when(DAY.replace(day=20))),
        told("was shot", ("Haddad",), type="displacement"),
    ):
        assert tellings([one, other]) == [0, 1]


FIGURES = {
    # words of the report, its figures (words, low, high), and the figure that it gives
    "figures that stand together are of different people": (
        "three men and two women died",
        [("three men", 3, 3), ("two women", 2, 2)],
        5,
    ),
    "a count comes before a plural without one": (
        "people died here; 4 men died",
        [("people", 2, None), ("4 men", 4, 4)],
        4,
    ),
}


@pytest.mark.parametrize(("text", "figures", "expected"), FIGURES.values(), ids=FIGURES)
def test_the_figure_of_a_report(text: str, figures: list[tuple[str, int, int | None]], expected: int) -> None:
    document = a_document(text)
    harm = tuple(
        a_harm(document, quoted, low=low, high=high, victims=words(document, quoted)) for quoted, low, high in figures
    )
    found = of_report([a_claim(document, "died", harm=harm)], HarmKind.KILLED)
    assert found is not None
    assert found.low == expected


def test_what_is_counted_again_further_on_is_not_added() -> None:
    filler = " The roads were closed and nobody could leave the town that evening, people said."
    document = a_document(f"Shells killed seven people.{filler} Three children died on the spot.")
    harm = tuple(
        a_harm(document, quoted, low=low, high=low, victims=words(document, quoted))
        for quoted, low in (("seven people", 7), ("Three children", 3))
    )
    found = of_report([a_claim(document, "Shells", harm=harm)], HarmKind.KILLED)
    assert found is not None
    assert found.low == 7


def a_voice(name: str, number: int, after: int = 0) -> Told:
    return Told(Figure(number, number, name, ClaimId(f"claim-{name}"), ()), DAY.replace(day=DAY.day + after))


INJURED = {
    # killed, injured and hit (killed or injured) by voice and days after; the best figure of the injured
    "all but the dead of those hit": ([("a", 1, 0)], [], [("a", 4, 0)], 3),
    "one who was wounded and died": ([("b", 1, 2)], [("a", 1, 0)], [], 0),
    "the dead are others than the wounded": ([("a", 1, 0)], [("a", 1, 0)], [], 1),
    "more wounded than died later": ([("b", 2, 2)], [("a", 5, 0)], [], 5),
}


@pytest.mark.parametrize(("killed", "injured", "hit", "expected"), INJURED.values(), ids=INJURED)
def test_the_injured_are_told_from_the_dead(
    killed: list[tuple[str, int, int]],
    injured: list[tuple[str, int, int]],
    hit: list[tuple[str, int, int]],
    expected: int,
) -> None:
    found = told_injured(*([a_voice(*one) for one in some] for some in (killed, injured, hit)))
    assert toll(HarmKind.INJURED, None, found).best == expected


def test_a_report_is_read_from_its_beginning_whatever_the_order_of_claims() -> None:
    claims = [told("The shooting"), told("was shot", ("Haddad",)), told("Gunmen killed", ("Rima Haddad",))]
    assert tellings(claims) == [2, 2, 2]

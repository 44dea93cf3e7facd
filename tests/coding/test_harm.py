"""The case tables of harm, and what holds of any text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import a_document
from warledger.coding.harm import find_harm, merge_repeats, same_figure
from warledger.model.claim import Harm, HarmKind
from warledger.model.reading import Reading
from warledger.reading.numbers import add_numbers
from warledger.reading.sentences import add_sentences

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['why']}")
    for path in sorted((Path(__file__).parents[1] / "cases/harm").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
PIECES = st.sampled_from(
    "killed|killing|were|was|injured|wounded|and|or|,|11|at least 4|three|a|the|people|soldiers|children|others|"
    "including|"
    "of them|among them|in Homs|Abu Nasr|Sudan|no one|not|dead|left|leaving|fled|to flee|forcing|death toll|"
    "rose to|deaths|"
    'of|the bodies|found|taken hostage|kidnapped|and his wife|who|by|.|(|)|"|casualties|without|being|before'.split("|")
)


def harm_in(text: str) -> list[Harm]:
    reading = add_numbers(add_sentences(Reading(a_document(text))))
    return [harm for sentence in reading.sentences or () for harm in find_harm(reading, sentence)]


def told(harm: Harm, fields: dict) -> dict:
    """The fields of a figure that a case is about."""
    whole = {
        "kind": harm.kind.value,
        "low": harm.low,
        "high": harm.high,
        "who": harm.who.value,
        "quote": harm.quote.text,
        "victims": harm.victims.text if harm.victims else None,
        "subset": harm.subset,
        "hedge": harm.hedge,
        "rule": harm.rule,
    }
    return {name: whole[name] for name in fields}


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_yields_the_figures_its_case_says(case: dict) -> None:
    found = harm_in(case["text"])
    expected = case["harm"]
    assert [told(harm, fields) for harm, fields in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected), found


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=16).map(" ".join)))
def test_any_text_yields_verbatim_figures_with_a_rule(text: str) -> None:
    for harm in harm_in(text):
        assert harm.quote.text == text[harm.quote.start : harm.quote.end]
        assert harm.rule.startswith("harm.")
        assert harm.low is None or harm.high is None or harm.low <= harm.high
        if harm.victims is not None:
            assert harm.victims.text == text[harm.victims.start : harm.victims.end]


@given(st.lists(PIECES, max_size=16).map(" ".join))
def test_a_sentence_never_tells_one_figure_of_the_same_words_twice(text: str) -> None:
    told_of = [(h.kind, h.low, h.high, h.victims) for h in harm_in(text) if h.victims is not None]
    assert len(told_of) == len(set(told_of))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Eleven people were killed.", "The raid killed 11 villagers.", True),
        ("Eleven people were killed.", "Eleven people were injured.", False),
        ("Eleven people were killed.", "At least 11 people were killed.", False),
        ("A soldier was killed.", "A driver was killed.", False),
        ("Abu Nasr was killed.", "He was killed.", True),
        ("Abu Nasr was killed.", "Abu Khalid was killed.", False),
        ("Five soldiers were killed.", "Five civilians were killed.", False),
    ],
)
def test_the_same_figure_told_twice_is_known(one: str, two: str, same: bool) -> None:
    (first,), (second,) = harm_in(one), harm_in(two)
    assert same_figure(first, second) is same
    assert same_figure(second, first) is same


def test_of_a_repeated_figure_the_fuller_words_stay() -> None:
    harms = tuple(harm_in("Shells killed 11. The 11 dead were buried. In all 11 villagers were killed, and 30 hurt."))
    merged = merge_repeats(harms)
    assert [(harm.kind, harm.low) for harm in merged] == [(HarmKind.KILLED, 11), (HarmKind.INJURED, 30)]
    assert merged[0].victims is not None
    assert merged[0].victims.text == "villagers"


def test_words_of_the_users_own_are_found(tmp_path: Path) -> None:
    from warledger.coding.harm_lexicon import load_harm_lexicon

    file = tmp_path / "harm.yaml"
    file.write_text("verbs: {killed: [zap/zaps/zapped/zapped/zapping]}\npeople: {combatant: [trooper]}\n")
    reading = add_numbers(add_sentences(Reading(a_document("Rays zapped three troopers."))))
    (sentence,) = reading.sentences or ()
    (harm,) = find_harm(reading, sentence, lexicon=load_harm_lexicon(file))
    assert (harm.kind, harm.low, harm.who.value) == (HarmKind.KILLED, 3, "combatant")

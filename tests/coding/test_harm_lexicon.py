"""The lexicon of harm: what it makes of its file, and how it refuses a wrong one."""

from pathlib import Path

import pytest

from warledger.coding.harm_lexicon import Form, Frame, load_harm_lexicon
from warledger.errors import BadSetting
from warledger.model.claim import HarmKind, Who


def test_a_regular_verb_has_all_its_forms() -> None:
    verbs = load_harm_lexicon().verbs
    assert [verbs[word].form for word in ("kill", "kills", "killed", "killing")] == [
        Form.BASE,
        Form.THIRD,
        Form.PAST,
        Form.ING,
    ]
    assert verbs["captured"].frame is Frame.PEOPLE


def test_a_person_noun_has_its_plural_and_its_side() -> None:
    people = load_harm_lexicon().people
    assert (people["policeman"].count, people["policemen"].plural, people["policemen"].who) == (1, True, Who.COMBATANT)
    assert people["chinese"].invariant


def test_alternatives_in_a_phrase_are_spelled_out() -> None:
    phrases = {phrase for phrase, word in load_harm_lexicon().phrases["lost"] if word.kind is HarmKind.KILLED}
    assert {("lost", "his", "life"), ("lost", "her", "life")} <= phrases


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("verbs: {slain: [kill]}", "slain"),
        ("verbz: {killed: [kill]}", "verbz"),
        ("verbs: {killed: kill}", "verbs.killed"),
        ("verbs: {killed: [no]}", "verbs.killed"),
        ("verbs: {killed: [slay/slew]}", "slay/slew"),
        ("collectives: {civilian: {crew: many}}", "crew"),
        ("people: [soldier]", "people"),
        ("verbs: [", "line 2"),
    ],
)
def test_a_wrong_file_is_refused_by_key(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    with pytest.raises(BadSetting, match=named) as refusal:
        load_harm_lexicon(file)
    assert "mine.yaml" in str(refusal.value)

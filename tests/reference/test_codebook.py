"""The codebook's file is checked whole, and its word rules are those of the field."""

from pathlib import Path

import pytest

from warledger.errors import BadSetting
from warledger.model.claim import HarmKind, Status
from warledger.reference import acled
from warledger.reference.codebook import AcledCase, Bounds, load_codebook
from warledger.reference.settings_file import shipped_text

SHIPPED = load_codebook(None)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def replaced(tmp_path: Path, old: str, new: str) -> Path:
    text = shipped_text("codebook.yaml")
    assert text.count(old) >= 1, f"the shipped codebook no longer holds {old!r}"
    return written(tmp_path, text.replace(old, new, 1))


def test_the_shipped_codebook_has_every_type_status_and_harm_kind():
    assert len(SHIPPED.types) == 24
    assert set(SHIPPED.statuses) == set(Status)
    assert {entry.kind for entry in SHIPPED.harm.kinds} == set(HarmKind)


def test_every_acled_sub_event_of_the_codebook_is_in_acleds_hierarchy():
    for type_ in SHIPPED.types.values():
        if type_.acled_event_type:
            assert type_.acled_sub_event in acled.HIERARCHY[type_.acled_event_type]


def test_a_type_whose_acled_sub_event_depends_on_the_claim_names_the_case():
    assert SHIPPED.types["territory_taken"].acled_when[AcledCase.STATE_ACTOR] == "Government regains territory"


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("dozens", 24, None),
        ("scores", 40, None),
        ("hundreds", 200, None),
        ("thousands", 2000, None),
        ("several", 3, None),
        ("a few", 2, None),
        ("many", 2, None),
        ("a couple", 2, 2),
        ("a dozen", 12, 12),
        ("a", 1, 1),
    ],
)
def test_words_without_digits_stand_for_the_counts_of_the_codebook(words, low, high):
    assert SHIPPED.harm.vague[words] == Bounds(low, high)


@pytest.mark.parametrize(
    ("hedge", "low", "high"),
    [
        ("at least", 50, None),
        ("More  than", 50, None),
        ("over", 50, None),
        ("up to", None, 50),
        ("nearly", None, 50),
        ("about", 50, 50),
        (None, 50, 50),
        ("exactly", 50, 50),
    ],
)
def test_a_hedge_sets_the_bound_that_the_coders_settled_on(hedge, low, high):
    assert SHIPPED.harm.hedged(50, hedge) == Bounds(low, high)


def test_a_margin_widens_an_approximate_number(tmp_path):
    codebook = load_codebook(written(tmp_path, "extends: shipped\nharm: {approximate_margin: 0.1}\n"))
    assert codebook.harm.hedged(50, "about") == Bounds(45, 55)


def test_a_file_that_extends_the_shipped_codebook_changes_only_what_it_names(tmp_path):
    text = """
        extends: shipped
        name: ours
        types:
          attack: {label: Assault on people}
          piracy:
            {label: Piracy, description: A ship taken., acled_event_type: null, acled_sub_event: null,
             plover: [COERCE seize], ucdp_violence: []}
          grenade: null
        harm:
          vague: {dozens: {low: 36}, scores: null}
          hedges: {over: null}
    """
    codebook = load_codebook(written(tmp_path, text))
    assert codebook.name == "ours"
    assert codebook.types["attack"].label == "Assault on people"
    assert codebook.types["attack"].acled_sub_event == "Attack"
    assert codebook.types["piracy"].plover == ("COERCE seize",)
    assert "grenade" not in codebook.types
    assert codebook.harm.vague["dozens"] == Bounds(36, None)
    assert "scores" not in codebook.harm.vague
    assert "over" not in codebook.harm.hedges


def test_an_extending_file_can_set_a_value_to_null(tmp_path):
    text = "extends: shipped\ntypes: {arrest: {acled_event_type: null, acled_sub_event: null}}\n"
    assert load_codebook(written(tmp_path, text)).types["arrest"].acled_event_type is None


def test_the_shipped_file_given_by_path_reads_like_the_shipped_codebook(tmp_path):
    assert load_codebook(written(tmp_path, shipped_text("codebook.yaml"))) == SHIPPED


# what is changed in the shipped file, into what, and what the refusal must say
FAULTS = [
    ("    label: Armed clash\n", "", ["types.armed_clash.label", "missing"]),
    ("    label: Armed clash", "    labl: Armed clash", ["armed_clash.labl", "line 17", "did you mean 'label'"]),
    ("acled_event_type: Battles", "acled_event_type: Fights", ["acled_event_type", "'Fights'", "Battles, Protests"]),
    ("acled_sub_event: Armed clash", "acled_sub_event: Attack", ["acled_sub_event", "'Attack'", "Armed clash"]),
    ("acled_event_type: null", "acled_event_type: Riots", ["statement.acled_sub_event", "None", "Mob violence"]),
    ("ucdp_violence: [1, 2]", "ucdp_violence: [1, 4]", ["ucdp_violence", "holds 4", "1, 2, 3"]),
    ("ucdp_violence: [1, 2]", "ucdp_violence: 1", ["ucdp_violence", "must be a list"]),
    ("plover: [ASSAULT]", "plover: [assault]", ["plover", "'assault'", "capitals"]),
    ("{state_actor:", "{state:", ["acled_when.state", "state_actor"]),
    ("  armed_clash:", "  Armed clash:", ["Armed clash", "lower-case"]),
    ("counts_as_event: true}", "counts_as_event: false}", ["statuses.happened.counts_as_event", "fixed", "true"]),
    ("  denied: {", "  refused: {", ["statuses.refused", "it knows"]),
    ("    missing: {", "    lost: {", ["harm.kinds.lost"]),
    ("approximate_margin: 0.0", "approximate_margin: 10%", ["approximate_margin", "'10%'", "0.1"]),
    ("approximate_margin: 0.0", "approximate_margin: 1", ["approximate_margin", "less than 1"]),
    ("dozens: {low: 24, high: null}", "dozens: {low: 24, high: 12}", ["vague.dozens.high", "less than low 24"]),
    ("dozens: {low: 24, high: null}", "dozens: {low: some, high: null}", ["vague.dozens.low", "whole number"]),
    ("dozens: {low: 24, high: null}", "dozens: 24", ["vague.dozens", "mapping"]),
    ("    many: {", "    no: {", ["quotes"]),
    ("at least: floor", "at least: up", ["hedges.at least", "'up'", "floor, ceiling, approximate"]),
    ("at least: floor", "at least: floor\n    at least: ceiling", ["'at least'", "written twice", "line"]),
    ("types:\n", "types: [\n", ["line", "not valid YAML"]),
    ("name: warledger", "name: ''", ["name", "must be a text"]),
    ("name: warledger", "title: warledger", ["title"]),
]


@pytest.mark.parametrize(
    ("old", "new", "said"), FAULTS, ids=[new.strip()[:30] or "key left out" for _, new, _ in FAULTS]
)
def test_a_fault_is_refused_with_the_file_the_key_and_the_way_out(tmp_path, old, new, said):
    path = replaced(tmp_path, old, new)
    with pytest.raises(BadSetting) as caught:
        load_codebook(path)
    message = str(caught.value)
    assert str(path) in message
    for words in said:
        assert words in message, message


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadSetting, match=r"none\.yaml cannot be read .*give the path"):
        load_codebook(tmp_path / "none.yaml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(BadSetting, match="cannot be read"):
        load_codebook(tmp_path)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"- a\n- b\n", b"just words", b"a: \x00"])
def test_a_file_that_is_no_codebook_is_refused(tmp_path, content):
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    with pytest.raises(BadSetting, match=r"mine\.yaml"):
        load_codebook(path)


def test_a_file_that_extends_something_else_is_refused(tmp_path):
    with pytest.raises(BadSetting, match=r"line 1: extends is 'acled'; allowed: shipped"):
        load_codebook(written(tmp_path, "extends: acled\n"))

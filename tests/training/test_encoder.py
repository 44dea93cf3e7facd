"""The extractor as shipped: it loads, its offsets are the text's, and a missing or damaged file stops the run."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warledger.errors import UnusableModel
from warledger.model.proposal import ROLES
from warledger.reading.encoder import DETECTOR, HEADS, TOKENIZER, WEIGHTS, load, propose
from warledger.reading.sentences import split_text

STRIKE = "An airstrike by government forces killed at least 11 people in Al-Bab on Wednesday, the mayor said."


def _propose(text: str) -> tuple:
    return propose(text, list(split_text(text)))[0]


def test_a_plain_report_is_one_event_with_its_words() -> None:
    [found] = _propose(STRIKE)
    assert found.type == "air_drone_strike"
    assert found.status == "happened"
    assert "airstrike" in STRIKE[found.start : found.end]
    assert [STRIKE[f.start : f.end] for f in found.of("place")] == ["Al-Bab"]
    assert [STRIKE[f.start : f.end] for f in found.of("actor")] == ["government forces"]
    assert "11 people" in STRIKE[found.of("killed")[0].start : found.of("killed")[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "!!! ??? \u0301\u0302",
        "The home side won 3-0 in the cup on Sunday and the striker fired in two shots.",
    ],
)
def test_a_report_without_an_event_has_no_proposals(text: str) -> None:
    assert _propose(text) == ()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [STRIKE, "Dün Şam'da 🚀 üç kişi öldü.", "\u0627\u0644\u0634\u0627\u0645", "e\u0301", "x" * 700]
        ),
        max_size=8,
    )
)
def test_offsets_lie_in_the_text_and_probabilities_between_0_and_1(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in _propose(text):
        assert 0 <= found.start < found.end <= len(text)
        assert 0.0 <= found.probability <= 1.0
        assert sum(share for _, share in found.types) <= 1.001
        for filler in found.fillers:
            assert filler.role in ROLES
            assert 0 <= filler.start < filler.end <= len(text)
            assert not text[filler.start].isspace()
            assert not text[filler.end - 1].isspace()


def test_the_same_text_gives_the_same_proposals() -> None:
    assert _propose(STRIKE) == _propose(STRIKE)


def test_names_come_beside_the_events_and_a_text_says_that_it_tells_of_any() -> None:
    text = "The storm brought down trees in Kent on Friday. An airstrike hit the market of Ariha and killed six people."
    _, names = propose(text, list(split_text(text)))
    assert ("place", "Kent") in {(name.kind, text[name.start : name.end]) for name in names}
    assert all(proposal.about > 0.5 for proposal in _propose(STRIKE))


def test_the_manifest_names_what_the_weights_were_made_of() -> None:
    manifest = json.loads((WEIGHTS / "manifest.json").read_text("utf-8"))
    assert {"recipe", "sha256", "decoding", "data", "seeds", "scores"} <= manifest.keys()
    assert sum((WEIGHTS / name).stat().st_size for name in manifest["sha256"]) < 30_000_000


@pytest.mark.parametrize("name", [DETECTOR, HEADS, TOKENIZER, "manifest.json"])
def test_a_missing_file_stops_the_run_and_is_named(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    (folder / name).unlink()
    with pytest.raises(UnusableModel, match=name):
        load(folder)


@pytest.mark.parametrize("name", [DETECTOR, HEADS, TOKENIZER])
def test_a_damaged_file_stops_the_run_and_is_named(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(UnusableModel, match=name):
        load(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sha256": {}}', "not json"])
def test_a_damaged_manifest_stops_the_run(tmp_path: Path, content: str) -> None:
    folder = shutil.copytree(WEIGHTS, tmp_path / "weights")
    (folder / "manifest.json").write_text(content, "utf-8")
    with pytest.raises(UnusableModel, match="manifest"):
        load(folder)

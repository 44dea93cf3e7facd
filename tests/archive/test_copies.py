"""Copies are told from texts of their own, and families do not depend on the order in which reports come."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.build import NOON, a_document
from warledger.archive.copies.families import families, standing_of
from warledger.archive.copies.fingerprints import SHINGLE, WINDOW, fingerprints
from warledger.archive.copies.judging import Text, judged
from warledger.archive.copies.overlap import overlap
from warledger.archive.copies.search import READ, Shelf
from warledger.archive.copies.words import LONGEST, words_of
from warledger.model.copies import CopyKind, CopyLink
from warledger.model.document import Document, Published, PublishedBasis
from warledger.model.ids import DocumentId
from warledger.model.serial import dump, load

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/copies/pairs.yaml").read_text(encoding="utf-8"))
TEXTS: dict[str, str] = CASES["texts"]
DAY = date(2016, 3, 8)


def a_report(text: str, name: str, days: int = 0, **fields: Any) -> Document:
    """A report of a series of its own, published some days after DAY."""
    published = Published(DAY + timedelta(days=days), PublishedBasis.GIVEN, "given by the user")
    return a_document(text, **({"id": DocumentId(name), "series": f"row:{name}", "published": published} | fields))


def link(one: Document, other: Document) -> CopyLink | None:
    return judged(Text.of(one), Text.of(other))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_a_later_report_is_what_the_case_says(case: dict[str, Any]) -> None:
    base = a_report(TEXTS[case["base"]], "base")
    other = a_report(case.get("text") or TEXTS[case["other"]], "other", case.get("days", 1))
    found = link(base, other)
    assert (found.kind.value if found else "none") == case["is"], found
    if found:
        order = "published" if case.get("days", 1) else "captured"
        assert ({found.one, found.other}, found.order) == ({"base", "other"}, order)
        assert link(other, base) == found
        assert load(CopyLink, dump(found)) == found


def test_a_changed_figure_is_counted_and_its_passage_is_pointed_at() -> None:
    base = a_report(TEXTS["wire"], "base")
    other = a_report(TEXTS["wire"].replace("at least\nthree people", "more than nine people"), "other", 1)
    found = link(base, other)
    assert found is not None
    assert (found.kind, found.figures_changed, found.share) == (CopyKind.UPDATE, 1, 1.0)
    for passage in found.passages:
        here, there = (
            base.text[passage.one.start : passage.one.end],
            other.text[passage.other.start : passage.other.end],
        )
        assert here.split()[0] == there.split()[0]
        assert here.split()[-1] == there.split()[-1]


def test_what_is_captured_again_at_one_address_is_one_family_however_changed() -> None:
    one = a_report(
        "The ceasefire holds, the mediators said at noon in the capital.", "one", series="https://a.example/b"
    )
    other = a_report(
        "Heavy shelling was reported along the whole of the front.", "two", 1, series="https://a.example/b"
    )
    found = link(one, other)
    assert found is not None
    assert found.kind is CopyKind.VERSION
    assert found.kind.one_voice


@pytest.mark.parametrize(
    "text", ["", "\n\n", "...", "Boom", "No comment.", "\0", "😀", "a" * 1_000_000, "word " * 200_000]
)
def test_a_text_that_says_nothing_is_nobodys_copy_but_is_placed(text: str) -> None:
    shelf = Shelf()
    documents = [a_report(text, "one"), a_report(TEXTS["wire"], "wire"), a_report(text + " ", "two")]
    links = [found for document in documents for found in shelf.add(document)]
    assert not [found for found in links if "wire" in (found.one, found.other)]
    assert len(words_of(text)) <= LONGEST
    if len(text) < 20:
        assert links == []


def test_an_arabic_and_a_chinese_reprint_are_found_too() -> None:
    arabic = (
        "قتل ثلاثة أشخاص على الأقل وأصيب أحد عشر آخرون في قصف استهدف سوق المدينة صباح اليوم، "
        "وقال مسؤولون إن القصف بدأ بعد التاسعة."
    )
    chinese = (
        "当地官员说，周二上午炮弹落在港口城市的菜市场，造成至少三人死亡，"
        "十一人受伤，救援人员仍在倒塌的仓库下寻找幸存者。"
    )
    for text in (arabic, chinese):
        found = link(a_report(text, "one"), a_report("عاجل\n\n" + text, "two", 1))
        assert found is not None
        assert found.kind is CopyKind.REPRINT


words = st.lists(
    st.sampled_from("shells fell on the old market of town and three people died there".split()), max_size=90
)


@given(words, words, words)
@settings(max_examples=60, deadline=None)
def test_any_long_enough_run_of_shared_words_shares_a_fingerprint(a: list[str], b: list[str], c: list[str]) -> None:
    shared = [f"word{chr(97 + number)}" for number in range(SHINGLE + WINDOW - 1)]
    one, other = words_of(" ".join([*a, *shared, *b])), words_of(" ".join([*c, *shared]))
    assert set(fingerprints(one)) & set(fingerprints(other))


@given(words, words)
@settings(max_examples=60, deadline=None)
def test_shares_lie_between_nothing_and_all_and_a_text_is_its_own_copy(a: list[str], b: list[str]) -> None:
    one, other = words_of(" ".join(a)), words_of(" ".join(b))
    found = overlap(one, other)
    assert 0 <= found.one.share <= 1
    assert 0 <= found.other.share <= 1
    assert overlap(one, one).one.shared == len(one)


def stories(seed: int = 3) -> list[Document]:
    """Twelve stories, each with a reprint and a cut, in the order of their days."""
    chance = random.Random(seed)
    vocabulary = [f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in "nrst"]
    made = []
    for number in range(12):
        text = " ".join(chance.choice(vocabulary) for _ in range(120)) + "."
        made.append(a_report(text, f"story{number:02}", 0))
        made.append(a_report(f"Late news of the day\n\n{text}\n\nRead more: subscribe.", f"reprint{number:02}", 1))
        made.append(a_report(" ".join(text.split()[:40]) + ".", f"cut{number:02}", 2))
    return made


def test_families_are_the_same_in_whatever_order_reports_come() -> None:
    documents, seen = stories(), set()
    for seed in range(8):
        random.Random(seed).shuffle(documents)
        shelf = Shelf()
        links = [found for document in documents for found in shelf.add(document)]
        found = families(standing_of(documents), links)
        seen.add(frozenset((family.id, family.members) for family in found))
    assert len(seen) == 1
    assert all(len(members) == 3 and members[0].startswith("story") for _, members in next(iter(seen)))


def test_a_text_that_comes_back_in_three_separate_weeks_is_a_form_and_no_family() -> None:
    text = " ".join(TEXTS["wire"].split()[8:60]) + "."
    documents = [a_report(text, f"r{days:03}", days) for days in (0, 1, 40, 41, 90)]
    links = [found for shelf in [Shelf()] for document in documents for found in shelf.add(document)]
    assert [f.members for f in families(standing_of(documents), links)] == [
        ("r000", "r001"),
        ("r040", "r041"),
        ("r090",),
    ]


def test_a_family_is_found_however_many_reprints_there_are() -> None:
    shelf = Shelf()
    documents = [a_report(TEXTS["wire"], f"r{number:03}", captured_at=NOON) for number in range(4 * READ)]
    links = [found for document in documents for found in shelf.add(document)]
    (family,) = families(standing_of(documents), links)
    assert len(family.members) == 4 * READ
    assert family.earliest == "r000"
    assert len(links) < 8 * len(documents)

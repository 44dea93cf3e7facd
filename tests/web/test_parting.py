"""A long text in parts: nothing is lost, nothing is said twice, and every place in it is in one part."""

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.build import NOON, a_claim, a_document
from warledger.store.case import Store
from warledger.web.marking import Mark, Role
from warledger.web.parting import MOST, lines_of_part, part_numbered, part_with, parts_of

TEXTS = st.text(alphabet=st.sampled_from("ab \n\u0628"), max_size=80)


@given(text=TEXTS, most=st.integers(2, 20))
def test_the_parts_in_order_are_the_text(text: str, most: int) -> None:
    parts = parts_of(text, most)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= most for part in parts)
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    for at in range(len(text)):
        assert part_with(parts, at).holds(at)


@given(text=TEXTS, most=st.integers(4, 20), start=st.integers(0, 60), length=st.integers(1, 10))
def test_marks_keep_their_place_in_the_whole_text(text: str, most: int, start: int, length: int) -> None:
    end = min(start + length, len(text))
    marks = [Mark(start, end, Role.HARM, 1)] if start < end else []
    marked = {
        at
        for part in parts_of(text, most)
        for line in lines_of_part(text, marks, part, None)
        for piece in line
        if piece.marks
        for at in range(piece.start, piece.end)
    }
    assert marked == {at for at in range(start, end) if text[at] != "\n"}


def test_a_number_that_is_none_is_the_first_part() -> None:
    parts = parts_of("a\n" * 50, 10)
    for number in ("", "0", "-1", "x", "999", "\u0663", "1" * 50):
        assert part_numbered(parts, number) is parts[0]
    assert part_numbered(parts, "3").number == 3


def test_a_long_report_is_shown_in_parts_each_with_its_claims(worker: TestClient, own_store: Store) -> None:
    lines = [
        f"A shell fell on house {n}, and doctors in the town said that nobody was hurt." for n in range(MOST // 25)
    ]
    long = a_document("\n".join(lines), series="file:/long", title="Long")
    claims = tuple(a_claim(long, f"fell on house {n},") for n in range(0, len(lines), 100))
    assert own_store.add_document(long, claims, NOON)
    english = {"accept-language": "en"}
    pages = [worker.get(f"/reports/{long.id}?part={n}", headers=english).text for n in (1, 2, 3)]
    assert "Part 2 of" in pages[1]
    assert sum(page.count('class="told"') for page in pages) <= len(claims)
    last = claims[-1]
    page = worker.get(f"/reports/{long.id}?claim={last.id}&span={last.trigger.start}-{last.trigger.end}").text
    assert 'id="here"' in page
    assert f'data-from="{last.trigger.start}"' in page

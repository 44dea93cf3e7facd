"""The custody chain: whatever is done to it, the first record that was touched is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from warledger.archive.custody import Broken, check
from warledger.model.custody import Action, CustodyRecord, next_record

START = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
words = st.text(max_size=8)
entries = st.tuples(st.sampled_from(Action), words, st.lists(st.tuples(words, words), max_size=2).map(tuple))


@st.composite
def chains(draw: st.DrawFn, least: int = 1) -> list[CustodyRecord]:
    """A chain as the store writes it."""
    made: list[CustodyRecord] = []
    for action, subject, details in draw(st.lists(entries, min_size=least, max_size=6)):
        last = made[-1] if made else None
        made.append(next_record(last, START + timedelta(seconds=len(made)), action, subject, details))
    return made


def changes(record: CustodyRecord) -> st.SearchStrategy[CustodyRecord]:
    """The record with one field changed, and its hash left or made to fit."""
    other = st.one_of(
        words.filter(record.subject.__ne__).map(lambda subject: replace(record, subject=subject)),
        st.sampled_from(Action).filter(record.action.__ne__).map(lambda action: replace(record, action=action)),
        st.integers(1, 9).map(lambda seconds: replace(record, at=record.at + timedelta(seconds=seconds))),
        st.integers(-5, 9).filter(record.sequence.__ne__).map(lambda number: replace(record, sequence=number)),
        st.just(replace(record, details=(*record.details, ("note", "")))),
        st.just(replace(record, previous="1" * 64)),
        st.just(replace(record, hash="f" * 64)),
    )
    fitted = other.map(lambda changed: replace(changed, hash=changed.computed_hash()))
    return other | fitted.filter(record.__ne__)


def test_an_empty_chain_is_whole() -> None:
    assert check([]) is None


@given(chains())
def test_a_chain_as_it_was_written_is_whole(chain: list[CustodyRecord]) -> None:
    assert check(chain) is None
    assert check(iter(chain), head=chain[-1].hash) is None


@given(chains(), st.data())
def test_a_changed_record_is_found(chain: list[CustodyRecord], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(chain) - 1))
    changed = data.draw(changes(chain[at]))
    broken = check([*chain[:at], changed, *chain[at + 1 :]], head=chain[-1].hash)
    assert broken is not None
    assert broken.place in (at + 1, at + 2), "the record itself, or the one that no longer follows it"
    assert f"custody record {broken.place}" in broken.message


@given(chains(least=2), st.data())
def test_a_removed_record_is_found(chain: list[CustodyRecord], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(chain) - 2))
    broken = check([*chain[:at], *chain[at + 1 :]])
    assert broken is not None
    assert broken.place == at + 1


@given(chains(), st.integers(0, 5))
def test_records_cut_off_at_the_end_are_found_by_the_last_hash(chain: list[CustodyRecord], length: int) -> None:
    cut = chain[: min(length, len(chain) - 1)]
    assert check(cut) is None
    assert check(cut, head=chain[-1].hash) == Broken(
        len(cut) + 1, None, f"custody record {len(cut) + 1}: missing, cut off after {len(cut)} records"
    )


@given(chains(least=2), st.data())
def test_records_that_changed_places_are_found(chain: list[CustodyRecord], data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.lists(st.integers(0, len(chain) - 1), min_size=2, max_size=2, unique=True)))
    swapped = list(chain)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    broken = check(swapped)
    assert broken is not None
    assert broken.place == first + 1


@given(chains(), st.data())
def test_a_record_put_in_is_found(chain: list[CustodyRecord], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(chain) - 1))
    forged = next_record(chain[at - 1] if at else None, START, Action.CHANGE, "forged")
    broken = check([*chain[:at], forged, *chain[at:]], head=chain[-1].hash)
    assert broken is not None
    assert broken.place <= at + 2


@given(chains())
def test_a_whole_chain_forged_anew_is_found_by_the_last_hash(chain: list[CustodyRecord]) -> None:
    forged: list[CustodyRecord] = []
    for record in chain:
        last = forged[-1] if forged else None
        forged.append(next_record(last, record.at, record.action, record.subject + "!", record.details))
    assert check(forged) is None
    assert check(forged, head=chain[-1].hash) is not None

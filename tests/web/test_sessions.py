"""Sessions end when they should and never come back; tries are slowed down and never let more through."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.team import Clock
from warledger.model.accounts import hash_of
from warledger.web.guard import LOOK_AGAIN_S, WhileHere
from warledger.web.limits import MOST_KEYS, Paces, SlowDown
from warledger.web.sessions import MOST_OF_ONE, Session, Sessions
from warledger.web.visitor import ALONE, Visitor

IDLE, LONGEST = 100.0, 1000.0
TIMES = st.lists(st.floats(0, 150), max_size=30)


@given(TIMES)
def test_a_session_stands_exactly_while_it_is_neither_idle_nor_old(pauses: list[float]) -> None:
    """Told again by the definition: each pause shorter than idle, and all of them together shorter than the longest."""
    clock = Clock(0)
    sessions = Sessions(idle_s=IDLE, longest_s=LONGEST, clock=clock)
    key, stands = sessions.begin("account-1", 0), True
    for pause in pauses:
        clock.now += pause
        stands = stands and pause < IDLE and clock.now < LONGEST
        found = sessions.use(key)
        assert (found is not None) is stands
        assert found is None or found.used == clock.now


@given(TIMES)
def test_looking_whether_a_session_stands_does_not_keep_it(pauses: list[float]) -> None:
    clock = Clock(0)
    sessions = Sessions(idle_s=IDLE, longest_s=LONGEST, clock=clock)
    hash = hash_of(sessions.begin("account-1", 0))
    for pause in pauses:
        clock.now += pause
        assert sessions.stands(hash) is (clock.now < IDLE)


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_an_account_has_so_many_sessions_at_most_and_the_newest_are_kept(names: list[str]) -> None:
    clock, made = Clock(0), []
    sessions = Sessions(clock=clock)
    for name in names:
        clock.now += 1
        made.append((name, sessions.begin(name, 0)))
    for name in set(names):
        own = [key for other, key in made if other == name]
        assert [sessions.holds(key) for key in own] == [False] * (len(own) - MOST_OF_ONE) + [True] * min(
            len(own), MOST_OF_ONE
        )


def test_a_session_of_another_epoch_is_not_listed() -> None:
    sessions = Sessions()
    sessions.begin("account-1", 0)
    sessions.begin("account-1", 1)
    assert len(sessions.of_account("account-1", 1)) == 1


def test_no_key_is_held_and_none_is_in_what_is_printed_of_a_session() -> None:
    sessions = Sessions()
    key = sessions.begin("account-1", 0)
    held = next(iter(sessions._held.values()))
    assert isinstance(held, Session)
    assert key not in repr(held)
    assert key not in repr(vars(sessions))


@pytest.mark.parametrize("key", [None, "", "x", "\udc80", "a" * 100_000])
def test_a_key_that_was_never_given_is_no_session(key: str | None) -> None:
    sessions = Sessions()
    sessions.begin("account-1", 0)
    assert not sessions.holds(key)
    assert sessions.use(key) is None


# ---- slowing down


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
def test_however_tries_come_no_more_get_through_than_the_rule_lets(pauses: list[float]) -> None:
    clock, slow = Clock(0), SlowDown(free=5, most_s=60)
    slow._clock = clock
    through = []
    for pause in pauses:
        clock.now += pause
        if slow.wait("rim") == 0:
            through.append(clock.now)
    waits = [min(60.0, 2.0 ** (n - 5)) if n >= 5 else 0.0 for n in range(1, len(through))]
    assert all(later - earlier >= wait for earlier, later, wait in zip(through, through[1:], waits, strict=False))


def test_a_try_that_had_to_wait_is_not_counted_so_nobody_is_locked_out_for_good() -> None:
    clock = Clock(0)
    slow = SlowDown(free=1, most_s=60, clock=clock)
    assert slow.wait("rim") == 0
    assert [slow.wait("rim") > 0 for _ in range(100)] == [True] * 100
    clock.now += 1
    assert slow.wait("rim") == 0
    slow.forget("rim")
    assert slow.wait("rim") == 0


def test_what_is_counted_stays_in_bounds() -> None:
    slow, paces = SlowDown(free=1, most_s=60), Paces(1)
    for n in range(MOST_KEYS + 50):
        slow.wait(str(n))
        paces.allows(str(n))
    assert len(slow._held) <= MOST_KEYS
    assert len(paces._held) <= MOST_KEYS
    assert not paces.allows(str(MOST_KEYS + 49))


# ---- an answer that goes on


class ADoor:
    """Lets somebody stay until told otherwise."""

    here = True

    async def stands(self, visitor: Visitor) -> bool:
        """Whether they are here."""
        return self.here


def test_an_answer_that_goes_on_is_cut_off_when_its_visitor_is_signed_out() -> None:
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    door, clock = ADoor(), Clock()
    watched = WhileHere(send, door, Visitor(ALONE), clock)  # type: ignore[arg-type]
    piece = {"type": "http.response.body", "body": b"secret", "more_body": True}

    async def told() -> None:
        await watched({"type": "http.response.start", "status": 200, "headers": []})
        await watched(dict(piece))
        door.here = False
        clock.now += LOOK_AGAIN_S
        await watched(dict(piece))

    asyncio.run(told())
    assert [one.get("body") for one in sent] == [None, b"secret", b""]
    assert sent[-1]["more_body"] is False
    with pytest.raises(OSError, match="signed out"):
        asyncio.run(watched(dict(piece)))  # type: ignore[arg-type]

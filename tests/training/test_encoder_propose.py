"""What is made of the network's answers, with a network that answers as the test says."""

import numpy as np

from warledger.model.proposal import ROLES
from warledger.reading.encoder_decode import BEGIN, INSIDE
from warledger.reading.encoder_propose import KINDS, Decoding, Detected, Judged, extract, propose_events, same_events
from warledger.reading.encoder_windows import Window, words_of
from warledger.reading.sentences import split_text

DECODING = Decoding(("shelling_missile", "statement"), ("happened", "denied"), 0.0, 0.5, {}, 0.5)


class Scripted:
    """Finds given words as triggers, and for each the words of its roles; and given words as names and parts."""

    def __init__(
        self,
        text: str,
        events: dict[str, dict[str, str]],
        no_event: float = -5.0,
        same: float = -5.0,
        names: dict[str, str] | None = None,
    ) -> None:
        self.text, self.events, self.no_event, self.same, self.names = text, events, no_event, same, names or {}
        self.window: Window | None = None

    def _words(self, window: Window, words: str) -> range:
        start = self.text.index(words)
        inside = [n for n, w in enumerate(window.words) if start <= w.start and w.end <= start + len(words)]
        return range(inside[0], inside[-1] + 1)

    def triggers(self, window: Window) -> Detected:
        self.window = window
        plain = np.tile(np.array([8.0, 0.0, 0.0], dtype=np.float32), (1 + len(KINDS), len(window.words), 1))
        tags, names = plain[0], plain[1:]
        for trigger in self.events:
            self._tag(tags, self._words(window, trigger))
        for words, kind in self.names.items():
            self._tag(names[KINDS.index(kind)], self._words(window, words))
        return Detected(np.zeros((len(window.words), 4), dtype=np.float32), tags, names, 0.0)

    def _tag(self, tags: np.ndarray, words: range) -> None:
        for number, word in enumerate(words):
            tags[word, INSIDE if number else BEGIN] = 16.0

    def events_of(self, first: int) -> dict[str, str]:
        assert self.window is not None
        return next(r for t, r in self.events.items() if self._words(self.window, t)[0] == first)

    def scores(self, ends: np.ndarray) -> Judged:
        assert self.window is not None
        roles = np.tile(np.array([8.0, 0.0, 0.0], dtype=np.float32), (len(ends), len(ROLES), len(self.window.words), 1))
        for row, (first, _) in enumerate(ends):
            for role, words in self.events_of(int(first)).items():
                self._tag(roles[row, ROLES.index(role)], self._words(self.window, words))
        kinds = np.tile(np.array([5.0, 0.0, self.no_event], dtype=np.float32), (len(ends), 1))
        statuses = np.tile(np.array([3.0, 0.0], dtype=np.float32), (len(ends), 1))
        return Judged(kinds, statuses, roles, np.full((len(ends), len(ends)), self.same, dtype=np.float32))


class Network:
    """The scripted answers behind the two questions."""

    def __init__(self, script: Scripted) -> None:
        self.triggers = script.triggers
        self._script = script

    def events(self, words: np.ndarray, ends: np.ndarray, far: np.ndarray, delta: np.ndarray) -> Judged:
        return self._script.scores(ends)


TEXT = "Shells fell on Azaz on Monday, killing six men. The shelling of Azaz killed six men, a nurse said."


def _propose(script: Scripted) -> list:
    words = words_of(TEXT, list(split_text(TEXT)), lambda word: tuple(1000 + ord(c) for c in word[:2]))
    return propose_events(words, Network(script), DECODING)


def test_spans_come_back_as_offsets_of_the_text() -> None:
    [found] = _propose(Scripted(TEXT, {"Shells fell": {"place": "Azaz", "killed": "killing six men"}}))
    assert TEXT[found.start : found.end] == "Shells fell"
    assert (found.type, found.status) == ("shelling_missile", "happened")
    assert [(f.role, TEXT[f.start : f.end]) for f in found.fillers] == [
        ("place", "Azaz"),
        ("killed", "killing six men"),
    ]


def test_two_tellings_with_the_same_harm_are_one_event_and_others_are_not() -> None:
    same = {"killed": "killing six men"}
    assert [p.event for p in _propose(Scripted(TEXT, {"Shells fell": same, "The shelling": same}))] == [0, 0]
    other = {"place": "Azaz"}
    assert [p.event for p in _propose(Scripted(TEXT, {"Shells fell": same, "The shelling": other}))] == [0, 1]


def test_what_the_network_holds_for_no_event_is_left_out() -> None:
    assert _propose(Scripted(TEXT, {"Shells fell": {}}, no_event=9.0)) == []


def test_triggers_that_the_network_holds_for_one_event_have_one_number() -> None:
    told = {"Shells fell": {"place": "Azaz"}, "The shelling": {}}
    assert [p.event for p in _propose(Scripted(TEXT, told, same=5.0))] == [0, 0]
    assert [p.event for p in _propose(Scripted(TEXT, told, same=-5.0))] == [0, 1]


def test_a_trigger_joins_an_event_by_all_of_its_triggers_and_not_by_one() -> None:
    chain = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.9], [0.0, 0.9, 1.0]], dtype=np.float32)
    assert same_events(chain, 0.5) == [0, 0, 1]
    assert same_events(np.zeros((0, 0), dtype=np.float32), 0.5) == []


def test_names_come_back_with_their_kind_and_offsets() -> None:
    words = words_of(TEXT, list(split_text(TEXT)), lambda word: tuple(1000 + ord(c) for c in word[:2]))
    script = Scripted(TEXT, {}, names={"Azaz on": "group", "nurse": "person"})
    _, names = extract(words, Network(script), DECODING)
    assert [(n.kind, TEXT[n.start : n.end]) for n in names] == [("group", "Azaz on"), ("person", "nurse")]


def test_parts_come_with_the_names_and_unlikely_ones_too() -> None:
    words = words_of(TEXT, list(split_text(TEXT)), lambda word: tuple(1000 + ord(c) for c in word[:2]))

    class Wavering(Scripted):
        def _tag(self, tags: np.ndarray, words: range) -> None:
            tags[words[0], BEGIN] = 6.8  # of 8 for no part: some 23 in 100

    for kind, found in (("victim", ["nurse"]), ("person", [])):
        _, names = extract(words, Network(Wavering(TEXT, {}, names={"nurse": kind})), DECODING)
        assert [TEXT[n.start : n.end] for n in names if n.kind == kind] == found
        assert all(0.2 < n.probability < 0.26 for n in names)


def test_two_tellings_close_by_with_one_target_and_time_are_one_event() -> None:
    told = {"target": "nurse", "time": "Monday"}
    for two, events in ((told, [0, 0]), (told | {"time": "Azaz"}, [0, 1])):
        assert [p.event for p in _propose(Scripted(TEXT, {"Shells fell": told, "The shelling": two}))] == events

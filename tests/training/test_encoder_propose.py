"""What is made of the network's answers, with a network that answers as the test says."""

import numpy as np

from warledger.model.proposal import ROLES
from warledger.reading.encoder_decode import BEGIN, INSIDE
from warledger.reading.encoder_propose import Decoding, propose_events
from warledger.reading.encoder_windows import Window, words_of
from warledger.reading.sentences import split_text

DECODING = Decoding(("shelling_missile", "statement"), ("happened", "denied"), 0.0, 0.5, {})


class Scripted:
    """Finds given words as triggers, and for each the words of its roles."""

    def __init__(self, text: str, events: dict[str, dict[str, str]], no_event: float = -5.0) -> None:
        self.text, self.events, self.no_event = text, events, no_event
        self.window: Window | None = None

    def _words(self, window: Window, words: str) -> range:
        start = self.text.index(words)
        inside = [n for n, w in enumerate(window.words) if start <= w.start and w.end <= start + len(words)]
        return range(inside[0], inside[-1] + 1)

    def triggers(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        self.window = window
        tags = np.tile(np.array([8.0, 0.0, 0.0], dtype=np.float32), (len(window.words), 1))
        for trigger in self.events:
            self._tag(tags, self._words(window, trigger))
        return np.zeros((len(window.words), 4), dtype=np.float32), tags

    def _tag(self, tags: np.ndarray, words: range) -> None:
        for number, word in enumerate(words):
            tags[word, INSIDE if number else BEGIN] = 16.0

    def events_of(self, first: int) -> dict[str, str]:
        assert self.window is not None
        return next(r for t, r in self.events.items() if self._words(self.window, t)[0] == first)

    def scores(self, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        assert self.window is not None
        roles = np.tile(np.array([8.0, 0.0, 0.0], dtype=np.float32), (len(ends), len(ROLES), len(self.window.words), 1))
        for row, (first, _) in enumerate(ends):
            for role, words in self.events_of(int(first)).items():
                self._tag(roles[row, ROLES.index(role)], self._words(self.window, words))
        kinds = np.tile(np.array([5.0, 0.0, self.no_event], dtype=np.float32), (len(ends), 1))
        return kinds, np.tile(np.array([3.0, 0.0], dtype=np.float32), (len(ends), 1)), roles


class Network:
    """The scripted answers behind the two questions."""

    def __init__(self, script: Scripted) -> None:
        self.triggers = script.triggers
        self._script = script

    def events(self, words: np.ndarray, ends: np.ndarray, far: np.ndarray, delta: np.ndarray) -> tuple:
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

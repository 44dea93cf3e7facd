"""Tunes the thresholds of exported weights, and measures them.

    python -m training.measure tune FOLDER --claims CLAIMS
    python -m training.measure score FOLDER GOLD.jsonl [--coded OUT.jsonl]

Tuning uses the slice of the training reports that training keeps back; only scoring opens the measuring files.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch

from training.claims import Counted, coded, counted, line
from training.export import write_manifest
from training.gold import FILES, Report, reports
from training.network import Extractor
from training.train import split
from warledger.evaluation.gold import coded_claim
from warledger.evaluation.slots import Scores, score
from warledger.model.proposal import ROLES
from warledger.reading.encoder import Model, load
from warledger.reading.encoder_decode import Floats
from warledger.reading.encoder_propose import Decoding, Detected, Ints, Judged, Network, propose_events
from warledger.reading.encoder_windows import Window, Word, words_of
from warledger.reading.sentences import split_text


def main() -> None:
    """Tune or score."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = asked.add_subparsers(dest="what", required=True)
    tuning = what.add_parser("tune")
    tuning.add_argument("folder", type=Path)
    tuning.add_argument("--claims", type=Path, required=True)
    scoring = what.add_parser("score")
    scoring.add_argument("folder", type=Path)
    scoring.add_argument("gold", type=Path)
    scoring.add_argument("--coded", type=Path, help="write the coded reports here")
    scoring.add_argument("--record", action="store_true", help="write the scores into the manifest")
    given = asked.parse_args()
    model = load(given.folder)
    if given.what == "tune":
        _, kept = split([r for name in FILES for r in reports(given.claims / name)])
        decoding = tune(Measured(kept, model), model)
        write_manifest(given.folder, {"decoding": asdict(decoding)})
    else:
        measured = Measured(reports(given.gold), model)
        if given.coded:
            given.coded.write_text("".join(measured.lines(model.decoding)), "utf-8")
        scores = measured.scores(model.decoding)
        print(table(scores))
        if given.record:
            _record(given.folder, given.gold.name, scores)


def _record(folder: Path, name: str, scores: Scores) -> None:
    known = json.loads((folder / "manifest.json").read_text("utf-8")).get("scores", {})
    write_manifest(folder, {"scores": {**known, name: f1_of(scores)}})


def f1_of(scores: Scores) -> dict[str, float]:
    """F1 of each slot, of whole rows and of all slots."""
    counts = {**scores.slots, "whole row": scores.rows, "all slots": scores.all_slots}
    return {name: round(count.f1, 4) for name, count in counts.items()}


class Remembering:
    """A network that answers the same question once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._triggers: dict[int, Detected] = {}
        self._events: dict[tuple[int, bytes], Judged] = {}

    def triggers(self, window: Window) -> Detected:
        """Asked once a window."""
        key = hash(window)
        if key not in self._triggers:
            self._triggers[key] = self._network.triggers(window)
        return self._triggers[key]

    def events(self, words: Floats, ends: Ints, far: Ints, delta: Ints) -> Judged:
        """Asked once for the same triggers."""
        key = (hash(words[:, :8].tobytes()), ends.tobytes())
        if key not in self._events:
            self._events[key] = self._network.events(words, ends, far, delta)
        return self._events[key]


class Measured:
    """Reports with what does not change between two sets of thresholds."""

    def __init__(self, gold: Sequence[Report], model: Model) -> None:
        self.network: Network = Remembering(model.network)
        self.gold = gold
        self.words: list[list[list[Word]]] = [words_of(r.text, list(split_text(r.text)), model.pieces) for r in gold]
        self.counts: list[Counted] = [counted(r.text) for r in gold]
        self.truth = {r.id: [coded_claim(c) for c in r.row["claims"]] for r in gold}  # type: ignore[attr-defined]

    def scores(self, decoding: Decoding) -> Scores:
        """Slot by slot."""
        found = {
            r.id: coded(r.text, propose_events(words, self.network, decoding), counts)
            for r, words, counts in zip(self.gold, self.words, self.counts, strict=True)
        }
        return score(self.truth, found)

    def lines(self, decoding: Decoding) -> list[str]:
        """The coded reports."""
        return [
            line(r.id, r.text, propose_events(words, self.network, decoding), counts) + "\n"
            for r, words, counts in zip(self.gold, self.words, self.counts, strict=True)
        ]


def tune(measured: Measured, model: Model) -> Decoding:
    """Thresholds one after the other, each the best with the others as they are."""
    best = replace(model.decoding, role_bias=dict.fromkeys(ROLES, -0.5), trigger_bias=-1.5, keep=0.5, same=0.6)
    value = _value(measured.scores(best))
    for bias in (-2.5, -1.5, -0.75, 0.0):
        for keep in (0.35, 0.42, 0.48, 0.54, 0.6, 0.66):
            best, value = _better(measured, best, value, replace(best, trigger_bias=bias, keep=keep))
    for role in ROLES:
        for bias in (-2.0, -1.25, -0.9, -0.2, 0.2):
            best, value = _better(measured, best, value, replace(best, role_bias={**best.role_bias, role: bias}))
    for same in (0.3, 0.45, 0.75, 0.9, 1.1):
        best, value = _better(measured, best, value, replace(best, same=same))
    for keep in (best.keep - 0.06, best.keep - 0.03, best.keep + 0.03, best.keep + 0.06):
        best, value = _better(measured, best, value, replace(best, keep=round(keep, 3)))
    print(table(measured.scores(best)))
    return best


def _better(measured: Measured, best: Decoding, value: float, other: Decoding) -> tuple[Decoding, float]:
    found = _value(measured.scores(other))
    return (other, found) if found > value + 1e-4 else (best, value)


def _value(scores: Scores) -> float:
    return scores.all_slots.f1 + 0.25 * scores.rows.f1


def table(scores: Scores) -> str:
    """Precision, recall and F1 of each slot, and one line of JSON."""
    counts = {**scores.slots, "whole row": scores.rows, "all slots": scores.all_slots}
    lines = [f"{n:10}{c.gold:7}{c.coded:7}{c.precision:8.3f}{c.recall:8.3f}{c.f1:8.3f}" for n, c in counts.items()]
    return "\n".join([*lines, json.dumps(f1_of(scores))])


class TorchNetwork:
    """A network that is still in training, to be measured as if it were exported."""

    def __init__(self, network: Extractor) -> None:
        self._network = network.eval()

    @torch.no_grad()
    def triggers(self, window: Window) -> Detected:
        """Ask the first graph."""
        *features, first = window.inputs()
        words, tags, names, about = self._network.detector(
            torch.tensor(features)[None], torch.ones(1, len(features[0])), torch.tensor(first)[None]
        )
        return Detected(words[0].numpy(), tags[0].numpy(), names[0].numpy(), float(about[0]))

    @torch.no_grad()
    def events(self, words: Floats, ends: Ints, far: Ints, delta: Ints) -> Judged:
        """Ask the second graph."""
        given = (torch.from_numpy(a)[None] for a in (ends, np.ones(len(ends), np.float32), far, delta))
        judged = self._network.heads(torch.from_numpy(words)[None], torch.ones(1, len(words)), *given)
        return Judged(*(scores[0].numpy() for scores in judged))


if __name__ == "__main__":
    main()

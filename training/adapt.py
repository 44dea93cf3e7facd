"""Lets the encoder read before it is taught: python -m training.adapt --claims FOLDER --more MUC NER... --out FILE.

The packaged encoder was last trained to compare sentences. Here it guesses masked word pieces of news, as its ancestor
did, and learns what the case of words and the openings of sentences tell, which it never saw. No coding is read, and of
the coded reports only those to learn from.
"""

import argparse
import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import Sample, grouped, samples
from training.gold import Report
from training.network import HIDDEN, Encoder
from training.texts import Text, text_of
from training.train import LABELS, PIECES, learned_and_kept, new_network, schedule, take_step
from warledger.reading.encoder_windows import MASK

log = logging.getLogger(__name__)
MASKED = 0.15  # of these four fifths are masked, a tenth replaced, a tenth left (Devlin et al. 2019)
SPECIAL = 999  # word pieces up to here are the tokenizer's own


class Guesser(nn.Module):
    """The encoder with a layer that guesses word pieces, tied to their embedding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.turn, self.norm = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN)
        self.bias = nn.Parameter(torch.zeros(encoder.pieces.num_embeddings))

    def forward(self, features: Tensor, mask: Tensor, asked: Tensor) -> Tensor:
        """The scores of every word piece at the places asked about."""
        states = self.encoder.states(features, mask)[asked]
        states = self.norm(functional.gelu(self.turn(states)))
        return states @ self.encoder.pieces.weight.T.to(states.dtype) + self.bias


def main() -> None:
    """Read, guess, save the encoder."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=Path, required=True)
    asked.add_argument("--more", type=Path, nargs="*", default=[], help="JSON Lines with doctext; or word-a-line files")
    asked.add_argument("--epochs", type=int, default=3)
    asked.add_argument("--rate", type=float, default=2e-4)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    learned, _ = learned_and_kept(given.claims)
    plain = [report.text for report in learned] + [text for path in given.more for text in texts(path)]
    cut = [text_of(Report("", text, (), {}), PIECES, LABELS) for text in plain]
    log.info("%d texts, %d words", len(cut), sum(text.size for text in cut))
    encoder = new_network().detector.encoder
    _fit(Guesser(encoder), cut, chance, given)


def texts(path: Path) -> Iterator[str]:
    """The texts of JSON Lines with `doctext`, or of a file with a word and its tags a line."""
    lines = path.read_text("utf-8").splitlines()
    if path.suffix in (".json", ".jsonl"):
        yield from (json.loads(line)["doctext"] for line in lines if line.strip())
        return
    words: list[str] = []
    for line in lines:
        if line.startswith("#"):
            continue
        cells = line.split()
        words += [cells[1] if cells[0].isdigit() and len(cells) > 2 else cells[0]] if cells else []
        if not cells and len(words) > 150:
            yield " ".join(words)
            words = []
    yield " ".join(words)


def _fit(network: Guesser, cut: Sequence[Text], chance: random.Random, given: argparse.Namespace) -> None:
    optimizer = torch.optim.AdamW(network.parameters(), lr=given.rate, weight_decay=0.01, betas=(0.9, 0.98))
    plan, started = None, time.monotonic()
    found = [sample for text in cut for sample in samples(text, frozenset())]
    for epoch in range(given.epochs):
        groups = grouped(found, chance)
        plan = plan or schedule(optimizer, given.epochs * len(groups))
        total = 0.0
        for number, group in enumerate(groups):
            total += take_step(network, _loss(network, [found[n] for n in group], chance), optimizer, plan)
            if number % 50 == 49:
                told = time.monotonic() - started
                log.info("  step %d of %d, loss %.3f, %.0f s", number + 1, len(groups), total / (number + 1), told)
        log.info("epoch %d: loss %.3f", epoch + 1, total / len(groups))
        torch.save(network.encoder.state_dict(), given.out)


def _loss(network: Guesser, group: Sequence[Sample], chance: random.Random) -> Tensor:
    inputs = [sample.window.inputs() for sample in group]
    length = max(len(given[0]) for given in inputs)
    features, mask = torch.zeros(len(group), 4, length, dtype=torch.long), torch.zeros(len(group), length)
    asked = torch.zeros(len(group), length, dtype=torch.bool)
    truth = []
    vocabulary = network.bias.shape[0]
    for row, given in enumerate(inputs):
        ids = list(given[0])
        for place, piece in enumerate(given[0]):
            if piece > SPECIAL and chance.random() < MASKED:
                roll = chance.random()
                ids[place] = MASK if roll < 0.8 else chance.randrange(SPECIAL + 1, vocabulary) if roll < 0.9 else piece
                asked[row, place] = True
                truth.append(piece)
        features[row, :, : len(ids)] = torch.tensor([ids, *given[1:4]])
        mask[row, : len(ids)] = 1
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = network(features, mask, asked)
    return functional.cross_entropy(scores.float(), torch.tensor(truth))


if __name__ == "__main__":
    main()

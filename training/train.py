"""Trains one extractor: python -m training.train --claims FOLDER --seed N --out FILE.

Reads train.jsonl and written_en.jsonl only. A slice of them, the same for every seed, is kept back to tune and stop on;
the measuring files are not opened here.
"""

import argparse
import logging
import random
import time
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training import minilm
from training.batches import IGNORED, Batch, Sample, batches, samples, trigger_words
from training.gold import FILES, Report, located, lot, report, reports
from training.names import named_texts
from training.network import Extractor, Sizes
from training.parts import parted_texts
from training.texts import Labels, Text, digests, named_text, text_of
from training.written import TYPES, written
from warledger.model.claim import Status
from warledger.model.proposal import PARTS, ROLES
from warledger.reading.encoder_propose import KINDS
from warledger.reading.encoder_windows import Pieces

log = logging.getLogger(__name__)
KEPT_BACK = 0.06
MUC_REPORTS = 160  # they teach who and what, not what an event is: few beside the coders' own
NAMED_TEXTS = 160  # of some 250 words; the same for all rounds
PARTED_TEXTS = 600  # of MUC-4's training texts; the same for all rounds
LABELS = Labels(TYPES, tuple(status.value for status in Status))
SIZES = Sizes(types=len(TYPES) + 1, statuses=len(LABELS.statuses), roles=len(ROLES), names=len(KINDS))
NO_EVENT = len(TYPES)


def main() -> None:
    """Train and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=Path, required=True)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--epochs", type=int, default=10)
    asked.add_argument("--rate", type=float, default=1.7e-4)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--encoder", type=Path, help="that of training.adapt; without, the packaged one")
    asked.add_argument("--start", type=Path, help="a network trained before, to go on from")
    asked.add_argument("--muc", type=Path, help="reports of training.muc, of which a part is learned from")
    asked.add_argument("--names", type=Path, nargs="*", default=[], help="sets of named entities, one word a line")
    asked.add_argument("--parts", type=Path, help="MUC-4's training texts and keys, for the parts taken in violence")
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    learned, kept = learned_and_kept(given.claims)
    if given.muc:
        learned += random.Random(given.seed).sample(located(given.muc), MUC_REPORTS)
    network = trained_network(given.start) if given.start else new_network(given.encoder)
    names = texts_beside(given.names, given.parts, random.Random(given.seed))
    fit(network, learned, kept, names, seed=given.seed, epochs=given.epochs, rate=given.rate, out=given.out)


def texts_beside(names: Sequence[Path], parts: Path | None, chance: random.Random) -> list[Text]:
    """Texts of whose events nothing is known, but whose names or parts are."""
    return with_names(names, chance) + (with_parts(parts, chance) if parts else [])


def with_names(paths: Sequence[Path], chance: random.Random) -> list[Text]:
    """Texts whose names are known, drawn from all files."""
    found = [one for path in paths for one in named_texts(path)]
    drawn = chance.sample(found, min(NAMED_TEXTS, len(found)))
    return [named_text(text, spans, PIECES) for text, spans in drawn]


def with_parts(path: Path, chance: random.Random) -> list[Text]:
    """Texts whose parts are known, drawn from a file."""
    found = list(parted_texts(path))
    drawn = chance.sample(found, min(PARTED_TEXTS, len(found)))
    return [named_text(text, spans, PIECES, PARTS) for text, spans in drawn]


def learned_and_kept(claims: Path) -> tuple[list[Report], list[Report]]:
    """The reports to learn from, and the slice kept back: the files of a folder and the project's own."""
    return split([*(r for name in FILES for r in reports(claims / name)), *map(report, written())])


def split(all_reports: Sequence[Report]) -> tuple[list[Report], list[Report]]:
    """The reports to learn from, and the slice kept back, chosen by a hash of the id."""
    kept = [r for r in all_reports if lot(r.id) < KEPT_BACK]
    return [r for r in all_reports if lot(r.id) >= KEPT_BACK], kept


@cache
def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, as packaged."""
    loaded = Tokenizer.from_file(str(minilm.folder() / "tokenizer.json"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


@cache
def _pieces(word: str) -> tuple[int, ...]:
    return tuple(tokenizer().encode(word, add_special_tokens=False).ids)


PIECES: Pieces = _pieces


def new_network(encoder: Path | None = None) -> Extractor:
    """An extractor on the packaged encoder or on that of a file, its heads untrained."""
    network = Extractor(tokenizer().get_vocab_size(), SIZES)
    if encoder:
        network.detector.encoder.load_state_dict(torch.load(encoder, weights_only=True))
    else:
        minilm.load_encoder(network.detector.encoder)
    return network


def trained_network(path: Path) -> Extractor:
    """A network trained before; kinds of names and parts that came later than it have heads untrained."""
    network = new_network()
    fresh, known = network.state_dict(), torch.load(path, weights_only=True)
    for name, value in known.items():
        if value.shape != fresh[name].shape:
            known[name] = torch.cat([value, fresh[name][len(value) :]])
    network.load_state_dict(known)
    return network


def fit(
    network: Extractor,
    learned: Sequence[Report],
    kept: Sequence[Report],
    names: Sequence[Text],
    *,
    seed: int,
    epochs: int,
    rate: float,
    out: Path,
) -> None:
    """Train for a number of epochs and save the average of the last steps' states.

    The loss on the slice is for the log alone: it rises from the fifth epoch on as the network grows sure of itself,
    and F1 still rises with it.
    """
    chance = random.Random(seed)
    texts = [text_of(r, PIECES, LABELS) for r in learned]
    known = trigger_words(texts)
    checks = [s for r in kept for s in samples(text_of(r, PIECES, LABELS), known)]
    optimizer = optimizer_of(network, rate)
    plan: torch.optim.lr_scheduler.LambdaLR | None = None
    average = Average(network)
    started = time.monotonic()
    for epoch in range(epochs):
        found = [s for text in [*digests(texts, chance, 0.35), *names] for s in samples(text, known)]
        steps = list(batches(found, chance, NO_EVENT, noise=True))
        plan = plan or schedule(optimizer, epochs * len(steps))
        loss = _epoch(network, average, optimizer, plan, steps)
        check = sliced_losses(average.network, checks)
        log.info(
            "epoch %d: %d steps, loss %.3f, slice %s, %.0f s",
            epoch + 1, len(steps), loss, " ".join(f"{v:.3f}" for v in check), time.monotonic() - started,
        )  # fmt: skip
        torch.save(average.network.state_dict(), out)


def optimizer_of(network: Extractor, rate: float) -> torch.optim.Optimizer:
    """The heads learn four times as fast as the encoder."""
    encoder = list(network.detector.encoder.parameters())
    detector = network.detector
    heads = [*(p for part in (detector.tags, detector.names, detector.about, network.heads) for p in part.parameters())]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": heads, "lr": 4 * rate}], weight_decay=0.01, betas=(0.9, 0.98)
    )


def schedule(optimizer: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    warm = max(1, steps // 15)
    steps = int(steps * 1.04)  # the number of batches varies from epoch to epoch

    def factor(step: int) -> float:
        return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))

    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)


class Average:
    """A copy of a network whose weights follow it slowly, and so are those of its last thousand steps on average."""

    def __init__(self, network: Extractor, keep: float = 0.999) -> None:
        self.network = deepcopy(network)
        self._keep, self._steps = keep, 0

    @torch.no_grad()
    def follow(self, network: Extractor) -> None:
        """Go a step with the network; in the beginning a long one."""
        self._steps += 1
        step = 1.0 - min(self._keep, (1 + self._steps) / (10 + self._steps))
        torch._foreach_lerp_(list(self.network.parameters()), list(network.parameters()), step)


def _epoch(
    network: Extractor,
    average: Average,
    optimizer: torch.optim.Optimizer,
    plan: torch.optim.lr_scheduler.LambdaLR,
    steps: list[Batch],
) -> float:
    network.train()
    total = 0.0
    for number, step in enumerate(steps):
        total += take_step(network, torch.stack(losses(network, step)).sum(), optimizer, plan)
        average.follow(network)
        if number % 50 == 49:
            log.info("  step %d of %d, loss %.3f", number + 1, len(steps), total / (number + 1))
    return total / len(steps)


def take_step(
    network: torch.nn.Module, loss: Tensor, optimizer: torch.optim.Optimizer, plan: torch.optim.lr_scheduler.LambdaLR
) -> float:
    """Go down the gradient of a loss, clipped to a length of one, and say what the loss was."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    plan.step()
    return loss.item()


@dataclass(frozen=True, slots=True)
class Said:
    """What the network says of a batch."""

    tags: Tensor
    types: Tensor
    statuses: Tensor
    roles: Tensor
    same: Tensor
    names: Tensor
    about: Tensor


def said(network: Extractor, step: Batch) -> Said:
    """Ask both graphs."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, tags, names, about = network.detector(step.features, step.mask, step.first)
        types, statuses, roles, same = network.heads(words, step.words, step.ends, step.real, step.far, step.delta)
    return Said(tags, types, statuses, roles, same, names, about)


def losses(network: Extractor, step: Batch) -> list[Tensor]:
    """Loss of trigger tags, types, statuses and role tags, in like measure; and what is learned beside them."""
    heard = said(network, step)
    events = max(1.0, float((step.statuses != IGNORED).sum()))
    return [
        0.7 * _entropy(heard.tags, step.tags) / events,
        0.7 * _entropy(heard.types, step.types) / events,
        0.4 * _entropy(heard.statuses, step.statuses) / events,
        0.2 * _entropy(heard.roles, step.roles) / events,
        beside(heard, step),
    ]


def beside(heard: Said, step: Batch) -> Tensor:
    """Loss of which triggers are one event, of whether windows tell of any, and of names, each a mean of its kind."""
    pairs, windows = step.same != IGNORED, step.about != IGNORED
    same = _yes_or_no(heard.same[pairs], step.same[pairs])
    about = _yes_or_no(heard.about[windows], step.about[windows])
    named = max(1.0, float((step.names > 0).sum()))
    return 0.3 * same + 0.3 * about + 0.2 * _entropy(heard.names, step.names) / named


def _yes_or_no(scores: Tensor, truth: Tensor) -> Tensor:
    """Mean cross entropy, 0 where nothing is asked."""
    return functional.binary_cross_entropy_with_logits(scores.float(), truth.float(), reduction="sum") / max(
        1, truth.numel()
    )


def _entropy(scores: Tensor, truth: Tensor) -> Tensor:
    return functional.cross_entropy(
        scores.float().reshape(-1, scores.shape[-1]), truth.reshape(-1), ignore_index=IGNORED, reduction="sum"
    )


@torch.no_grad()
def sliced_losses(network: Extractor, checks: Sequence[Sample]) -> list[float]:
    """The losses over the slice kept back."""
    network.eval()
    parts = [losses(network, step) for step in batches(checks, random.Random(0), NO_EVENT, noise=False)]
    return [round(sum(p[i].item() for p in parts) / len(parts), 3) for i in range(5)]


if __name__ == "__main__":
    main()

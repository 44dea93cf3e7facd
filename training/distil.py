"""Teaches one extractor what several think on average: python -m training.distil --teachers A.pt B.pt --start A.pt ...

The student learns from the coders and from its teachers in equal parts, on the training reports and on texts without
coding (the training texts of MUC-4), where the teachers alone speak. Students that start from the same weights can be
averaged afterwards (training.average). The measuring files are not opened here.
"""

import argparse
import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.batches import IGNORED, Batch, Sample, batch, grouped, samples, trigger_words
from training.gold import Report
from training.network import Extractor
from training.texts import Text, digests, text_of
from training.train import (
    LABELS,
    NO_EVENT,
    PIECES,
    beside,
    learned_and_kept,
    optimizer_of,
    said,
    schedule,
    sliced_losses,
    take_step,
    texts_beside,
    trained_network,
)
from warledger.reading.encoder_decode import stretches

log = logging.getLogger(__name__)
CODERS = 0.5  # share of the coders' word in what is learned; the rest is the teachers'
SEEK = np.full(1, -1.5, dtype=np.float32)  # bias of trigger tags where only the teachers speak: rather too many


@dataclass(frozen=True, slots=True)
class Taught:
    """A sample with the teachers' probabilities, in half precision."""

    sample: Sample
    tags: Tensor
    types: Tensor
    statuses: Tensor
    roles: Tensor
    coded: bool


def main() -> None:
    """Ask the teachers, then train the student."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=Path, required=True)
    asked.add_argument("--teachers", type=Path, nargs="+", required=True)
    asked.add_argument("--start", type=Path, required=True)
    asked.add_argument("--more", type=Path, help="JSON Lines with a text in doctext, not coded")
    asked.add_argument("--most", type=int, default=80, help="so many of the texts without coding")
    asked.add_argument("--names", type=Path, nargs="*", default=[], help="sets of named entities, one word a line")
    asked.add_argument("--parts", type=Path, help="MUC-4's training texts and keys, for the parts taken in violence")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--epochs", type=int, default=2)
    asked.add_argument("--rate", type=float, default=1.1e-4)
    asked.add_argument("--threads", type=int, default=1)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    learned, kept = learned_and_kept(given.claims)
    texts = [text_of(r, PIECES, LABELS) for r in learned]
    known = trigger_words(texts)
    found = [s for text in digests(texts, chance, 0.35) for s in samples(text, known)]
    teachers = [trained_network(path).eval() for path in given.teachers]
    lessons = list(_taught(found, teachers, chance, coded=True))
    if given.more:
        lessons += _taught(_uncoded(given.more, given.most, chance), teachers, chance, coded=False)
    named = [s for text in texts_beside(given.names, given.parts, chance) for s in samples(text, frozenset())]
    lessons += _taught(named, teachers, chance, coded=False)
    log.info("%d windows taught", len(lessons))
    checks = [s for r in kept for s in samples(text_of(r, PIECES, LABELS), known)]
    student = trained_network(given.start)
    _fit(student, lessons, checks, given, chance)


def _uncoded(path: Path, most: int, chance: random.Random) -> list[Sample]:
    lines = [json.loads(line)["doctext"] for line in path.read_text("utf-8").splitlines() if line.strip()]
    drawn = chance.sample(lines, min(most, len(lines)))
    texts: list[Text] = [replace(text_of(Report("", text, (), {}), PIECES, LABELS), coded=False) for text in drawn]
    return [s for text in texts for s in samples(text, frozenset())]


@torch.no_grad()
def _taught(
    found: Sequence[Sample], teachers: Sequence[Extractor], chance: random.Random, *, coded: bool
) -> Iterator[Taught]:
    """What the teachers think of each sample, on average."""
    for group in grouped(found, chance):
        plain = batch([found[n] for n in group], chance, NO_EVENT, noise=False)
        heard = [_detected(t, plain) for t in teachers]
        tags = torch.stack([h[1].softmax(-1) for h in heard]).mean(0)
        picked = [_spans(found[n], tags[row], chance, coded=coded) for row, n in enumerate(group)]
        asked = [_with(found[n], spans) for n, spans in zip(group, picked, strict=True)]
        full = batch(asked, chance, NO_EVENT, noise=False, every=True)
        judged = [_judged(t, h[0], full) for t, h in zip(teachers, heard, strict=True)]
        types, statuses, roles = (torch.stack([j[i].softmax(-1) for j in judged]).mean(0) for i in range(3))
        for row, sample in enumerate(asked):
            width, count = len(sample.window.words), len(sample.events) + len(sample.rivals)
            yield Taught(
                sample,
                tags[row, :width].half(),
                types[row, :count].half(),
                statuses[row, :count].half(),
                roles[row, :count, :, :width].half(),
                coded,
            )


def _detected(teacher: Extractor, plain: Batch) -> tuple[Tensor, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words, tags, *_ = teacher.detector(plain.features, plain.mask, plain.first)
    return words, tags.float()


def _judged(teacher: Extractor, words: Tensor, full: Batch) -> list[Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        judged = teacher.heads(words, full.words, full.ends, full.real, full.far, full.delta)
    return [scores.float() for scores in judged]


def _spans(sample: Sample, tags: Tensor, chance: random.Random, *, coded: bool) -> tuple[tuple[int, int], ...]:
    """The words asked about besides the coded triggers."""
    if coded:
        return tuple(chance.sample(sample.rivals, min(len(sample.rivals), 2 + len(sample.events) // 2)))
    scores = tags[: len(sample.window.words)].clamp_min(1e-6).log().numpy().copy()
    scores[: sample.window.lead, 0] += 100.0
    return tuple((s.first, s.last) for s in stretches(scores[None], SEEK))[:16]


def _with(sample: Sample, spans: tuple[tuple[int, int], ...]) -> Sample:
    return replace(sample, rivals=spans)


def _fit(
    student: Extractor,
    lessons: Sequence[Taught],
    checks: Sequence[Sample],
    given: argparse.Namespace,
    chance: random.Random,
) -> None:
    optimizer, plan = None, None
    started = time.monotonic()
    for epoch in range(given.epochs):
        student.train()
        groups = grouped([lesson.sample for lesson in lessons], chance)
        if optimizer is None:
            optimizer = optimizer_of(student, given.rate)
            plan = schedule(optimizer, given.epochs * len(groups))
        total = 0.0
        for number, group in enumerate(groups):
            total += take_step(student, _loss(student, [lessons[n] for n in group], chance), optimizer, plan)
            if number % 50 == 49:
                log.info("  step %d of %d, loss %.3f", number + 1, len(groups), total / (number + 1))
        check = sliced_losses(student, checks)
        log.info(
            "epoch %d: loss %.3f, slice %s, %.0f s", epoch + 1, total / len(groups), check, time.monotonic() - started
        )
        torch.save(student.state_dict(), given.out)


def _loss(student: Extractor, lessons: Sequence[Taught], chance: random.Random) -> Tensor:
    step = batch([lesson.sample for lesson in lessons], chance, NO_EVENT, noise=True, every=True)
    heard = said(student, step)
    soft_tags, soft_types = torch.zeros(heard.tags.shape), torch.zeros(heard.types.shape)
    soft_statuses, soft_roles = torch.zeros(heard.statuses.shape), torch.zeros(heard.roles.shape)
    coders = torch.zeros(len(lessons))
    for row, lesson in enumerate(lessons):
        width, count = len(lesson.tags), len(lesson.types)
        lead = lesson.sample.window.lead
        soft_tags[row, lead:width] = lesson.tags[lead:].float()
        soft_types[row, :count] = lesson.types.float()
        likely = 1.0 - lesson.types[:, -1].float()
        soft_statuses[row, :count] = lesson.statuses.float() * likely[:, None]
        soft_roles[row, :count, :, :width] = lesson.roles.float() * likely[:, None, None, None]
        coders[row] = CODERS if lesson.coded else 0.0
    events = max(1.0, float(soft_types[:, :, :-1].sum()))
    parts = (
        (0.7, heard.tags, step.tags, soft_tags),
        (0.7, heard.types, step.types, soft_types),
        (0.4, heard.statuses, step.statuses, soft_statuses),
        (0.2, heard.roles, step.roles, soft_roles),
    )
    mixed = [weight * _mixed(s.float(), hard, soft, coders) for weight, s, hard, soft in parts]
    return torch.stack(mixed).sum() / events + beside(heard, step)


def _mixed(scores: Tensor, hard: Tensor, soft: Tensor, coders: Tensor) -> Tensor:
    """Cross entropy with the coders' word and the teachers' in the sample's shares."""
    logs = scores.log_softmax(-1)
    rows = scores.shape[0]
    said = functional.nll_loss(
        logs.reshape(-1, logs.shape[-1]), hard.reshape(-1), ignore_index=IGNORED, reduction="none"
    ).view(rows, -1)
    thought = -(logs * soft).sum(-1).view(rows, -1)
    return (coders * said.sum(1) + (1.0 - coders) * thought.sum(1)).sum()


if __name__ == "__main__":
    main()

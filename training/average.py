"""Averages extractors that were trained on from the same start: python -m training.average A.pt B.pt --out C.pt."""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Average and save."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("models", type=Path, nargs="+")
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    states = [torch.load(path, weights_only=True) for path in given.models]
    torch.save({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]}, given.out)


if __name__ == "__main__":
    main()

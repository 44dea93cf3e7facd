"""The gate from the command line: `python -m warledger.evaluation GOLD.jsonl [--update [--allow-regression]]`."""

import argparse
import sys
from pathlib import Path

from warledger.errors import WarledgerError
from warledger.evaluation.gate import check, measure, measures, read_floors, update, write_floors
from warledger.evaluation.reports import code_report


def main(arguments: list[str] | None = None) -> int:
    """Print each measure beside its floor; 1 when one is below."""
    parser = argparse.ArgumentParser(prog="warledger.evaluation", description=__doc__)
    parser.add_argument("gold", type=Path, help="coded reports (JSON Lines)")
    parser.add_argument("--update", action="store_true", help="pin the floors to what is measured now")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: floors may go down")
    options = parser.parse_args(arguments)
    try:
        return _run(options.gold, update_floors=options.update, allow_regression=options.allow_regression)
    except (WarledgerError, OSError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2


def _run(gold: Path, *, update_floors: bool, allow_regression: bool) -> int:
    scores = measure(gold, code_report)
    if update_floors:
        write_floors(update(gold, scores, read_floors(), allow_regression=allow_regression))
        for name, value in measures(scores).items():
            print(f"{name:10} {value:.3f}  pinned")
        return 0
    lines = check(gold, scores, read_floors())
    for line in lines:
        print(f"{line.measure:10} {line.value:.3f}  floor {line.floor:.3f}  {'ok' if line.holds else 'BELOW'}")
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The gate from the command line: holds measured numbers against their pinned floors.

    python -m warledger.evaluation GOLD.jsonl
    python benchmarks/NAME.py DATA | python -m warledger.evaluation --figures NAME DATA

The first codes the reports of a file and scores them; the second takes the line of figures that a benchmark prints.
--update pins the floors to what is measured now.
"""

import argparse
import sys
from pathlib import Path

from warledger.errors import WarledgerError
from warledger.evaluation.gate import Measured, check, figures_of, measure, read_floors, update, write_floors
from warledger.evaluation.reports import code_report


def main(arguments: list[str] | None = None) -> int:
    """Print each measure beside its floor; 1 when one is below."""
    options = _options(arguments)
    try:
        found = _measured(options)
        return _pinned(found, options) if options.update else _held(found)
    except (WarledgerError, OSError) as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="warledger.evaluation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="+", help="coded reports (JSON Lines), or a benchmark's data")
    parser.add_argument("--figures", metavar="NAME", help="read the figures of this benchmark from standard input")
    parser.add_argument("--update", action="store_true", help="pin the floors to what is measured now")
    parser.add_argument("--only", nargs="+", default=(), metavar="MEASURE", help="with --update: what has floors")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: floors may go down")
    options = parser.parse_args(arguments)
    if not options.figures and len(options.data) > 1:
        parser.error("give one file of coded reports")
    return options


def _measured(options: argparse.Namespace) -> Measured:
    if options.figures:
        return figures_of(options.figures, options.data, sys.stdin.read())
    return measure(options.data[0], code_report)


def _pinned(found: Measured, options: argparse.Namespace) -> int:
    floors = update(found, read_floors(), only=options.only, allow_regression=options.allow_regression)
    write_floors(floors)
    for name in floors[found.name].floors:
        print(f"{name:24} {found.numbers[name]:.3f}  pinned")
    return 0


def _held(found: Measured) -> int:
    lines = check(found, read_floors())
    for line in lines:
        print(f"{line.measure:24} {line.value:.3f}  floor {line.floor:.3f}  {'ok' if line.holds else 'BELOW'}")
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())

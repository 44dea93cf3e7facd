"""How long the program takes to start: `import warledger` (meant: under 0.3 s) and `warledger --help` (under 0.5 s).

Each is run several times and the best is kept: the best time is what the program costs, the rest is the machine's
other work. Prints one JSON line of figures last. The project's tests hold what causes the time (which modules are
loaded), not the time itself.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
STARTS = {
    "python": [sys.executable, "-c", "pass"],
    "import_warledger": [sys.executable, "-c", "import warledger"],
    "help": [str(Path(sys.executable).parent / "warledger"), "--help"],
}


def best(command: list[str]) -> float:
    """The shortest of some runs, in seconds."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return min(times)


def main() -> None:
    """Measure and print."""
    figures = {name: round(best(command), 3) for name, command in STARTS.items()}
    for name, seconds in figures.items():
        print(f"{name:18} {seconds:.3f} s")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

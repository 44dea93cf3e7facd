"""How fast the desk answers on a large case, and how much memory its server takes.

    python benchmarks/desk_speed.py case.ledger [--claims 100000] [--rate 20] [--seconds 60] [--seed 1]

The case is one that incidents_case.py kept; where there is none yet it is made first (--claims), which takes minutes.
A server is started, signed in to, and asked for a mix of pages at a steady rate, whether or not it has answered those
before: a request that has to wait for others is counted with its wait. No two requests ask by the same filter, unless
chance draws one again. The time from a filter to its answer is that of `filtered incidents`, which has the map, the
timeline and the list, and of `filtered claims`. Prints a table, and one JSON line of figures last.
"""

import argparse
import asyncio
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx2

from warledger.model.claim import Claim
from warledger.pipeline.linking import link_new
from warledger.store.case import open_case

HERE = Path(__file__).parent
# The one session of a desk for one stands for many people here, and so may ask more often than one of them may.
PROGRAM = (
    sys.executable,
    "-c",
    "from functools import partial; from warledger.cli.main import main; from warledger.web import app, settings as s; "
    "s.DeskSettings = partial(s.DeskSettings, requests_a_minute=10**6); main()",
)
TOKEN = re.compile(r"(http://\S+)/\?token=(\S+)")
PATIENCE_S = 60
WORDS = "market school hospital convoy checkpoint mosque bakery barracks bridge camp airport village shop bus".split()
TYPES = ("air_drone_strike", "shelling_missile", "ied_mine", "attack", "armed_clash", "abduction", "protest")
GRADES = ("confirmed", "fair", "weak", "contested")
# How often each page is asked for, of a hundred requests.
MIX = {
    "incidents": 8,
    "filtered incidents": 34,
    "map of filtered": 12,
    "filtered claims": 14,
    "claims": 4,
    "reports": 3,
    "searched reports": 6,
    "one incident": 9,
    "one report": 7,
    "review": 3,
}


def main() -> None:
    """Start the desk, ask it, and print how long it took."""
    options = arguments()
    if not options.case.exists():
        made = ("--claims", str(options.claims), "--added", "0", "--keep", str(options.case))
        subprocess.run([sys.executable, str(HERE / "incidents_case.py"), *made], check=True)
    asking = Asking(options.case, options.seed)
    with server(options.case) as (address, token, process):
        figures = asyncio.run(measured(address, token, asking, options, process.pid))
    print(f"{'page':22} {'asked':>6} {'p50':>8} {'p95':>8} {'p99':>8}   ms")
    for name, found in figures["pages"].items():
        print(f"{name:22} {found['asked']:6} {found['p50']:8.1f} {found['p95']:8.1f} {found['p99']:8.1f}")
    for name in (name for name in figures if name != "pages"):
        print(f"{name:22} {figures[name]}")
    print(json.dumps(figures))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("case", type=Path)
    parser.add_argument("--claims", type=int, default=100_000, help="of a case that is made (%(default)s)")
    parser.add_argument("--rate", type=float, default=20, help="requests a second (%(default)s)")
    parser.add_argument("--seconds", type=float, default=60, help="how long (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


@contextmanager
def server(case: Path) -> Iterator[tuple[str, str, "subprocess.Popen[str]"]]:
    """The desk of a case: its address, the token that opens it, the process."""
    words = ("serve", str(case), "--port", str(free_port()))
    process = subprocess.Popen([*PROGRAM, *words], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        found = next((found for line in process.stderr if (found := TOKEN.search(line))), None)
        assert found is not None, "the server did not start"
        yield found[1], found[2], process
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Asking:
    """Draws addresses as people ask for them: few of all, most of what one filter or two leave."""

    def __init__(self, case: Path, seed: int) -> None:
        self._draw = random.Random(seed)
        with open_case(str(case), create=False) as store:
            link_new(store)  # a case that an older version made is linked anew
            total = store.latest_claims()
            sample = [next(store.claims(limit=1, offset=self._draw.randrange(total))) for _ in range(300)]
            held = store.incidents().of_claims(claim.id for claim in sample)
        self._incidents = sorted(set(held.values()))
        self._reports = [claim.document for claim in sample]
        self._places = sorted({claim.where.value.name for claim in sample if claim.where})
        self._provinces = sorted({one for claim in sample if claim.where and (one := claim.where.value.admin1)})
        self._sides = sorted({name for claim in sample for name in names(claim)})
        self._days = sorted({claim.when.value.start.isoformat() for claim in sample if claim.when})
        self._pages: dict[str, Callable[[], str]] = {
            "incidents": lambda: "/incidents",
            "filtered incidents": lambda: f"/incidents?{self.filter(incidents=True)}",
            "map of filtered": lambda: f"/incidents/spots.json?{self.filter(incidents=True)}",
            "filtered claims": lambda: f"/claims?{self.filter(incidents=False)}",
            "claims": lambda: f"/claims?page={self._draw.randint(1, 200)}",
            "reports": lambda: f"/reports?page={self._draw.randint(1, 20)}",
            "searched reports": lambda: f"/reports?{urlencode({'q': self.search()})}",
            "one incident": lambda: f"/incidents/{quote(self._draw.choice(self._incidents))}",
            "one report": lambda: f"/reports/{quote(self._draw.choice(self._reports))}",
            "review": lambda: "/review",
        }

    def page(self) -> tuple[str, str]:
        """A page and its address."""
        name = self._draw.choices(list(MIX), list(MIX.values()))[0]
        return name, self._pages[name]()

    def search(self) -> str:
        """Words as somebody types them."""
        word = self._draw.choice(WORDS)
        forms = (word, f"{word[:4]}*", f'"struck the {word}"', f"{word} killed {self._draw.randint(0, 30)}")
        return self._draw.choice(forms)

    def filter(self, *, incidents: bool) -> str:
        """One filter, or two."""
        one_month = self._draw.choice(self._days)[:7]
        drawn: dict[str, str | int] = {
            "q": self.search(),
            "place": self._draw.choice(self._places + self._provinces),
            "actor": self._draw.choice(self._sides),
            "side": self._draw.choice(self._sides),
            "type": self._draw.choice(TYPES),
            "from": self._draw.choice(self._days),
            "to": one_month,
            "min-killed": self._draw.choice((1, 5, 20, 100)),
        }
        if incidents:
            drawn |= {"grade": self._draw.choice(GRADES), "voices": self._draw.randint(2, 4), "contested": "yes"}
        names = self._draw.sample(sorted(drawn), self._draw.choice((1, 1, 2)))
        if set(names) == {"from", "to"}:
            names = ["from"]
        return urlencode({name: drawn[name] for name in names})


def names(claim: Claim) -> Iterator[str]:
    """The names of those who did it."""
    return (party.name for party in claim.actors if party.name)


async def measured(
    address: str, token: str, asking: Asking, options: argparse.Namespace, pid: int
) -> dict[str, object]:
    """Sign in, take the time of the first pages, then ask at the rate that is wanted."""
    limits = httpx2.Limits(max_connections=200, max_keepalive_connections=50)
    async with httpx2.AsyncClient(base_url=address, limits=limits, timeout=PATIENCE_S) as client:
        await client.get(f"/?token={token}")
        figures: dict[str, object] = {"first_page_ms": await timed(client, "/incidents")}
        figures["first_map_ms"] = await timed(client, "/incidents/spots.json")
        figures["first_review_ms"] = await timed(client, "/review")
        load, used = os.getloadavg()[0], cpu_seconds(pid)
        taken, refused = await at_a_rate(client, asking, options)
        figures["cpu_share"] = round((cpu_seconds(pid) - used) / options.seconds, 2)
        figures["load_before"] = round(load, 2)
    pages = {name: spread(taken[name]) for name in MIX if taken[name]}
    together = [one for name in taken for one in taken[name]]
    filtered = taken["filtered incidents"] + taken["filtered claims"]
    pages |= {"a filter to its answer": spread(filtered), "all": spread(together)}
    figures |= {"refused": refused, "rss_mib": memory(pid, "VmRSS"), "most_rss_mib": memory(pid, "VmHWM")}
    return figures | {"pages": pages}


async def at_a_rate(
    client: httpx2.AsyncClient, asking: Asking, options: argparse.Namespace
) -> tuple[dict[str, list[float]], int]:
    """Milliseconds from when each request was due to when it was answered; and how many were not answered well."""
    taken: dict[str, list[float]] = defaultdict(list)
    refused = 0

    async def one(name: str, address: str, due: float) -> None:
        nonlocal refused
        answer = await client.get(address)
        taken[name].append(1000 * (time.perf_counter() - due))
        refused += answer.status_code != 200

    began = time.perf_counter()
    asked = []
    for number in range(int(options.rate * options.seconds)):
        due = began + number / options.rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        asked.append(asyncio.create_task(one(*asking.page(), due)))
    await asyncio.gather(*asked)
    return taken, refused


async def timed(client: httpx2.AsyncClient, address: str) -> float:
    """Milliseconds of one request."""
    began = time.perf_counter()
    answer = await client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return round(1000 * (time.perf_counter() - began), 1)


def spread(taken: list[float]) -> dict[str, float]:
    """How many, and the middle, the slow and the slowest of them."""
    ordered = sorted(taken)
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    at = {name: ordered[min(len(ordered) - 1, int(share * len(ordered)))] for name, share in shares.items()}
    return {"asked": len(ordered)} | {name: round(found, 1) for name, found in at.items()}


def memory(pid: int, name: str) -> float:
    """Memory of the server in MiB, now or at most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return round(int(re.search(rf"{name}:\s+(\d+)", status)[1]) / 1024)  # type: ignore[index]


def cpu_seconds(pid: int) -> float:
    """Processor time that the server has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()

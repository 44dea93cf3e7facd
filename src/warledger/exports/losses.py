"""What an export could not carry: claims left out and why, facts dropped or made coarser, columns left empty; and the
lists that its places come from, with their licences.

A `Tally` counts while the rows go by and ends as a frozen `Losses`; every loss was declared by its format with the
sentence that the reader of the file gets. Nothing is lost in silence: claims = exported + left out.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from warledger.model.claim import PlaceList

CLAIMS, INCIDENTS = "claims", "incidents"


@dataclass(frozen=True, slots=True)
class LossKind:
    """One way in which a format says less than the ledger: a short name, and a sentence for the reader of the file."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Loss:
    """How often one kind of loss happened in one export."""

    name: str
    count: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Credit:
    """A list of places that rows of an export rest on, and how many do."""

    listed: PlaceList
    rows: int


@dataclass(frozen=True, slots=True)
class Losses:
    """The whole account of one export, `of` claims or of incidents (which are then what `claims` counts).

    `credits` are the lists that its places come from, whose licences bind who passes the file on.
    `left_out` counts claims that have no row, each under the first reason met. `reduced` counts the rows in which a
    fact was dropped or made coarser. `unfilled` names the columns that this ledger has nothing for.
    """

    format: str
    claims: int
    exported: int
    left_out: tuple[Loss, ...]
    reduced: tuple[Loss, ...]
    unfilled: tuple[Loss, ...]
    credits: tuple[Credit, ...] = ()
    of: str = CLAIMS

    @property
    def statement(self) -> str:
        """The account in a sentence."""
        left = self.claims - self.exported
        return f"{self.of.capitalize()} in the {self.format} file: {self.exported} of {self.claims}. Left out: {left}."


class Tally:
    """Counts claims and losses of one export. Notes made on a claim count only if the claim is exported."""

    def __init__(self, left_out: Iterable[LossKind], reduced: Iterable[LossKind]) -> None:
        self.claims = 0
        self.exported = 0
        self.of = CLAIMS
        self._left_out = Counter({kind.name: 0 for kind in left_out})
        self._reduced = Counter({kind.name: 0 for kind in reduced})
        self._notes: set[str] = set()
        self._list: PlaceList | None = None
        self._lists: Counter[PlaceList] = Counter()

    def begin(self, listed: PlaceList | None = None) -> None:
        """A claim comes in; `listed` is the list that its place comes from."""
        self.claims += 1
        self._notes.clear()
        self._list = listed

    def note(self, name: str) -> None:
        """The claim at hand loses something of this declared kind."""
        if name not in self._reduced:
            raise KeyError(f"no loss named {name!r} is declared by this format")
        self._notes.add(name)

    def leave_out(self, name: str) -> None:
        """The claim at hand gets no row, for this declared reason."""
        if name not in self._left_out:
            raise KeyError(f"no reason named {name!r} is declared by this format")
        self._left_out[name] += 1

    def export(self) -> None:
        """The claim at hand has its row; what was noted on it counts."""
        self.exported += 1
        self._reduced.update(self._notes)
        if self._list is not None:
            self._lists[self._list] += 1

    def losses(
        self, name: str, *, left_out: Iterable[LossKind], reduced: Iterable[LossKind], unfilled: Iterable[LossKind]
    ) -> Losses:
        """The account, with the kinds of loss that did happen."""
        return Losses(
            format=name,
            of=self.of,
            claims=self.claims,
            exported=self.exported,
            left_out=_happened(left_out, self._left_out),
            reduced=_happened(reduced, self._reduced),
            unfilled=tuple(Loss(kind.name, self.exported, kind.sentence) for kind in unfilled if self.exported),
            credits=tuple(Credit(listed, rows) for listed, rows in sorted(self._lists.items(), key=_name_of)),
        )


def _name_of(counted: tuple[PlaceList, int]) -> tuple[str, str]:
    return counted[0].name, counted[0].version


def _happened(kinds: Iterable[LossKind], counts: Counter[str]) -> tuple[Loss, ...]:
    return tuple(Loss(kind.name, counts[kind.name], kind.sentence) for kind in kinds if counts[kind.name])


def render_losses(losses: Losses) -> str:
    """The account as JSON for the sidecar: the same numbers and sentences, in the order of the record."""

    def listed(items: tuple[Loss, ...], counted: str) -> list[dict[str, str | int]]:
        return [{"name": item.name, counted: item.count, "sentence": item.sentence} for item in items]

    account = {
        "format": losses.format,
        "statement": losses.statement,
        "of": losses.of,
        "claims": losses.claims,
        "exported": losses.exported,
        "left_out": listed(losses.left_out, "claims"),
        "reduced": listed(losses.reduced, "rows"),
        "unfilled": listed(losses.unfilled, "rows"),
        "places_from": [asdict(credit.listed) | {"rows": credit.rows} for credit in losses.credits],
    }
    return json.dumps(account, ensure_ascii=False, indent=2) + "\n"

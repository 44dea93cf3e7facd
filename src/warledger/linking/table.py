"""Turns claims into columns of numbers: one row a claim with all that linking compares, and the words of the texts.

Everything later (candidates, comparisons, scores) works on rows alone: neither claims nor texts need be in memory.
A row says what its claim and its report say and nothing else: it does not change when other reports arrive.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from warledger.linking.rows import ROW, row_of
from warledger.linking.tellings import tellings
from warledger.linking.words import Array, Frequencies, unit_of, words_of
from warledger.model.claim import Claim, Status
from warledger.model.corroboration import FamilyId
from warledger.model.document import Document
from warledger.model.ids import ClaimId, DocumentId

LINKED = frozenset([Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED, Status.DENIED])


@dataclass(frozen=True, slots=True)
class Ragged:
    """Lists of numbers of different lengths, one after another: list `k` is `values[offsets[k]:offsets[k + 1]]`."""

    values: Array
    offsets: Array

    @staticmethod
    def of(lists: Sequence[Array]) -> "Ragged":
        """The lists as one array."""
        offsets = np.zeros(len(lists) + 1, np.int64)
        np.cumsum([len(one) for one in lists], out=offsets[1:])
        return Ragged(np.concatenate([*lists, np.zeros(0, np.uint32)]).astype(np.uint32), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def owners(self) -> Array:
        """For every value the list that it is in."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.offsets))

    def with_more(self, other: "Ragged") -> "Ragged":
        """These lists, and others after them."""
        later = other.offsets[1:] + self.offsets[-1]
        return Ragged(np.concatenate([self.values, other.values]), np.concatenate([self.offsets, later]))


@dataclass(frozen=True, slots=True)
class Table:
    """`ids[k]` is the claim of row `k` of `rows`; `words` and `pairs` are those of each stretch of text."""

    ids: tuple[ClaimId, ...]
    rows: Array
    types: tuple[str, ...]
    words: Ragged
    pairs: Ragged

    def __len__(self) -> int:
        return len(self.ids)

    def frequencies(self) -> Frequencies:
        """How common the words of this table's texts are."""
        return Frequencies.counted(self.words.values, self.pairs.values, len(self.words))

    def of_rows(self, kept: Array) -> "Table":
        """Some rows of this table, with all its texts."""
        ids = tuple(self.ids[row] for row in kept)
        return Table(ids, self.rows[kept], self.types, self.words, self.pairs)

    def with_more(self, other: "Table") -> "Table":
        """This table, and another's rows after its own."""
        types = (*self.types, *(kind for kind in other.types if kind not in self.types))
        rows = other.rows.copy()
        rows["type"] = np.array([types.index(kind) for kind in other.types], np.int16)[rows["type"]]
        rows["unit"] += len(self.words)
        return Table(
            self.ids + other.ids,
            np.concatenate([self.rows, rows]),
            types,
            self.words.with_more(other.words),
            self.pairs.with_more(other.pairs),
        )


def table_of(
    claims: Iterable[Claim],
    documents: Mapping[DocumentId, Document],
    families: Mapping[DocumentId, FamilyId] | None = None,
) -> Table:
    """The rows of the claims that can belong to an incident: what happened, goes on, was tried or is denied.

    `documents` must hold the document of each claim; `families` gives the copies of one text one name. Claims of one
    document must stand next to each other; the order of documents does not matter.
    """
    building = _Building(families or {})
    report: list[Claim] = []
    for claim in claims:
        if report and claim.document != report[0].document:
            building.add(report, documents[report[0].document])
            report = []
        report.append(claim)
    if report:
        building.add(report, documents[report[0].document])
    return building.table()


class _Building:
    """The rows so far."""

    def __init__(self, families: Mapping[DocumentId, FamilyId]) -> None:
        self.families = families
        self.ids: list[ClaimId] = []
        self.blocks: list[Array] = []
        self.rows: list[tuple[object, ...]] = []
        self.types: dict[str, int] = {}
        self.words: list[Array] = []
        self.pairs: list[Array] = []

    def add(self, report: Sequence[Claim], document: Document) -> None:
        """Take the claims of one document."""
        family = self.families.get(document.id)
        keys = stable_key(document.id), stable_key(family) if family else 0
        units: dict[int, int] = {}
        first = tellings(report)
        for number, claim in enumerate(report):
            if claim.status.value not in LINKED:
                continue
            unit = unit_of(claim.trigger.start)
            if unit not in units:
                units[unit] = self._read(document.text, unit)
            code = self.types.setdefault(claim.type.value, len(self.types))
            self.ids.append(claim.id)
            own = (stable_key(claim.id), *keys, stable_key(report[first[number]].id), code, units[unit])
            self.rows.append((*own, *row_of(report, number, document)))
        if len(self.rows) > 20_000:
            self._pack()

    def _read(self, text: str, unit: int) -> int:
        found = words_of(text, unit)
        self.words.append(found.words)
        self.pairs.append(found.pairs)
        return len(self.words) - 1

    def _pack(self) -> None:
        self.blocks.append(np.array(self.rows, ROW))
        self.rows = []

    def table(self) -> Table:
        """All that was taken."""
        self._pack()
        rows = np.concatenate(self.blocks)
        return Table(tuple(self.ids), rows, tuple(self.types), Ragged.of(self.words), Ragged.of(self.pairs))


def stable_key(name: str) -> int:
    """A name as a number of 63 bits that is the same in every run."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1

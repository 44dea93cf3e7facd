"""Puts the rows of one report away as bytes, and makes one table of the bytes of many reports again.

What is put away follows from the report and its claims alone. `FORM` names the layout and what the rows mean: bytes of
another form are of no use, and the reports must be read for their rows again.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from warledger.linking.rows import ROW
from warledger.linking.table import Ragged, Table
from warledger.linking.words import BUCKETS, MARGIN, UNIT, Array
from warledger.model.ids import ClaimId

MEANING = 2  # to be raised when the same claim gives other numbers than before
FORM = hashlib.sha256(repr((MEANING, ROW.descr, BUCKETS, UNIT, MARGIN)).encode()).hexdigest()[:16]


def packed(table: Table) -> bytes:
    """The rows of one report, its claims' ids and types, and the words of its text."""
    head = {
        "ids": table.ids,
        "types": table.types,
        "words": np.diff(table.words.offsets).tolist(),
        "pairs": np.diff(table.pairs.offsets).tolist(),
    }
    arrays = (table.rows, table.words.values, table.pairs.values)
    return json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n" + b"".join(one.tobytes() for one in arrays)


@dataclass(frozen=True, slots=True)
class _Piece:
    ids: tuple[ClaimId, ...]
    types: tuple[str, ...]
    words: Sequence[int]
    pairs: Sequence[int]
    content: bytes
    at: int

    @staticmethod
    def of(content: bytes) -> "_Piece":
        end = content.index(b"\n")
        head = json.loads(content[:end].decode("ascii"))
        return _Piece(tuple(head["ids"]), tuple(head["types"]), head["words"], head["pairs"], content, end + 1)

    def rows(self) -> memoryview:
        return memoryview(self.content)[self.at : self.at + len(self.ids) * ROW.itemsize]

    def word_values(self) -> memoryview:
        start = self.at + len(self.ids) * ROW.itemsize
        return memoryview(self.content)[start : start + 4 * sum(self.words)]

    def pair_values(self) -> memoryview:
        start = self.at + len(self.ids) * ROW.itemsize + 4 * sum(self.words)
        return memoryview(self.content)[start:]


def unpacked(contents: Iterable[bytes]) -> Table:
    """The table of all these reports, in their order."""
    pieces = [_Piece.of(content) for content in contents]
    sizes = np.array([len(piece.ids) for piece in pieces], np.int64)
    rows = np.frombuffer(b"".join(piece.rows() for piece in pieces), ROW).copy()
    types: dict[str, int] = {}
    codes = [types.setdefault(name, len(types)) for piece in pieces for name in piece.types]
    rows["type"] = np.array([*codes, 0])[_begins(len(piece.types) for piece in pieces).repeat(sizes) + rows["type"]]
    rows["unit"] += _begins(len(piece.words) for piece in pieces).repeat(sizes).astype(np.int32)
    words = _ragged((piece.words for piece in pieces), (piece.word_values() for piece in pieces))
    pairs = _ragged((piece.pairs for piece in pieces), (piece.pair_values() for piece in pieces))
    return Table(tuple(id for piece in pieces for id in piece.ids), rows, tuple(types), words, pairs)


def _begins(sizes: Iterable[int]) -> Array:
    """Where each piece begins when pieces of these sizes lie one after another."""
    found = np.array([0, *sizes], np.int64)
    begins: Array = np.cumsum(found)[:-1]
    return begins


def _ragged(sizes: Iterable[Sequence[int]], values: Iterable[memoryview]) -> Ragged:
    flat = [size for piece in sizes for size in piece]
    return Ragged(np.frombuffer(b"".join(values), np.uint32), np.cumsum([0, *flat], dtype=np.int64))

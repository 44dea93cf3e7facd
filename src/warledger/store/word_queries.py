"""Full-text search as each database has it: the indexes of words, what fills them, and conditions that ask them.

SQLite has FTS5, PostgreSQL a tsvector without stemming ("simple"). Both are given words that are folded already, and
a search that is built of its terms: nothing that a person typed reaches a database as it was typed.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, TextClause, bindparam, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ColumnClause

from warledger.reference.searching import Sought, Term

UNICODE = "tokenize='unicode61 remove_diacritics 0'"


@dataclass(frozen=True, slots=True)
class Index:
    """One index of words: its name, and what makes, fills and asks it, by dialect."""

    name: str
    make: dict[str, tuple[str, ...]]
    drop: str
    add: dict[str, TextClause]
    forget: dict[str, TextClause]
    best: dict[str, TextClause]


def _index(name: str, options: str) -> Index:
    found = f"FROM {name} WHERE {name} MATCH :sought"
    found_there = f"FROM {name} WHERE words @@ to_tsquery('simple', :sought)"
    rank = "ts_rank(words, to_tsquery('simple', :sought)) DESC"
    return Index(
        name,
        make={
            "sqlite": (
                f"CREATE VIRTUAL TABLE {name} USING fts5(words, {options}tokenize='unicode61 remove_diacritics 0')",
            ),
            "postgresql": (
                f"CREATE TABLE {name} (number bigint PRIMARY KEY, words tsvector NOT NULL)",
                f"CREATE INDEX {name}_words ON {name} USING gin (words)",
            ),
        },
        drop=f"DROP TABLE IF EXISTS {name}",
        add={
            "sqlite": text(f"INSERT INTO {name} (rowid, words) VALUES (:number, :words)"),
            "postgresql": text(f"INSERT INTO {name} (number, words) VALUES (:number, to_tsvector('simple', :words))"),
        },
        forget={
            "sqlite": text(f"DELETE FROM {name} WHERE rowid = :number"),
            "postgresql": text(f"DELETE FROM {name} WHERE number = :number"),
        },
        best={
            "sqlite": text(f"SELECT rowid AS number {found} ORDER BY rank, rowid"),
            "postgresql": text(f"SELECT number {found_there} ORDER BY {rank}, number"),
        },
    )


REPORTS = _index("report_words", "content='', ")  # texts never change, so the index alone is kept
CLAIMS = _index("claim_words", "")
INDEXES = (REPORTS, CLAIMS)


class HasWords(ColumnElement[bool]):
    """Whether the row of an index that has this number holds what is sought."""

    inherit_cache = False
    __visit_name__ = "has_words"

    def __init__(self, number: ColumnElement[int], index: Index, sought: Sought) -> None:
        self.number = number
        self.index = index
        self.sought = sought


@compiles(HasWords, "sqlite")
def _in_sqlite(element: HasWords, compiler: SQLCompiler, **options: Any) -> str:
    name = element.index.name
    sought = compiler.process(bindparam(None, fts5(element.sought), unique=True), **options)
    number = compiler.process(element.number, **options)
    return f"{number} IN (SELECT rowid FROM {name} WHERE {name} MATCH {sought})"


@compiles(HasWords, "postgresql")
def _in_postgresql(element: HasWords, compiler: SQLCompiler, **options: Any) -> str:
    name = element.index.name
    sought = compiler.process(bindparam(None, tsquery(element.sought), unique=True), **options)
    number = compiler.process(element.number, **options)
    return f"{number} IN (SELECT number FROM {name} WHERE words @@ to_tsquery('simple', {sought}))"


class Among(ColumnElement[bool]):
    """Whether an id is one of many: any number of them is one parameter."""

    inherit_cache = False
    __visit_name__ = "among"

    def __init__(self, id: ColumnElement[str], ids: Iterable[str]) -> None:
        self.id = id
        self.ids = json.dumps([*ids])


@compiles(Among, "sqlite")
def _among_in_sqlite(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    ids = compiler.process(bindparam(None, element.ids, unique=True), **options)
    return f"{compiler.process(element.id, **options)} IN (SELECT value FROM json_each({ids}))"


@compiles(Among, "postgresql")
def _among_in_postgresql(element: Among, compiler: SQLCompiler, **options: Any) -> str:
    ids = compiler.process(bindparam(None, element.ids, unique=True), **options)
    return f"{compiler.process(element.id, **options)} IN (SELECT json_array_elements_text(CAST({ids} AS json)))"


class Holds(ColumnElement[bool]):
    """Whether folded names hold these words, whole and in order; cheaper than LIKE, which looks at case."""

    inherit_cache = False
    __visit_name__ = "holds"

    def __init__(self, names: ColumnElement[str] | ColumnClause[str], words: str) -> None:
        self.names = names
        self.words = f" {words} "


@compiles(Holds, "sqlite")
def _holds_in_sqlite(element: Holds, compiler: SQLCompiler, **options: Any) -> str:
    words = compiler.process(bindparam(None, element.words, unique=True), **options)
    return f"instr({compiler.process(element.names, **options)}, {words}) > 0"


@compiles(Holds, "postgresql")
def _holds_in_postgresql(element: Holds, compiler: SQLCompiler, **options: Any) -> str:
    words = compiler.process(bindparam(None, element.words, unique=True), **options)
    return f"strpos({compiler.process(element.names, **options)}, {words}) > 0"


def expression(sought: Sought, dialect: str) -> str:
    """A search as a database reads it."""
    return fts5(sought) if dialect == "sqlite" else tsquery(sought)


def fts5(sought: Sought) -> str:
    """A search as FTS5 reads it.

    >>> fts5(Sought.read('"barrel bomb" hospit*'))
    '"barrel bomb" "hospit" *'
    """
    return " ".join(f'"{" ".join(term.words)}"' + (" *" if term.begins else "") for term in sought.terms)


def tsquery(sought: Sought) -> str:
    """A search as PostgreSQL reads it.

    >>> tsquery(Sought.read('"barrel bomb" hospit*'))
    "'barrel' <-> 'bomb' & 'hospit':*"
    """
    return " & ".join(map(_phrase, sought.terms))


def _phrase(term: Term) -> str:
    return " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.begins else "")

"""What was done to a case since somebody last looked, by whichever process: told by kind, never in its words."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from warledger.model.custody import Action
from warledger.store.database import Database
from warledger.store.tables import custody, linkage

MOST = 1000  # custody records that one look goes through; more are told as everything

LAST_SEQUENCE = select(func.max(custody.c.sequence))
LINKED_AT = select(linkage.c.stamp, linkage.c.judgements, linkage.c.notes, linkage.c.at)
DONE_SINCE = (
    select(custody.c.action, custody.c.subject)
    .where(custody.c.sequence > bindparam("after"))
    .order_by(custody.c.sequence)
    .limit(MOST)
)
OF_ACTION = {Action.CAPTURE: "reports", Action.RECODE: "reports", Action.SKIP: "refused"}
OF_SUBJECT = {"judgement": "judgements", "note": "sources"}


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a case has come: the last custody record, and when it was linked."""

    sequence: int = 0
    linked: tuple[object, ...] = ()


class Changes:
    """What is done to an open case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sequence(self) -> int:
        """The number of the last custody record."""
        with self._database.reading() as connection:
            return connection.scalar(LAST_SEQUENCE) or 0

    def since(self, mark: Mark) -> tuple[Mark, frozenset[str]]:
        """How far the case has come, and the kinds of things that were done since `mark`."""
        with self._database.reading() as connection:
            sequence = connection.scalar(LAST_SEQUENCE) or 0
            row = connection.execute(LINKED_AT).first()
            now = Mark(int(sequence), tuple(row) if row else ())
            done = connection.execute(DONE_SINCE, {"after": mark.sequence}).all() if sequence != mark.sequence else ()
        kinds = {_kind(one.action, one.subject) for one in done}
        if now.linked != mark.linked:
            kinds.add("incidents")
        return now, frozenset(kinds)

    def after(self, sequence: int) -> tuple[int, frozenset[str]]:
        """The number of the last custody record, and the kinds of things that were done after the one of a number.

        When a case was linked stands in no record: where anything was done, its incidents may be others too.
        """
        with self._database.reading() as connection:
            now = connection.scalar(LAST_SEQUENCE) or 0
            done = connection.execute(DONE_SINCE, {"after": sequence}).all() if sequence < now else ()
        kinds = {_kind(one.action, one.subject) for one in done}
        return int(now), frozenset(kinds | {"incidents"} if kinds else kinds)


def _kind(action: str, subject: str) -> str:
    return OF_ACTION.get(Action(action)) or OF_SUBJECT.get(subject.partition("-")[0], "activity")

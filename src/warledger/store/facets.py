"""From claims and texts to what they are found by: the row that filters look at, and the words of a search.

Whatever changes a claim (a report added, coded again, judged, followed by a newer version) fills its rows anew in the
same transaction. `brought_up` fills all of a case whose rows are of an older form. None of it is evidence.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Connection

from warledger.model.claim import Claim, HarmKind
from warledger.model.filters import actor_names, folded, harms_civilians, place_names, target_names, weapon_names
from warledger.model.ids import ClaimId, DocumentId
from warledger.model.ranges import most_stated
from warledger.model.standing import ruled_claims
from warledger.reference.searching import folded_words, sentence_around
from warledger.store import eyes, rows
from warledger.store import facet_queries as queries
from warledger.store.facet_tables import PLACES
from warledger.store.incident_rows import listed_columns, listed_of
from warledger.store.queries import JUDGEMENTS, SET_META
from warledger.store.rows import LARGEST, Columns
from warledger.store.word_queries import CLAIMS, INDEXES, REPORTS

FORM = "2"  # of the rows and the words: what is filled in another form is filled anew
AT_ONCE = 400  # ids in one statement


def added(connection: Connection, document: DocumentId) -> None:
    """A document was stored with its claims: fill its words and theirs."""
    number = connection.scalar(queries.NUMBER_OF, {"id": document})
    row = connection.execute(queries.TEXTS_BY_NUMBER, {"numbers": [number]}).one()
    _run(connection, REPORTS.add, [_report(row)])
    refill(connection, _ids_of(connection, document))


def followed(connection: Connection, series: str, version: int) -> None:
    """A version of a series was stored: the claims of those before it are superseded."""
    for number in connection.scalars(queries.OLDER, {"series": series, "version": version}).all():
        connection.execute(queries.SUPERSEDE, {"first": number << PLACES, "last": (number + 1 << PLACES) - 1})


def forget(connection: Connection, document: DocumentId) -> None:
    """The claims of a document are about to be replaced."""
    _forget(connection, _ids_of(connection, document))


def refill(connection: Connection, claims: Iterable[ClaimId]) -> None:
    """Fill the rows of these claims as they are now; there are none of a claim that was rejected, or is not there."""
    for ids in _some(dict.fromkeys(claims)):
        _forget(connection, ids)
        about = connection.scalars(queries.ABOUT_CLAIMS, {"ids": ids}).all()
        reviewed = ruled_claims(map(rows.judgement_of, about))
        found = connection.execute(queries.CODED_BY_ID, {"ids": ids}).all()
        numbers = sorted({row.document for row in found})
        texts = connection.execute(queries.TEXTS_BY_NUMBER, {"numbers": numbers}).all() if numbers else []
        _put(connection, found, {row.number: _text(row.text) for row in texts}, reviewed)


def touched(connection: Connection) -> list[ClaimId]:
    """The claims of which people said something that shows in their rows."""
    return [ClaimId(id) for id in connection.scalars(queries.TOUCHED)]


def is_of_this_form(connection: Connection) -> bool:
    """Whether the rows of the case are as this version fills them."""
    return connection.scalar(queries.FORM_OF) == FORM


def rebuild(connection: Connection) -> None:
    """Fill everything anew."""
    for index in INDEXES:
        for statement in (index.drop, *index.make[connection.dialect.name]):
            connection.exec_driver_sql(statement)
    connection.execute(queries.FORGET_ALL_FACETS)
    ruled = ruled_claims(map(rows.judgement_of, connection.scalars(JUDGEMENTS)))
    after = 0
    while some := connection.execute(queries.TEXTS_IN_ORDER, {"after": after}).all():
        _run(connection, REPORTS.add, [_report(row) for row in some])
        for row in some:
            found = connection.execute(queries.CODED_OF, {"document_id": row.id}).all()
            _put(connection, found, {row.number: _text(row.text)}, ruled)
        after = some[-1].number
    _fill_incidents(connection)
    connection.execute(queries.FORGET_FORM_OF)
    connection.execute(SET_META, {"name": "facets", "value": FORM})


def _put(connection: Connection, found: Sequence[Any], texts: Mapping[int, str], reviewed: frozenset[ClaimId]) -> None:
    standing = [(row, rows.claim_of(row.record)) for row in found if not row.rejected]
    if not standing:
        return
    facets = [facet_columns(claim, row, reviewed=claim.id in reviewed) for row, claim in standing]
    words = [{"number": _position(row), "words": claim_words(claim, texts[row.document])} for row, claim in standing]
    connection.execute(queries.ADD_FACETS, facets)
    eyes.weigh(connection, (claim.id for _, claim in standing))
    _run(connection, CLAIMS.add, words)


def _forget(connection: Connection, claims: Iterable[ClaimId]) -> None:
    for ids in _some(claims):
        gone = [{"number": position} for position in connection.scalars(queries.POSITIONS, {"ids": ids})]
        if gone:
            _run(connection, CLAIMS.forget, gone)
            connection.execute(queries.FORGET_FACETS, gone)


def facet_columns(claim: Claim, row: Any, *, reviewed: bool) -> Columns:
    """The row of a claim as it is now; `row` says where it stands in which document."""
    when = claim.when.value if claim.when else None
    killed = most_stated(claim, HarmKind.KILLED)
    return {
        "position": _position(row),
        "claim_id": claim.id,
        "superseded": bool(row.superseded),
        "type": claim.type.value,
        "status": claim.status.value.value,
        "when_start": when.start.isoformat() if when else None,
        "when_end": when.end.isoformat() if when else None,
        "killed": None if killed is None else min(killed, LARGEST),
        "confidence": claim.confidence.value,
        "civilians": harms_civilians(claim),
        "reviewed": reviewed,
        "place": joined(place_names(claim)),
        "actors": joined(actor_names(claim)),
        "targets": joined(target_names(claim)),
        "weapons": joined(weapon_names(claim)),
    }


def joined(names: Iterable[str]) -> str:
    """Names as a column holds them: folded, each once, apart."""
    return "".join(dict.fromkeys(f" {folded(name)} |" for name in names))


def claim_words(claim: Claim, text: str) -> str:
    """What a claim is found by in a search: the sentence of its event, the words of its fields, the names they have."""
    quotes = [*claim.places, *claim.times, *(party.quote for party in (*claim.actors, *claim.targets))]
    quotes += [weapon.quote for weapon in claim.weapons] + [speaker.quote for speaker in claim.sources]
    quotes += [harm.quote for harm in claim.harm]
    names = [*place_names(claim), *actor_names(claim), *target_names(claim), *weapon_names(claim)]
    told = [sentence_around(text, claim.trigger.start, claim.trigger.end), *(quote.text for quote in quotes), *names]
    return " . ".join(dict.fromkeys(folded_words(one) for one in told))


def _position(row: Any) -> int:
    return int(row.document << PLACES) + int(row.number)


def _report(row: Any) -> Columns:
    title = json.loads(row.record).get("title") or ""
    return {"number": row.number, "words": folded_words(f"{title}\n{_text(row.text)}")}


def _text(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")


def _ids_of(connection: Connection, document: DocumentId) -> list[ClaimId]:
    return [ClaimId(id) for id in connection.scalars(queries.IDS_OF_DOCUMENT, {"document_id": document})]


def _run(connection: Connection, statements: Mapping[str, Any], values: list[Columns]) -> None:
    if values:
        connection.execute(statements[connection.dialect.name], values)


def _some(ids: Iterable[ClaimId]) -> Iterator[list[ClaimId]]:
    remaining = iter(ids)
    while some := list(islice(remaining, AT_ONCE)):
        yield some


def _fill_incidents(connection: Connection) -> None:
    """Fill what the rows of incidents did not have in older cases."""
    after = ""
    while some := connection.execute(queries.LISTED_IN_ORDER, {"after": after}).all():
        ids = [row.incident for row in some]
        told = connection.execute(queries.FACETS_OF_INCIDENTS, {"ids": ids}).all()
        facets = {id: list(held) for id, held in groupby(told, lambda row: row.incident)}
        values = [_incident(row, facets.get(row.incident, ())) for row in some]
        connection.execute(queries.FILL_INCIDENT, values)
        after = ids[-1]


def _incident(row: Any, told: Sequence[Any]) -> Columns:
    columns = listed_columns(listed_of(row.listed).incident)
    columns["targets"], columns["weapons"] = (
        "".join(dict.fromkeys(f"{name}|" for one in told for name in getattr(one, column).split("|") if name))
        for column in ("targets", "weapons")
    )
    columns["civilians"] = any(one.civilians for one in told)
    return {"of_incident": row.incident} | {f"to_{name}": value for name, value in columns.items()}

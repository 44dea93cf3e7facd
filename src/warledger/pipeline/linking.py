"""Links the claims of a case into incidents and keeps what follows: from scratch, or what new reports could change.

Both ways give the same incidents. What is linked is put away, so that one more report into a large case costs little;
a case in which anything was added, judged or noted since is brought up to date before it is asked for incidents.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from warledger.linking.linker import Linkage, Model, grown, judged, linked, resumed
from warledger.linking.packing import FORM, packed, unpacked
from warledger.linking.table import stable_key, table_of
from warledger.linking.weights import Weights, read_weights, shipped
from warledger.linking.words import Array
from warledger.model.custody import Action
from warledger.model.ids import ClaimId, sha256_text
from warledger.model.ledger import Judgement
from warledger.model.register import SourceNote
from warledger.pipeline.clock import utc_now
from warledger.pipeline.correcting import restate_all, told_of
from warledger.pipeline.correcting import touched as restated_by
from warledger.pipeline.deriving import Standing, derived
from warledger.pipeline.families import place_missing
from warledger.pipeline.naming import note_missing
from warledger.pipeline.register import register_of, touched
from warledger.pipeline.report import Progress, Stage, no_progress
from warledger.reference.grades import grade_rules, load_grade_rules
from warledger.reference.settings_file import user_text
from warledger.store.links import Link, LinkageState, Linking, Unlinked
from warledger.store.records import Store

NEAR = 2_500  # thousandths of a bit: pairs that weigh no more, either way, are kept for people to judge
MOST_NEAR = 20_000  # of one run, those nearest to nought: more than people ever look at


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run of linking did: documents newly linked, incidents written, and incidents of before that are gone."""

    documents: int = 0
    incidents: int = 0
    gone: int = 0


def link(
    store: Store,
    *,
    weights: Path | None = None,
    grades: Path | None = None,
    progress: Progress = no_progress,
    clock: Callable[[], datetime] = utc_now,
) -> Linked:
    """Link all claims of a case from scratch, by these weights and rules of grades (the shipped ones when None).

    They hold for what is added later, until the case is linked from scratch again.
    """
    texts = tuple(user_text(path) if path else None for path in (weights, grades))
    place_missing(store)
    note_missing(store)
    restate_all(store)
    with store.links().linking() as linking:
        before = linking.state()
        state = LinkageState(FORM, texts[0], texts[1], 0, 0, 0, 0, clock())
        by = _Run.of(store, linking, state, progress)  # refuses weights and rules that cannot be used
        done = by.from_scratch()
    if (before is not None and (before.weights, before.grades) != texts) or texts != (None, None):
        hashes = [sha256_text(text) if text is not None else "shipped" for text in texts]
        details = tuple(zip(("weights", "grades"), hashes, strict=True))
        store.record(Action.CHANGE, "linking", details, clock())
    return done


def link_new(store: Store, *, progress: Progress = no_progress, clock: Callable[[], datetime] = utc_now) -> Linked:
    """Bring the incidents of a case up to date with its reports, judgements and notes; only what they could change."""
    if is_linked(store):
        return Linked()
    place_missing(store)
    note_missing(store)
    before = store.links().state()
    if before is None or before.form != FORM:
        restate_all(store)
    with store.links().linking() as linking:
        state = linking.state()
        if state is None or state.form != FORM:
            kept = (state.weights, state.grades) if state else (None, None)
            return _Run.of(store, linking, LinkageState(FORM, *kept, 0, 0, 0, 0, clock()), progress).from_scratch()
        return _Run.of(store, linking, replace(state, at=clock()), progress).onwards()


def is_linked(store: Store) -> bool:
    """Whether the incidents of a case are up to date."""
    state, behind = store.links().state(), store.links().behind()
    return (
        state is not None
        and state.form == FORM
        and behind.documents == behind.linked
        and (behind.judgements, behind.notes) == (state.judgements, state.notes)
    )


@dataclass(frozen=True)
class _Run:
    """One run of linking, inside its transaction."""

    store: Store
    linking: Linking
    state: LinkageState
    weights: Weights
    judgements: tuple[Judgement, ...]
    notes: tuple[SourceNote, ...]
    by: Standing
    progress: Progress

    @staticmethod
    def of(store: Store, linking: Linking, state: LinkageState, progress: Progress) -> "_Run":
        judgements, notes = tuple(store.judgements()), store.incidents().notes()
        weights = read_weights(state.weights, "the weights") if state.weights is not None else shipped()
        rules = grade_rules(state.grades, "the rules of grades") if state.grades is not None else load_grade_rules()
        by = Standing(register_of(notes), judgements, rules)
        return _Run(store, linking, state, weights, judgements, notes, by, progress)

    def from_scratch(self) -> Linked:
        """Forget what was linked, and link everything."""
        before = self.store.incidents().count()
        self.linking.clear()
        documents = self.linking.unlinked()
        contents, numbers = self._put_away(documents, 0)
        table = unpacked(contents)
        linkage = linked(table, Model(self.weights, table.frequencies()), self.judgements)
        self._add_links(linkage, numbers, 0)
        self.linking.put_near((), _near(linkage)[1])
        written = self._write(linkage.groups)
        self._keep()
        return Linked(len(documents), written, before)

    def onwards(self) -> Linked:
        """Take in what was added, judged and noted since."""
        corrected = self._put_corrected_away()
        if corrected is None:
            return self.from_scratch()
        contents = [content for content in self.linking.features() if content]
        part, cluster = (np.array(one, np.int64) for one in self.linking.parts())
        old = self.judgements[: self.state.judgements]
        linkage = resumed(unpacked(contents), self.weights, part, cluster, old)
        before, documents = len(linkage.table), self.linking.unlinked()
        linkage, moved = self._with_families(linkage)
        moved |= np.isin(linkage.table.rows["document"], corrected)
        new, numbers = self._put_away(documents, before)
        linkage = grown(linkage, unpacked(new), moved)
        self.linking.put_near(*_near(linkage))
        changed = set(linkage.touched)
        if len(self.judgements) != len(old):
            linkage = judged(linkage, self.judgements)
            changed |= linkage.touched
        self._add_links(linkage, numbers, before)
        self.linking.regroup(_differing(linkage, part, cluster))
        flagged = _rows_of(linkage, changed | self._flagged()) | self._reported(linkage, documents)
        flagged[:before] |= moved
        groups = _groups(linkage, flagged)
        gone = self.linking.drop_incidents([claim for group in groups for claim in group])
        written = self._write(groups)
        self._keep()
        return Linked(len(documents), written, len(gone))

    def _put_away(self, documents: Iterable[Unlinked], first: int) -> tuple[list[bytes], list[int]]:
        """Work out the rows of documents and put them away: their contents, and the document's number of each row."""
        contents: list[bytes] = []
        numbers: list[int] = []
        for unlinked in documents:
            content, rows = self._rows(unlinked)
            self.linking.add_document(unlinked, first + len(numbers), content)
            contents += [content] if content else []
            numbers += [unlinked.number] * rows
            self.progress(Stage.LINKED, unlinked.id)
        return contents, numbers

    def _put_corrected_away(self) -> Array | None:
        """Work out anew the rows of documents whose claims were judged; their keys, None where rows come or go."""
        judged = restated_by(self.store, self.judgements, self.judgements[self.state.judgements :])
        found = []
        for document in self.linking.documents_of(judged):
            old, (new, _) = self.linking.features_of(document.number), self._rows(document)
            if _ids(old) != _ids(new):
                return None
            self.linking.move_family(document, new)
            found.append(stable_key(document.id))
        return np.array(sorted(found), np.int64)

    def _rows(self, unlinked: Unlinked) -> tuple[bytes, int]:
        claims, left_out = told_of(self.store, unlinked.id)
        document = self.store.document(unlinked.id) if claims else None
        if document is None:
            return b"", 0
        families = {document.id: unlinked.family} if unlinked.family else {}
        table = table_of(claims, {document.id: document}, families, left_out)
        return (packed(table), len(table)) if len(table) else (b"", 0)

    def _with_families(self, linkage: Linkage) -> tuple[Linkage, Array]:
        """Rows whose family of copies is another by now, put right; and which they are."""
        rows = linkage.table.rows.copy()
        moved = np.zeros(len(rows), bool)
        for document in self.linking.moved():
            content = self.linking.features_of(document.number)
            key = stable_key(document.family) if document.family else 0
            if content:
                table = unpacked([content])
                table.rows["family"] = key
                content = packed(table)
            self.linking.move_family(document, content)
            which = rows["document"] == stable_key(document.id)
            rows["family"][which] = key
            moved |= which
        return replace(linkage, table=replace(linkage.table, rows=rows)), moved

    def _flagged(self) -> frozenset[ClaimId]:
        """Claims that new judgements and notes are about."""
        judgements = self.judgements[self.state.judgements :]
        claims = {claim for one in judgements for claim in (one.left, one.right) if claim is not None}
        notes = self.notes[self.state.notes :]
        if notes:
            incidents = self.store.incidents()
            known = [source.id for source, _ in incidents.publishers()] + [id for id, *_ in incidents.speakers()]
            claims.update(self.store.links().spoken_for(touched(self.by.register, notes, known)))
        return frozenset(claims)

    def _reported(self, linkage: Linkage, documents: Iterable[Unlinked]) -> Array:
        """The rows of other versions of new documents: they may be superseded now."""
        versions = self.linking.versions([document.number for document in documents])
        keys = np.array(sorted(map(stable_key, versions)), np.int64)
        rows: Array = np.isin(linkage.table.rows["document"], keys)
        return rows

    def _add_links(self, linkage: Linkage, numbers: list[int], first: int) -> None:
        self.linking.add_links(
            Link(row, linkage.table.ids[row], number, int(linkage.part[row]), int(linkage.group[row]))
            for row, number in enumerate(numbers, start=first)
        )

    def _write(self, groups: Iterable[tuple[ClaimId, ...]]) -> int:
        written = 0
        for batch in derived(self.store.links(), groups, self.by):
            self.linking.put_incidents(batch)
            written += len(batch)
        return written

    def _keep(self) -> None:
        self.linking.keep(replace(self.state, judgements=len(self.judgements), notes=len(self.notes)))


def _ids(content: bytes) -> tuple[ClaimId, ...]:
    return unpacked([content]).ids if content else ()


def _near(linkage: Linkage) -> tuple[list[ClaimId], list[tuple[ClaimId, ClaimId, int]]]:
    """The claims that were compared anew, and those of their pairs whose weight is near nought, the nearest first."""
    assert linkage.fresh is not None
    ids, document = linkage.table.ids, linkage.table.rows["document"]
    (i, j), weights = linkage.pairs, linkage.scores
    fresh = linkage.fresh
    near = np.flatnonzero((np.abs(weights) <= NEAR) & (document[i] != document[j]) & (fresh[i] | fresh[j]))
    near = near[np.argsort(np.abs(weights[near]), kind="stable")][:MOST_NEAR]
    found = [(ids[i[k]], ids[j[k]], int(weights[k])) for k in near.tolist()]
    return [ids[row] for row in np.flatnonzero(fresh).tolist()], found


def _differing(linkage: Linkage, part: Array, cluster: Array) -> Iterator[tuple[int, int, int]]:
    """Rows put away before whose part or cluster is another now."""
    known = len(part)
    for row in np.flatnonzero((linkage.part[:known] != part) | (linkage.group[:known] != cluster)).tolist():
        yield row, int(linkage.part[row]), int(linkage.group[row])


def _rows_of(linkage: Linkage, claims: Iterable[ClaimId]) -> Array:
    rows = np.zeros(len(linkage.table), bool)
    rows[[linkage.rows[claim] for claim in claims if claim in linkage.rows]] = True
    return rows


def _groups(linkage: Linkage, rows: Array) -> list[tuple[ClaimId, ...]]:
    """The whole groups of these rows."""
    members: dict[int, list[ClaimId]] = {}
    for row in np.flatnonzero(np.isin(linkage.group, linkage.group[rows])).tolist():
        members.setdefault(int(linkage.group[row]), []).append(linkage.table.ids[row])
    return sorted(tuple(sorted(group)) for group in members.values())

"""Makes families of documents and their links: what links of one voice hold together, named by its earliest member.

The families depend on the documents and links alone, in whatever order these came. A text that comes back in three or
more separate weeks is a form, a notice or a site's furniture, so links across its weeks do not count.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from warledger.archive.copies.judging import seniority
from warledger.model.copies import CopyKind, CopyLink, Family, family_id
from warledger.model.document import Document
from warledger.model.ids import DocumentId

Seniority = tuple[str, str, str]  # day, hour of capture, id: see `seniority`
APART = 10  # days without a copy that part two runs of one text; reprints of a wire story follow within days
RUNS = 3  # separate runs that make a text a standing one


def families(members: Mapping[DocumentId, Seniority], links: Iterable[CopyLink]) -> tuple[Family, ...]:
    """The families of these documents, the earliest first; every link of theirs must be given, quoted blocks too."""
    known = sorted(links, key=lambda link: (link.one, link.other))
    voices = [link for link in known if link.kind.one_voice]
    whole = _groups(members, voices)
    parted = [_groups(group, _within_runs(group, voices)) if _standing(group) else [group] for group in whole]
    found = [_family(group, known) for groups in parted for group in groups]
    return tuple(sorted(found, key=lambda family: members[family.earliest]))


def standing_of(documents: Iterable[Document]) -> dict[DocumentId, Seniority]:
    """What the members of a family are ordered by."""
    return {document.id: seniority(document) for document in documents}


def _groups(members: Mapping[DocumentId, Seniority], links: Iterable[CopyLink]) -> list[dict[DocumentId, Seniority]]:
    """Members that links hold together."""
    head = {member: member for member in members}

    def find(member: DocumentId) -> DocumentId:
        while head[member] != member:
            head[member] = head[head[member]]
            member = head[member]
        return member

    for link in links:
        if link.one in head and link.other in head:
            head[find(link.other)] = find(link.one)
    groups: dict[DocumentId, dict[DocumentId, Seniority]] = {}
    for member, rank in members.items():
        groups.setdefault(find(member), {})[member] = rank
    return list(groups.values())


def _runs(group: Mapping[DocumentId, Seniority]) -> dict[DocumentId, int]:
    """For each member the run of days that it belongs to, counted from 0."""
    runs: dict[DocumentId, int] = {}
    number, before = 0, None
    for member, (day, _, _) in sorted(group.items(), key=lambda item: item[1]):
        today = date.fromisoformat(day)
        number += before is not None and (today - before).days > APART
        runs[member], before = number, today
    return runs


def _standing(group: Mapping[DocumentId, Seniority]) -> bool:
    return len(group) >= RUNS and max(_runs(group).values()) + 1 >= RUNS


def _within_runs(group: Mapping[DocumentId, Seniority], links: Iterable[CopyLink]) -> list[CopyLink]:
    runs = _runs(group)
    inside = [link for link in links if link.one in runs and link.other in runs]
    return [link for link in inside if link.kind is CopyKind.VERSION or runs[link.one] == runs[link.other]]


def _family(group: Mapping[DocumentId, Seniority], links: Iterable[CopyLink]) -> Family:
    members = tuple(sorted(group, key=lambda member: group[member]))
    own = tuple(link for link in links if link.kind.one_voice and link.one in group and link.other in group)
    return Family(family_id(members[0]), members, members[0], own)

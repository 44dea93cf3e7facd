"""Gives the parts named of a whole the whole's harm: "including three children", "two of them critically".

A part never outnumbers its whole; where no group before it was harmed, it is no figure. Every figure made here is
marked as a subset, and so never added to its whole.
"""

from warledger.coding.harm_clause import Clause, PartList
from warledger.coding.harm_figures import Figure, Figures
from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import Frame
from warledger.coding.harm_subjects import SubjectFinder
from warledger.coding.harm_voice import Cue, Voice
from warledger.coding.harm_words import ADVERBS, AUXILIARIES
from warledger.model.claim import HarmKind

_GRAVELY = frozenset("seriously critically severely gravely badly".split())
_PLACED = frozenset("in at on across near around and".split())  # behind these a name is rather a place's
_AMONG_THE = {
    "dead": HarmKind.KILLED,
    "deceased": HarmKind.KILLED,
    "fatalities": HarmKind.KILLED,
    "killed": HarmKind.KILLED,
    "wounded": HarmKind.INJURED,
    "injured": HarmKind.INJURED,
    "detained": HarmKind.DETAINED,
    "detainees": HarmKind.DETAINED,
    "arrested": HarmKind.DETAINED,
    "abducted": HarmKind.ABDUCTED,
    "kidnapped": HarmKind.ABDUCTED,
    "missing": HarmKind.MISSING,
    "casualties": HarmKind.CASUALTIES,
    "victims": HarmKind.CASUALTIES,
}


def join_among(clause: Clause, figures: Figures) -> None:
    """Write down who is said to be "among the dead"."""
    subjects = SubjectFinder(clause, figures)
    for k in range(len(clause.words) - 2):
        kind = _AMONG_THE.get(clause.words.lower(k + 2))
        if kind is None or clause.words.lower(k) != "among" or clause.words.lower(k + 1) not in ("the", "those"):
            continue
        end = k
        while clause.words.lower(end - 1) in AUXILIARIES | ADVERBS:
            end -= 1
        cue = Cue(k, k + 3, (kind,), Voice.BEFORE, Frame.OBJECT, "harm.among", end, passive=True)
        group = subjects.find(cue)
        if group is not None and (group.known or group.named) and not figures.taken(group):
            figures.put(kind, group, (group.first, k + 3), "harm.among", subset=True)


def join_parts(clause: Clause, figures: Figures) -> None:
    """Write down the parts of every figure found."""
    wholes = [figure for figure in figures.found if not figure.subset]
    for part in clause.parts:
        _join_list(clause, figures, part, _nearest(wholes, part.opener))
    for group in clause.groups:
        if figures.taken(group) or group.first in clause.in_parts:
            continue
        if group.of_them:
            _join_of_them(clause, figures, group, wholes)
        elif group.bare_number and clause.words.lower(group.stop) in _GRAVELY:
            injured = [whole for whole in wholes if whole.kind is HarmKind.INJURED]
            _put(figures, group, group.stop, _nearest(injured, group.first))
        elif clause.words.run(group.stop, ("among", "them")):
            _put(figures, group, group.stop + 2, _nearest(wholes, group.first))


def _nearest(wholes: list[Figure], at: int) -> list[Figure]:
    """The figures of the nearest group before a place."""
    before = [figure for figure in wholes if figure.group.stop <= at]
    nearest = max((figure.group.first for figure in before), default=None)
    return [figure for figure in before if figure.group.first == nearest]


def _put(figures: Figures, group: Group, stop: int, wholes: list[Figure]) -> None:
    for whole in wholes:
        figures.put(whole.kind, group, (group.first, stop), "harm.part", subset=True)


def _join_list(clause: Clause, figures: Figures, part: PartList, wholes: list[Figure]) -> None:
    for place, group in enumerate(part.groups):
        for whole in wholes:
            if not _may_be_part(clause, group, whole, part.opener):
                continue
            if group.possessed and place and figures.sum(part.groups[place - 1], group):
                continue  # "a woman and her daughter"
            figures.put(whole.kind, group, (part.opener, group.stop), "harm.part", subset=True)


def _may_be_part(clause: Clause, group: Group, whole: Figure, opener: int) -> bool:
    if whole.high is not None and group.low is not None and group.low > whole.high:
        return False
    if group.known or group.bare_number:
        return True
    words = clause.words
    placed = not _PLACED.isdisjoint(words.lowers[whole.group.stop : opener])
    return (
        group.named
        and not placed
        and group.stop - group.first >= 2
        and words.lower(group.first) not in ("the", "a", "an")
    )


def _join_of_them(clause: Clause, figures: Figures, group: Group, wholes: list[Figure]) -> None:
    """A number of those before: "three of them children", "two of whom critically", "five of them in Homs"."""
    following = clause.words.lower(group.stop)
    behind = group.stop + 1 if following in ("were", "are", "was") else group.stop
    noun, stop = clause.at.get(behind), group.stop
    if noun is not None and noun.known and not noun.numbered:
        group.who, stop = noun.who, noun.stop
        figures.take(noun)
    elif following not in _GRAVELY | {"in", "at", "from"} and not clause.words.capital(group.stop):
        return
    injured = [whole for whole in wholes if whole.kind is HarmKind.INJURED and whole.group.stop <= group.first]
    _put(figures, group, stop, _nearest(injured if injured and following in _GRAVELY else wholes, group.first))

"""Reads harm that is told in nouns: "five deaths", "no casualties", "the killing of a baker", "the toll rose to 31".

Attempted and alleged killings give no figure; casualties that are only mentioned, and not caused, suffered or reported,
give none either. Bodies count as killed where somebody came upon them, not where they were handed over.
"""

from warledger.coding.harm_clause import Clause
from warledger.coding.harm_figures import Figures
from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import Form, Frame
from warledger.coding.harm_voice import Cue, Voice
from warledger.model.claim import HarmKind

_ADJECTIVAL = frozenset([Form.PAST, Form.PARTICIPLE, Form.ADJECTIVE])
_TOLL_REACH = 22  # words from "death toll" to its number
_TOLL_VERBS = frozenset(
    """to at of is was reached reaches reach passes passed surpassed surpasses surpass exceeds exceeded exceed tops
    topped hit hits has as now past stands stood above : put""".split()
)
_YEAR_REACH = 8  # words from "homicides" to "this year"
_PUT_AT = frozenset(["at", "as"])  # "put its dead at 103"
_NOT_DONE = frozenset("attempted failed foiled planned plotted alleged possible".split())
_TELLING = frozenset(
    """cause causes caused causing report reports reported reporting suffer suffers suffered suffering inflict inflicts
    inflicted inflicting sustain sustained sustaining leave leaves left result resulted resulting""".split()
)
BODIES = frozenset("body bodies corpse corpses remains".split())
_CAME_UPON = frozenset(
    """found find finds finding discovered recovered recover recovers recovering retrieved retrieve pulled unearthed
    exhumed uncovered uncover uncovers counted saw seen lay collected dumped abandoned brought buried
    containing received admitted mortuary morgue""".split()
)
_HANDED_OVER = frozenset("returned returns return handed hands exchanged repatriated repatriation delivered".split())


def join_nouns(clause: Clause, figures: Figures) -> list[tuple[Cue, Group]]:
    """Write down the figures of nouns of harm; returns those that may go on as a list, with their group."""
    joined: list[tuple[Cue, Group]] = []
    for group in clause.groups:
        if group.harm is None or group.first in clause.in_parts or _is_attempt(clause, group):
            continue
        if _is_denied(clause, group):
            group.low = group.high = 0
            figures.put(group.harm, group, (group.first, group.stop), "harm.none")
        elif (victims := _victims(clause, group)) is not None:
            cue, people = victims
            figures.add(cue, people)
            joined.append(victims)
        elif (group.numbered and not _is_yearly(clause, group)) or _is_told(clause, group):
            figures.put(group.harm, group, (group.first, group.stop), "harm.noun")
    return joined


def join_tolls(clause: Clause, figures: Figures) -> list[tuple[Cue, Group]]:
    """Write down the number of each running toll; harm words between a toll and its number are its own."""
    joined: list[tuple[Cue, Group]] = []
    for toll in clause.cues:
        group = _number_of(clause, toll) if toll.voice is Voice.TOLL else None
        if group is None:
            continue
        for cue in clause.cues:
            if toll.stop <= cue.first < group.first:
                cue.kinds = ()
        figures.add(toll, group)
        joined.append((toll, group))
    return joined


def join_bodies(clause: Clause, figures: Figures) -> None:
    """Write down the dead whose bodies were found; the bodies of hostages are another story."""
    words = clause.words
    if _tells_of_hostages(clause):
        return
    for group in clause.groups:
        if words.lower(group.stop - 1) not in BODIES or figures.taken(group):
            continue
        near = words.lowers[max(0, group.first - 8) : group.first] + words.lowers[group.stop : group.stop + 22]
        if not _CAME_UPON.intersection(near) or _HANDED_OVER.intersection(near):
            continue
        people = clause.at.get(group.stop + 1) if words.lower(group.stop) == "of" else None
        dead = people if people is not None and not group.numbered and _are_people(people) else group
        if dead is not group or dead.numbered or words.lower(dead.first) in ("a", "an", "another"):
            figures.put(HarmKind.KILLED, dead, (group.first, max(group.stop, dead.stop)), "harm.bodies")


def _are_people(group: Group) -> bool:
    return group.numbered or group.known or (group.named and group.stop - group.first > 1)


def join_adjectives(clause: Clause, figures: Figures) -> None:
    """Write down harm told by a word inside the group: "12 injured soldiers", "a missing airman"."""
    hostages = _tells_of_hostages(clause)
    for group in clause.groups:
        if group.first in clause.in_parts or not (group.numbered or clause.words.lower(group.first) in ("a", "an")):
            continue
        for k in range(group.first, group.stop - 1):
            harm = clause.lexicon.verbs.get(clause.words.lower(k))
            if harm is None or harm.form not in _ADJECTIVAL or figures.taken(group):
                continue
            if harm.kind is not HarmKind.KILLED or (harm.form is Form.ADJECTIVE and group.numbered and not hostages):
                figures.put(harm.kind, group, (group.first, group.stop), "harm.adjective")


def _is_yearly(clause: Clause, group: Group) -> bool:
    """Whether it is a running count of a year's crimes: "the city's 43 homicides this year"."""
    behind = clause.words.lowers[group.stop : group.stop + _YEAR_REACH]
    crime = clause.words.lower(group.stop - 1) in ("homicides", "murders", "homicide")
    return crime and ("year" in behind or "annually" in behind)


def _tells_of_hostages(clause: Clause) -> bool:
    return "hostage" in clause.words.lowers or "hostages" in clause.words.lowers


def _is_attempt(clause: Clause, group: Group) -> bool:
    return not _NOT_DONE.isdisjoint(clause.words.lowers[max(0, group.first - 1) : group.stop])


def _is_denied(clause: Clause, group: Group) -> bool:
    """Whether it is said not to have been: "without any casualties", "did not cause casualties"."""
    before = clause.words.lowers[max(0, group.first - 4) : group.first]
    if "without" in before:
        return True
    return group.plural and not group.numbered and not {"not", "n't", "no"}.isdisjoint(before)


def _victims(clause: Clause, group: Group) -> tuple[Cue, Group] | None:
    """The cue and the people, where the noun takes victims: "the deaths of 40 soldiers"."""
    if group.numbered or clause.words.lower(group.stop) not in ("of", "among"):
        return None
    people = clause.at.get(group.stop + 1)
    kind = clause.lexicon.victim_nouns.get(clause.words.lower(group.stop - 1))
    if kind is None or people is None or people.harm is not None:
        return None
    if not (people.known or people.named or (people.numbered and not clause.not_people(people))):
        return None
    return Cue(group.first, group.stop + 1, (kind,), Voice.OF, Frame.OBJECT, "harm.noun_of"), people


def _is_told(clause: Clause, group: Group) -> bool:
    """Casualties that are caused, suffered or reported, with no number."""
    words = clause.words
    before = words.lower(group.first - 1)
    if not group.plural or words.lower(group.stop - 1) == "lives" or before in ("of", "from", "with", "to"):
        return False
    if group.harm is not HarmKind.CASUALTIES and before.startswith(("sustain", "le", "suffer")):
        return False
    near = words.lowers[max(0, group.first - 3) : group.first] + words.lowers[group.stop : group.stop + 3]
    return not _TELLING.isdisjoint(near)


def _number_of(clause: Clause, toll: Cue) -> Group | None:
    for group in clause.groups:
        if group.first < toll.stop or not group.numbered:
            continue
        if group.first - toll.stop > _TOLL_REACH:
            return None
        before = clause.words.lower(group.first - 1)
        if before == "the":
            before = clause.words.lower(group.first - 2)
        if (
            before in (_PUT_AT if clause.words.lower(toll.stop - 1) == "dead" else _TOLL_VERBS)
            or group.first == toll.stop
        ):
            return group
    return None

"""Says of each figure of harm whether its victims are civilians, combatants, both or unknown.

The noun decides where it can; then what stands beside it, the figure that "others" goes back to, the parts named of a
whole, and a scene that is plainly civilian. What none of them tells stays unknown.
"""

from warledger.coding.harm_figures import Figure
from warledger.coding.harm_groups import Group
from warledger.coding.harm_lexicon import HarmLexicon
from warledger.coding.harm_words import AUXILIARIES, Words
from warledger.model.claim import HarmKind, Who

_OF_CIVILIANS = (HarmKind.DISPLACED, HarmKind.ABDUCTED)  # done to civilians unless the words say otherwise
_APPOSITION_REACH = 14  # words


def sides(words: Words, figures: list[Figure], lexicon: HarmLexicon) -> list[Who]:
    """The side of each figure, in the order given."""
    scene = any(word.lower in lexicon.civilian_sites for word in words)
    found: list[Who] = []
    for place, figure in enumerate(figures):
        who = figure.group.who
        if who is Who.UNKNOWN and figure.group.named:
            who = _apposition(words, figure.group, lexicon)
        if who is Who.UNKNOWN and _goes_back(figure.group):
            who = _earlier(figures, found)
        if who is Who.UNKNOWN and not figure.subset and _holds_fighters(figures[place + 1 :]):
            who = Who.MIXED
        if who is Who.UNKNOWN and (scene or figure.kind in _OF_CIVILIANS):
            who = Who.CIVILIAN
        found.append(who)
    return found


def _apposition(words: Words, group: Group, lexicon: HarmLexicon) -> Who:
    """The side of what follows a name between commas: "Abu Khalid, a militia commander, ..."."""
    if group.stop >= len(words) or words[group.stop].lower != ",":
        return Who.UNKNOWN
    found: set[Who] = set()
    for word in words[group.stop + 1 : group.stop + _APPOSITION_REACH]:
        if word.lower == "," or word.lower in AUXILIARIES or word.lower in lexicon.verbs:
            break
        noun = lexicon.people.get(word.lower)
        side = noun.who if noun is not None else lexicon.sides.get(word.lower, Who.UNKNOWN)
        if side is not Who.UNKNOWN:
            found.add(side)
    if Who.COMBATANT in found:
        return Who.COMBATANT
    return found.pop() if len(found) == 1 else Who.UNKNOWN


def _goes_back(group: Group) -> bool:
    """Whether the people are of those spoken of before: "20 others", "13 more", a bare number."""
    return group.others or group.noun_first is None or group.of_them


def _earlier(figures: list[Figure], found: list[Who]) -> Who:
    wholes = [who for figure, who in zip(figures, found, strict=False) if not figure.subset]
    return wholes[-1] if wholes and wholes[-1] is not Who.MIXED else Who.UNKNOWN


def _holds_fighters(following: list[Figure]) -> bool:
    """A total that includes fighters is mixed."""
    for figure in following:
        if not figure.subset:
            return False
        if figure.group.who is Who.COMBATANT:
            return True
    return False

"""Settles the type of an event: the telling trigger's own type, or, for words that fit many types, what stands around.

"Attack", "strike", "hit" and "killed" take their type from the weapon named with them, from who did it and to whom.
Each answer names the rule that gave it.
"""

import re

from warledger.coding.sketch import Trigger
from warledger.model.claim import ActorKind, Harm, Party, Who
from warledger.model.evidence import Quote, Sourced
from warledger.model.reading import Reading
from warledger.reference.weapons import WeaponWords, find_weapons

_BY_WEAPON = {
    "drone": "air_drone_strike",
    "missile": "shelling_missile",
    "artillery": "shelling_missile",
    "explosive": "ied_mine",
    "grenade": "grenade",
    "chemical": "chemical",
}
_OPEN = frozenset(  # patterns whose words fit several types
    """attack+ attack~ strike+ strike~ hit~ target~ kill~ shoot~ explosion+ blast+ bombing+ bomb~ bombardment+ raid+
    killing+ gunfire assault+ explode~ open~|fire fire~|on|at|into operation+ explode~ destroy~""".split()
)
_COMBATANTS = re.compile(
    r"\b(?:soldiers?|troops?|police(?:m[ae]n)?|officers?|guards?|fighters?|militants?|rebels?|insurgents?|militia(?:men|s)?|"
    r"terrorists?|forces|army|military|navy|paramilitar\w+|commanders?|servicem[ae]n|gunm[ae]n|checkpoint|patrol|barracks|"
    r"(?:army|military|naval|air) (?:base|post|camp|convoy)|outpost|garrison|peacekeepers?|rangers|marines)\b",
    re.IGNORECASE,
)
_CIVIL = re.compile(
    r"\b(?:civilians?|people|villagers?|residents?|worshipp?ers?|children|women|journalists?|farmers?|students?|pilgrims|"
    r"tourists?|passengers|shoppers|migrants|families|village|church|mosque|school|market|hospital|synagogue|festival)\b",
    re.IGNORECASE,
)


def type_of(
    reading: Reading,
    group: tuple[Trigger, ...],
    actors: tuple[Party, ...],
    targets: tuple[Party, ...],
    harm: tuple[Harm, ...],
) -> Sourced[str]:
    """The type of the event that a group of triggers names."""
    trigger = group[0]
    if not trigger.violent or trigger.pattern.source not in _OPEN:
        return Sourced(trigger.pattern.type, f"word of the lexicon: {trigger.pattern.source}", (trigger.quote,))
    weapon = _weapon(reading, trigger)
    bursts = "explo" in trigger.pattern.source + trigger.quote.text
    if weapon is not None and weapon[0] != "explosive" and bursts and not _bursts(reading, trigger, weapon[1]):
        weapon = None  # what explodes without being fired is a bomb or a mine
    if weapon is not None and weapon[0] in _BY_WEAPON:
        return Sourced(
            _BY_WEAPON[weapon[0]], f"{trigger.pattern.source} with a weapon named", (trigger.quote, weapon[1])
        )
    return _by_sides(trigger, actors, targets, harm)


def _bursts(reading: Reading, trigger: Trigger, weapon: Quote) -> bool:
    """ "A mortar round failed to explode": the weapon is what bursts, not something that only stands near."""
    assert reading.sentences is not None
    subject = trigger.predicate.subject if trigger.predicate else None
    if subject is None:
        return False
    tokens = reading.sentences[trigger.sentence].tokens
    return tokens[subject.first].start <= weapon.start and weapon.end <= tokens[subject.last].end


def _by_sides(
    trigger: Trigger, actors: tuple[Party, ...], targets: tuple[Party, ...], harm: tuple[Harm, ...]
) -> Sourced[str]:
    quotes = (trigger.quote, *(p.quote for p in targets), *(h.quote for h in harm))
    if trigger.pattern.source in ("strike+", "strike~", "bombardment+"):
        return Sourced("air_drone_strike", "strike, means unstated: the codebook's default", (trigger.quote,))
    fighters = any(_COMBATANTS.search(p.quote.text) for p in targets) or any(h.who is Who.COMBATANT for h in harm)
    civilians = any(_CIVIL.search(p.quote.text) for p in targets) or any(h.who is Who.CIVILIAN for h in harm)
    if trigger.pattern.type == "attack" and fighters and not civilians:
        return Sourced("armed_clash", "fighters attacked or killed, means unstated", quotes)
    states = [p for p in actors if p.kind in (ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES)]
    if trigger.pattern.source in ("attack+", "attack~", "target~", "hit~") and states and not fighters:
        return Sourced("air_drone_strike", "a state's attack, means unstated", (trigger.quote, states[0].quote))
    return Sourced(trigger.pattern.type, f"word of the lexicon: {trigger.pattern.source}", (trigger.quote,))


def _weapon(reading: Reading, trigger: Trigger) -> tuple[str, Quote] | None:
    """The weapon nearest to the trigger in its sentence; what only fell to it ("shot down three drones") is skipped."""
    assert reading.sentences is not None
    tokens = reading.sentences[trigger.sentence].tokens
    near = [w for w in find_weapons(tokens) if _distance(w, trigger) <= 12]
    if not near:
        return None
    best = min(near, key=lambda w: _distance(w, trigger))
    return best.kind, reading.quote(tokens[best.first].start, tokens[best.last].end)


def _distance(weapon: WeaponWords, trigger: Trigger) -> int:
    return max(weapon.first - trigger.last, trigger.first - weapon.last, 0)

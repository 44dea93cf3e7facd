"""Who is said to have done it, by whom, and whether that is agreed; kept apart from whether it happened.

Accepted: those named say so themselves. Contested: voices name different doers, or those named deny it. In a clash both
sides do it, so that two names are no contest there.
"""

from collections.abc import Iterable, Sequence

from warledger.linking.settling import voice_names
from warledger.model.claim import Claim, Party, Status
from warledger.model.corroboration import Accepted, Attribution, Stated, Voice
from warledger.model.filters import folded

TWO_SIDED = frozenset(["armed_clash", "agreement", "territory_transferred", "protest", "riot"])
UNNAMED = "nobody is named"
ADMITTED = "those named say so themselves"
DENIED = "those named deny it"
RIVALS = "voices name different doers"
ALLEGED = "others name them; they have not spoken"


def attribution(claims: Sequence[Claim], denials: Sequence[Claim], voices: Sequence[Voice]) -> Attribution:
    """The doers named by claims that stand. `denials` are claims of the same incident that deny it."""
    speaks = voice_names(voices)
    by_name: dict[str, tuple[str, list[Claim]]] = {}
    for claim in claims:
        for party in claim.actors:
            name = party.name or " ".join(party.quote.text.split())
            by_name.setdefault(folded(name), (name, []))[1].append(claim)
    named = tuple(
        Stated(name, tuple(sorted({c.id for c in held})), tuple(sorted({speaks[c.id] for c in held if c.id in speaks})))
        for _, (name, held) in sorted(by_name.items())
    )
    accepted, rule = _standing(claims, denials, frozenset(by_name))
    return Attribution(named, accepted, rule)


def _standing(claims: Sequence[Claim], denials: Sequence[Claim], named: frozenset[str]) -> tuple[Accepted, str]:
    if not named:
        return Accepted.UNNAMED, UNNAMED
    if any(_speakers(denial) & (named | _names(denial.actors)) for denial in denials):
        return Accepted.CONTESTED, DENIED
    if _rivals(claims):
        return Accepted.CONTESTED, RIVALS
    if any(_speakers(claim) & _names(claim.actors) for claim in claims if claim.status.value is not Status.DENIED):
        return Accepted.ACCEPTED, ADMITTED
    return Accepted.ALLEGED, ALLEGED


def _rivals(claims: Iterable[Claim]) -> bool:
    """Whether two claims name doers of whom none is the other's; only names of the actor list are told apart."""
    sets = [
        names
        for claim in claims
        if claim.type.value not in TWO_SIDED and (names := frozenset(p.name for p in claim.actors if p.name))
    ]
    return any(not (one & other) for k, one in enumerate(sets) for other in sets[k + 1 :])


def _names(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(folded(words) for party in parties for words in (party.name, party.quote.text) if words)


def _speakers(claim: Claim) -> frozenset[str]:
    return frozenset(folded(words) for one in claim.sources for words in (one.name, one.quote.text) if words)

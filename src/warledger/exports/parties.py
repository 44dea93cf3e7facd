"""What the actor list knows of a party beyond the claim's fields: the country it is rooted in, what it is abroad."""

from functools import lru_cache

from warledger.model.claim import ActorKind, Party
from warledger.reference.actors import Actor, actors, kind_at

GOVERNMENTS = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_FORCES})


def home(party: Party) -> str | None:
    """The country (two letters) of a state's forces; None when the words name none or the party is no state's."""
    if party.kind not in GOVERNMENTS:
        return None
    known = _listed(party.quote.text) or (_listed(party.name) if party.name else None)
    return known.country if known and known.kind in GOVERNMENTS else None


def kind_in(party: Party, country: str | None) -> ActorKind | None:
    """The kind of a party where the event was: a state's forces outside their own country are external forces."""
    if party.kind is None:
        return None
    return kind_at(Actor(party.name, party.kind, home(party), "the claim"), country)


@lru_cache(maxsize=4096)
def _listed(words: str) -> Actor | None:
    return actors().find(words)

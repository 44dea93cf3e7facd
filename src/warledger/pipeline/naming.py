"""Notes, for each claim, the name that its place rests on and the surroundings that the report gives the name.

What surrounds a name is the country, and the province in it, in which most of the report's other places lie, as its
claims were coded; where it has no other place, the country that it speaks of most. Claims of new reports take at once
what people chose for their names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from warledger.linking.placing import Choices, Chosen
from warledger.linking.reviewing import Ruled, rulings
from warledger.model.claim import Claim
from warledger.model.document import Document
from warledger.model.ids import ClaimId
from warledger.model.place_choice import NamedPlace, Surroundings, doubt_of, likely, name_of
from warledger.reference.fold import fold
from warledger.reference.nationalities import nationalities
from warledger.store.of_judgements import Restated
from warledger.store.records import Store

CAPITALISED = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,2}")
LONGEST = 100  # letters of a name: what is longer is no name


def note_missing(store: Store) -> None:
    """Note the names of documents that have none noted yet, and give their claims what was chosen for these names."""
    missing = store.places().missing()
    judgements = tuple(store.judgements()) if missing else ()
    choices, ruled = Choices.of(judgements), rulings(judgements)
    for id in missing:
        claims = store.coded_of(id)
        document = store.document(id) if claims else None
        named = tuple(named_in(document, claims)) if document else ()
        chosen = choices.by_claim(named)
        restated = (as_people_say(one, ruled.get(one.id, Ruled()), chosen) for one in claims if one.id in chosen)
        store.places().note(id, named, tuple(restated))


def as_people_say(claim: Claim, by: Ruled, chosen: dict[ClaimId, Chosen]) -> Restated:
    """A coded claim with the place chosen for its name, and then with what people said of the claim itself."""
    choice = chosen.get(claim.id)
    if choice is None and not (by.rejected or by.values):
        return Restated(claim.id, None, rejected=False)
    return Restated(claim.id, by.of(choice.of(claim) if choice else claim), by.rejected)


def named_in(document: Document, claims: Sequence[Claim]) -> Iterator[NamedPlace]:
    """The names that the places of a document's claims rest on."""
    spoken: list[str | None] = []
    for claim in claims:
        written = name_of(claim)
        name = key(written) if written else ""
        if not written or not name:
            continue
        country, province = _around(name, claims)
        if country is None:
            spoken = spoken or [most_spoken_of(f"{document.title or ''}\n{document.text}")]
            country = spoken[0]
        where = claim.where.value if claim.where else None
        around = Surroundings(name, country, province)
        found = (doubt_of(claim), likely(where) if where else None, where.gazetteer_id if where else None)
        yield NamedPlace(claim.id, document.id, around, " ".join(written.split())[:LONGEST], *found)


def key(written: str) -> str:
    """A name as names are told apart: letter case, accents, hyphens and an article in front do not count."""
    return fold(" ".join(written.split())[:LONGEST]).removeprefix("the ")


def _around(name: str, claims: Iterable[Claim]) -> tuple[str | None, str | None]:
    """The country, and the province in it, of most other places; of those named as often the first."""
    others = {}
    for claim in claims:
        written = name_of(claim)
        if claim.where is not None and claim.where.value.country and written and key(written) != name:
            others[key(written)] = claim.where.value
    country = _most(where.country for where in others.values())
    return country, _most(where.admin1 for where in others.values() if where.country == country)


def _most(things: Iterable[str | None]) -> str | None:
    counted = Counter(one for one in things if one)
    return counted.most_common(1)[0][0] if counted else None


def most_spoken_of(text: str) -> str | None:
    """The country that a text names most, itself or by its people; None where it names none.

    >>> most_spoken_of("Syrian forces shelled the town. Syria denied it; Turkey did not.")
    'SY'
    """
    known = nationalities()

    def country(words: str) -> str | None:
        parts = words.split()
        tried = (" ".join(parts[a:b]) for b in range(len(parts), 0, -1) for a in range(b))
        return next((found for one in tried if (found := known.country(one) or known.demonym(one))), None)

    return _most(country(found[0]) for found in CAPITALISED.finditer(text))

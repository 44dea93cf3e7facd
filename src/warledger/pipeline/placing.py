"""Names of places that are unresolved or doubtful, with what they could mean; and what a person chooses for them.

A choice is a judgement: it is checked, stored and linked like any other, and taken back by undoing it. It holds for
every claim whose place rests on the same name with the same country and province around, reports added later too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from warledger.errors import BadSetting
from warledger.linking.judging import Person
from warledger.linking.placing import Choices, Chosen, choice_of
from warledger.model.claim import Candidate, Claim, PlacePrecision, Where
from warledger.model.document import Document
from warledger.model.evidence import Quote
from warledger.model.ids import ClaimId
from warledger.model.ledger import Act, Role
from warledger.model.place_choice import Doubt, Meaning, NamedPlace, PlaceChoice, Reach, Surroundings, covered, likely
from warledger.model.serial import Json, dump
from warledger.pipeline.judging import Judged, taken
from warledger.pipeline.naming import key
from warledger.reference.gazetteer import distance_km
from warledger.reference.place import Place
from warledger.store.places import Group
from warledger.store.records import Store

Search = Callable[[str, str | None], Sequence[Place]]  # a name, and the country that is searched by sound too
RULE = "given by a person"
MOST_CLAIMS = 200  # of one name that are looked at
MOST_MEANT = 12  # places that a name could mean
FAR_KM = (
    300.0  # a typed point that lies farther from all other places of the reports is not said to be in their country
)
Nearest = tuple[float | None, str]
POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?)\s*[, ]\s*(-?\d{1,3}(?:\.\d{1,6})?)")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in its surroundings, and what a person chose for it, if anybody did."""

    group: Group
    chosen: Chosen | None

    @property
    def waits(self) -> bool:
        """Whether it is doubtful, and nobody chose."""
        return self.chosen is None and self.group.doubtful > 0


@dataclass(frozen=True, slots=True)
class Meant:
    """A place that a name could mean: how likely the coder holds it (None: it did not weigh it), for how many claims
    it was taken, how many people live there, and how far off the nearest other place of the reports lies."""

    where: Where
    share: float | None
    taken: int
    population: int | None
    nearest_km: float | None
    nearest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim that rests on the name: its report, and the sentence with the words."""

    claim: Claim
    document: Document
    words: Quote | None


@dataclass(frozen=True, slots=True)
class NameInFull:
    """All that it takes to choose."""

    named: Named
    meant: tuple[Meant, ...]
    standing: tuple[Standing, ...]
    beside: tuple[tuple[str, float, float], ...]  # other places of the reports: name, latitude, longitude
    reaching: tuple[tuple[Reach, int], ...]  # how many claims a choice would hold for


def names(store: Store, name: str | None = None) -> tuple[Named, ...]:
    """The names of a case in their surroundings, those doubtful in most claims first; only those of one, if given."""
    choices = Choices.of(store.judgements())
    found = store.places().groups(key(name) if name is not None else None)
    return tuple(Named(group, choices.for_(group.around)) for group in found)


def one_name(store: Store, name: str, country: str | None = None, province: str | None = None) -> Named:
    """The one name meant; where it stands in several surroundings, BadSetting names them."""
    found = [
        one
        for one in names(store, name)
        if country in (None, one.group.around.country or "") and province in (None, one.group.around.province or "")
    ]
    if not found:
        raise BadSetting(f"no claim's place rests on {name!r} there. List the names: warledger places {store.path}")
    if len(found) > 1:
        some = "; ".join(
            f"--country '{one.group.around.country or ''}' --province '{one.group.around.province or ''}'"
            for one in found[:6]
        )
        raise BadSetting(f"{name!r} stands in several surroundings. Give one of: {some}")
    return found[0]


def in_full(store: Store, named: Named, search: Search) -> NameInFull:
    """A name with what it could mean, the claims that rest on it, and what lies around."""
    places = store.places()
    resting = places.claims_in(named.group.around, MOST_CLAIMS)
    standing = tuple(_standing(store, resting))
    coded = [one for id in dict.fromkeys(one.document for one in resting) for one in store.coded_of(id)]
    own = {one.claim for one in resting}
    beside = _beside(one for one in coded if one.id not in own)
    meant = _meant([one for one in coded if one.id in own], _listed_as(named, search), beside)
    return NameInFull(named, tuple(meant), standing, tuple(beside), tuple(_reaching(store, named.group.around)))


def _listed_as(named: Named, search: Search) -> Sequence[Place]:
    """The places of the name anywhere, and those in the country around that sound like it."""
    group = named.group
    return [
        *search(group.written, None),
        *(search(group.written, group.around.country) if group.around.country else ()),
    ]


def _standing(store: Store, resting: Iterable[NamedPlace]) -> Iterator[Standing]:
    documents: dict[str, Document | None] = {}
    for one in resting:
        claim = store.claim(one.claim)
        if one.document not in documents:
            documents[one.document] = store.document(one.document)
        document = documents[one.document]
        if document is not None:
            yield Standing(claim, document, _words(claim, one.written))


def _words(claim: Claim, written: str) -> Quote | None:
    quotes = (*(claim.where.quotes if claim.where else ()), *claim.places)
    return next((one for one in quotes if key(one.text) == key(written)), None)


def _beside(others: Iterable[Claim]) -> list[tuple[str, float, float]]:
    """The other places of the reports; countries say nothing on where."""
    found = (claim.where.value for claim in others if claim.where is not None)
    fine = (where for where in found if where.precision is not PlacePrecision.COUNTRY)
    return list(dict.fromkeys((where.name, where.lat, where.lon) for where in fine))


def _meant(
    claims: Sequence[Claim], listed: Sequence[Place], beside: Sequence[tuple[str, float, float]]
) -> Iterator[Meant]:
    """What the coder took or weighed, the likeliest first, and then what the gazetteer has besides."""
    found: dict[str, tuple[Where, float | None]] = {}
    taken: dict[str, int] = {}
    for where in (claim.where.value for claim in claims if claim.where is not None):
        taken[where.gazetteer_id] = taken.get(where.gazetteer_id, 0) + 1
        found.setdefault(where.gazetteer_id, (where, likely(where)))
        for other in where.alternatives:
            found.setdefault(other.gazetteer_id, (_weighed(other, where), other.score))
    by_id = {place.gazetteer_id: place for place in listed}
    for place in listed:
        found.setdefault(place.gazetteer_id, (where_of(place), None))
    for where, share in sorted(found.values(), key=lambda one: -(one[1] or 0.0))[:MOST_MEANT]:
        place_ = by_id.get(where.gazetteer_id)
        kept = where_of(place_) if place_ else where
        km, nearest = _nearest((kept.lat, kept.lon), beside, kept.name)
        count = taken.get(where.gazetteer_id, 0)
        yield Meant(kept, share, count, place_.population if place_ else None, km, nearest)


def _weighed(other: Candidate, beside: Where) -> Where:
    names = other.name, other.country, other.admin1, None
    found = Where(*names, other.lat, other.lon, other.gazetteer_id, precision=PlacePrecision.PLACE, basis=RULE)
    return replace(found, source=beside.source)


def _nearest(point: tuple[float, float], beside: Sequence[tuple[str, float, float]], own: str = "") -> Nearest:
    far = [(distance_km(point, (lat, lon)), name) for name, lat, lon in beside if name != own]
    return min(far) if far else (None, "")


def _reaching(store: Store, around: Surroundings) -> Iterator[tuple[Reach, int]]:
    groups = store.places().groups(around.name)
    for reach in Reach:
        yield reach, sum(one.claims for one in groups if covered(one.around, reach) == covered(around, reach))


# ---- what a person gives


def where_of(place: Place) -> Where:
    """A place of the gazetteer as a person chooses it."""
    return Where(
        *(place.name, place.country, place.admin1, place.admin2, place.lat, place.lon, place.gazetteer_id),
        precision=place.precision,
        basis=RULE,
        source=place.listed,
    )


def meaning_of(full: NameInFull, given: str, search: Search) -> tuple[Meaning, Where | None]:
    """What a person types: none, not-a-place, coordinates, the id of a place that it could mean, or another name."""
    given = given.strip()
    if given in (Meaning.NONE, Meaning.NOT_A_PLACE):
        return Meaning(given), None
    found = next((one.where for one in full.meant if one.where.gazetteer_id == given), None)
    if found is not None:
        return Meaning.PLACE, replace(found, basis=RULE, alternatives=())
    return Meaning.PLACE, _point(full, given) or _listed(given, search)


def _point(full: NameInFull, given: str) -> Where | None:
    found = POINT.fullmatch(given)
    if not found:
        return None
    lat, lon = float(found[1]), float(found[2])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise BadSetting(f"{given!r} is no point of the earth. Write latitude and longitude in degrees: 39.52, 47.03")
    group = full.named.group
    near, _ = _nearest((lat, lon), full.beside)
    country = group.around.country if near is None or near < FAR_KM else None
    return Where(group.written, country, None, None, lat, lon, f"point:{lat},{lon}", PlacePrecision.POINT, RULE)


def _listed(given: str, search: Search) -> Where:
    name, _, id = given.partition("|")
    found = list(search(name.strip(), None)) if name.strip() else []
    if id:
        found = [place for place in found if place.gazetteer_id == id.strip()]
    if not found:
        raise BadSetting(
            f"the gazetteer has no place {given!r}. Look for it with warledger gazetteer search NAME, or give its "
            "latitude and longitude."
        )
    if len({place.gazetteer_id for place in found}) > 1:
        some = "; ".join(f"{name.strip()}|{one.gazetteer_id} ({_within(one)})" for one in found[:6])
        raise BadSetting(f"several places are called so. Give one of: {some}")
    return where_of(found[0])


def _within(place: Place) -> str:
    return ", ".join(part for part in (place.name, place.admin2, place.admin1, place.country) if part)


def choose(store: Store, named: Named, reach: Reach, meaning: tuple[Meaning, Where | None], person: Person) -> Judged:
    """A person says what a name means, as far as `reach` goes; what it changes is linked at once."""
    if person.role is Role.CODER:
        raise BadSetting("a choice of place binds every claim of the name: only a reviewer makes one.")
    group = named.group
    choice = PlaceChoice(group.around, group.written, reach, *meaning)
    example = ClaimId(group.example)
    return taken(store, Act.PLACE, lambda: (choice_of(example, choice, person),))


def waiting(found: Iterable[Named], doubt: Doubt | None = None) -> Iterator[Named]:
    """The names that nobody chose for; only those known no further than `doubt`, where given."""
    for one in found:
        if one.waits and (doubt is None or one.group.count(doubt)):
            yield one


def printed_name(one: Named) -> Json:
    """A name as JSON: the form of `warledger places --json`."""
    group, chosen = one.group, one.chosen
    return {
        "name": group.written,
        "country": group.around.country,
        "province": group.around.province,
        "claims": group.claims,
        "reports": group.reports,
        "known": {doubt.value: number for doubt, number in group.counts},
        "chosen": dump(chosen.choice) | {"judgement": dump(chosen.judgement)} if chosen else None,
    }

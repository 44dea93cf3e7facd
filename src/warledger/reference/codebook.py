"""Turns a codebook file into checked records: the types of events, the statuses, and how words of harm become counts.

`load_codebook` refuses a file that is wrong anywhere, with its line and what is allowed. A user's file stands alone, or
extends the shipped one. Which statuses and which kinds of harm there are is fixed by the records, not by the codebook.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from warledger.model.claim import HarmKind, Status
from warledger.reference.acled import HIERARCHY
from warledger.reference.settings_file import Section, parse, shipped_text, user_text

SHIPPED = "codebook.yaml"
UCDP_VIOLENCE = (1, 2, 3)


class AcledCase(StrEnum):
    """A fact of a claim that gives its type another ACLED sub-event."""

    STATE_ACTOR = "state_actor"  # a state's forces, in their own country, did it
    PEOPLE_HARMED = "people_harmed"  # somebody was killed or injured
    NO_DEMONSTRATION = "no_demonstration"  # nobody was demonstrating


class HedgeBound(StrEnum):
    """What a hedge does to the number beside it."""

    FLOOR = "floor"  # that many or more
    CEILING = "ceiling"  # that many or fewer
    APPROXIMATE = "approximate"  # that many, give or take the codebook's margin


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event and where it goes in ACLED, PLOVER and UCDP; `acled_when` holds other ACLED sub-events of it."""

    id: str
    label: str
    description: str
    acled_event_type: str | None
    acled_sub_event: str | None
    acled_when: Mapping[AcledCase, str]
    plover: tuple[str, ...]
    ucdp_violence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """What a status is called and means."""

    status: Status
    label: str
    description: str

    @property
    def counts_as_event(self) -> bool:
        """Whether claims of this status are counted as events."""
        return self.status.counts_as_event


@dataclass(frozen=True, slots=True)
class HarmEntry:
    """What a kind of harm is called and means."""

    kind: HarmKind
    label: str
    description: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive counts of people; null is no bound on that side."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class HarmRules:
    """How words of harm become counts. The words of `vague` and `hedges` are in lower case, single-spaced."""

    kinds: tuple[HarmEntry, ...]
    vague: Mapping[str, Bounds]
    hedges: Mapping[str, HedgeBound]
    plural_without_number: Bounds
    none: Bounds
    approximate_margin: float

    def approximately(self, number: int) -> Bounds:
        """The bounds of "about `number`"."""
        slack = round(number * self.approximate_margin)
        return Bounds(number - slack, number + slack)

    def hedged(self, number: int, hedge: str | None) -> Bounds:
        """The bounds of a number with the word that loosens it; a word that is no hedge changes nothing."""
        match self.hedges.get(" ".join(hedge.lower().split())) if hedge else None:
            case HedgeBound.FLOOR:
                return Bounds(number, None)
            case HedgeBound.CEILING:
                return Bounds(None, number)
            case HedgeBound.APPROXIMATE:
                return self.approximately(number)
            case _:
                return Bounds(number, number)


@dataclass(frozen=True, slots=True)
class Codebook:
    """A checked codebook. `name` and `version` go into every claim's coder."""

    name: str
    version: str
    types: Mapping[str, EventType]
    statuses: Mapping[Status, StatusEntry]
    harm: HarmRules


def load_codebook(path: Path | None) -> Codebook:
    """The codebook of a file, or the shipped one; BadSetting where the file cannot be used."""
    if path is None:
        return _shipped()
    section = parse(user_text(path), str(path))
    if "extends" in section.values:
        section.one_of("extends", ["shipped"])
        own = {key: value for key, value in section.values.items() if key != "extends"}
        base = parse(shipped_text(SHIPPED), SHIPPED)
        section = Section(section.file, _merged(base.values, own), section.text)
    return _codebook(section)


@cache
def _shipped() -> Codebook:
    return _codebook(parse(shipped_text(SHIPPED), SHIPPED))


def _merged(base: Mapping[str, object], own: Mapping[str, object], path: tuple[str, ...] = ()) -> dict[str, object]:
    """`own` laid over `base`. Null takes out a type, a vague word or a hedge; elsewhere null is a value."""
    merged = dict(base)
    for key, value in own.items():
        under = merged.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            merged[key] = _merged(under, value, (*path, key))
        elif value is None and path in (("types",), ("harm", "vague"), ("harm", "hedges")):
            merged.pop(key, None)
        else:
            merged[key] = value
    return merged


def _codebook(file: Section) -> Codebook:
    file.only(["name", "version", "types", "statuses", "harm"])
    types = {key: _type(key, section) for key, section in file.section("types").sections()}
    if not types:
        raise file.wrong("types", "is empty; a codebook needs at least one type")
    return Codebook(
        file.words("name"),
        file.words("version"),
        MappingProxyType(types),
        MappingProxyType(_statuses(file.section("statuses"))),
        _harm(file.section("harm")),
    )


def _type(key: str, section: Section) -> EventType:
    required = ["label", "description", "acled_event_type", "acled_sub_event", "plover", "ucdp_violence"]
    section.only([*required, "acled_when"])
    if not key.isidentifier() or key != key.lower():
        raise section.wrong("label", f"stands under the type {key!r}; a type's id is lower-case words joined by _")
    event = section.words_or_none("acled_event_type")
    sub_event = section.words_or_none("acled_sub_event")
    if event is not None:
        section.one_of("acled_event_type", HIERARCHY)
        section.one_of("acled_sub_event", HIERARCHY[event])
    elif sub_event is not None:
        raise section.wrong("acled_sub_event", f"is {sub_event!r}, but acled_event_type is null; set both or neither")
    plover = section.list_of("plover")
    for item in plover:
        if not isinstance(item, str) or not item.split(" ")[0].isupper():
            raise section.wrong("plover", f"holds {item!r:.60}; write the event in capitals, its mode after a space")
    violence = tuple(v for v in UCDP_VIOLENCE if v in section.list_of("ucdp_violence", UCDP_VIOLENCE))
    names = tuple(str(item) for item in plover)
    cases = _acled_when(section, event)
    return EventType(
        key, section.words("label"), section.words("description"), event, sub_event, cases, names, violence
    )


def _acled_when(section: Section, event: str | None) -> Mapping[AcledCase, str]:
    if section.values.get("acled_when") is None:
        return MappingProxyType({})
    cases = section.section("acled_when")
    cases.only(AcledCase)
    if event is None:
        raise section.wrong("acled_when", "is given, but acled_event_type is null; set that first")
    return MappingProxyType({AcledCase(key): cases.one_of(key, HIERARCHY[event]) for key in cases.names()})


def _statuses(section: Section) -> dict[Status, StatusEntry]:
    section.only(Status)
    entries: dict[Status, StatusEntry] = {}
    for status in Status:
        entry = section.section(status)
        entry.only(["label", "description", "counts_as_event"])
        if entry.flag("counts_as_event") != status.counts_as_event:
            fixed = str(status.counts_as_event).lower()
            raise entry.wrong("counts_as_event", f"is fixed by the ledger's records; set it to {fixed}")
        entries[status] = StatusEntry(status, entry.words("label"), entry.words("description"))
    return entries


def _harm(section: Section) -> HarmRules:
    section.only(["kinds", "approximate_margin", "plural_without_number", "none", "vague", "hedges"])
    kinds = section.section("kinds")
    kinds.only(HarmKind)
    entries = []
    for kind in HarmKind:
        entry = kinds.section(kind)
        entry.only(["label", "description"])
        entries.append(HarmEntry(kind, entry.words("label"), entry.words("description")))
    hedges = section.section("hedges")
    vague = section.section("vague")
    return HarmRules(
        tuple(entries),
        MappingProxyType({_phrase(key): _bounds(entry) for key, entry in vague.sections()}),
        MappingProxyType({_phrase(key): HedgeBound(hedges.one_of(key, HedgeBound)) for key in hedges.names()}),
        _bounds(section.section("plural_without_number")),
        _bounds(section.section("none")),
        section.fraction("approximate_margin"),
    )


def _phrase(words: str) -> str:
    return " ".join(words.lower().split())


def _bounds(section: Section) -> Bounds:
    section.only(["low", "high"])
    low, high = section.count_or_none("low"), section.count_or_none("high")
    if low is not None and high is not None and high < low:
        raise section.wrong("high", f"is {high}, less than low {low}; a range runs from low to high")
    return Bounds(low, high)

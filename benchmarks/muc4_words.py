"""The wording of MUC-4's roles: what in a filler is a name, a person, a thing, a nation; for its benchmarks.

Articles, possessives and leading numbers are cut off; of a name with its short form the short one is taken. The lists
were made on MUC-4's training keys. It knows words only, and nothing of how they are scored.
"""

import re
from collections.abc import Iterator

from warledger.coding.harm_lexicon import load_harm_lexicon
from warledger.model.claim import Status
from warledger.reference.actors import actors
from warledger.reference.nationalities import nationalities

TYPES = frozenset(
    """armed_clash air_drone_strike shelling_missile ied_mine suicide_bomb grenade chemical attack abduction
    property_destruction""".split()
)
STATUSES = frozenset([Status.HAPPENED, Status.ONGOING, Status.ATTEMPTED, Status.THREATENED])
# Nouns that MUC-4's training keys (never its dev keys) have for people who do harm and for things that are harmed, and
# that the program's own lexicon of people does not have or has for something else.
PEOPLE = frozenset(
    """guerrillas guerrilla members member terrorists terrorist men man rebels individuals individual commandos
    commandoes soldiers persons traffickers people assassins gunmen gunman criminals narcoterrorists attackers
    extremists fighters suspects officers assailants dealers killers perpetrators sappers militants subversives
    mercenaries youths murderers kidnappers hitmen troops""".split()
)
THINGS = frozenset(
    """office offices headquarters residence residences building buildings car cars vehicle vehicles bus buses home
    homes facilities facility store stores station stations system house houses tower towers embassy embassies
    pipeline pipelines hotel bank banks center centers restaurant branch branches pylon pylons camp camps line lines
    property post posts bridge bridges pole poles church plane planes installation installations department institute
    exchange dealership ministry federation agency truck trucks company structures university school schools club
    factory warehouse market farm farms establishments substation ambulance ambulances shop shops plant plants barracks
    base bases village villages town towns city airport helicopter helicopters aircraft convoy convoys patrol road
    highway area region consulate temple newspaper radio theater train trains railroad""".split()
)
TITLES = re.compile(
    r"^.*\b(president|minister|mr|mrs|dr|general|gen|colonel|col|captain|capt|major|maj|lieutenant|lt|judge|priest"
    r"|father|bishop|archbishop|ambassador|senator|congressman|deputy|mayor|governor|commander|leader|candidate|doctor"
    r"|attorney|director|journalist|councilman|sergeant|sgt|secretary|chief|rector|magistrate|businessman|engineer)\s+"
)
LEADING = re.compile(
    r"^(?:(?:the|a|an|his|her|its|their|our|some|several|many|at least|about|two|three|four|five|six|seven|eight|nine"
    r"|ten|dozens of|hundreds of|\d+|other|another|and)\s+)+"
)
CUT = re.compile(r"\s+(?:of|from|who|which|that|in|at|on|with|near|to|for|\w+ing)(?:\s+|$)|,")
SHORT_FORM = re.compile(r"^(.*\S)\s+\(([\w-]+)\)?$")  # "liberation front (lf)"
NOT_NAMED = re.compile(r"\d|\b(of|to|the|a|an|in|on|for|by|with|several|other|others|public|population|\w+ing)\b")
NAME_LENGTHS = range(2, 6)  # words; a name alone after a title may be one word


def perpetrator(words: str) -> Iterator[tuple[str, str]]:
    """People, or an organisation; of "members of the X" both. A nation alone is neither."""
    name = named(words)
    if name:
        yield "PerpInd", name
    elif is_people(words):
        yield "PerpInd", words
        _, _, whole = words.partition(" of ")
        if whole and not is_people(cut(whole)):
            yield "PerpOrg", whole
    elif not is_nation(words):
        yield "PerpOrg", words


def may_be_a_name(words: str) -> bool:
    """Whether words that no title stands before may name a person: no people, nation or group."""
    if NOT_NAMED.search(words) or len(words.split()) not in NAME_LENGTHS:
        return False
    return not (is_people(words) or any(map(is_nation, words.split())) or actors().find(words))


def named(words: str) -> str | None:
    """The name after a title, where there is one."""
    name = TITLES.sub("", words)
    fits = 0 < len(name.split()) < NAME_LENGTHS.stop and not NOT_NAMED.search(name)
    return name if name != words and fits and not is_people(name) and head(name) not in THINGS else None


def is_nation(words: str) -> bool:
    """Whether the words are a country or its people and no more, or no name at all ("our")."""
    known, title = nationalities(), words.title()
    return words in ("our", "we", "they", "us") or known.country(title) is not None or known.is_people(title)


def mention(words: str) -> str:
    """The wording that stands for an entity: of "liberation front (lf)" the short form, which every key of it has."""
    both = SHORT_FORM.match(words)
    return both[2] if both else words


def cut(words: str) -> str:
    """Words without articles, possessives and numbers before them."""
    return LEADING.sub("", " ".join(words.lower().split()))


def head(words: str) -> str:
    """The last word of the first noun phrase."""
    return (CUT.split(words)[0].split() or [""])[-1].strip("\"'.,()")


def is_people(words: str) -> bool:
    """Whether a wording ends in a common noun for people."""
    return head(words) in PEOPLE or head(words) in load_harm_lexicon().people

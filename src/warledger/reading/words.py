"""Coarse parts of speech from closed word classes, a verb list and the neighbours: enough to find phrases and verbs.

Tags: DET PRON PREP CONJ REL AUX MODAL NEG VERB PAST GER TO NUM NAME NOUN ADJ ADV POSS PUNCT. PAST is a form that may
be a past tense or a participle. Words that are nouns as well as verbs ("strikes", "raid") are settled by what stands
around them.
"""

from dataclasses import replace

from warledger.model.reading import Token
from warledger.reference.inflection import verb_forms

DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some any no each every both all another such".split()
)
PRONOUNS = frozenset("he she it they we i you him them us me who whom himself themselves itself others".split())
PREPOSITIONS = frozenset(
    """of in on at by from with for into near against over under after before during between among through across inside
    outside around along towards toward upon within without amid about since until till despite via off onto beside
    behind beyond above below per as like than following including involving""".split()
)
CONJUNCTIONS = frozenset("and or but while when where whereas because although though if so yet nor plus".split())
RELATIVES = frozenset("who which whom whose that where".split())
AUXILIARIES = frozenset("is are was were be been being am has have had having do does did get gets got".split())
MODALS = frozenset("will would can could may might shall should must cannot".split())
NEGATIONS = frozenset("not never n't nobody neither none".split())
ADVERBS = frozenset(
    """also then there here now again still just only even very too already once twice soon later earlier meanwhile
    however overnight today yesterday tomorrow tonight ago away back down up out together elsewhere dead alive
    reportedly allegedly least most more less nearly almost roughly approximately some""".split()
)
NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen dozens scores
    hundreds thousands several""".split()
)
# Nouns of the field that are spelled like a verb's form; neighbours decide.
_NOUN_OR_VERB = frozenset(
    """strike strikes attack attacks raid raids fire fires clash clashes bomb bombs shell shells mortar rocket rockets
    ambush ambushes protest protests march marches siege force forces claim claims demand demands warning warnings
    blast blasts blockade blockades capture arrest arrests release releases advance advances battle battles drone
    fight fights kill kills wound wounds murder murders report reports call calls call-up plan plans threat threats
    retreat retreats withdrawal missile missiles assault assaults target targets charge charges order orders death
    deaths burn burns mine mines gas shot shots shootout riot riots loot storm storms sanction sanctions deal deals
    talk talks move moves push pushes aid guard guards patrol patrols land lands man men house houses block blocks hit
    hits air crash crashes fall falls rise rises return returns visit visits support supports control controls deploy
    evacuation search searches rescue rescues offensive injure start starts end ends close closes cross state states
    say says post posts use uses cause causes set sets cut cuts""".split()
)


def tag(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same tokens with their parts of speech."""
    tags = [_alone(token, number == 0) for number, token in enumerate(tokens)]
    for i, token in enumerate(tokens):
        lower = token.text.lower()
        if tags[i] in ("VERB", "GER", "NOUN") and lower in _NOUN_OR_VERB:
            tags[i] = _settled(tokens, tags, i)
        elif tags[i] == "GER" and lower in _EVENT_GERUNDS:
            tags[i] = _gerund(tags, i)
        elif tags[i] == "VERB" and i > 1 and tags[i - 1] == "NOUN" and verb_forms()[lower][0] == lower:
            # "a bus stop": a base form behind a singular noun with its article is a noun
            article = tags[i - 2] in ("DET", "ADJ", "POSS", "PREP")
            plural = tokens[i - 1].text.endswith("s") and tokens[i - 1].text.lower() not in ("bus", "gas", "press")
            tags[i] = "NOUN" if article and not plural else "VERB"
        elif tags[i] == "VERB" and i and tags[i - 1] == "PREP" and verb_forms()[lower][0] == lower:
            tags[i] = "ADJ"
        elif tags[i] in ("VERB", "GER") and i and tags[i - 1] in ("DET", "POSS", "ADJ") and lower not in ("including",):
            tags[i] = "NOUN"
        elif (
            tags[i] == "PAST" and i and tags[i - 1] in ("DET", "POSS") and i + 1 < len(tags) and tags[i + 1] in _NOMINAL
        ):
            tags[i] = "ADJ"
    return tuple(replace(token, pos=pos) for token, pos in zip(tokens, tags, strict=True))


_SAYING = ("state", "states", "claim", "claims", "report", "reports", "warning")
_EVENT_GERUNDS = frozenset(
    """shelling bombing shooting killing fighting looting stabbing kidnapping beheading rioting sentencing bombarding
    landing ramming torturing lynching firing""".split()
)
_PARTICLES = ("off", "down", "up", "out", "away", "back")
_HARM_VERBS = ("kill", "kills", "wound", "wounds", "injure", "injures")
_NOMINAL = ("NOUN", "NAME", "ADJ", "NUM")
_CLOSED: dict[str, str] = {}
for _words, _tag in (
    (ADVERBS, "ADV"),
    (NUMBERS, "NUM"),
    (PREPOSITIONS, "PREP"),
    (PRONOUNS, "PRON"),
    (DETERMINERS, "DET"),
    (CONJUNCTIONS, "CONJ"),
    (RELATIVES - {"that"}, "REL"),
    (AUXILIARIES, "AUX"),
    (MODALS, "MODAL"),
    (NEGATIONS, "NEG"),
    (("to",), "TO"),
    (("that",), "REL"),
):
    _CLOSED.update(dict.fromkeys(_words, _tag))


def _alone(token: Token, first: bool) -> str:
    text, lower = token.text, token.text.lower()
    if lower in ("'s", "’s"):
        return "POSS"
    if not text[0].isalnum():
        return "PUNCT"
    if text[0].isdigit():
        return "NUM"
    named = text[0].isupper() and not first and (text.isupper() or lower in ("may", "will", "us"))
    if lower in _CLOSED and not named:
        return _CLOSED[lower]
    if text[0].isupper() and not first:
        return "NAME"
    form = verb_forms().get(lower)
    if form and not (text[0].isupper() and not first):
        return form[1]
    if text[0].isupper():
        return "NAME"
    if lower.endswith("ly") and len(lower) > 4:
        return "ADV"
    if lower.endswith("ed") and len(lower) > 4:
        return "PAST"
    if lower.endswith(("ous", "ful", "ive", "ical", "less", "able", "ible")) and lower not in (
        "offensive",
        "executive",
    ):
        return "ADJ"
    return "NOUN"


def _gerund(tags: list[str], i: int) -> str:
    """ ", killing 11" is a verb; "the killing of", "rebel shelling on" are nouns."""
    before = tags[i - 1] if i else "START"
    after = tags[i + 1] if i + 1 < len(tags) else "PUNCT"
    if before in ("AUX", "TO", "ADV") or (before in ("PUNCT", "CONJ", "REL") and after not in ("PREP", "PUNCT", "AUX")):
        return "GER"
    if before == "PREP" and after in ("DET", "NUM", "NAME", "PRON"):
        return "GER"
    return "NOUN" if after in ("PREP", "PUNCT", "AUX", "CONJ", "PAST", "MODAL", "VERB", "NOUN") else "GER"


def _settled(tokens: tuple[Token, ...], tags: list[str], i: int) -> str:
    before = tags[i - 1] if i else "START"
    after = tags[i + 1] if i + 1 < len(tags) else "PUNCT"
    word = tokens[i].text.lower()
    if word in ("says", "say") or (after == "REL" and before != "DET" and word in _SAYING):
        return "VERB"
    if before in ("DET", "POSS", "ADJ", "NUM", "PREP"):
        return "NOUN"
    if i + 2 < len(tokens) and tokens[i + 1].text.lower() in _PARTICLES and tags[i + 2] in ("DET", "NUM", "NAME"):
        return "VERB"
    if word in _HARM_VERBS and after in ("NUM", "DET", "ADV", "NAME", "ADJ"):
        return "VERB"
    if before in ("TO", "MODAL", "PRON", "REL", "NEG") or (before == "AUX" and word not in ("strikes",)):
        return "VERB"
    if before in ("ADV", "CONJ") and after in ("DET", "NUM", "NAME", "ADV"):
        return "VERB"
    if before in ("NAME", "NOUN") and after in ("DET", "NUM", "NAME", "ADJ", "PRON"):
        plural_subject = tokens[i - 1].text.endswith("s") and not word.endswith("s")
        singular_subject = word.endswith("s") and not _adjectival(tokens[i - 1].text)
        return "VERB" if plural_subject or singular_subject else "NOUN"
    if (
        word in ("calls", "claims", "claim", "call")
        and before in ("NAME", "NOUN", "CONJ", "PUNCT")
        and after in ("PREP", "NOUN", "TO")
    ):
        return "VERB"
    if before in ("NAME", "NOUN") and after in ("ADV", "TO", "GER") and word.endswith("s"):
        return "VERB" if not _adjectival(tokens[i - 1].text) else "NOUN"
    if before == "NOUN" and after == "NOUN" and tokens[i - 1].text.endswith("s"):
        return "VERB"
    return "NOUN"


def _adjectival(word: str) -> bool:
    """A nationality stands before a noun: "Israeli strikes" has no verb."""
    return word.endswith(("an", "ian", "ese", "ish", "i", "ch", "can")) or word in ("U.S.", "US", "UK", "air", "drone")

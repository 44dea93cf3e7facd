"""The page docs/places.md: how places are found and chosen, with what weights, and what the words of a date stand for.

`docs/generate.py` writes it. The tables come from the program: the ranker's own weights, and dates as it reads them.
"""

from datetime import date

from warledger.evaluation.gold import GoldReport
from warledger.evaluation.reports import document_of
from warledger.model.place_choice import SURE
from warledger.model.reading import Reading, TimeMention
from warledger.reading import dates, sentences
from warledger.reading.place_features import FEATURES, NONE_FEATURES
from warledger.reading.place_ranker import read_weights

DAY = date(2014, 4, 3)
EXAMPLES = (
    "Shells fell on 2 April 2014.",
    "Nine men were killed in March.",
    "The siege began in early 2013.",
    "The bridge was blown up last spring.",
    "Two men were shot yesterday.",
    "A bomb went off on Tuesday.",
    "The court will meet on Tuesday.",
    "The town was taken last August.",
    "Forty died in the past 10 days.",
    "Jets bombed the camp overnight.",
    "He was shot on 20 March. His brother was killed two weeks earlier.",
    "Rebels took the base on 12 March. It was retaken the following day.",
    "Fighting went on from 3 to 7 March.",
    "Since 25 March the road has been closed.",
    "The troops are to leave by the end of May.",
    "A car bomb exploded at 9 p.m. on Monday.",
    "The shrine was attacked on 10 Muharram 1435.",
    "قتل رجلان يوم الثلاثاء ١ نيسان ٢٠١٤.",
    "Twenty people die daily.",
)


def places_page(note: str) -> str:
    """Everything about places and dates."""
    parts = [
        "# Places and dates",
        note,
        FINDING,
        CHOOSING,
        weights_table(),
        NONE,
        none_table(),
        CALIBRATION,
        CHOSEN,
        HOME,
        GEOMETRY,
        DATES,
        dates_table(),
        EVENTS,
    ]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def weights_table() -> str:
    """Every feature of a candidate with its weight, the heaviest first."""
    return _table(FEATURES, read_weights("choice"), "what speaks for a candidate")


def none_table() -> str:
    """The same for no place at all."""
    return _table(NONE_FEATURES, read_weights("choice"), "what speaks for none of them")


def _table(features: dict[str, str], weights: dict[str, float], head: str) -> str:
    ordered = sorted(features, key=lambda name: -abs(weights.get(name, 0.0)))
    rows = [f"| {name} | {features[name]} | {weights.get(name, 0.0):+.2f} |" for name in ordered]
    return "\n".join([f"| feature | {head} | weight |", "|---|---|---|", *rows])


def dates_table() -> str:
    """The examples as the program reads them, in a report of DAY."""
    rows = ["| words | the first and the last day | precision | how it was reckoned |", "|---|---|---|---|"]
    for text in EXAMPLES:
        found = times_of(text)
        shown = [mention for mention in found if mention.when] or found
        if not shown:
            rows.append(f"| {text} | none | | |")
            continue
        mention = shown[-1]
        when = mention.when
        days = f"{when.start} to {when.end}" if when else "none"
        quoted = text.replace(mention.quote.text, f"**{mention.quote.text}**")
        rows.append(f"| {quoted} | {days} | {when.precision.value if when else ''} | {when.basis if when else ''} |")
    return "\n".join(rows)


def times_of(text: str) -> tuple[TimeMention, ...]:
    """The expressions of time of a text, those that date nothing last."""
    reading = dates.STEP.run(
        sentences.STEP.run(Reading(document_of(GoldReport("example", text, None, DAY.isoformat(), ()))))
    )
    return (*(reading.times or ()), *(reading.durations or ()))


FINDING = """
How the program gets from words to a point on the map and to days. What it found stands in `where` and `when` of a claim
and in the `mentions` of `warledger read --json`; the `basis` of each says which of the rules below it came by.

## How names are found

A name is a run of capitalised words that a list of places has ([gazetteers](gazetteers.md)), or that the words around
make one of ("the village of X", "shells fell on X"). What speaks against it: a longer name that it is part of; a
people or a nationality; the name of a person, told by a given name, a title, an initial or an age, and from then on
the surname alone; a body that acts. A town's own police, mayor or people ("Kharkiv police", "a Homs man") name the
town as what the report is about, not as where something is; so do countries and capitals that act or speak ("Ankara
said").

Each name says how it matched: by name, another name, another script, another spelling, by sound, or by a sound near
to it ([gazetteers](gazetteers.md#how-names-match)). By sound a name is sought only where the words vouch for it, in
the countries that the report speaks of, and not in those whose own spelling is the English one.

Streets, quarters and buildings are **sites**. "Dover Street" does not stand in Dover: a site takes the town of its
name only where the report is about that town; else the town named in its sentence, else the town that the report is
about, and `basis` says so. So does "the 300 block of X", and "the West Side".
"""

CHOOSING = """
## How one place is chosen

All names of a report are resolved together, in three rounds, each with the places of the round before as neighbours;
the report's title is read with it. Every place that a name could mean gets the sum of what speaks for it, times its
weight; so does "no place that the lists know". The sums become shares that add up to 1: the largest is chosen,
`likely 0.97` in `basis` is its share, the heaviest reasons stand beside it, and the next places are kept as
`alternatives`. A name that no place fits has none.

The weights are fitted on geoparsed news and on news of which the town is known (`training/places.py`); three are set by
hand, because that news has few of the cases that reports of war have: seat, holds, called a quarter.
"""

NONE = """
"size" goes up with the logarithm of people (or a stand-in for an area), "near" falls off over some 100 km, "in reach"
over some 800; the others are 0 or 1, or a share.
"""

CALIBRATION = """
## How sure "likely" is

Names of two sets of geoparsed news that got a place, by the share that the program says, and how many of them lie
within 161 km of where people put them (`benchmarks/toponyms.py`; two thirds of these texts were fitted on):

| said to be likely | TR-News: names, right | GeoVirus: names, right |
|---|---|---|
| 0.1 to 0.4 | 21, 0.67 | 28, 0.68 |
| 0.4 to 0.6 | 59, 0.92 | 80, 0.79 |
| 0.6 to 0.8 | 54, 0.61 | 109, 0.84 |
| 0.8 to 0.9 | 77, 0.90 | 150, 0.92 |
| 0.9 to 1.0 | 985, 0.97 | 1687, 0.91 |

The mean distance between the two is 0.05 for TR-News. For GeoVirus it is 0.10, mostly because it is full of countries
and provinces, whose points lie elsewhere than ours though they are the same. Of names at 0.9 and more, which are
most, the shares nearly hold; below, the program is more often right than it says.
"""

CHOSEN = f"""
## What a person chooses

Where no place fits a name, or the one taken is less than {SURE:.0%} likely, or a town only stands for a name that no
list has, a person may say what the name means: on the page Places of the desk, or

```sh
warledger places aleppo.ledger                      # the names that wait, those with most claims first
warledger places aleppo.ledger Hadrut               # what one could mean, and the sentences it stands in
warledger place aleppo.ledger Hadrut "Hadrut|1234"  # a place; or none, or not-a-place, or --at LAT,LON
```

A choice is a judgement, signed and kept for good, and `warledger undo` takes it back. It holds for **the same name in
the same surroundings**, in every report of the case and in those that are added later:

* The *name* is the words that the claim's place rests on; letter case, accents, hyphens and an article in front do not
  count. One claim rests on one name.
* The *surroundings* are the country, and the province in it, in which most of the report's other names lie, as its
  claims were coded. Where the report has no other name that lies in a country, it is the country that the report names
  most, itself or by its people; where it names none, the surroundings are empty, and equal only to empty ones.

`--for country` lets it hold whatever the province, `--for case` for every report. Of choices that hold for one claim
that which reaches least far counts, and of those the latest. What somebody corrected in one claim itself rules over
it. *none* leaves the name without a point, *not-a-place* also takes it out of the claim's places. A place named with a
way and a distance ("near", "12 km south of") stands where the chosen place does, with precision `near`. `basis` says
who chose, when, and for what name.
"""

HOME = """
## The town that a report is about

Towns are weighed by how the report names them: each mention counts 1; a dateline 3 more, the title 3 more, the town's
own police or people 2 more, the opening 1 more. Where somebody comes from ("a man from X", "Y, 34, of X") and where
the hurt are brought count nothing, nor does a quarter. The weightiest is the town of the report if it weighs half
again as much as any other that lies more than 25 km off; else the report is about no single town.

An event whose words name no place stands there, with the rule *the town that the report is about* or *that its title
names* (then without a quote, for the title is no part of the text). A claim with a named place that no list knows does
not: a wrong village is worse than none.
"""

GEOMETRY = """
## What the words put beside a place

| words | point | precision |
|---|---|---|
| 12 km south of X | moved so far, a third of it in doubt | `near` |
| south of X, near X, outside X | that of X | `near` |
| the road between A and B | midway, half of the way in doubt | `near` |
| the border with X, the X-Y border, between X and Y | the middle of the settled part of the border | `province` |
| northern X | that of the whole X | that of X |
| a quarter or site that no list knows | that of its town | `place` |
| X county, X district that no list has | the town of that name, or the unit named nearest | `district`, `province` |

The border of a country without another one takes the neighbour that the report speaks of most. Borders come from a
table made of the towns on both sides (`tools/borders.py`); it knows no course of a border.
"""

DATES = f"""
## What the words of a date stand for

`when` is an interval, both ends inclusive, no finer than the words: "in March" is the whole month. These are read in a
report of {DAY:%A, %-d %B %Y}:
"""

EVENTS = """
More on tense, on weekdays and on dates beside other dates is in [method](method.md#dates). Which of a report's dates
belongs to an event is told there too: its own, that of its sentence, that of a sentence which is there to tell when,
the day named before it, and last the report's own day. A day that goes with a verb of saying or of a court ("the
coroner on Friday identified") is the day of that, not of the event; of two days named with an event the one with an
hour counts.
"""

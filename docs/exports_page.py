"""The page docs/exports.md: the forms in which claims leave the ledger, from what the forms say of themselves.

`docs/generate.py` writes it. Tables come from the code; the sentences around them stand here.
"""

from collections.abc import Iterable

from warledger.exports.fatalities import ACLED_FIGURES, SEVERAL
from warledger.exports.form import Column, Format
from warledger.exports.formats import FORMATS
from warledger.exports.losses import LossKind


def exports_page(note: str) -> str:
    """Every format with its columns and its losses."""
    parts = [
        "# Exports",
        note,
        INTRODUCTION,
        formats_table(),
        SIDECAR,
        *(part for form in FORMATS for part in section(form)),
    ]
    return "\n\n".join(parts) + "\n"


def formats_table() -> str:
    """The formats at a glance."""
    rows = ["| `--format` | file | for |", "|---|---|---|"]
    return "\n".join([*rows, *(f"| `{form.name}` | `*{form.suffix}` | {form.help} |" for form in FORMATS)])


def section(form: Format) -> Iterable[str]:
    """One format: what to know of it, its columns, its losses."""
    yield f"## {form.name}"
    yield ABOUT[form.name]
    yield f"### {WORD_FOR_COLUMN.get(form.name, 'Columns')} of {form.name}"
    yield columns_table(form.columns)
    yield f"### Losses of {form.name}"
    if form.left_out:
        yield "A claim is left out, under the first reason met:"
        yield losses_table(form.left_out)
    yield "A row that is in the file may say less than the claim:"
    yield losses_table(form.reduced)


def columns_table(columns: Iterable[Column]) -> str:
    """Every column with its sentence."""
    rows = ["| name | holds |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{column.name}` | {told(column)} |" for column in columns)])


def told(column: Column) -> str:
    """What a column holds."""
    text = column.doc.replace("|", "\\|")
    return text if column.filled else f"Always empty. {text}"


def losses_table(losses: Iterable[LossKind]) -> str:
    """Every kind of loss with its sentence."""
    return "\n".join(["| loss | says |", "|---|---|", *(f"| {loss.name} | {loss.sentence} |" for loss in losses)])


def acled_words() -> str:
    """The words of number that ACLED gives numbers of its own."""
    rows = ["| words | fatalities |", "|---|---|", f"| several, a few, some, a bare plural | {SEVERAL} |"]
    return "\n".join([*rows, *(f"| {words} | {number:,} |" for words, number in ACLED_FIGURES.items())])


INTRODUCTION = """`warledger export CASE --format FORMAT` writes incidents or claims: all, or those that the filters
let through. One row of `acled` and `ucdp`, and one feature of `geojson`, is one **incident**: what independent voices
together tell of one event, joined, reconciled and graded by the rules in [incidents](incidents.md). One row or line of
`csv` and `jsonl` is one **claim**: what one report says; do not add up tolls across its rows. Nothing is checked by the
projects whose columns are borrowed.

The shared rules:

* Incidents and claims go through one at a time, so an export of any size fits in memory, and the same case is written
  the same every time.
* An incident has the type, status, place and days that linking settled. Its parties, means and speakers are those of
  all its claims that stand; where voices name rivals, the doers that most voices name. Its figures are those of the
  voice that was chosen, and of the others what each format says below. What every source took back is left out.
* Absent is an empty cell, or null in JSON; never 0 and never a made-up value.
* What is known of a protected source (name, title, author, address) is withheld in every format.
* The text of a report is in no export; quotes are."""

SIDECAR = """## The account of losses

Each export ends with an account of what the format could not carry: how many claims were left out and why, in how many
rows which fact was dropped or made coarser, which columns are always empty. It is printed on standard error, and
written as JSON with `--losses FILE`:

```json
{"format": "acled",
 "statement": "Incidents in the acled file: 61 of 140. Left out: 79.",
 "of": "incidents", "claims": 140, "exported": 61,
 "left_out": [{"name": "no date", "claims": 12, "sentence": "The report does not say when, ..."}],
 "reduced": [{"name": "rival figures", "rows": 3, "sentence": "Rival figures of the same dead ..."}],
 "unfilled": [{"name": "admin3", "rows": 61, "sentence": "The gazetteer has no third level ..."}],
 "places_from": [{"name": "shipped", "version": "3.0.2", "licence": "CC BY 4.0", "credit": "...", "rows": 61}]}
```

`places_from` names the lists of places that the rows rest on (docs/gazetteers.md), with their licences: who passes the
file on owes them that credit.
`claims` (in files of incidents: how many incidents) is always `exported` plus the sum of `left_out`.

## CSV files

The three tables follow RFC 4180: UTF-8, commas, quotation marks where needed, `\\r\\n` at the end of a row, line breaks
kept within a cell. `csv` begins with a byte-order mark, because Excel shows Arabic and every other script as noise
without it; `acled` and `ucdp` do not, because the tools that read those take the mark for part of the first column's
name. Read `csv` as `utf-8-sig` in Python, `encoding = "UTF-8-BOM"` in R.

**Formulas.** A text from a report can begin like a formula, and a spreadsheet would run it. Every text that begins
with `=` `+` `-` `@`, one of their full-width forms, a tab or a line break, also behind spaces and invisible marks, gets
an apostrophe in front. Take off one apostrophe from a cell that begins with apostrophes followed by one of these, and
you have the text. Numbers that the ledger wrote itself (`-3.5`) are left as they are.

**Broken characters.** A NUL, or half of a surrogate pair, cannot stand in a UTF-8 file; it becomes U+FFFD."""

WORD_FOR_COLUMN = {"geojson": "Properties", "jsonl": "Members"}

ABOUT = {
    "csv": """The whole ledger for an analyst's spreadsheet; no claim is left out. The first columns say who did what to
whom, where, when, with what harm, and who says so; the evidence for each follows; what is known of the report comes
last.

* A list shares one cell, its parts split by ` | `; a bar within a part is written `\\|`. The lists of one role run side
  by side: the second of `actor_names`, `actor_kinds`, `actor_spans` belongs to the second of `actors`, and an empty
  part means that it is not known.
* `..._spans` say where words stand in the report's text, as `start..end` in code points, the end not included.
* `killed_low` and `killed_high` (and so for every kind of harm) are what the claim's figures support together: rival
  figures of the same people run from the lowest to the highest, figures of different people are added, and part of a
  figure is never added to it. An empty `killed_high` is no ceiling ("at least 11"), not zero. The single figures, with
  their hedges, stand in `harm`.
* Claims of every status are here. Only happened, ongoing and attempted are events: filter on `status`, then count.""",
    "jsonl": """One JSON object a line for each claim; no claim is left out and nothing of a claim is lost. `record` is
what the ledger holds and can be loaded back (`warledger.exports.jsonl.claims_of`); `claim` and `document` are the form
that `read --json` prints ([formats](formats.md)).""",
    "geojson": """A FeatureCollection after RFC 7946, with a Point for each incident whose place is known, longitude
first. Its member `total` is the number of incidents asked for and `without_place` the number of those that are not on
the map: print both beside it. A point may stand for a province or a country; `place_precision` says so, and a map
should show it. The feature's `id` is the incident's. `..._low` and `..._high` span the figures of all voices; what is
known of a report is that of the report whose toll was chosen. `warledger incidents --geojson` has the rules beside the
values.""",
    "acled": f"""ACLED's 31 columns, in its order, for tools and people that work with its data. The rows are **not**
ACLED events: they were not coded or reviewed by ACLED.

* **Type.** The codebook says which event type and sub-event a claim's type is ([codebook](codebook.md)). A place taken
  is regained when a state's forces took it in their own country, else overtaken; force against protesters is excessive
  when somebody was hurt; a riot without a demonstration is mob violence; a bomb or strike that was only tried is a
  disrupted use of weapons.
* **Day.** A known day has `time_precision` 1. A week or less is its middle day, 2. A month or less is 3: the 15th of a
  whole month, the first day of a stretch at the month's beginning, the last day of one at its end, else the middle.
  Anything wider is left out. A stretch of fighting is one row, not one a day.
* **Place.** `geo_precision` 1 is a named place, 2 is near one or a district, 3 a province. An event known to the
  country alone is left out, but for agreements and changes of groups. Coordinates are the gazetteer's.
* **Actors.** Civilians, protesters and rioters go by ACLED's generic names, an attacker or second side of a battle that
  nobody names by "Unidentified Armed Group". In violence against civilians the civilians are actor 2; otherwise the
  order means nothing. A state's forces outside their country are external forces. `inter1` and `inter2` are words,
  `interaction` is the two digits of the pair (1 state forces, 2 rebel group, 3 political militia, 4 identity militia,
  5 rioters, 6 protesters, 7 civilians, 8 external and other; 0 for no second side).
* **Fatalities.** One conservative number of deaths that the reports tell of: of the standing figures of all voices the
  lowest (a voice's later figure replaces its earlier ones); within a report the lowest of rival figures; the lower end
  of a range; the number that "about" or "nearly" loosens; of "up to N" the few that a bare plural is, and never more
  than N. "Casualties" may be wounded and count 0. Figures of different people are added, parts of a figure are not. A
  toll is not spread over days or places. Words without a number:

{acled_words()}""",
    "ucdp": """The 49 columns of UCDP GED, for incidents that tell of at least one death. UCDP's rules of inclusion are
not applied: there is no threshold of 25 deaths a year, and whether a group is organised is not judged.

* **Type of violence.** The codebook says which types are possible, the kinds of the two sides which it is: civilians
  or protesters as the target make it one-sided (3), a state's forces on either side state-based (1), two groups
  non-state (2). Bombing that may have been aimed at anything is state-based. Where the kinds leave it open the column
  is empty.
* **Sides.** In state-based violence the government is side A, by the name "Government of X"; forces named without a
  country are taken for those of the country where it happened. In one-sided violence side B is "Civilians".
* **Deaths.** `low` and `high` are the lowest and highest figures that a voice stands by. `best` is that of the voice
  whose figure linking chose ([incidents](incidents.md)), as the sum of `deaths_a`, `deaths_b`,
  `deaths_civilians` and `deaths_unknown`: the lower of rival figures, the lower end of a range, the number of an
  "about". "At least N" is N three times; of "up to N" low and best are 1. A part of a figure that says whose dead it
  counts ("11 people, including three children") is taken out of the unknown. Soldiers and fighters belong to a side
  when the words that name them are those of the side.
* **Sources.** `number_of_sources` counts independent voices: copies of one text, reports of one publisher, and reports
  that only quote the same speaker are one.
* **Time and place.** `date_start` and `date_end` bound the event; `date_prec` and `where_prec` are UCDP's codes, with 5
  (parts of a country) and 7 (at sea) not in use. `event_clarity` is 2 for one figure over several days of fighting.
* **Numbers.** `country_id`, `gwnoa` and `gwnob` are Gleditsch and Ward's, as of today; events in Palestine and Western
  Sahara stand under Israel and Morocco, as UCDP places them. UCDP's own numbers of conflicts, dyads and actors are not
  known to the ledger.""",
}

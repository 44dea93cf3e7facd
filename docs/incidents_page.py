"""The page docs/incidents.md: how claims become incidents, what is shown of one and by what rule, how well it is known.

`docs/generate.py` writes it. Tables come from the code and the shipped rules; the sentences around them stand here.
"""

from collections.abc import Mapping

from warledger.exports.incident_rows import INCIDENT_COLUMNS
from warledger.linking import settling, tolls, voices
from warledger.linking.campaigns import Reach
from warledger.linking.comparing import COMPARISONS
from warledger.linking.scoring import RULES
from warledger.reference.grades import GradeRule, load_grade_rules


def incidents_page(note: str) -> str:
    """Everything about incidents, with the rules in force as tables."""
    parts = [
        "# Incidents",
        note,
        INTRODUCTION,
        LINKING,
        comparisons_table(),
        RULES_ABOVE,
        "\n".join(f"* {name}" for name, _ in RULES),
        GROUPING,
        JUDGEMENTS,
        VOICES,
        voices_table(),
        VOICES_MORE,
        RECONCILIATION,
        rules_table(),
        TOLLS,
        tolls_table(),
        ATTRIBUTION,
        GRADES,
        grades_table(),
        GRADES_MORE,
        CAMPAIGNS.format(rule=Reach().rule),
        NAMES,
        "## Columns",
        "`warledger incidents CASE --csv` writes one row an incident, `--geojson` the same as properties of features:",
        "\n".join(["| column | what stands in it |", "|---|---|", *map(column_row, INCIDENT_COLUMNS)]),
    ]
    return "\n\n".join(parts) + "\n"


def column_row(column: object) -> str:
    """One column."""
    return f"| `{column.name}` | {column.doc} |"  # type: ignore[attr-defined]


def comparisons_table() -> str:
    """What is compared, and how it can turn out."""
    rows = ["| compared | outcomes |", "|---|---|"]
    return "\n".join([*rows, *(f"| `{one.name}` | {', '.join(map(spelt, one.levels))} |" for one in COMPARISONS)])


def spelt(level: str) -> str:
    """An outcome in words."""
    return level.replace("_", " ")


def voices_table() -> str:
    """What makes several documents one voice."""
    why = {
        voices.COPIES: "The documents are of one family: reprints, cuts, updates ([copies](copies.md)).",
        voices.VERSIONS: "One is a later version of the other.",
        voices.PUBLISHER: "One source published both, under whatever name (`sources --same-as`).",
        voices.SPEAKER: "All that the one rests on, the other rests on too: both give it to the same speaker.",
    }
    return _ruled("rule", why)


def rules_table() -> str:
    """The rules that choose the value of a field."""
    why = {
        settling.ONLY: "Only one claim states it.",
        settling.AGREED: "Several state it, and none states another.",
        settling.MOST: "Most voices state it, or a coarser value that contains it.",
        settling.FINEST: "As many support it as a coarser one: the finer says more.",
        settling.SURE: "Nothing else decides; `incident` shows all of them.",
    }
    return _ruled("rule", why)


def tolls_table() -> str:
    """The rules that choose the one number of a toll."""
    why = {
        tolls.ONLY: "One voice gives a figure.",
        tolls.AGREED: "All voices give the same.",
        tolls.MOST: "More voices give it, or allow it (“at least 11” allows 14), than any other.",
        tolls.RELIABLE: "Of those that as many voices give, the voice with the best letter gives it.",
        tolls.LATEST: "Of those, the latest report gives it: tolls are counted up over days.",
        tolls.LOWER: "Nothing else decides: the lower, as UCDP does.",
    }
    return _ruled("rule of the one number", why)


def _ruled(head: str, why: Mapping[str, str]) -> str:
    """Rules with when each holds."""
    return "\n".join([f"| {head} | when |", "|---|---|", *(f"| {rule} | {said} |" for rule, said in why.items())])


def grades_table() -> str:
    """The shipped rules of grades, in their order."""
    rows = ["| rule | grade | why | when |", "|---|---|---|---|"]
    return "\n".join([*rows, *map(grade_row, load_grade_rules())])


def grade_row(rule: GradeRule) -> str:
    """One rule."""
    conditions = []
    for condition in rule.when:
        least = f"at least {condition.at_least}" if condition.at_least is not None else ""
        most = f"at most {condition.at_most}" if condition.at_most is not None else ""
        conditions.append(f"`{condition.fact}` {' and '.join(filter(None, (least, most)))}")
    return f"| `{rule.rule}` | **{rule.grade.value}** | {rule.why} | {', '.join(conditions) or 'always'} |"


INTRODUCTION = """An incident is what the claims of several reports tell of one event. It is worked out from claims
and from people's judgements, and never edited: whatever is shown of it names the rule that chose it, and keeps what
others say.

```sh
warledger add aleppo.ledger *.txt                      # links what it adds
warledger incidents aleppo.ledger --voices 2           # what independent sources tell
warledger incident aleppo.ledger 3f9a2c81              # its claims side by side, every value with its rule
warledger why aleppo.ledger 3f9a2c81 0b77d1e4          # why two claims are one incident
warledger judge aleppo.ledger 3f9a2c81 0b77d1e4 no --why "one is the oven, the other the market"
warledger sources aleppo.ledger "Radio Hirak" --reliability B
warledger campaigns aleppo.ledger
```

Claims of what happened, goes on, was tried or is denied take part. What was only planned, threatened or feared is in no
incident. A denial joins the incident that it denies; denials alone are none."""

LINKING = """## How claims are joined

Pairs of claims that lie near in time and place, share rare words or names, or stand in copies of one text are
compared. Each comparison has an outcome, each outcome a weight in bits: how much likelier it is between two claims of
one incident than between two of different ones (after Fellegi and Sunter, 1969). The weights add up to the odds.
`warledger why` lays a pair open, sentence by sentence. The shipped weights are in `linking_weights.csv`; a file of
that form takes their place with `warledger link CASE --weights FILE`."""

RULES_ABOVE = """Rules that stand above all weights:"""

GROUPING = """Two claims of **one report** are tellings of one event where they share words of harm, a name of somebody
hurt or a count, where the later says nothing of its own and stands close behind, or where place and day are the same
and one of them tells of no harm; and nothing speaks against it: a type that is not told for the other, another day,
place, doer or victim, a denial. Tellings belong together; the report's other claims rather do not, for the coder told
them apart.

Then groups of claims are joined two by two, the pair with the highest average weight first, while it is
above nought. A claim that fits one of two unlike claims does not tie them together. Groups depend on the claims alone:
**in whatever order reports come, at once or one by one, the incidents are the same**, and the same as when the case is
linked from scratch (`warledger link`). What a word weighs depends on how many reports have it, in steps, so a new
report is compared with what it could belong to and with what its words made rarer or more common, and nothing else is
touched."""

JUDGEMENTS = """## What people judge

`judge` answers whether two claims are of one incident; `split`, `merge` and `move` are several such answers at once;
`retract` notes that a source took a claim back; `undo` takes any of it back, all of one split, merge or move together.
Each is kept for good with who, when and why (`warledger judgements`), and told in the custody log. A yes and a no are
always obeyed, whatever the weights. One that contradicts a judgement that stands, by itself or through others, is
refused with both shown; the later answer of a person on the same pair does not silently win. `unsure` changes nothing.

A later version of a report replaces what the earlier one said. Where it no longer tells of an incident it takes back
what the earlier version told; if nobody else tells it, the incident is discounted, and still shown."""

VOICES = """## Independent voices

Five newspapers that print one wire story are one voice. Reports are one voice by these rules, which stand beside it:"""

VOICES_MORE = """“According to the Observatory” in two agencies is the Observatory, one voice. Witnesses, residents,
officials, a doctor and others of whom there are many are not taken for the same people. `warledger sources` notes a
source's letter of the Admiralty code (A reliable to F cannot be judged), its affiliation, that it is another name of
one, or that it is protected: then a number stands for its name in every incident and every export."""

RECONCILIATION = """## Which value is shown

For type, status, place and days every stated value is kept with its claims and voices, and one is shown by a stated
rule. A coarser value that contains a finer one supports it: “in Aleppo province” agrees with “in Al-Bab”. A field is
in CONFLICT where values that cannot both be true stand side by side. Claims that deny, or were taken back, give no
value."""

TOLLS = """## How harm is counted

For each kind of harm, and apart from it for civilians and for combatants, every voice has one standing figure: what its
latest report says. Its earlier figures are replaced, and named. Figures that are part of others are never added.

What **one report** says in its claims on the incident:

* figures that stand together, no further apart than a clause, are of different people and are added; what is counted
  again further on is the same people, and the largest counts
* a count comes before words that only say that there were some (“people were wounded”)
* of the dead the first claim that counts them speaks, as a report opens with its toll; of others the largest figure
* of people hit, of whom it is not told how many died (“9 casualties”, “four were shot”), all but the dead are injured
* as many injured as died by a later report, while no later one tells of injured, died of their wounds and are counted
  among the dead alone

Of all voices:

* **low** is the fewest that any standing figure allows: ACLED's conservative count.
* **high** is the most; it is empty where the highest figure has no ceiling (“at least 40”).
* **best** is the one number shown, UCDP's best estimate. Nothing is averaged."""

ATTRIBUTION = """A toll is in CONFLICT where two voices differ beyond their hedges and a rising count does not explain
it.

## Who did it

Who is said to have done it is kept apart from whether it happened. It is *unnamed*, *alleged* (others say so),
*accepted* (those named say so themselves), or *contested* (voices name different doers, or those named deny it)."""

GRADES = """## Grades

The grade says how well an incident is known. Rules are tried in order; the first whose conditions hold gives it, and
its name and facts stand beside it. The names are those that Airwars uses; what earns them is this table:"""

GRADES_MORE = """The rules are a file, `src/warledger/reference/data/grades.yaml`, where the facts are explained. Copy
it, change it, and give it to `warledger link CASE --grades FILE`: it holds for that case until it is linked from
scratch again."""

CAMPAIGNS = """## Campaigns

`warledger campaigns` finds incidents that belong together in space, time and sides (an offensive, a front, a siege) by
density (DBSCAN; Ester and others, 1996): {rule}. Incidents whose doers nobody names may join any. Options change the
parameters."""

NAMES = """## Names of incidents

An incident is named for one of its claims: that of the earliest published report that says it happened. So its name
stands while later reports come in, in whatever order they are added, and is the same when the case is made anew. Where
an earlier report joins, the name changes, and the old one leads to the incident still: **the id of every claim, written
`incident-...`, leads to the incident that holds the claim**, and so does the beginning of one."""

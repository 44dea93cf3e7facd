"""One incident as `incident` draws it: its grade, its claims side by side, each field with its rivals and rule, voices.

It takes the records apart and prints; it judges nothing. Whether values agree stands in words beside them.
"""

from collections.abc import Iterable, Iterator

from rich.text import Text

from warledger.cli import phrases
from warledger.cli.incident_table import grade_text
from warledger.cli.screen import Column, Row, Terminal, dim, draw, lines, status_text
from warledger.cli.tables import SIDE_BY_SIDE
from warledger.model.claim import Claim
from warledger.model.correction import CLAIM
from warledger.model.corroboration import Assessment, Attribution, Figure, Settled, Stated, Toll, Voice
from warledger.model.ledger import Judgement, Role
from warledger.model.place_choice import PLACE
from warledger.model.place_choice import read as read_choice
from warledger.model.shown import headline
from warledger.pipeline.whole import Whole

WARN = "bold yellow"


def show_incident(console: Terminal, whole: Whole) -> None:
    """Draw an incident with all that its sources say of it."""
    _heading(console, whole.assessment)
    for title, columns, rows in _sections(console, whole):
        if rows:
            console.print()
            console.print(Text(title, style="bold"))
            draw(console, columns, rows)
    console.print()
    for line in _last_lines(whole):
        console.print(line)


def _heading(console: Terminal, found: Assessment) -> None:
    incident = found.incident
    heading = Text.assemble((phrases.short_id(incident.id), "bold"), "  ", (incident.type.value, "bold"), "  ")
    console.print(heading.append_text(status_text(incident.status.value)))
    where = phrases.where(incident.where.value if incident.where else None)
    when = phrases.when(incident.when.value if incident.when else None)
    harm = "; ".join(map(phrases.harm, headline(incident.harm))) or "no harm told"
    console.print(Text(f"{when}, {where}: {harm}"))
    known = Text.assemble(grade_text(found.grade), f": {found.grade_why}", (f"  rule {found.grade_rule}", "dim"))
    console.print(known)


Section = tuple[str, tuple[Column, ...], list[Row]]


def _sections(console: Terminal, whole: Whole) -> Iterator[Section]:
    found = whole.assessment
    wide = console.width >= SIDE_BY_SIDE
    claims = [_claim(whole, claim, wide=wide) for claim in whole.claims]
    yield f"{phrases.count(len(claims), 'claim')} of it", CLAIMS_WIDE if wide else CLAIMS_NARROW, claims
    fields = [_field(settled) for settled in found.fields] + [_doers(found.attribution)]
    yield "What agrees, and what does not", FIELDS, fields
    yield "What is counted", TOLLS, [_toll(toll) for toll in found.tolls]
    voices = [_voice(k, voice, whole) for k, voice in enumerate(found.voices, start=1)]
    yield "Independent voices", VOICES, voices
    yield "What people judged", JUDGED, [judged_row(one) for one in whole.judgements]


CLAIMS_NARROW = (Column("CLAIM", 8), Column("REPORT, VOICE", share=4), Column("SAYS", share=6))
CLAIMS_WIDE = (
    *(Column("CLAIM", 8), Column("VOICE", 5, right=True), Column("REPORT", share=3), Column("WHEN", 10)),
    *(Column("WHERE", share=3), Column("WHO → WHOM", share=4), Column("HARM", 15), Column("SAID BY", share=3)),
)


def _claim(whole: Whole, claim: Claim, *, wide: bool) -> Row:
    report = lines(phrases.report_name(whole.documents.get(claim.document)), _standing(whole, claim))
    when = phrases.when(claim.when.value if claim.when else None)
    place, deed, said = phrases.claim_where(claim), phrases.deed(claim), phrases.voices(claim)
    harm = [Text(line, style="bold") for line in phrases.harm_lines(claim)]
    short, voice = phrases.short_id(claim.id), whole.voice_number(claim.id)
    if wide:
        return short, voice, report, when, place, deed, lines(*harm), said
    told = lines(f"{when}, {place}", deed, *harm, dim(f"said by {said}") if said else "")
    return short, lines(report, dim(f"voice {voice}")), told


def _standing(whole: Whole, claim: Claim) -> Text:
    """What makes a claim count for less, in words; empty where it simply says that it happened."""
    if claim.id in whole.assessment.retracted:
        return Text("taken back", style="red")
    if claim.id in whole.assessment.denied:
        return Text("DENIES it", style="red")
    replaced = {old for toll in whole.assessment.tolls for figure in toll.figures for old in figure.replaces}
    said = [] if claim.status.value is whole.assessment.incident.status.value else [claim.status.value.value]
    said += ["its figure was replaced later"] if claim.id in replaced else []
    return dim(", ".join(said)) if said else Text()


FIELDS = (Column("FIELD", 6), Column("SHOWN, BY WHAT RULE", share=4), Column("STATED, BY WHICH VOICES", share=6))


def _field(settled: Settled) -> Row:
    agree = _agreement(len(settled.stated), conflict=settled.conflict)
    return settled.field, lines(settled.shown or "-", dim(settled.rule), agree), _stated(settled.stated)


def _agreement(values: int, *, conflict: bool) -> Text:
    if conflict:
        return Text("CONFLICT: these cannot all be true", style=WARN)
    return dim("they can all be true") if values > 1 else Text()


def _stated(stated: Iterable[Stated]) -> Text:
    return lines(*(f"{one.value}: {'; '.join(one.voices) or 'nobody who stands by it'}" for one in stated))


def _doers(found: Attribution) -> Row:
    accepted = Text(found.accepted.value, style=WARN if found.accepted.value == "contested" else "")
    return "doers", lines(accepted, dim(found.rule)), _stated(found.named)


TOLLS = (
    *(Column("HARM", 12), Column("LOW", 6, right=True), Column("BEST", 6, right=True), Column("HIGH", 6, right=True)),
    *(Column("BY WHAT RULE", share=4), Column("WHO SAYS WHAT", share=5)),
)


def _toll(toll: Toll) -> Row:
    whose = f"of {toll.who.value}s" if toll.who else ""
    conflict = Text("CONFLICT: voices differ beyond their hedges", style=WARN) if toll.conflict else ""
    return (
        lines(toll.kind.value, dim(whose)),
        _number(toll.low),
        _number(toll.best),
        _number(toll.high),
        lines(toll.rule, conflict),
        lines(*map(_figure, toll.figures)),
    )


def _number(number: int | None) -> str:
    return "-" if number is None else f"{number:,}"


def _figure(figure: Figure) -> str:
    replaced = f" (replaces {', '.join(map(phrases.short_id, figure.replaces))})" if figure.replaces else ""
    bounds = phrases.bounds(figure.low, figure.high)
    return f"{bounds}: {figure.voice}, {phrases.short_id(figure.claim)}{replaced}"


VOICES = (
    *(Column("#", 3, right=True), Column("VOICE", share=4), Column("RELIABILITY", 11)),
    *(Column("REPORTS", share=4), Column("ONE VOICE BECAUSE", share=3)),
)


def _voice(number: int, voice: Voice, whole: Whole) -> Row:
    reports = [phrases.report_name(whole.documents.get(one)) for one in voice.documents]
    rated = voice.reliability.value if voice.reliability else "not rated"
    return str(number), voice.name, rated, lines(*dict.fromkeys(reports)), ", ".join(voice.rules)


JUDGED = (Column("JUDGEMENT", 9), Column("WHO, WHEN", 20), Column("SAYS", share=4), Column("BECAUSE", share=4))


def judged_row(one: Judgement) -> Row:
    """A judgement in a table: what was said of which claims, by whom, when, why."""
    pair = [phrases.short_id(claim) for claim in (one.left, one.right) if claim]
    words = f"{' and '.join(pair)}: {_said(one)}" + (" (as a coder)" if one.role is Role.CODER else "")
    act = "" if one.act.value == "judge" else dim(f"by {one.act.value} {phrases.short_id(one.batch or one.id)}")
    return phrases.short_id(one.id), lines(one.who, dim(f"{one.when:%Y-%m-%d %H:%M}")), lines(words, act), one.why or ""


def _said(one: Judgement) -> str:
    if one.field == "retracted":
        return "taken back"
    if one.field is None:
        return {"yes": "the same", "no": "not the same", "unsure": "unsure"}[one.verdict.value]
    if one.field == CLAIM:
        return {"yes": "accepted", "no": "rejected", "unsure": "unsure"}[one.verdict.value]
    if one.field == PLACE:
        return _place_chosen(one)
    return f"{one.field} corrected"


def _place_chosen(one: Judgement) -> str:
    if one.value is None:
        return "what a name means"
    choice = read_choice(one.value)
    return f"“{choice.written}” is {choice.where.name if choice.where else choice.meaning.value}"


def _last_lines(whole: Whole) -> Iterator[Text]:
    found = whole.assessment
    if whole.campaign is not None:
        one = whole.campaign
        yield Text(
            f"Part of campaign {phrases.short_id(one.id)}, {one.start} to {one.end}, {len(one.incidents)} incidents."
        )
    if any(claim.id in found.retracted and claim.document for claim in whole.claims):
        yield dim("Claims that were taken back give no value to any field.")
    yield dim(f"Joined by the rule: {found.incident.rule}; incident {found.incident.id}.")

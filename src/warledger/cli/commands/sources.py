"""`warledger sources`: who publishes and who is quoted in a case, and what is noted of them."""

from collections.abc import Iterable, Iterator

import click
from rich.text import Text

from warledger.cli.asking import asked_linked
from warledger.cli.command import subcommand
from warledger.cli.options import case_argument
from warledger.cli.phrases import count, short_id
from warledger.cli.screen import Column, Row, dim, draw, lines, screen
from warledger.cli.signing import person, signed
from warledger.cli.talk import emit, say
from warledger.model.document import Reliability, Source
from warledger.model.ids import SourceId
from warledger.model.register import Noted, SourceNote, SourceUse
from warledger.model.serial import dump
from warledger.pipeline.judging import Person, note
from warledger.pipeline.sources import a_note, find_source, sources_of

EXAMPLES = """
warledger sources aleppo.ledger
warledger sources aleppo.ledger "Radio Hirak" --reliability B --why "right on 14 of 15 checked reports"
warledger sources aleppo.ledger SANA --affiliation "Government of Syria"
warledger sources aleppo.ledger "Abu Omar" --protected
warledger sources aleppo.ledger SOHR --same-as "Syrian Observatory for Human Rights"
"""
LETTERS = "A reliable, B usually, C fairly, D not usually reliable, E unreliable, F not to be judged"
COLUMNS = (
    *(Column("SOURCE", share=5), Column("RELIABILITY", 11), Column("AFFILIATION", share=3)),
    *(Column("REPORTS", 7, right=True), Column("QUOTED", 6, right=True), Column("INCIDENTS", 9, right=True)),
)
NONE = "none"


@subcommand("sources", examples=EXAMPLES)
@case_argument
@click.argument("source", metavar="[SOURCE]", required=False)
@click.option(
    "--reliability",
    type=click.Choice([*(letter.value for letter in Reliability), NONE]),
    metavar="LETTER",
    help=f"Note its letter of the Admiralty code: {LETTERS}; none takes it back.",
)
@click.option("--affiliation", metavar="TEXT", help="Note whom it stands near: a party, a state; none takes it back.")
@click.option(
    "--protected/--not-protected", default=None, help="Its name must not leave the case: a number stands for it."
)
@click.option("--same-as", metavar="SOURCE", help="It is another name of this source; none takes it back.")
@signed
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a source.")
def command(
    case: str,
    source: str | None,
    *,
    reliability: str | None,
    affiliation: str | None,
    protected: bool | None,
    same_as: str | None,
    who: str | None,
    why: str | None,
    as_json: bool,
) -> None:
    """List the sources of a case, and note what is known of one.

    A source publishes reports, or is quoted in those of others. SOURCE is its name, or the beginning of its name or id.
    What is noted counts at once: letters go into the grades and into the choice between figures, two names of one
    source are one voice, and the name of a protected source stands in no incident and no export. Notes are kept for
    good with who made them, when and why; the latest rules. The words of the reports stay as they are.
    """
    given = {
        Noted.RELIABILITY: reliability,
        Noted.AFFILIATION: affiliation,
        Noted.PROTECTED: None if protected is None else "yes" if protected else NONE,
        Noted.SAME_AS: same_as,
    }
    wanted = {noted: value for noted, value in given.items() if value is not None}
    if wanted and source is None:
        raise click.UsageError('Name the source to note it of: warledger sources CASE "NAME" --reliability B')
    with asked_linked(case) as store:
        uses = sources_of(store)
        if source is not None:
            found = find_source(uses, source)
            if wanted:
                done = note(store, *_notes(uses, found, wanted, person(who, why)))
                uses = sources_of(store)
                say(f"{case}: noted of {found.name}. {count(done.incidents, 'incident')} worked out anew.")
            uses = tuple(use for use in uses if use.source.id == found.id)
    _print(uses, as_json=as_json)


def _notes(uses: Iterable[SourceUse], source: Source, wanted: dict[Noted, str], by: Person) -> Iterator[SourceNote]:
    for noted, value in wanted.items():
        said: str | None = None if value == NONE else value
        if noted is Noted.SAME_AS and said is not None:
            other = find_source(uses, said)
            if other.id == source.id:
                raise click.UsageError(f"{source.name} is that source already: name another.")
            said = other.id
        yield a_note(source, noted, said, by)


def _print(uses: tuple[SourceUse, ...], *, as_json: bool) -> None:
    if as_json:
        for use in uses:
            emit({"id": use.source.id} | dump(use))
    else:
        names = {use.source.id: use.source.name for use in uses}
        draw(screen(), COLUMNS, (_row(use, names) for use in uses))
    say(count(len(uses), "source"))


def _row(use: SourceUse, names: dict[SourceId, str]) -> Row:
    source = use.source
    same = f"another name of {names.get(use.same_as, short_id(use.same_as))}" if use.same_as else ""
    marks = lines(Text("PROTECTED", style="bold yellow") if source.protected else "", dim(same))
    return (
        lines(source.name, marks),
        source.reliability.value if source.reliability else "",
        source.affiliation or "",
        f"{use.documents:,}",
        f"{use.quoted:,}",
        f"{use.incidents:,}",
    )

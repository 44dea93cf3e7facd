"""What the commands that judge share: who signs, why, the claims that are meant, and what a judgement changed."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import click

from warledger.cli import environment
from warledger.cli.phrases import count, short_id
from warledger.cli.talk import say
from warledger.model.ids import ClaimId
from warledger.model.ledger import Role, claim_named
from warledger.pipeline.judging import Judged, Person
from warledger.pipeline.linking import link_new
from warledger.store.case import Store


def signed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Who judges, and why. The command receives `who` and `why`."""
    who = click.option("--who", metavar="NAME", help="Sign with this name; else WARLEDGER_WHO, else your user name.")
    return who(click.option("--why", metavar="TEXT", help="Why; it stands beside the judgement for good.")(function))


def in_part(function: Callable[..., Any]) -> Callable[..., Any]:
    """In what part the person judges. The command receives `role`."""
    help = "A reviewer decides; a coder answers beside other coders, and binds nothing."
    roles = click.Choice([role.value for role in Role])
    return click.option("--as", "role", type=roles, default=Role.REVIEWER.value, show_default=True, help=help)(function)


def person(who: str | None, why: str | None, role: str = Role.REVIEWER.value) -> Person:
    """Who judges, now."""
    return Person(environment.signer(who), datetime.now(UTC), why, Role(role))


def claims_meant(store: Store, ids: Iterable[str]) -> list[ClaimId]:
    """The claims that ids, or their beginnings, name. An incident's id names one of its claims, and so will do."""
    link_new(store)
    return [store.claim(claim_named(id)).id if id.startswith("incident-") else store.claim(id).id for id in ids]


def say_judged(store: Store, done: Judged, about: Iterable[ClaimId]) -> None:
    """Say what was stored, how to take it back, and where the claims stand now."""
    first = done.judgements[0]
    kept = count(len(done.judgements), "judgement")
    say(f"{store.path}: {kept} kept, signed {first.who}. To take back: warledger undo {store.path} {_undo_id(done)}")
    if first.role is Role.CODER:
        say("  It stands beside the answers of other coders, and rules nothing.")
        return
    homes = store.incidents().of_claims(about)
    for claim in dict.fromkeys(about):
        beside = store.incidents().claims_beside(claim)
        home = f"incident {short_id(homes[claim])}" if claim in homes else "no incident: nobody says that it happened"
        others = count(len(beside) - 1, "other claim") if len(beside) > 1 else "alone"
        say(f"  {short_id(claim)} stands in {home}, {'with ' if len(beside) > 1 else ''}{others}.")


def _undo_id(done: Judged) -> str:
    first = done.judgements[0]
    return short_id(first.id if len(done.judgements) == 1 else first.batch or first.id)

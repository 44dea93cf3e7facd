"""What every command of the program shares: help that ends in examples, and a group that imports a command on demand.

`Command` takes its examples as text and prints them as they stand. `Commands` knows each command's name and summary
without importing it, so that `warledger --help` stays quick; a test holds the summaries to the commands' own help.
"""

import difflib
import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from warledger.cli.exits import PIPE_CLOSED

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of commands. The module `commands/<name>.py` holds the command itself."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Section:
    """Commands that belong together, under a heading of the help."""

    heading: str
    entries: tuple[Entry, ...]


class Command(click.Command):
    """A click command whose help ends with examples, printed as they stand."""

    def __init__(self, *arguments: Any, examples: str = "", **options: Any) -> None:
        options.setdefault("context_settings", CONTEXT)
        super().__init__(*arguments, **options)
        self.examples = examples.strip("\n")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples last, where the eye rests when the help has scrolled by."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                for line in self.examples.splitlines():
                    formatter.write(f"{' ' * formatter.current_indent}{line.rstrip()}".rstrip() + "\n")


def subcommand(name: str, *, examples: str, help: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command of the program; `help`, or else its docstring, is the help, and must teach."""
    return click.command(name, cls=Command, examples=examples, help=help)


class Commands(click.Group):
    """The program: a group that imports the module of a command when the command is asked for, and not before."""

    def __init__(self, *arguments: Any, sections: tuple[Section, ...], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.sections = sections

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; end quietly when the reader of its output (`| head`) has had enough."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(PIPE_CLOSED) from error
        return code

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Every command, in the order in which a newcomer needs them."""
        return [entry.name for section in self.sections for entry in section.entries]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import `commands/<name>.py` and take its `command`."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"warledger.cli.commands.{cmd_name}")
        found: click.Command = module.command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the words name, or say which one was probably meant."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.list_commands(ctx):
            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            meant = f" Did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"There is no command `{name}`.{meant} `warledger --help` lists them.", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands under their headings, from the summaries: nothing is imported."""
        longest = max(len(name) for name in self.list_commands(ctx))
        for section in self.sections:
            with formatter.section(section.heading):
                formatter.write_dl([(entry.name.ljust(longest), entry.summary) for entry in section.entries])

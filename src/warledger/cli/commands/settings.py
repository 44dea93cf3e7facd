"""`warledger settings`: every setting, its value in this run, and where the value came from."""

import click

from warledger.cli import environment
from warledger.cli.command import subcommand
from warledger.cli.talk import emit, say
from warledger.config import SETTINGS

EXAMPLES = """
warledger settings
WARLEDGER_MAX_BYTES=200_000_000 warledger add CASE large-report.pdf
WARLEDGER_CODEBOOK=my-codebook.yaml warledger settings --json
"""


@subcommand("settings", examples=EXAMPLES)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a setting.")
def command(as_json: bool) -> None:
    """List the settings, their values, and where each came from.

    A setting holds for every command. It is set by an environment variable, whose name is printed here; an option of a
    command (--codebook, --workers) goes before the variable, and the variable before the default. Look here when a
    report was refused as too large or an address did not answer in time.
    """
    values = environment.settings()
    for setting in SETTINGS:
        value = getattr(values, setting.name)
        shown = str(value) if value is not None else None
        origin = "default" if value == setting.default else environment.variable(setting)
        if as_json:
            fields = {"name": setting.name, "value": value if isinstance(value, int | float) else shown}
            emit(fields | {"from": origin, "variable": environment.variable(setting), "help": setting.help})
        else:
            click.echo(f"{setting.name:16} {shown or '-':12} {setting.help}\n{'':16} {environment.variable(setting)}")
    for name in environment.unknown():
        say(f"warledger: {name} is set, but there is no such setting; it changes nothing.")

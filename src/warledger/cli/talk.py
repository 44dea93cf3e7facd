"""Output without decoration: JSON lines to standard output, sentences to standard error.

A text of strangers may hold escape sequences that a terminal obeys. JSON escapes them; `visible` shows them as signs.
"""

import json
import sys
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

import click

WIDEST = 120  # columns of prose that the eye follows

# C0 controls become their pictures (ESC: ␛), the rest of the controls and the marks that turn text round become �.
# Same length, so that offsets stand.
_SIGNS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_SIGNS |= dict.fromkeys([*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


def emit(value: Any) -> None:
    """One JSON value, on one line of standard output."""
    click.echo(json.dumps(value, ensure_ascii=False))


def say(message: str = "") -> None:
    """A line to the person at the terminal, on standard error."""
    click.echo(visible(message), err=True)


def tell(prose: str) -> None:
    """A sentence to the person at the terminal, broken between words. Not for commands, which people copy."""
    if not sys.stderr.isatty():
        say(prose)
        return
    width = min(max(get_terminal_size().columns, 40), WIDEST)
    indent = " " * (len(prose) - len(prose.lstrip()))
    lines = fill(prose.strip(), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    say(lines)


def visible(text: str) -> str:
    """A text that no terminal obeys, as long as it was.

    >>> visible("\\x1b[2J gone")
    '␛[2J gone'
    """
    return text.translate(_SIGNS)

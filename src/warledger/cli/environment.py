"""Settings from the environment: WARLEDGER_MAX_BYTES sets `max_bytes`, and so on. Only this module reads it.

An option of a command goes before the environment, which goes before the default.
"""

import getpass
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from warledger.config import SETTINGS, Setting, Settings
from warledger.errors import BadSetting

PREFIX = "WARLEDGER_"


def settings(
    *, codebook: Path | None = None, workers: int | None = None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """The settings of this run."""
    found = {setting.name: value for setting in SETTINGS if (value := _set(setting, environment)) is not None}
    given = {"codebook": codebook, "workers": workers}
    found |= {name: value for name, value in given.items() if value is not None}
    return replace(Settings(), **found)  # type: ignore[arg-type]


def signer(who: str | None) -> str:
    """The name to sign a judgement with: the one given, else the setting's, else the user's of this machine."""
    name = (who or settings().who).strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise BadSetting("nobody is there to sign: give --who NAME, or set WARLEDGER_WHO.") from error


def variable(setting: Setting) -> str:
    """The environment variable that sets a setting.

    >>> variable(SETTINGS[2])
    'WARLEDGER_MAX_BYTES'
    """
    return PREFIX + setting.name.upper()


def unknown(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Variables that look like settings and are none: most likely misspelt."""
    known = {variable(setting) for setting in SETTINGS}
    return tuple(sorted(name for name in environment if name.startswith(PREFIX) and name not in known))


def _set(setting: Setting, environment: Mapping[str, str]) -> object | None:
    words = environment.get(variable(setting), "").strip()
    if not words:
        return None
    if setting.default is None:
        return Path(words)
    if isinstance(setting.default, str):
        return words
    if isinstance(setting.default, bool):
        if words not in ("0", "1"):
            raise BadSetting(f"{variable(setting)}={words!r} must be 1 or 0; it is {setting.help}.")
        return words == "1"
    number: Callable[[str], float] = int if isinstance(setting.default, int) else float
    try:
        value = number(words.replace("_", ""))
    except ValueError as error:
        raise BadSetting(f"{variable(setting)}={words!r} is not a number; it is the {setting.help}.") from error
    none_is_fine = setting.name == "max_redirects"
    if not (value > 0 or (none_is_fine and value == 0)):
        raise BadSetting(f"{variable(setting)}={words!r} must be above 0; it is the {setting.help}.")
    return value

"""What verify says of a case, in the forms that tests ask for."""

from pathlib import Path

from warledger.pipeline import Check, verify


def checks(path: Path) -> dict[str, Check]:
    """The properties of a case by name."""
    return {check.name: check for check in verify(str(path))}


def broken(path: Path) -> dict[str, str]:
    """The properties that do not hold, with the first thing that breaks each."""
    return {name: str(check.first_broken) for name, check in checks(path).items() if not check.ok}

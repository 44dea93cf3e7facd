"""What the program imports is what it says it needs: no more, no less, and no library that only happens to be there."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]

BEHIND = {
    "lxml-html-clean",
    "python-multipart",
}  # not imported here: named so that a library behind one of ours finds it with any pip

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(lines: list[str]) -> set[str]:
    """The distributions that lines of pyproject.toml name."""
    return {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in lines}


def declared() -> set[str]:
    """What is installed with the program, or with an extra other than that of the tests."""
    extras = [line for name, lines in PROJECT["optional-dependencies"].items() if name != "test" for line in lines]
    return names(PROJECT["dependencies"] + extras)


def imported() -> set[str]:
    """Distributions that the source imports, by their names on the package index."""
    modules = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.split(".")[0])
    providers = packages_distributions()
    outside = modules - set(sys.stdlib_module_names) - {"warledger"}
    return {providers.get(module, [module])[0].lower() for module in outside}


def test_every_library_that_is_imported_is_declared() -> None:
    assert imported() - declared() == set()


def test_every_library_that_is_declared_is_used() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = {
        library.lower() for module, found in packages_distributions().items() if module in source for library in found
    }
    assert declared() - named - BEHIND == set()

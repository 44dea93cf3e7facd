"""Sizes that keep the code readable: a file and a function can be read at one sitting, a call at one glance."""

import ast
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ALL = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").glob("*.py"))]

FILE_WARN, FILE_FAIL = 300, 450
FUNCTION_FAIL = 60
POSITIONAL = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", ALL, ids=name_of)
@pytest.mark.filterwarnings("default::UserWarning")
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_FAIL, f"{name_of(path)} has {lines} lines; split it by what its parts do"
    if lines > FILE_WARN:
        warnings.warn(f"{name_of(path)} has {lines} lines; {FILE_WARN} are meant to be enough", stacklevel=1)


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_function_fits_the_eye(path: Path) -> None:
    long = {
        f"{function.name} (line {function.lineno})": length
        for function in functions(path)
        if (length := (function.end_lineno or 0) - function.lineno + 1) > FUNCTION_FAIL
    }
    assert not long, f"functions over {FUNCTION_FAIL} lines in {name_of(path)}: {long}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_call_needs_few_positional_arguments(path: Path) -> None:
    many = {
        f"{function.name} (line {function.lineno})": count
        for function in functions(path)
        if (count := positional(function)) > POSITIONAL
    }
    assert not many, f"over {POSITIONAL} positional parameters in {name_of(path)}, make the rest keyword-only: {many}"


def positional(function: Function) -> int:
    """Parameters a caller may pass by place, without self or cls. Options reach a command by name, so it is free."""
    if any("option" in ast.dump(decorator) for decorator in function.decorator_list):
        return 0
    names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
    return len(names) - (names[:1] in (["self"], ["cls"]))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_opens_by_saying_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{name_of(path)} has no docstring"
    assert len(docstring) > 10, f"{name_of(path)} opens with {docstring!r}, which says nothing"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_stand_at_the_top_or_say_why_not(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    inner = [
        f"{function.name} (line {node.lineno})"
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and "  # " not in lines[node.lineno - 1]
    ]
    assert not inner, f"imports inside functions in {name_of(path)}: {inner}; say why in a comment on the line"

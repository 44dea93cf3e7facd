"""Turns a YAML file into checked values; a refusal names the file, the line, the key, the value and what is allowed.

`parse` reads the file, `Section` walks it. Nothing is guessed: a missing key, a key too many, a key written twice and a
value of the wrong kind are each refused with BadSetting. It knows nothing of what the settings mean.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TypeVar

import yaml

from warledger.errors import BadSetting

E = TypeVar("E", bound=StrEnum)
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is eight times as fast
MAX_BYTES = 4 * 1024 * 1024  # a settings file of more than this is something else


def shipped_text(name: str) -> str:
    """The text of a data file that ships with the program."""
    return resources.files("warledger.reference").joinpath("data", name).read_text(encoding="utf-8")


def shipped_values(name: str) -> object:
    """The parsed values of a shipped YAML file."""
    return yaml.load(shipped_text(name), Loader=LOADER)


def user_text(path: Path) -> str:
    """The text of a settings file of the user's."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise BadSetting(f"{path} is {size:,} bytes, too large for a settings file; give the YAML file itself")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadSetting(f"{path} cannot be read ({error.strerror}); give the path of a YAML file") from error
    except UnicodeDecodeError as error:
        raise BadSetting(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error


def parse(text: str, file: str) -> "Section":
    """The file's outermost section. Keys written twice are refused: YAML would silently keep the last."""
    try:
        root = yaml.compose(text, Loader=LOADER)
        values = yaml.load(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadSetting(f"{file}, line {line}: not valid YAML ({error.problem}); correct that line") from error
    except yaml.YAMLError as error:
        raise BadSetting(f"{file} is not valid YAML ({error}); correct it") from error
    if not isinstance(values, dict):
        raise BadSetting(f"{file} must hold keys and values, such as `extends: shipped`; it holds {values!r:.60}")
    _refuse_double_keys(root, file)
    return Section(file, values, text)


def _refuse_double_keys(node: yaml.Node | None, file: str) -> None:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_double_keys(item, file)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise BadSetting(f"{file}, line {line}: the key {key.value!r} is written twice; keep one of them")
            seen.add(key.value)
            _refuse_double_keys(value, file)


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of the file. `path` is where it stands in it; `text` finds the line when something is wrong."""

    file: str
    values: Mapping[str, object]
    text: str = ""
    path: tuple[str, ...] = ()

    def wrong(self, key: str, problem: str) -> BadSetting:
        """The error to raise about a key."""
        where = (*self.path, key)
        line = _line(self.text, where) if self.text else None
        at = f"{self.file}, line {line}" if line else self.file
        return BadSetting(f"{at}: {'.'.join(map(str, where))} {problem}")

    def only(self, allowed: Iterable[str]) -> None:
        """Refuse keys that mean nothing here: a misspelt key would otherwise be passed over in silence."""
        names = tuple(allowed)
        for key in self.values:
            if not isinstance(key, str):
                raise self.wrong(str(key), f"is read by YAML as {key!r}; write the key in quotes")
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"it knows {', '.join(names)}"
                raise self.wrong(key, f"is not a key of the file; {hint}")

    def section(self, key: str) -> "Section":
        """The mapping under a key."""
        value = self._get(key)
        if not isinstance(value, dict):
            raise self.wrong(key, f"is {value!r:.60}, but must be a mapping of keys to values")
        return Section(self.file, value, self.text, (*self.path, key))

    def sections(self) -> Iterator[tuple[str, "Section"]]:
        """Every key with the mapping under it."""
        for key in self.names():
            yield key, self.section(key)

    def names(self) -> tuple[str, ...]:
        """The keys, which must be words."""
        for key in self.values:
            if not isinstance(key, str) or not key.strip():
                raise self.wrong(str(key), f"is read by YAML as {key!r}; write the key in quotes")
        return tuple(self.values)

    def words(self, key: str) -> str:
        """A text that must not be empty."""
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, f"is {value!r:.60}, but must be a text")
        return value

    def words_or_none(self, key: str) -> str | None:
        """A text, or null."""
        return None if self._get(key) is None else self.words(key)

    def flag(self, key: str) -> bool:
        """true or false."""
        value = self._get(key)
        if not isinstance(value, bool):
            raise self.wrong(key, f"is {value!r:.60}, but must be true or false")
        return value

    def fraction(self, key: str) -> float:
        """A number from 0 up to, but not including, 1."""
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
            raise self.wrong(key, f"is {value!r:.60}, but must be a number from 0 to less than 1, such as 0.1")
        return float(value)

    def count_or_none(self, key: str) -> int | None:
        """A whole number from 0 up, or null."""
        value = self._get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.wrong(key, f"is {value!r:.60}, but must be a whole number from 0 up, or null")
        return value

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """One of a closed set of words."""
        value, names = self._get(key), tuple(allowed)
        if value not in names:
            raise self.wrong(key, f"is {value!r:.60}; allowed: {', '.join(names)}")
        return str(value)

    def list_of(self, key: str, allowed: Iterable[object] | None = None) -> tuple[object, ...]:
        """A list; each item one of `allowed`, where that is given."""
        value = self._get(key)
        if not isinstance(value, list):
            raise self.wrong(key, f"is {value!r:.60}, but must be a list, such as [ ... ]")
        if allowed is not None:
            known = tuple(allowed)
            for item in value:
                if item not in known or isinstance(item, bool):
                    raise self.wrong(key, f"holds {item!r:.60}; allowed: {', '.join(map(str, known))}")
        return tuple(value)

    def _get(self, key: str) -> object:
        if key not in self.values:
            raise self.wrong(key, "is missing; add it")
        return self.values[key]


@cache
def _composed(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=LOADER)


def _line(text: str, path: tuple[str, ...]) -> int | None:
    """The line (from 1) of the last key of the path that the file holds."""
    node, line = _composed(text), None
    for key in path:
        if not isinstance(node, yaml.MappingNode):
            break
        found = next(((k, v) for k, v in node.value if str(k.value) == str(key)), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line

"""Reads the reports written for training in `training/data/*.txt` and turns them into coded reports.

The form is made to be typed by hand (its rules: `training/data/README.md`). Every copied word is looked up in its
report: a line with words that are not there, or with an unknown name, is an error that tells file, report and line. It
knows nothing of windows or training.

    python -m training.written FILE...            check, and count what is there
    python -m training.written FILE... --jsonl    print as coded reports, one a line
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from warledger.model.claim import HarmKind, Status, Who
from warledger.reference.codebook import load_codebook

FOLDER = Path(__file__).parent / "data"
TYPES = tuple(load_codebook(None).types)
ROLES = {"a": "actor", "t": "target", "w": "weapon", "p": "place", "d": "time", "s": "source", "r": "retold"}
STATUSES = tuple(status.value for status in Status)
KINDS = tuple(kind.value for kind in HarmKind)
WHO = tuple(who.value for who in Who)

_HEAD = re.compile(r"== (?P<id>[\w-]+) \| (?P<published>\d{4}-\d\d-\d\d) \| (?P<style>[^|\n]+)$")
_ROLE = re.compile(r"(?P<role>[atwpdsr]): (?P<words>.+)", re.DOTALL)
_HARM = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)})(?P<subset>\*?) (?P<low>\d*)(?P<open>\.\.)?(?P<high>\d*) (?P<who>{'|'.join(WHO)}): "
    r"(?P<quote>.+?)(?: // (?P<victims>.*))?"
)

Row = dict[str, object]


class Miswritten(ValueError):
    """A report or a line that does not keep to the form; the message says where and why."""


def rows(path: Path) -> Iterator[Row | Miswritten]:
    """The reports of a file as rows of the coded form; what cannot be read comes as the error it is."""
    for part in re.split(r"^(?=== )", path.read_text("utf-8"), flags=re.MULTILINE):
        if not part.strip():
            continue
        try:
            yield _row(part)
        except Miswritten as error:
            yield Miswritten(f"{path.name}: {part.splitlines()[0][:60]}: {error}")


def written(folder: Path = FOLDER) -> list[Row]:
    """All reports of a folder. Raises Miswritten at the first that does not keep to the form."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for row in rows(path):
            if isinstance(row, Miswritten):
                raise row
            found.append(row)
    return found


def _row(part: str) -> Row:
    head, _, rest = part.partition("\n")
    named = _HEAD.fullmatch(head.rstrip())
    if not named:
        raise Miswritten("the head must be '== id | YYYY-MM-DD | style'")
    body, cut, lines = f"{rest}\n".partition("\n--\n")
    text = body.strip()
    if not cut or not text:
        raise Miswritten("a text is followed by a line '--', also when there is no claim")
    claims = [_claim(line, text) for line in lines.splitlines() if line.strip()]
    return {**named.groupdict(), "style": named["style"].strip(), "text": text, "claims": claims}


def _claim(line: str, text: str) -> Row:
    name, *rest = (part.strip() for part in line.split(" | "))
    trigger, *fields = rest or [""]
    type_, _, status = name.partition("/")
    claim: Row = {"type": type_, "trigger": _in_text(trigger, text), "status": status or "happened"}
    if type_ not in TYPES or claim["status"] not in STATUSES:
        raise Miswritten(f"no such type or status: {name!r}")
    fillers: dict[str, list[str]] = {role: [] for role in ROLES.values()}
    harm = []
    for field in fields:
        if found := _ROLE.fullmatch(field):
            fillers[ROLES[found["role"]]] += [_in_text(words.strip(), text) for words in found["words"].split(" + ")]
        else:
            harm.append(_harm(field, text))
    return {**claim, **fillers, "harm": harm}


def _harm(field: str, text: str) -> Row:
    found = _HARM.fullmatch(field)
    if not found:
        raise Miswritten(f"neither a role nor a harm: {field!r}")
    low, high = (int(found[end]) if found[end] else None for end in ("low", "high"))
    victims = found["victims"] or ""
    return {
        "quote": _in_text(found["quote"].strip(), text),
        "kind": found["kind"],
        "low": low,
        "high": high if found["open"] else low,
        "who": found["who"],
        "victims": _in_text(victims, text) if victims else "",
        "subset": bool(found["subset"]),
    }


def _in_text(words: str, text: str) -> str:
    if not words or words not in text:
        raise Miswritten(f"these words are not in the text: {words!r}")
    return words


def main() -> None:
    """Check files, or print them as coded reports."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("files", type=Path, nargs="+")
    asked.add_argument("--jsonl", action="store_true", help="print coded reports instead of counts")
    given = asked.parse_args()
    found = [row for path in given.files for row in rows(path)]
    wrong = [row for row in found if isinstance(row, Miswritten)]
    right = [row for row in found if not isinstance(row, Miswritten)]
    sys.stderr.writelines(f"{error}\n" for error in wrong)
    if given.jsonl:
        sys.stdout.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in right)
    else:
        sys.stdout.write(f"{_counts(right)}\n")
    sys.exit(bool(wrong))


def _counts(found: Sequence[Row]) -> str:
    claims = [claim for row in found for claim in row["claims"]]  # type: ignore[attr-defined]
    types = Counter(f"{claim['type']}" for claim in claims)
    statuses = Counter(f"{claim['status']}" for claim in claims)
    words = sum(len(str(row["text"]).split()) for row in found)
    bare = sum(not row["claims"] for row in found)
    told = ", ".join(f"{name} {count}" for name, count in (types + statuses).most_common())
    return f"{len(found)} reports ({bare} without a claim), {words} words, {len(claims)} claims: {told}"


if __name__ == "__main__":
    main()

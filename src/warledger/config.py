"""The settings of a run: one frozen record, handed from stage to stage, and the one list that documents it.

Nothing here reads the environment or a file: whoever builds a `Settings` (the command line, a test) decides.
"""

from dataclasses import dataclass, field, fields
from pathlib import Path

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """How a run behaves. Every field has a default, and its help is what the manual prints."""

    codebook: Path | None = field(
        default=None, metadata={"help": "codebook to code by, a YAML file (null: the one that comes with warledger)"}
    )
    gazetteer: Path | None = field(
        default=None, metadata={"help": "folder of the lists of places (null: where the system keeps data of programs)"}
    )
    max_bytes: int = field(
        default=64 * MEBIBYTE, metadata={"help": "largest single report taken in, in bytes; a larger one is refused"}
    )
    max_characters: int = field(
        default=1_000_000, metadata={"help": "longest text of one report, in characters; a longer one is refused"}
    )
    fetch_timeout_s: float = field(
        default=20.0, metadata={"help": "seconds to wait for an answer from an address before giving up"}
    )
    max_redirects: int = field(
        default=5, metadata={"help": "how many times an address may send us on to another before we give up"}
    )
    fetch_private: bool = field(
        default=True,
        metadata={
            "help": "whether an address that you name may stand on this machine or in a private network (1 or 0); one "
            "that another address sends us to never may, and the desk fetches none"
        },
    )
    workers: int = field(default=1, metadata={"help": "processes that read reports side by side"})
    coder: str = field(
        default="extractor",
        metadata={
            "help": "coder that makes the claims: extractor (a trained network, checked by rules) or rules (alone)"
        },
    )
    who: str = field(
        default="", metadata={"help": "name that judgements are signed with (empty: your user name on this machine)"}
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the manual shows it."""

    name: str
    default: object
    help: str


SETTINGS: tuple[Setting, ...] = tuple(Setting(f.name, f.default, f.metadata["help"]) for f in fields(Settings))

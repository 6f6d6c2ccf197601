"""The interaction model in torch, for training: the same weights by the same names as index.interaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from index.interaction import EPSILON, KERNELS, LEAST_COUNT, WIDTHS, WINDOWS

WIDTH = 128  # of the vectors of word parts that are compared
NOWHERE = -1e4  # weighs nothing in a softmax
SHARPNESS, WHOLE, SILENCE = 2.0, 10.0, 4.0  # where training starts


@dataclass(frozen=True, slots=True, eq=False)
class Pretrained:
    """A tokenizer, the vectors of its parts (parts x size) and the encoder's other weights by name."""

    tokenizer: Tokenizer
    embeddings: NDArray[np.float32]
    weights: dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Texts (n x dimension), their parts (n x longest x WIDTH), which of them there are, and their shares."""

    vectors: Tensor
    parts: Tensor
    there: Tensor
    shares: Tensor

    def __getitem__(self, some: slice) -> "Batch":
        """Return some of the texts."""
        return Batch(self.vectors[some], self.parts[some], self.there[some], self.shares[some])


class InteractionNet(nn.Module):
    """Encodes texts and scores questions against the paragraphs of an article."""

    def __init__(self, source: Pretrained) -> None:
        """Start from a pretrained encoder; what compares the parts starts at random and weighs nothing yet."""
        super().__init__()
        self.embeddings = nn.Embedding(*source.embeddings.shape)
        self.embeddings.weight.data = torch.from_numpy(source.embeddings.copy())
        self.encoder = nn.ParameterDict({name: _parameter(values) for name, values in source.weights.items()})
        size = self.encoder["output"].shape[1]
        self.head = nn.ParameterDict(
            {
                "parts": torch.randn(size, WIDTH) / size**0.5,
                "importance": torch.zeros(size),
                "kernels": torch.zeros(len(KERNELS)),
                "sharpness": torch.tensor(SHARPNESS),  # as a logarithm
                "wanted": torch.randn(WIDTH, WIDTH) / WIDTH**0.5,
                "wanted_bias": torch.zeros(WIDTH),
                "given": torch.randn(WIDTH, WIDTH) / WIDTH**0.5,
                "given_bias": torch.zeros(WIDTH),
                "compare": torch.randn(2 * WIDTH + 1, WIDTH) / (2 * WIDTH) ** 0.5,
                "compare_bias": torch.zeros(WIDTH),
                "judge": torch.zeros(WIDTH),
                "whole": torch.tensor(WHOLE),
                "constant": torch.tensor(-SILENCE),
            }
        )

    def encode(self, texts: Sequence[Sequence[int]], dropped: float = 0.0) -> Batch:
        """Encode texts of numbered parts; in training, forget so large a share of the parts and of what is made."""
        weights = self.encoder
        lengths = torch.tensor([len(text) for text in texts])
        flat = torch.tensor([part for text in texts for part in text])
        own = torch.repeat_interleave(torch.arange(len(texts)), lengths)
        starts = (torch.cumsum(lengths, 0) - lengths)[own]
        ends = starts + lengths[own]
        embedded = self.embeddings(flat)
        if dropped and self.training:
            embedded = embedded * (torch.rand(len(flat), 1) >= dropped)
        inputs = _normalised(
            embedded @ weights["input"] + weights["input_bias"], weights["input_gain"], weights["input_shift"]
        )
        seen = [embedded]
        for at, (size, before) in enumerate(WINDOWS):
            places = torch.arange(len(flat))[:, None] + torch.arange(-before, size - before)
            places = torch.where((places >= starts[:, None]) & (places < ends[:, None]), places, len(flat))
            rows = inputs.chunk(len(WINDOWS), dim=1)[at]
            for layer in ("first", "second"):
                padded = torch.cat([rows, rows.new_zeros(1, rows.shape[1])])[places].flatten(1)
                rows = rows + functional.relu(padded @ weights[f"{layer}_{at}"] + weights[f"{layer}_bias_{at}"])
            seen.append(rows)
        whole = _normalised(torch.cat(seen, 1), weights["output_gain"], weights["output_shift"])
        told = functional.dropout(whole @ weights["output"] + weights["output_bias"], dropped, self.training)
        sums = told.new_zeros(len(texts), told.shape[1]).index_add(0, own, told)
        place = (own, torch.arange(len(flat)) - starts)
        longest = int(lengths.max())
        parts = told.new_zeros(len(texts), longest, WIDTH).index_put(
            place, functional.normalize(told @ self.head["parts"], dim=-1)
        )
        there = told.new_zeros(len(texts), longest).index_put(place, told.new_ones(len(flat)))
        importance = told.new_full((len(texts), longest), NOWHERE).index_put(place, told @ self.head["importance"])
        return Batch(self._vectors(sums / lengths[:, None].sqrt()), parts, there, torch.softmax(importance, 1))

    def _vectors(self, mean: Tensor) -> Tensor:
        weights = self.encoder
        first = functional.relu(mean @ weights["deep_0"])
        second = functional.relu(mean @ weights["deep_2"] + first @ weights["deep_1"])
        third = functional.relu(second @ weights["deep_3"])
        return functional.normalize(torch.tanh(second @ weights["deep_4"] + third @ weights["deep_5"]), dim=-1)

    def logits(self, asked: Batch, told: Batch) -> Tensor:
        """Return questions x paragraphs: how much likelier each answers than that none does."""
        head = self.head
        alike = torch.einsum("qid,pjd->qpij", asked.parts, told.parts)
        there = told.there[None, :, None, :]
        near = [
            (torch.exp(-((alike - mean) ** 2) / (2 * width**2)) * there).sum(-1)
            for mean, width in zip(KERNELS, WIDTHS, strict=True)
        ]
        counted = torch.log(torch.stack(near, -1).clamp(min=LEAST_COUNT)) @ head["kernels"]
        attention = torch.softmax((alike * head["sharpness"].exp()).masked_fill(there == 0, NOWHERE), -1)
        found = torch.einsum("qpij,pjd->qpid", attention, told.parts)
        wanted = (asked.parts @ head["wanted"] + head["wanted_bias"])[:, None]
        product = wanted * (found @ head["given"] + head["given_bias"])
        difference = wanted - (found @ head["wanted"] + head["wanted_bias"])
        compared = torch.cat([product, difference, (attention * alike).sum(-1, keepdim=True)], -1)
        judged = functional.relu(compared @ head["compare"] + head["compare_bias"]) @ head["judge"]
        likeness = head["whole"] * (asked.vectors @ told.vectors.T)
        logits: Tensor = likeness + ((counted + judged) * asked.shares[:, None]).sum(-1) + head["constant"]
        return logits

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return all weights by the names of InteractionModel."""
        named = {"embeddings": self.embeddings.weight, **self.encoder, **self.head}
        found = {name: value.detach().numpy().astype(np.float32) for name, value in named.items()}
        return {**found, "sharpness": np.asarray(np.exp(found["sharpness"]))}


def _parameter(values: NDArray[np.float32]) -> nn.Parameter:
    return nn.Parameter(torch.from_numpy(values.copy()))


def _normalised(rows: Tensor, gain: Tensor, shift: Tensor) -> Tensor:
    return functional.layer_norm(rows, rows.shape[-1:], gain, shift, EPSILON)

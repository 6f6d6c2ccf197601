"""What the written questions are fitted by."""

from collections.abc import Iterable

import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn


class NeighbourLoss(nn.Module):
    """Draws a question to its paragraph: away from all others of the batch, and more so from its neighbours.

    Each row has a question, its paragraph and a fixed number of neighbours: other paragraphs of the same article. In
    use a question is mostly asked of one article, whose paragraphs share its words; which of them answers is what has
    to be learned. The softmax over them is soft (a low scale), for a few thousand questions are soon known by heart.
    """

    def __init__(self, model: SentenceTransformer, scale: float, neighbour_scale: float, weight: float) -> None:
        """Multiply cosines by `scale` in the batch and by `neighbour_scale` among neighbours, which count `weight`."""
        super().__init__()
        self.model = model
        self.scale = scale
        self.neighbour_scale = neighbour_scale
        self.weight = weight

    def forward(self, sentence_features: Iterable[dict[str, Tensor]], labels: Tensor | None = None) -> Tensor:
        """Return the loss of a batch: questions, paragraphs, then each column of neighbours."""
        questions, *columns = (self._embedded(features) for features in sentence_features)
        everything = self.scale * questions @ torch.cat(columns).T
        own = self.neighbour_scale * torch.einsum("qd,cqd->qc", questions, torch.stack(columns))
        among_all = nn.functional.cross_entropy(everything, torch.arange(len(questions)))
        among_own = nn.functional.cross_entropy(own, torch.zeros(len(questions), dtype=torch.long))
        return among_all + self.weight * among_own

    def _embedded(self, features: dict[str, Tensor]) -> Tensor:
        return nn.functional.normalize(self.model(features)["sentence_embedding"], dim=-1)

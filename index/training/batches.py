"""Fill batches so that no pair is another one's false negative."""

from collections import deque
from collections.abc import Iterator, Sequence

import torch
from datasets import Dataset
from sentence_transformers.base.sampler import DefaultBatchSampler

from index.training.sources import Pair


class DistinctBatches(DefaultBatchSampler):
    """Batches in which no text stands twice and no two pairs are of one group.

    The library's own sampler without duplicates knows texts only; made-up questions on one aspect differ in every word
    and are still answered by each other's paragraphs.
    """

    def __init__(self, pairs: Sequence[Pair], dataset: Dataset, batch_size: int, generator: torch.Generator) -> None:
        """Note what each pair must not meet in a batch."""
        super().__init__(dataset, batch_size=batch_size, drop_last=True, generator=generator)
        self.marks = [frozenset(hash(mark) for mark in pair.marks) for pair in pairs]

    def __iter__(self) -> Iterator[list[int]]:
        """Yield batches of row numbers; what does not fit into one comes first in the next."""
        waiting = deque(torch.randperm(len(self.marks), generator=self.generator).tolist())
        while len(waiting) >= self.batch_size:
            batch = self._fill(waiting)
            if len(batch) < self.batch_size:
                return
            yield batch

    def _fill(self, waiting: deque[int]) -> list[int]:
        batch: list[int] = []
        deferred: list[int] = []
        seen: set[int] = set()
        while waiting and len(batch) < self.batch_size:
            row = waiting.popleft()
            if seen.isdisjoint(self.marks[row]):
                batch.append(row)
                seen |= self.marks[row]
            else:
                deferred.append(row)
        waiting.extendleft(reversed(deferred))
        return batch

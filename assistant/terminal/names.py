"""The names of professions and towns of an index, as they are completed."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.render import visible
from index.catalogue import Catalogue
from index.german import fold


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one index, in the order of the alphabet."""

    professions: tuple[str, ...]
    cities: tuple[str, ...]

    def beginning(self, text: str) -> list[str]:
        """Return the names that begin with text, whatever its case and umlauts; professions first."""
        wanted = fold(text)
        return [name for name in (*self.professions, *self.cities) if fold(name).startswith(wanted)]


def names_of(catalogue: Catalogue) -> Names:
    """Read the names of an index."""
    articles = catalogue.articles()
    return Names(_ordered(a.profession for a in articles), _ordered(a.city for a in articles))


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({visible(name) for name in names}, key=fold))

"""Read places, things and activities of a question as the professions whose work that is."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.matches import merged
from assistant.nearby import NearbyProfessions
from assistant.normalise import Token
from assistant.topics import is_cue
from assistant.types import Slot
from index.german import fold

ALTERNATIVE = frozenset(("oder", "vs", "versus", "or"))


class WorkplaceSlots:
    """Finds professions that a question names by where or what the work is.

    `free` holds the positions of the tokens that are neither part of a name nor function words, `cities` the names of
    the towns of the index that the question names.
    """

    def __init__(self, nearby: NearbyProfessions) -> None:
        """Use these professions of the index."""
        self._nearby = nearby

    def instead(self, tokens: Sequence[Token], free: frozenset[int], cities: Sequence[str]) -> tuple[Slot, ...]:
        """Read 'der Kiosk in Krefeld' as the profession whose name begins so, where no profession is named."""
        words = [token.text for at, token in enumerate(tokens) if at in free and token.is_capital and at > 0]
        first = [tokens[0].text] if 0 in free and cities else []
        if not any(token.is_capital for token in tokens):
            words = [token.text for at, token in enumerate(tokens) if at in free]
            first = []
        slots = [self._nearby.by_workplace(word, cities) for word in first + words if not is_cue(fold(word))]
        return merged(slot for slot in slots if slot) or self._by_activity(tokens, free, cities)

    def beside(
        self, profession: Slot, at: int, tokens: Sequence[Token], free: frozenset[int], cities: Sequence[str]
    ) -> tuple[Slot, ...]:
        """Return the one profession named, at a position, as its place makes it out, and what 'oder' sets beside it."""
        placed = self._placed(profession, tokens, free, cities)
        other = next((i for i, token in enumerate(tokens) if token.folded in ALTERNATIVE), None)
        if other is None:
            return (placed,)
        # "im Lager schuften oder als Verkäuferin arbeiten?"
        across = range(other + 1, len(tokens)) if at < other else range(other)
        found = self._by_activity(tokens, free & frozenset(across), cities)
        return merged((placed, *found) if at < other else (*found, placed))

    def _placed(self, profession: Slot, tokens: Sequence[Token], free: frozenset[int], cities: Sequence[str]) -> Slot:
        """Read 'Verkäufer in einer Mülheimer Trinkhalle' as Kioskverkäufer, if Mülheim has no article on Verkäufer."""
        there = self._nearby.professions_in(cities)
        if not there or profession.standing != "indexed" or there & {*profession.names, *profession.related}:
            return profession
        for slot in self._by_activity(tokens, free, cities):
            if there.issuperset(slot.names) and self._nearby.are_kinds_of(slot.names, profession.surface):
                return replace(slot, surface=profession.surface)
        return profession

    def _by_activity(self, tokens: Sequence[Token], free: frozenset[int], cities: Sequence[str]) -> tuple[Slot, ...]:
        """Read 'ich putze in Halle' as the profession whose work that is."""
        there = self._nearby.professions_in(cities)
        slots = [self._nearby.by_activity(token.text, there) for at, token in enumerate(tokens) if at in free]
        found = merged(slot for slot in slots if slot)
        # "im Kiosk in Kiel": the index knows the profession, if not in Kiel
        return found or (self._by_activity(tokens, free, ()) if cities else ())

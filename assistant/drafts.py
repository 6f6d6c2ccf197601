"""The body of an answer while it is put together."""

from dataclasses import dataclass, replace

from assistant.citations import MARKER
from assistant.types import Citation, Salary


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of an answer with its citations, numbered from 1."""

    text: str
    citations: tuple[Citation, ...]
    salaries: tuple[Salary, ...] = ()


def joined(first: Draft, second: Draft) -> Draft:
    """Put second below first, its citations numbered on."""
    by = len(first.citations)
    text = MARKER.sub(lambda match: f"[{int(match.group(1)) + by}]", second.text)
    citations = tuple(replace(citation, id=citation.id + by) for citation in second.citations)
    salaries = tuple(replace(row, citation=row.citation + by) for row in second.salaries)
    return Draft(f"{first.text}\n\n{text}", first.citations + citations, first.salaries + salaries)

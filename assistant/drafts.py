"""The body of an answer while it is put together."""

from dataclasses import dataclass, replace

from assistant.citations import MARKER
from assistant.types import Answer, Citation, Hit, Query, Salary


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of an answer with its citations, numbered from 1.

    For a chat model: `fixed` is the beginning that stands whatever the model writes, the figures from the table;
    `closing` is what is said last, such as what is not there; `hits` are what it may draw on.
    """

    text: str
    citations: tuple[Citation, ...]
    salaries: tuple[Salary, ...] = ()
    fixed: str = ""
    closing: str = ""
    hits: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that is known before a chat model is asked: the answer without one, and what that was made of.

    `draft` is None where no model has a say: refusals, small talk, lists of articles. `opening` says how the question
    was read.
    """

    query: Query
    answer: Answer
    draft: Draft | None = None
    opening: str = ""


def joined(first: Draft, second: Draft) -> Draft:
    """Put second below first, its citations numbered on."""
    by = len(first.citations)
    text = MARKER.sub(lambda match: f"[{int(match.group(1)) + by}]", second.text)
    citations = tuple(replace(citation, id=citation.id + by) for citation in second.citations)
    salaries = tuple(replace(row, citation=row.citation + by) for row in second.salaries)
    return replace(
        first,
        text=f"{first.text}\n\n{text}",
        citations=first.citations + citations,
        salaries=first.salaries + salaries,
        closing=second.closing,
        hits=second.hits,
    )

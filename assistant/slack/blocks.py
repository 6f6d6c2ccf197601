"""Render an answer as Block Kit messages. Pure functions over the one answer object."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.render import SAMPLE_NOTE
from assistant.salary_table import LEVEL_NAMES, TableRow, rows_of
from assistant.slack.escaping import link, mrkdwn, plain
from assistant.slack.limits import (
    BUTTON,
    BUTTON_VALUE,
    CONTEXT,
    FALLBACK,
    SECTION,
    TABLE_ROWS,
    Block,
    packed,
    pieces,
    shortened,
)
from assistant.types import Answer, Citation

VOTE, CHOICE = "lotse_vote", "lotse_choice"
COLUMNS = ("Beruf", "Ort", "Stufe", "Gehalt", "Quelle")
TABLE_FROM = 2  # rows; a single one is said in the text already
QUOTED = 1_200  # characters of a quote

Link = Callable[[Citation], str | None]
"""Where a source can be read, as an https address."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its blocks, and the text of its notification."""

    text: str
    blocks: tuple[Block, ...] = ()


def no_link(_: Citation) -> str | None:
    """Return no address: sources are named, not linked."""
    return None


def answer_messages(answer: Answer, name: str, link_to: Link = no_link, chosen: str = "") -> list[Message]:
    """Return an answer as messages; `name` is what votes on it refer to, `chosen` the suggestion it replies to."""
    return messages([*head(answer, chosen), *sections(answer.answer), *tail(answer, name, link_to)])


def messages(blocks: Iterable[Block]) -> list[Message]:
    """Spread blocks over as many messages as they need."""
    return [Message(_fallback(group), tuple(group)) for group in packed(blocks)]


def sections(text: str) -> list[Block]:
    """Return a text as sections."""
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": piece, "verbatim": True}}
        for piece in pieces(mrkdwn(text), SECTION)
    ]


def head(answer: Answer, chosen: str = "") -> list[Block]:
    """Return the question where it was chosen from suggestions, or how it was understood where not as it was asked."""
    asked = [_context(f"Frage: {mrkdwn(chosen)}")] if chosen else []
    if answer.resolved_question == answer.question:
        return asked
    return [*asked, _context(f"Verstanden als: {mrkdwn(answer.resolved_question)}")]


def tail(answer: Answer, name: str, link_to: Link = no_link) -> list[Block]:
    """Return what follows the text of an answer: sources, table, notes, suggestions, buttons for a vote."""
    notes = [f"Hinweis: {answer.note}"] if answer.note else []
    notes += [SAMPLE_NOTE] if answer.sample and answer.citations else []
    return [
        *(_context(_source(citation, link_to)) for citation in answer.citations),
        *_table(rows_of(answer)),
        *(_context(mrkdwn(note)) for note in notes),
        *_suggestions(answer),
        *([_votes(name)] if answer.answerer != "small_talk" else []),
    ]


def _context(text: str) -> Block:
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": shortened(text, CONTEXT), "verbatim": True}],
    }


def _source(citation: Citation, link_to: Link) -> str:
    place = f"Absatz {citation.paragraph}, Zeile {citation.line}" if citation.paragraph else f"Zeile {citation.line}"
    named = shortened(f"{citation.title} · {citation.heading}" if citation.heading else citation.title, 200)
    file = shortened(Path(citation.source).name, 80)
    also = "".join(f"\nebenso: {mrkdwn(other.article)}, Zeile {other.line}" for other in citation.also[:3])
    quote = shortened(" ".join(citation.quote.split()), QUOTED)
    return f"*[{citation.id}]* {link(link_to(citation), named)} · {place} · {mrkdwn(file)}\n„{mrkdwn(quote)}“{also}"


def _table(rows: Sequence[TableRow]) -> list[Block]:
    if len(rows) < TABLE_FROM:
        return []
    lines = [COLUMNS, *(_cells(row) for row in rows[:TABLE_ROWS])]
    drawn: Block = {
        "type": "table",
        "column_settings": [{"is_wrapped": True}] * 3,
        "rows": [[{"type": "raw_text", "text": cell} for cell in line] for line in lines],
    }
    left = len(rows) - TABLE_ROWS
    return [drawn, *([_context(f"… und {left} weitere Angaben")] if left > 0 else [])]


def _cells(row: TableRow) -> tuple[str, ...]:
    place = f"{Path(row.source).name}:{row.line}"
    cells = (row.profession, row.city, LEVEL_NAMES[row.level], row.amounts, place)
    return tuple(shortened(plain(cell), 80) or "–" for cell in cells)


def _suggestions(answer: Answer) -> list[Block]:
    fitting = [question for question in answer.suggestions if len(question) <= BUTTON_VALUE]
    if not fitting:
        return []
    buttons = [
        {
            "type": "button",
            "action_id": f"{CHOICE}_{number}",
            "text": {"type": "plain_text", "text": shortened(plain(question), BUTTON), "emoji": False},
            "value": question,
        }
        for number, question in enumerate(fitting)
    ]
    heading = "Frag stattdessen:" if answer.status == "refused" else "Mehr dazu:"
    return [_context(heading), {"type": "actions", "elements": buttons}]


def _votes(name: str) -> Block:
    def button(text: str, label: str, vote: str) -> dict[str, object]:
        said = {"type": "plain_text", "text": text, "emoji": True}
        return {"text": said, "accessibility_label": label, "value": f"{vote}:{name}"}

    element = {
        "type": "feedback_buttons",
        "action_id": VOTE,
        "positive_button": button("Hilfreich", "Diese Antwort ist gut", "good"),
        "negative_button": button("Nicht hilfreich", "Diese Antwort ist schlecht", "bad"),
    }
    return {"type": "context_actions", "elements": [element]}


def _fallback(group: Sequence[Block]) -> str:
    """Return what a notification shows: the answer as far as it stands in these blocks, else what does."""
    said = [block["text"]["text"] for block in group if block["type"] == "section"]
    said = said or [block["elements"][0]["text"] for block in group if block["type"] == "context"]
    return shortened("\n\n".join(said), FALLBACK) or "Antwort von Lotse"

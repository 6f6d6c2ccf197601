"""A conversation as a file: Markdown, JSON or one HTML page. What articles say is text in all of them."""

import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from assistant.commands.streams import json_text
from assistant.errors import AssistantError
from assistant.render import to_object, visible
from assistant.types import Answer, Citation
from index.reasons import reason_of

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~&]|(?<=\d)[.)](?=\s)|^-|:(?=//))", re.MULTILINE)
PAGE = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Gespräch mit Lotse</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
:root{{color-scheme:light dark}}
body{{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}}
h2{{margin-top:2.5rem}}.said{{white-space:pre-line}}ol{{padding-left:1.5rem}}
blockquote{{margin:.25rem 0 1rem;opacity:.8}}
</style>
</head><body><h1>Gespräch mit Lotse</h1>
{turns}
</body></html>
"""


def write(turns: Sequence[Answer], name: str) -> Path:
    """Write a conversation to a new file, in the form that its ending names, and return its path."""
    path = Path(name).expanduser()
    form = FORMS.get(path.suffix.lower())
    if not form:
        raise AssistantError("In welche Datei? Zum Beispiel /export gespraech.md (oder .json, .html)")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(form(turns))
    except FileExistsError:
        raise AssistantError(f"{path} gibt es schon; nichts wurde überschrieben.") from None
    except (OSError, RuntimeError) as error:
        raise AssistantError(f"{path} kann nicht geschrieben werden ({reason_of(error)}).") from error
    return path


def to_markdown(turns: Sequence[Answer]) -> str:
    """Return a conversation as Markdown."""
    return "# Gespräch mit Lotse\n" + "".join(f"\n{_markdown_turn(answer)}" for answer in turns)


def to_html(turns: Sequence[Answer]) -> str:
    """Return a conversation as a page that loads nothing."""
    return PAGE.format(turns="\n".join(_html_turn(answer) for answer in turns))


def to_json(turns: Sequence[Answer]) -> str:
    """Return a conversation as a JSON list of answer objects."""
    return json_text([to_object(answer) for answer in turns], indent=2) + "\n"


def _markdown_turn(answer: Answer) -> str:
    lines = [f"## {_literal(_flat(answer.question))}", "", *_literal(answer.answer).split("\n")]
    for citation in answer.citations:
        lines += ["", f"{_literal(f'[{citation.id}]')} {_literal(_place(citation))}", ""]
        lines.append(f"> {_literal(_flat(citation.quote))}")
    return "\n".join(lines) + "\n"


def _literal(text: str) -> str:
    """Escape what Markdown would act on, so that no article links, loads or formats anything."""
    return SPECIAL.sub(r"\\\1", visible(text))


def _html_turn(answer: Answer) -> str:
    sources = "".join(
        f'<li value="{citation.id}">{_safe(_place(citation))}<blockquote>{_safe(citation.quote)}</blockquote></li>'
        for citation in answer.citations
    )
    listed = f"<ol>{sources}</ol>" if sources else ""
    return f'<h2>{_safe(answer.question)}</h2><p class="said">{_safe(answer.answer)}</p>{listed}'


def _safe(text: str) -> str:
    return escape(visible(text))


def _place(citation: Citation) -> str:
    heading = f" · {citation.heading}" if citation.heading else ""
    return f"{citation.title}{heading} · Zeile {citation.line} · {Path(citation.source).name}"


def _flat(text: str) -> str:
    return " ".join(text.split())


FORMS: dict[str, Callable[[Sequence[Answer]], str]] = {".md": to_markdown, ".json": to_json, ".html": to_html}

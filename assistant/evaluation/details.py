"""What the page shows of a failed question: conversation, answer, citations, gold places, what was retrieved."""

from collections.abc import Callable

from assistant.evaluation.judging import Judgement
from assistant.evaluation.statements import covered

Text = Callable[[object], str]
"""Makes content safe to stand in HTML."""


def details(judgement: Judgement, text: Text) -> str:
    """Return the parts of a failed question as a definition list."""
    parts = (
        ("Vorher gefragt", _lines(judgement.outcome.question.history, text)),
        ("Fehler", _lines(judgement.faults, text)),
        ("Antwort", _answer(judgement, text)),
        ("Belege", _citations(judgement, text)),
        ("Goldstellen", _gold(judgement, text)),
        ("Gefunden", _found(judgement, text)),
        ("Varianten", _variants(judgement, text)),
        ("Notiz", text(judgement.outcome.question.note)),
    )
    return f"<dl>{''.join(f'<dt>{title}</dt><dd>{content}</dd>' for title, content in parts if content)}</dl>"


def _lines(values: tuple[str, ...], text: Text) -> str:
    return "<br>".join(text(value) for value in values)


def _answer(judgement: Judgement, text: Text) -> str:
    answer = judgement.outcome.answer
    status = "" if answer.status == "answered" else f"<strong>abgelehnt ({text(answer.reason)})</strong> "
    return status + text(answer.answer).replace("\n", "<br>")


def _citations(judgement: Judgement, text: Text) -> str:
    gold = {(place.article, place.line) for place in judgement.gold}
    return _places(
        [
            (f"[{c.id}] {c.article}, Zeile {c.line}", c.quote, bool(covered(c) & gold))
            for c in judgement.outcome.answer.citations
        ],
        text,
    )


def _gold(judgement: Judgement, text: Text) -> str:
    return _places([(f"{place.article}, Zeile {place.line}", place.text, True) for place in judgement.gold], text)


def _found(judgement: Judgement, text: Text) -> str:
    gold = {place.document for place in judgement.gold}
    ranked = enumerate(judgement.outcome.found, start=1)
    return _places(
        [(f"{rank}. {f.article}, Zeile {f.line}", f"{f.excerpt} …", f.document in gold) for rank, f in ranked], text
    )


def _variants(judgement: Judgement, text: Text) -> str:
    question, answers = judgement.outcome.question, judgement.outcome.variants
    pairs = zip(question.variants, answers, strict=False)
    return "<br>".join(f"<em>{text(asked)}</em> {text(answer.answer)}" for asked, answer in pairs)


def _places(places: list[tuple[str, str, bool]], text: Text) -> str:
    """Return a list of places, those that are gold marked."""
    items = (
        f"<li{' class=gold' if is_gold else ''}><strong>{text(where)}</strong> {text(quote)}</li>"
        for where, quote, is_gold in places
    )
    return f"<ul>{''.join(items)}</ul>" if places else ""

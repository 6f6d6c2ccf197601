"""Let a chat model write answers from the evidence, sentence by sentence held to it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.drafts import Grounds
from assistant.llm import notes
from assistant.llm.calls import Call, Line
from assistant.llm.errors import ModelFailed
from assistant.llm.gate import Gate, Knowledge, Verdict
from assistant.llm.names import NameReader
from assistant.llm.page import Page
from assistant.llm.pieces import Cutter, Piece
from assistant.llm.prompts import Message, prompt
from assistant.llm.questions import Questions
from assistant.llm.sources import Source, fenced, sources_of, tokens
from assistant.llm.trace import Record, Trace
from assistant.refusals import refusal
from assistant.types import Answer, Query
from assistant.wording import LEVEL_PHRASES, PERIOD_PHRASES, money_range
from index.catalogue import Catalogue
from index.embeddings import Embedder, load_embedder

if TYPE_CHECKING:
    from assistant.chain import Assistant
    from assistant.settings import Settings

IS_WHOLE = re.compile(r"[.!?…][\"“”»«’)\]】\s]*$")


@dataclass(frozen=True, slots=True)
class Model:
    """An open chat model with its name and what it takes in (tokens)."""

    name: str
    line: Line
    context: int


class Writer:
    """Writes answers with a chat model. Without one it passes on the answer that was made from the articles alone."""

    def __init__(
        self, model: Model | None, catalogue: Catalogue, reader: NameReader, questions: Questions, trace: Trace | None
    ) -> None:
        """Write with model what catalogue carries, and keep a trace where one is wanted."""
        self._model = model
        self._catalogue = catalogue
        self._reader = reader
        self._questions = questions
        self._trace = trace
        self._embedder: Embedder | None = None

    def write(self, grounds: Grounds, call: Call | None = None) -> Iterator[str | Answer]:
        """Yield pieces of the answer as they have passed the gate and, last, the answer."""
        record = Record(grounds)
        if self._model and grounds.draft:
            record.sources = sources_of(grounds.draft, self._catalogue, self._room(self._model, grounds))
        answer = grounds.answer
        if self._model and record.sources:
            for piece in self._reply(self._model, record, call or Call()):
                if isinstance(piece, Answer):
                    answer = piece
                else:
                    yield piece
        if self._trace:
            self._trace.keep(record, answer)
        yield answer

    def in_full(self, query: Query, history: Sequence[str]) -> str | None:
        """Return a follow-up in full where the rules leave it open and the model closes it."""
        return self._questions.in_full(query, history) if self._model else None

    def close(self) -> None:
        """Hang up."""
        if self._model:
            self._model.line.close()

    def _reply(self, model: Model, record: Record, call: Call) -> Iterator[str | Answer]:
        grounds = record.grounds
        draft = grounds.draft
        assert draft is not None
        page = Page(grounds, self._catalogue)
        if draft.fixed:
            yield page.begin()
        started = perf_counter()
        record.message = _message(grounds, record.sources)
        try:
            for verdict in self._judged(model, record, call):
                record.verdicts.append(verdict)
                piece = page.add(verdict)
                if piece:
                    yield piece
        except ModelFailed as error:
            record.problem = str(error)
        finally:
            call.stop()
        took = {"model": round((perf_counter() - started) * 1000, 1)}
        if page.is_written:
            if draft.closing:
                yield page.end(draft.closing)
            yield replace(self._answer(model, page, record, call), timings_ms=took)
        else:
            yield replace(self._without(model, record, call), timings_ms=took)

    def _judged(self, model: Model, record: Record, call: Call) -> Iterator[Verdict]:
        """Yield the verdict on each piece of the reply as it comes."""
        gate = self._gate(record)
        cutter = Cutter()
        try:
            for text in model.line.ask(record.message or Message("", ""), call):
                record.reply.append(text)
                yield from map(gate.judge, cutter.feed(text))
        except ModelFailed:
            yield from map(gate.judge, filter(_is_whole, cutter.finish()))
            raise
        # the end of a reply that was cut is no sentence
        yield from map(gate.judge, cutter.finish() if call.whole else filter(_is_whole, cutter.finish()))

    def _gate(self, record: Record) -> Gate:
        # whatever model searches the index, the gate measures with the one that its limits were chosen with
        self._embedder = self._embedder or load_embedder()
        query, rows = record.grounds.query, record.grounds.answer.salaries
        knowledge = Knowledge(query.resolved, record.sources, rows)
        return Gate(knowledge, self._catalogue, self._reader, self._embedder)

    def _answer(self, model: Model, page: Page, record: Record, call: Call) -> Answer:
        note = notes.of_gaps(model.name, record.verdicts, whole=call.whole)
        if record.problem:
            note = notes.of_failure(model.name, record.problem, shown=True)
        answer = replace(
            record.grounds.answer,
            answer=page.text,
            citations=page.citations.all(),
            salaries=record.grounds.draft.salaries if record.grounds.draft else (),
            answerer=model.name,
            note=note,
        )
        if answer.suggestions or record.problem:
            return answer
        return replace(answer, suggestions=self._questions.further(answer))

    def _without(self, model: Model, record: Record, call: Call) -> Answer:
        """Return the answer from the articles alone, or the refusal that the model gave in spite of them."""
        grounds = record.grounds
        has_refused = any(verdict.is_refusal for verdict in record.verdicts)
        if record.problem:
            return replace(grounds.answer, note=notes.of_failure(model.name, record.problem, shown=False))
        if not has_refused:
            return replace(grounds.answer, note=notes.of_nothing(model.name, record.verdicts, whole=call.whole))
        if grounds.draft and grounds.draft.fixed:
            return grounds.answer  # the table answers; the model has nothing to add
        refused = refusal(grounds.query, "no_evidence", self._catalogue)
        return replace(refused, answerer=model.name, suggestions=grounds.answer.suggestions or refused.suggestions)

    def _room(self, model: Model, grounds: Grounds) -> int:
        """Return the tokens left for passages beside the instructions, the rows and the reply."""
        used = _message(grounds, ())
        return model.context - model.line.limits.tokens - tokens(used.system + used.user)


def _is_whole(piece: Piece) -> bool:
    return IS_WHOLE.search(piece.text) is not None


def open_writer(
    assistant: "Assistant", settings: "Settings", *, line: Line | None = None, trace: Trace | None = None
) -> Writer:
    """Open the chat model and the trace that are wanted; raise ModelError where the model cannot be had.

    A line or a trace that is open already is taken as it is.
    """
    from assistant.llm.opening import open_line

    name = settings.models.llm
    line = line or (open_line(settings.models) if name else None)
    model = Model(name or "Chatmodell", line, settings.models.llm_context) if line else None
    trace = trace or (Trace(settings.trace, name) if settings.trace else None)
    questions = Questions(line, assistant)
    return Writer(model, assistant.index.catalogue, NameReader(assistant.finder), questions, trace)


def _message(grounds: Grounds, sources: Sequence[Source]) -> Message:
    rows = _rows(grounds)
    return prompt("answer").message(
        passages=fenced([source.readable for source in sources], "ABSCHNITT"),
        given=f"{prompt('given').fill(rows=rows)}\n" if rows else "",
        question=grounds.query.resolved,
    )


def _rows(grounds: Grounds) -> str:
    """Write the rows of the table that answer, as the model reads them."""
    if grounds.draft is None or not grounds.draft.fixed:
        return ""
    return "\n".join(
        f"- {row.profession} in {row.city}, {LEVEL_PHRASES[row.level]}: "
        f"{money_range(row.min, row.max, open_top=row.open_top, currency=row.currency)} {PERIOD_PHRASES[row.period]}"
        for row in grounds.answer.salaries
    )

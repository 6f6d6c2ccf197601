"""The whole way from a question to a cited answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant import salaries
from assistant.catalogue_answers import catalogue_answer, mentions
from assistant.citations import check
from assistant.drafts import Draft, Grounds, joined
from assistant.evidence import supported
from assistant.extractive import passages_answer
from assistant.follow_ups import resolve
from assistant.goals import with_goals
from assistant.question import Understander, settled
from assistant.refusals import refusal
from assistant.reranking import Reranker
from assistant.retriever import Retriever
from assistant.scope import Scope, scope_of, understood_as
from assistant.settings import Models, Settings
from assistant.slots import SlotFinder
from assistant.small_talk import reply
from assistant.suggestions import examples, further
from assistant.types import Answer, Hit, Query
from assistant.wording import counted
from index.catalogue import ArticleRow
from index.embeddings import Embedder, load_recorded
from index.gazetteer import Gazetteer
from index.once import Once
from index.opening import Index, open_index
from index.reranking import CrossEncoderScorer

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.llm.calls import Call
    from assistant.llm.writer import Writer

K = 8
CANDIDATES = 24  # for a reranker, which is too slow to read more
COVERED = 0.5  # share of a salary question's further words that a paragraph must have to be quoted beside the figures
SIDE_BY_SIDE = 4  # up to this many articles named by the question each get their say


class Assistant:
    """Answers questions over one open index. Holds no conversation: earlier questions come with each call."""

    def __init__(
        self,
        index: Index,
        gazetteer: Gazetteer,
        models: Models | None = None,
        *,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """Answer from index; gazetteer knows the names that exist beyond it; given models are not loaded."""
        self.index = index
        self.writer: Writer | None = None
        self._models = models or Models()
        self.finder = SlotFinder(index.catalogue, gazetteer)
        self._gazetteer = gazetteer
        self.understanding = Understander(self.finder)
        self._embedder = Once(lambda: embedder or load_recorded(index.manifest.model, self._models.runtime))
        self._reranker = Once(lambda: reranker or _load_reranker(self._models))

    @property
    def embedder(self) -> Embedder:
        """Load the model that the index was built with, at the first question that needs it."""
        return self._embedder()

    @property
    def reranker(self) -> Reranker | None:
        """Load the reranker, at the first question that needs it, where one is wanted."""
        return self._reranker()

    @property
    def retriever(self) -> Retriever:
        """Return the retriever over the index."""
        return Retriever(self.index, self.embedder, fusion=self._models.fusion)

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer a question; history holds the earlier questions of the conversation, oldest first."""
        return next(piece for piece in self.stream(question, history) if isinstance(piece, Answer))

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[str | Answer]:
        """Yield pieces of the answer as they have passed the gate and, last, the answer; its text begins with them."""
        started = perf_counter()
        for piece in self._written(self._grounds(self._resolved(question, history))):
            if isinstance(piece, str):
                yield piece
            else:
                total = round((perf_counter() - started) * 1000, 1)
                timings = {**piece.timings_ms, "total": total}
                yield replace(self._gated(piece), timings_ms=timings)

    def understand(self, question: str, history: Sequence[str] = ()) -> Query:
        """Understand a question in its conversation."""
        earlier = [self.understanding.understand(text) for text in history]
        query = with_goals(self.understanding.understand(question), earlier, self.index.catalogue)
        return settled(resolve(query, earlier))

    def is_answered(self, query: Query) -> bool:
        """Say whether the articles answer a query."""
        return self._grounds(query).answer.status == "answered"

    def search(self, question: str, k: int) -> list[Hit]:
        """Return the k best chunks for a question, of the articles that it names; none where there are none."""
        query = self.understand(question)
        scope = scope_of(query, self.index.catalogue)
        if scope.reason:
            return []
        if self.reranker is None:
            return self.retriever.retrieve(query, k, scope.articles)
        hits = self.retriever.retrieve(query, max(k, CANDIDATES), scope.articles)
        return self.reranker.rerank(query.resolved, hits, k)

    def as_runnable(self) -> "Runnable[dict[str, Any], Answer]":
        """Return the fixed chain as a LangChain Runnable: question -> hits -> answer -> gate.

        {"question": str, "history": [str]} in; Answer out of `invoke`, pieces as in `stream` out of `stream`, each with
        its asynchronous twin.
        """
        from assistant.llm.runnable import chain_of

        return chain_of(self._asked, self._grounds, self._written, self._gated)

    def close(self) -> None:
        """Close the index and the connection to the chat model."""
        if self.writer:
            self.writer.close()
        self.index.close()
        self._gazetteer.close()

    def _asked(self, asked: dict[str, Any]) -> Query:
        return self._resolved(asked["question"], asked.get("history", ()))

    def _resolved(self, question: str, history: Sequence[str]) -> Query:
        """Understand a question; what the rules leave open of a follow-up, the chat model may fill in."""
        query = self.understand(question, history)
        said = None
        if self.writer and history and query.kind != "small_talk":
            said = self.writer.in_full(query, history)
        return replace(self.understand(said), question=query.question, resolved=said) if said else query

    def _grounds(self, query: Query) -> Grounds:
        """Refuse, or find the evidence and answer from it without a chat model."""
        catalogue = self.index.catalogue
        if query.kind in ("empty", "too_long"):
            return Grounds(query, refusal(query, query.kind, catalogue))
        talk = self._small_talk(query)
        if talk:
            return Grounds(query, talk)
        scope = scope_of(query, catalogue)
        if scope.reason:
            # "Wer wird der nächste Bundeskanzler?" names a profession and asks nothing about it
            aside = scope.reason == "unknown_profession" and not query.topics and query.specific
            return Grounds(query, refusal(query, "off_topic" if aside else scope.reason, catalogue, scope))
        draft = self._draft(query, scope)
        if draft is None:
            about_work = query.topics or query.professions or query.kind == "catalogue"
            return Grounds(query, refusal(query, "no_evidence" if about_work else "off_topic", catalogue, scope))
        opening = understood_as(query, scope)
        answer = Answer(
            question=query.question,
            resolved_question=query.resolved,
            status="answered",
            answer=f"{opening}{draft.text}",
            citations=draft.citations,
            salaries=draft.salaries,
            suggestions=further(query, scope.articles or (), catalogue),
        )
        return Grounds(query, answer, draft if query.kind != "catalogue" else None, opening)

    def _written(self, grounds: Grounds, call: "Call | None" = None) -> Iterator[str | Answer]:
        """Let the chat model write where there is one, sentence by sentence held to the evidence."""
        return self.writer.write(grounds, call) if self.writer else iter((grounds.answer,))

    def _gated(self, answer: Answer) -> Answer:
        return replace(check(answer, self.index.catalogue), sample=self.index.manifest.sample)

    def _small_talk(self, query: Query) -> Answer | None:
        if query.kind != "small_talk":
            return None
        statistics = self.index.catalogue.statistics
        knows = (
            f"{counted(statistics.articles, 'Artikel', 'Artikeln')} über "
            f"{counted(statistics.professions, 'Beruf', 'Berufe')} in {counted(statistics.cities, 'Ort', 'Orten')}"
        )
        suggestions = examples(self.index.catalogue)
        text = reply(query.talk, knows, suggestions[0] if suggestions else "")
        return Answer(query.question, query.resolved, "answered", text, suggestions=suggestions, answerer="small_talk")

    def _draft(self, query: Query, scope: Scope) -> Draft | None:
        catalogue = self.index.catalogue
        if query.kind == "catalogue":
            return catalogue_answer(query, scope.articles, catalogue) or self._from_passages(query, scope)
        if query.kind in ("salary", "comparison") and not self._is_about_more(query, scope):
            figures = self._from_table(query, scope)
            figures = replace(figures, fixed=figures.text) if figures else None
            # a question about the figure alone ends here, answered or not; one with more to it is read on
            if not query.specific or scope.articles is None:
                return figures
            further = self._from_passages(query, scope, particular=True)
            return joined(figures, further) if figures and further else figures or further
        if query.goals and scope.articles is None:
            return mentions(query, catalogue)
        found = self._from_passages(query, scope)
        return found or (mentions(query, catalogue) if scope.articles is None else None)

    def _is_about_more(self, query: Query, scope: Scope) -> bool:
        """Say whether a question about pay names no profession but something else ("Wer bekommt für OP-Säle mehr?")."""
        return scope.articles is None and query.kind == "salary" and bool(query.specific)

    def _from_table(self, query: Query, scope: Scope) -> Draft | None:
        catalogue = self.index.catalogue
        if scope.articles is None:
            rows = catalogue.salaries()
        else:
            rows = catalogue.salaries_of([article.rowid for article in scope.articles])
        if query.threshold:
            return salaries.threshold(query, query.threshold, rows)
        if query.kind == "comparison":
            return salaries.comparison(query, rows, scope.missing)
        return salaries.figures(query, rows, scope.missing)

    def _from_passages(self, query: Query, scope: Scope, *, particular: bool = False) -> Draft | None:
        side_by_side = self._named(query, scope)
        hits = self._evidence(query, scope, side_by_side)
        if particular:
            hits = [hit for hit in hits if hit.features.specific >= COVERED][:1]
        if not hits:
            return None
        asked = self.retriever.asked(query, scoped=scope.articles is not None)
        return passages_answer(
            query,
            hits,
            asked,
            self.embedder,
            self.index.catalogue,
            missing=scope.missing,
            every=bool(side_by_side),
        )

    def _evidence(self, query: Query, scope: Scope, side_by_side: Sequence[ArticleRow]) -> list[Hit]:
        if side_by_side:
            return [hit for one in side_by_side for hit in self._best(query, 1, [one])]
        return self._best(query, K, scope.articles)

    def _best(self, query: Query, k: int, articles: Sequence[ArticleRow] | None) -> list[Hit]:
        """Return the k best chunks that are evidence, of the articles or of the whole index."""
        scoped = articles is not None
        hits = self.retriever.retrieve(query, CANDIDATES if self.reranker else k, articles)
        best = supported(query, hits[:k], scoped=scoped)
        if not best or self.reranker is None:
            return best  # whether there is any evidence is not the reranker's to decide
        return self.reranker.rerank(query.resolved, supported(query, hits, scoped=scoped), k)

    def _named(self, query: Query, scope: Scope) -> Sequence[ArticleRow]:
        """Return the few articles that a question sets side by side, each of which gets its say."""
        articles = scope.articles or ()
        names_several = len(query.professions) > 1 or len(query.cities) > 1
        return articles if names_several and 1 < len(articles) <= SIDE_BY_SIDE else ()


def _load_reranker(models: Models) -> Reranker | None:
    return Reranker(CrossEncoderScorer(models.reranker, models.runtime)) if models.reranker else None


def build_assistant(settings: Settings) -> Assistant:
    """Open the index in use and return an assistant over it; raise IndexMissing where there is none.

    Where a chat model is named that cannot be had, raise ModelError now rather than at the first question.
    """
    assistant = Assistant(open_index(settings.index_home), Gazetteer.open(), settings.models)
    if settings.models.llm or settings.trace:
        from assistant.llm.writer import open_writer

        assistant.writer = open_writer(assistant, settings)
    return assistant

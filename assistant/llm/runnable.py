"""The fixed chain as LangChain knows it: question -> hits -> answer -> gate."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from assistant.drafts import Grounds
from assistant.llm.calls import Call
from assistant.types import Answer, Query

Pieces = Iterator[str | Answer]
END = object()


def chain_of(
    question: Callable[[dict[str, Any]], Query],
    hits: Callable[[Query], Grounds],
    answer: Callable[[Grounds, Call], Pieces],
    gate: Callable[[Answer], Answer],
) -> Runnable[dict[str, Any], Answer]:
    """Chain the four steps. `invoke` gives the Answer; `stream` the pieces of its text and, last, the Answer."""

    def write(grounds: Grounds) -> Pieces:
        yield from answer(grounds, Call())

    async def awrite(grounds: Grounds) -> AsyncIterator[str | Answer]:
        call = Call()
        pieces = answer(grounds, call)
        try:
            while (piece := await asyncio.to_thread(next, pieces, END)) is not END:
                yield piece  # type: ignore[misc]
        finally:
            call.stop()  # when the task is cancelled, its thread waits for the model no longer

    def check(pieces: Pieces) -> Pieces:
        for piece in pieces:
            yield piece if isinstance(piece, str) else gate(piece)

    async def acheck(pieces: AsyncIterator[str | Answer]) -> AsyncIterator[str | Answer]:
        async for piece in pieces:
            yield piece if isinstance(piece, str) else gate(piece)

    chain: Any = (
        RunnableLambda(question, name="question")
        | RunnableLambda(hits, name="hits")
        | RunnableLambda(write, awrite, name="answer")
        | RunnableGenerator(check, acheck, name="gate")
    )
    return chain  # type: ignore[no-any-return]

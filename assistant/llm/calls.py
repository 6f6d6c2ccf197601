"""Ask a chat model and take its reply as it comes: within a time limit, and stopped when nobody listens any more."""

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.llm.errors import ModelFailed
from assistant.llm.failures import BROKEN_OFF, TOO_LATE, may_pass, reason_of
from assistant.llm.prompts import Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

RETRY_AFTER = (0.3, 1.0)  # seconds before each further try
GRACE = 2.0  # seconds for a stopped request to end
FINISHED = ("finish_reason", "done_reason", "stop_reason")
CUT_SHORT = frozenset({"length", "max_tokens"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a reply may take (seconds, retries and all) and how long it may get (tokens and characters)."""

    seconds: float = 60.0
    tokens: int = 800
    characters: int = 6_000
    says_when_finished: bool = False
    """Whether the provider is known to say so; a reply that ends without it was cut off."""


@dataclass(slots=True)
class Call:
    """One request: how its reply ended (`whole`, or cut at the limit of its length), and a way to stop it."""

    whole: bool = True
    stopped: bool = False
    _asked: "Future[None] | None" = None

    def begins(self, asked: "Future[None]") -> None:
        """Keep what runs; a call that was stopped before does not begin."""
        self._asked = asked
        if self.stopped:
            asked.cancel()

    def stop(self) -> None:
        """End the request, from any thread; its connection is closed, so that the provider stops as well."""
        self.stopped = True
        if self._asked is not None:
            self._asked.cancel()


class Line:
    """The line to a chat model, with an event loop of its own: the connections of its client belong to one loop."""

    def __init__(self, model: "BaseChatModel", limits: Limits) -> None:
        """Ask model within limits; nothing is sent before the first request."""
        self._model = model
        self.limits = limits
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.current_thread()

    def ask(self, message: Message, call: Call | None = None, share: float = 1.0) -> Iterator[str]:
        """Yield the reply in pieces; raise ModelFailed with the reason where it fails. Closing it stops the request.

        `share` is the part of the time limit that the reply may take.
        """
        seconds = share * self.limits.seconds
        call = call or Call()
        received: queue.SimpleQueue[str | ModelFailed | None] = queue.SimpleQueue()
        call.begins(asyncio.run_coroutine_threadsafe(self._pump(message, received, call, seconds), self._running()))
        try:
            while (piece := received.get()) is not None:
                if isinstance(piece, ModelFailed):
                    raise piece
                yield piece
        finally:
            call.stop()

    def close(self) -> None:
        """End the loop and with it what is still asked."""
        with self._lock:
            loop, self._loop = self._loop, None
        if loop is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join(GRACE)

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                # a daemon, so that a request that cannot be stopped never keeps the process from ending
                self._thread = threading.Thread(target=_run, args=(self._loop,), name="lotse-llm", daemon=True)
                self._thread.start()
            return self._loop

    async def _pump(
        self, message: Message, received: "queue.SimpleQueue[str | ModelFailed | None]", call: Call, seconds: float
    ) -> None:
        try:
            async with asyncio.timeout(seconds):
                async for piece in self._pieces(message, call):
                    received.put(piece)
        except TimeoutError:
            received.put(ModelFailed(TOO_LATE.format(seconds=seconds)))
        except ModelFailed as error:
            received.put(error)
        except Exception as error:  # whatever a provider's client raises, the answer goes on without the model
            received.put(ModelFailed(reason_of(error)))
        finally:
            received.put(None)

    async def _pieces(self, message: Message, call: Call) -> AsyncIterator[str]:
        length = 0
        finished = ""
        async for chunk in self._chunks([("system", message.system), ("human", message.user)]):
            finished = finished or _finish_of(chunk)
            length += len(chunk.text)
            if chunk.text:
                yield str(chunk.text)
            if length > self.limits.characters:
                call.whole = False
                return
        if finished in CUT_SHORT:
            call.whole = False
        elif not finished and self.limits.says_when_finished:
            raise ModelFailed(BROKEN_OFF)

    async def _chunks(self, messages: Sequence[tuple[str, str]]) -> "AsyncIterator[AIMessageChunk]":
        """Stream the reply; a failure that may pass is tried again as long as nothing has come yet."""
        for wait in (*RETRY_AFTER, None):
            came = False
            try:
                stream: Any = self._model.astream(list(messages))
                async with aclosing(stream):
                    async for chunk in stream:
                        came = came or bool(chunk.text)
                        yield chunk
                return
            except Exception as error:
                if came or wait is None or not may_pass(error):
                    raise
            await asyncio.sleep(wait)


def _finish_of(chunk: "AIMessageChunk") -> str:
    metadata = chunk.response_metadata
    return next((str(metadata[key]) for key in FINISHED if metadata.get(key)), "")


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        pending = asyncio.all_tasks(loop)
        for task in pending:
            task.cancel()
        loop.run_until_complete(asyncio.wait_for(asyncio.gather(*pending, return_exceptions=True), GRACE))
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()

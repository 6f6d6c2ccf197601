"""Ask a chat model and take its reply as it comes: within a time limit, and stopped when nobody listens any more."""

import asyncio
import queue
import threading
from collections.abc import AsyncGenerator, Coroutine, Iterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from assistant.llm.errors import ModelFailed
from assistant.llm.failures import BROKEN_OFF, TOO_LATE, may_pass, reason_of
from assistant.llm.prompts import Message

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

RETRY_AFTER = (0.3, 1.0)  # seconds before each further try
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


@dataclass(eq=False)
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


class _Loop:
    """The event loop of all models of the process, in a thread of its own.

    Connections belong to the loop that they were opened in, and providers share them between models of one address.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: asyncio.AbstractEventLoop | None = None

    def run(self, work: Coroutine[Any, Any, None]) -> "Future[None]":
        """Run work in the loop."""
        with self._lock:
            if self._running is None:
                self._running = asyncio.new_event_loop()
                # a daemon, so that a request that cannot be stopped never keeps the process from ending
                threading.Thread(target=self._running.run_forever, name="lotse-llm", daemon=True).start()
            return asyncio.run_coroutine_threadsafe(work, self._running)


LOOP = _Loop()


class Line:
    """The line to a chat model; all threads may ask."""

    def __init__(self, model: "BaseChatModel", limits: Limits) -> None:
        """Ask model within limits; nothing is sent before the first request."""
        self._model = model
        self.limits = limits
        self._calls: WeakSet[Call] = WeakSet()

    def ask(self, message: Message, call: Call | None = None, share: float = 1.0) -> Iterator[str]:
        """Yield the reply in pieces; raise ModelFailed with the reason where it fails. Closing it stops the request.

        `share` is the part of the time limit that the reply may take.
        """
        seconds = share * self.limits.seconds
        call = call or Call()
        received: queue.SimpleQueue[str | ModelFailed | None] = queue.SimpleQueue()
        self._calls.add(call)
        asked = LOOP.run(self._pump(message, received, call, seconds))
        asked.add_done_callback(lambda _: received.put(None))  # also where it is stopped before it has begun
        call.begins(asked)
        try:
            while (piece := received.get()) is not None:
                if isinstance(piece, ModelFailed):
                    raise piece
                yield piece
        finally:
            call.stop()

    def close(self) -> None:
        """Stop what is still asked."""
        for call in list(self._calls):
            call.stop()

    async def _pump(
        self, message: Message, received: "queue.SimpleQueue[str | ModelFailed | None]", call: Call, seconds: float
    ) -> None:
        try:
            async with asyncio.timeout(seconds), aclosing(self._pieces(message, call)) as pieces:
                async for piece in pieces:
                    received.put(piece)
        except TimeoutError:
            received.put(ModelFailed(TOO_LATE.format(seconds=seconds)))
        except ModelFailed as error:
            received.put(error)
        except Exception as error:  # whatever a provider's client raises, the answer goes on without the model
            received.put(ModelFailed(reason_of(error)))

    async def _pieces(self, message: Message, call: Call) -> AsyncGenerator[str, None]:
        length, finished = 0, ""
        async with aclosing(self._chunks([("system", message.system), ("human", message.user)])) as chunks:
            async for chunk in chunks:
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

    async def _chunks(self, messages: Sequence[tuple[str, str]]) -> "AsyncGenerator[AIMessageChunk, None]":
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

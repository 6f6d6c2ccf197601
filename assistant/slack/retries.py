"""When a call to Slack is made again: after a 429 always, after a cut connection only where twice does no harm."""

import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.handler import RetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState

LONGEST_WAIT = 30.0  # seconds; whatever Slack asks for beyond is not waited for in one go
TRIES = 6
HARMLESS = frozenset(
    {
        "apps.connections.open", "assistant.threads.setStatus", "assistant.threads.setSuggestedPrompts", "auth.test",
        "chat.stopStream", "chat.update", "conversations.history", "conversations.replies",
        "files.getUploadURLExternal",
    }
)  # fmt: skip
UNCERTAIN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})

Sleep = Callable[[float], None]


class _Repeats(RetryHandler):
    """Waits and tries again, where a call may be made again; the two kinds say where, and how long to wait."""

    def __init__(self, sleep: Sleep = time.sleep) -> None:
        """Wait by sleep between two tries."""
        super().__init__(max_retry_count=TRIES)
        self._sleep = sleep

    def _may_repeat(self, request: HttpRequest, response: HttpResponse | None, error: Exception | None) -> bool:
        raise NotImplementedError

    def _seconds(self, state: RetryState, response: HttpResponse | None) -> float:
        raise NotImplementedError

    def _can_retry(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        return self._may_repeat(request, response, error)

    def prepare_for_next_attempt(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> None:
        """Wait."""
        state.next_attempt_requested = True
        self._sleep(self._seconds(state, response))
        state.increment_current_attempt()


class WaitsForRoom(_Repeats):
    """Waits as long as a 429 asks for, up to a cap, and tries again: such a call has done nothing yet."""

    def __init__(self, sleep: Sleep = time.sleep, longest: float = LONGEST_WAIT) -> None:
        """Wait by sleep, at most `longest` seconds at once."""
        super().__init__(sleep)
        self._longest = longest

    def _may_repeat(self, request: HttpRequest, response: HttpResponse | None, error: Exception | None) -> bool:
        return response is not None and response.status_code == HTTPStatus.TOO_MANY_REQUESTS

    def _seconds(self, state: RetryState, response: HttpResponse | None) -> float:
        return min(_retry_after(response), self._longest)


class RepeatsHarmless(_Repeats):
    """Repeats calls that may be made twice after a cut connection or a fault of the server, waiting ever longer."""

    def _may_repeat(self, request: HttpRequest, response: HttpResponse | None, error: Exception | None) -> bool:
        if request.url.partition("?")[0].rstrip("/").rpartition("/")[2] not in HARMLESS:
            return False
        if response is not None:
            return response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return isinstance(error, OSError | HTTPException)

    def _seconds(self, state: RetryState, response: HttpResponse | None) -> float:
        return pause(state.current_attempt)


def pause(tries: int) -> float:
    """Return the seconds to wait after a number of tries."""
    return float(min(0.5 * 2**tries, 8.0))


def is_uncertain(error: Exception) -> bool:
    """Say whether a failed call may have done its work all the same."""
    if isinstance(error, SlackApiError):
        response = error.response
        status: object = getattr(response, "status_code", 200)
        code = response.get("error") if hasattr(response, "get") else None
        return (isinstance(status, int) and status >= HTTPStatus.INTERNAL_SERVER_ERROR) or code in UNCERTAIN
    return isinstance(error, OSError | HTTPException)


def _retry_after(response: HttpResponse | None) -> float:
    headers = response.headers if response else {}
    for name, values in headers.items():
        if name.lower() == "retry-after":
            value = values if isinstance(values, str) else next(iter(values), "")
            return float(value) if value.strip().isdigit() else 1.0
    return 1.0

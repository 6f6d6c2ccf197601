"""Why a chat model did not answer, said in German without names, addresses or keys."""

from collections.abc import Iterator
from json import JSONDecodeError

REASONS = {
    400: "die Anfrage wurde abgelehnt (400)",
    401: "der Schlüssel fehlt oder gilt nicht (401)",
    403: "der Zugriff ist nicht erlaubt (403)",
    404: "das Modell gibt es dort nicht (404)",
    413: "die Anfrage ist zu lang (413)",
    429: "zu viele Anfragen oder das Guthaben ist aufgebraucht (429)",
}
PASSES = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which it is worth asking once more."""

UNREACHABLE = "es ist nicht erreichbar"
UNREADABLE = "die Antwort war nicht lesbar"
BROKEN_OFF = "die Verbindung brach ab"
TOO_LATE = "keine ganze Antwort in {seconds:g} Sekunden"


def reason_of(error: BaseException) -> str:
    """Say why a model did not answer; what a provider's client says itself is left out, it may hold keys."""
    status = status_of(error)
    if status is not None:
        fallback = f"Fehler beim Anbieter ({status})" if status >= 500 else f"die Anfrage wurde abgelehnt ({status})"
        return REASONS.get(status, fallback)
    names = {type(cause).__name__ for cause in _causes(error)}
    if any("Timeout" in name for name in names):
        return "es antwortet nicht rechtzeitig"
    if names & {"RemoteProtocolError", "ReadError", "IncompleteRead", "ChunkedEncodingError"}:
        return BROKEN_OFF
    if any("Connect" in name for name in names):
        return UNREACHABLE
    if any(isinstance(cause, (JSONDecodeError, UnicodeDecodeError)) for cause in _causes(error)):
        return UNREADABLE
    return f"{UNREADABLE} ({type(error).__name__})"


def may_pass(error: BaseException) -> bool:
    """Say whether asking once more may help."""
    status = status_of(error)
    return status in PASSES if status is not None else reason_of(error) in (UNREACHABLE, BROKEN_OFF)


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status of an error of any provider's client."""
    for cause in _causes(error):
        for holder in (cause, getattr(cause, "response", None)):
            status = getattr(holder, "status_code", None)
            if isinstance(status, int) and status >= 400:
                return status
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__

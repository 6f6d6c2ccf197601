"""Where a Chroma server is and how to reach it, as the environment says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from index.errors import IndexLayerError

URL, HEADERS, CA_FILE = "LOTSE_CHROMA_URL", "LOTSE_CHROMA_HEADERS", "LOTSE_CHROMA_CA"
TENANT, DATABASE = "LOTSE_CHROMA_TENANT", "LOTSE_CHROMA_DATABASE"
DEFAULT_TENANT, DEFAULT_DATABASE = "default_tenant", "default_database"  # as Chroma calls them
EXAMPLE = "https://chroma.intern:8000"


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server. What opens it (`headers`) is never shown."""

    host: str
    port: int
    tls: bool = False
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    ca_file: str | None = None
    tenant: str = DEFAULT_TENANT
    database: str = DEFAULT_DATABASE

    def __str__(self) -> str:
        """Return the address."""
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"


def server_from(environment: Mapping[str, str]) -> ChromaServer | None:
    """Return the server that the environment names, or None; raise IndexLayerError for what cannot be meant."""
    url = environment.get(URL)
    if not url:
        return None
    parts = urlsplit(url)
    port = _port(parts)
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.path.strip("/"):
        raise IndexLayerError(f"{URL} ist keine Adresse eines Chroma-Servers; erwartet wird etwa {EXAMPLE}")
    if parts.username or parts.password:
        raise IndexLayerError(f"Zugangsdaten gehören nicht in {URL}, sondern als Kopfzeile in {HEADERS}.")
    tls = parts.scheme == "https"
    return ChromaServer(
        host=parts.hostname,
        port=port or (443 if tls else 80),
        tls=tls,
        headers=_headers(environment.get(HEADERS, "")),
        ca_file=environment.get(CA_FILE) or None,
        tenant=environment.get(TENANT) or DEFAULT_TENANT,
        database=environment.get(DATABASE) or DEFAULT_DATABASE,
    )


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return 0


def _headers(text: str) -> dict[str, str]:
    """Read one header a line; what cannot be read is not repeated, it may be a secret."""
    headers = {}
    for line in filter(str.strip, text.splitlines()):
        name, colon, value = line.partition(":")
        if not colon or not name.strip() or not value.strip() or not line.isascii():
            raise IndexLayerError(f"{HEADERS} ist nicht lesbar; erwartet wird je Zeile eine Kopfzeile „Name: Wert“.")
        headers[name.strip()] = value.strip()
    return headers

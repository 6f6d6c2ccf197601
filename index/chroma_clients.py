"""Clients of Chroma: of a folder, or of a server."""

import ssl
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.chroma_server import CA_FILE, DATABASE, HEADERS, TENANT, ChromaServer
from index.errors import IndexLayerError, StoreUnreachable

if TYPE_CHECKING:
    from chromadb.api.client import Client

SECONDS_TO_CONNECT = 3.0
SECONDS_TO_SEARCH = 10.0
SECONDS_TO_WRITE = 120.0  # a batch of 5,000 chunks on a busy server


def embedded(path: Path) -> "Client":
    """Open or create the store in a folder."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    try:
        return cast("Client", chromadb.PersistentClient(str(path), settings=Settings(anonymized_telemetry=False)))
    except BaseException:
        # Chroma keeps a system that did not start and would hand it to the next client
        SharedSystemClient.clear_system_cache()
        raise


def connected(server: ChromaServer, seconds: float) -> "Client":
    """Connect to a server; raise StoreUnreachable where it does not answer. No answer takes longer than `seconds`."""
    import chromadb
    import httpx
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False, chroma_server_ssl_verify=_verification(server))
    try:
        client = chromadb.HttpClient(
            server.host,
            server.port,
            server.tls,
            dict(server.headers),
            settings,
            tenant=server.tenant,
            database=server.database,
        )
    except Exception as error:  # Chroma wraps what happened in errors of many kinds
        raise StoreUnreachable(f"Der Chroma-Server {server} ist nicht zu benutzen: {_obstacle(error)}.") from error
    # Chroma 1.5.9 waits for a silent server for ever and has no setting for it
    session = cast(httpx.Client, client._server._session)  # type: ignore[attr-defined]
    session.timeout = httpx.Timeout(seconds, connect=SECONDS_TO_CONNECT)
    return cast("Client", client)


def close(client: "Client") -> None:
    """Let go of files and connections; Chroma itself leaves those to a server open."""
    apis = [client._server, client._admin_client._server]  # type: ignore[attr-defined]
    client.close()
    for api in apis:
        if hasattr(api, "_session"):
            api._session.close()


def is_unreachable(error: Exception) -> bool:
    """Say whether an error means that the server is not there, for now."""
    import httpx

    return isinstance(error, httpx.TransportError)


def _obstacle(error: Exception) -> str:
    from chromadb.errors import ChromaAuthError, NotFoundError

    texts = " ".join(str(one) for one in (error, error.__cause__, error.__context__))
    if isinstance(error, ChromaAuthError) or "Unauthorized" in texts or "Forbidden" in texts:
        return f"er lehnt die Anmeldung ab ({HEADERS})"
    if "CERTIFICATE" in texts:
        return f"sein Zertifikat gilt hier nicht ({CA_FILE} nennt die Stelle, die es ausgestellt hat)"
    if isinstance(error, NotFoundError):
        return f"er kennt Mandant oder Datenbank nicht ({TENANT}, {DATABASE})"
    return "er antwortet nicht"


def _verification(server: ChromaServer) -> str | None:
    if server.ca_file is None:
        return None
    try:
        ssl.create_default_context(cafile=server.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise IndexLayerError(f"{CA_FILE}: {server.ca_file} ist kein lesbares Zertifikat.") from error
    return server.ca_file

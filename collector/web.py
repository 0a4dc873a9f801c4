"""The collector's own port: /metrics and /healthz, served beside the measuring."""

import json
import logging
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from collector.health import Health
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of

log = logging.getLogger(__name__)


class PortTakenError(Exception):
    """Somebody else listens where our metrics should be served; as text in English."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why.message)
        self.why = why


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A scraper that hangs up is nothing to print a traceback about."""
        log.debug("%s: %s hung up", client_address, request)


def serve(
    host: str,
    port: int,
    registry: CollectorRegistry,
    health: Health,
    listening: socket.socket | None = None,
) -> _Server:
    """Serve from a thread until ``shutdown``. Port 0 takes a free one. Raises PortTakenError.

    ``listening``: a socket that was opened elsewhere, for a collector that has no network but the
    simulated one; host and port are not asked then.
    """

    class Handler(BaseHTTPRequestHandler):
        server_version = "Pantau"
        sys_version = ""
        timeout = 10

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            if path == "/metrics":
                self._answer(200, CONTENT_TYPE_LATEST, generate_latest(registry))
            elif path == "/healthz":
                well, body = health.report()
                text = json.dumps(body, indent=1).encode()
                self._answer(200 if well else 503, "application/json", text)
            else:
                self._answer(404, "text/plain", b"/metrics or /healthz\n")

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            log.debug(format, *args)

    class Server(_Server):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    try:
        server: _Server = Server((host, port), Handler, bind_and_activate=listening is None)
    except OSError as error:
        text = to_say(
            "cannot serve metrics on {address}: {reason}; stop what listens there, "
            "or write --listen HOST:PORT"
        )
        why = Sentence(text, address=f"{host}:{port}", reason=said_of(error))
        raise PortTakenError(why) from None
    if listening is not None:
        server.socket.close()
        server.socket, server.server_address = listening, listening.getsockname()
    Thread(target=server.serve_forever, name="web", daemon=True).start()
    return server

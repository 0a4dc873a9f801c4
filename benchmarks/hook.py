"""Where messages arrive: ``python -m benchmarks.hook PORT FILE`` takes every POST on loopback and
writes when it came (microseconds UTC) and what it said, a line of JSON each, until it is ended."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pantau.facts.clock import SystemClock, now_us


def main(port: int, file: Path) -> None:
    """Until it is ended."""
    clock, lock = SystemClock(), threading.Lock()
    with file.open("a", encoding="utf-8") as kept:

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                at = now_us(clock)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                with lock:
                    kept.write(json.dumps({"at": at, "said": json.loads(body)}) + "\n")
                    kept.flush()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

"""VictoriaMetrics and Prometheus as Debian has them, on loopback, fed by remote write."""

import http.client
import json
import shutil
import socket
import subprocess
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import remote_write
from benchmarks.children import ChildFailedError
from pantau.facts.minutes import Minutes

_PATIENCE_S = 240
_AT_ONCE = 60  # minutes; Prometheus takes nothing that is an hour older than its newest
_PAUSE_S, _COMPACTS_S = 0.5, 8.0


class Server:
    """One that runs and answers on loopback."""

    def __init__(self, port: int, folder: Path) -> None:
        self._port, self.folder = port, folder

    def feed(self, sites: Sequence[tuple[str, Minutes]]) -> int:
        """Hand over all minutes, an hour of all sites at a time; how many values there were."""
        count = 0
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE_S)
        longest = max(len(minutes.minutes) for _, minutes in sites)
        for first in range(0, longest, _AT_ONCE):
            part = [(name, each.part(first, first + _AT_ONCE)) for name, each in sites]
            body, values = remote_write.request(part)
            remote_write.send(connection, body)
            count += values
        connection.close()
        return count

    def query(self, expression: str, at_s: int) -> bytes:
        """The answer as it comes, unread. Raises OSError."""
        asked = urllib.parse.urlencode({"query": expression, "time": at_s})
        return self.get(f"/api/v1/query?{asked}")

    def get(self, path: str) -> bytes:
        """Raises OSError."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE_S)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise OSError(f"{path}: {answer.status} {said[:200].decode(errors='replace')}")
        return said

    def metric(self, *names: str) -> float:
        """The sum of what it says of itself under these names."""
        lines = self.get("/metrics").decode().splitlines()
        return sum(
            float(line.rpartition(" ")[2])
            for line in lines
            if line.partition("{")[0].partition(" ")[0] in names
        )

    def until(self, done: str, *names: str) -> None:
        """Wait until the sum of ``names`` is 0 twice. Raises ChildFailedError."""
        end, quiet = time.monotonic() + _PATIENCE_S, 0
        while quiet < 2:
            if time.monotonic() > end:
                raise ChildFailedError(f"{done}: not within {_PATIENCE_S} s")
            quiet = quiet + 1 if not self.metric(*names) else 0
            _wait(_PAUSE_S)


def installed(program: str) -> bool:
    """Whether this machine has it."""
    return shutil.which(program) is not None


@contextmanager
def victoria_metrics(folder: Path) -> Iterator[Server]:
    """Keeps everything, watches nothing."""
    folder.mkdir()
    port = _free_port()
    words = (
        "victoria-metrics",
        f"-storageDataPath={folder / 'data'}",
        f"-httpListenAddr=127.0.0.1:{port}",
        "-retentionPeriod=100y",
        "-selfScrapeInterval=0",
        "-search.maxQueryDuration=120s",
        "-search.latencyOffset=0s",
        "-search.disableCache",
    )
    with _running(words, folder, port, "/health") as server:
        yield server


@contextmanager
def prometheus(folder: Path) -> Iterator[Server]:
    """Takes what is written to it, asks nobody."""
    folder.mkdir()
    port = _free_port()
    (folder / "prometheus.yml").write_text("global: {}\n", "utf-8")
    words = (
        "prometheus",
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'data'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--web.enable-remote-write-receiver",
        "--storage.tsdb.retention.time=10y",
        "--query.timeout=2m",
    )
    with _running(words, folder, port, "/-/ready") as server:
        yield server


def settle_victoria_metrics(server: Server) -> int:
    """Let it merge all it has; the bytes that it takes then, index included."""
    server.get("/internal/force_flush")
    server.get("/internal/force_merge")
    server.until("merging", "vm_active_force_merges", "vm_active_merges")
    return sum(_size(server.folder / "data" / each) for each in ("data", "indexdb"))


def settle_prometheus(server: Server) -> tuple[int, int]:
    """Let it compact; bytes and values of its blocks: its newest hours have none yet."""
    blocks = server.folder / "data"
    before, since = None, time.monotonic()
    while (now := _blocks(blocks)) != before:
        before = now
        _wait(_COMPACTS_S)
        if time.monotonic() > since + _PATIENCE_S:
            raise ChildFailedError(f"compacting: not within {_PATIENCE_S} s")
    count = sum(
        json.loads(meta.read_text("utf-8"))["stats"]["numSamples"]
        for meta in blocks.glob("*/meta.json")
    )
    return sum(_size(meta.parent) for meta in blocks.glob("*/meta.json")), count


def _wait(seconds: float) -> None:
    """A server of another make does not say when it is done: it is asked again."""
    time.sleep(seconds)  # noqa: TID251 - nothing of ours waits for it


def _blocks(folder: Path) -> list[str]:
    return sorted(each.parent.name for each in folder.glob("*/meta.json"))


def _size(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def _running(words: Sequence[str], folder: Path, port: int, sign: str) -> Iterator[Server]:
    server = Server(port, folder)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for(server, sign, process)
            yield server
        except OSError as error:
            raise ChildFailedError(f"{words[0]}: {error}") from error
        finally:
            process.terminate()
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(server: Server, sign: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            server.get(sign)
        except OSError:
            _wait(_PAUSE_S)
        else:
            return
    raise ChildFailedError(f"{process.args!r} does not serve")

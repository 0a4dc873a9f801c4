"""``pantau import`` from Prometheus: a server that speaks its API, and the real one."""

import json
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs
from urllib.request import ProxyHandler, build_opener

import pytest

from pantau.facts.instant import DAY, SECOND
from pantau.facts.measured import Sample
from pantau.store import Store, verify
from tests.cli.story import Desk

T0 = int(datetime(2025, 5, 2, tzinfo=UTC).timestamp())
SPAN = ("--observed-from", "2025-05-02T00:00Z", "--observed-to", "2025-05-04T00:00Z")
Form = dict[str, str]


@contextmanager
def serving(answer: Callable[[Form], tuple[int, bytes]]) -> Iterator[tuple[str, list[Form]]]:
    """A server on loopback that answers each query; its address, and what it was asked."""
    asked: list[Form] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: each[0] for name, each in parse_qs(body).items()}
            asked.append(form | {"path": self.path})
            status, content = answer(form)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def vector(*series: tuple[dict[str, str], list[tuple[float, str]]]) -> tuple[int, bytes]:
    result = [{"metric": labels, "values": values} for labels, values in series]
    data = {"resultType": "matrix", "result": result}
    return 200, json.dumps({"status": "success", "data": data}).encode()


UP = {"__name__": "probe_success", "instance": "127.64.1.1", "job": "blackbox"}


def history(form: Form) -> tuple[int, bytes]:
    """A result a minute for two days, down from minute 60 to 70, one miss in minute 30."""
    query, end = form["query"], float(form["time"])
    if query.startswith("count_over_time"):
        return vector((UP, [(end, "1")]))
    seconds = int(query.rpartition("[")[2].removesuffix("s]"))
    minutes = range(2 * 1440)
    there = [n for n in minutes if end - seconds <= T0 + 60 * n + 0.25 <= end]
    if query.startswith("probe_success"):
        values = [(T0 + 60 * n + 0.25, "0" if n == 30 or 60 <= n < 70 else "1") for n in there]
    else:
        values = [(T0 + 60 * n + 0.25, "0.0123456") for n in there]
    return vector((UP, values))


def samples(desk: Desk, site: str = "kantor") -> list[Sample]:
    with Store.open(desk.data, readonly=True) as store:
        return store.samples(site, 0, 2**62)


def test_results_become_minutes_and_outages(desk: Desk) -> None:
    map_file = desk.file("map.csv", "theirs,site", "127.64.1.1,kantor")
    with serving(history) as (url, asked):
        shown = desk.run("import", "samples", url, *SPAN)
        assert shown.stdout.splitlines() == ["theirs,site", "127.64.1.1,kantor"]
        done = desk.run("import", "samples", url, "--map", map_file, *SPAN)
        assert (done.exit_code, done.stdout) == (0, "I1\n"), done.stderr
        found = samples(desk)
        assert len(found) == 2 * 1440
        assert found[0] == Sample("kantor", "icmp", T0 * SECOND, 1, 1, 12346, 12346, 12346, None)
        assert [n for n, each in enumerate(found) if not each.received] == [30, *range(60, 70)]
        # A day at a time, asked as scraped.
        lengths = {form["query"].rpartition("[")[2].partition("]")[0] for form in asked}
        assert lengths == {"86400s"}
        assert {form["path"] for form in asked} == {"/api/v1/query"}
        done = desk.run("import", "outages", url, "--map", map_file, *SPAN)
        assert done.stdout == "I5\n"
        again = desk.run("import", "samples", url, "--map", map_file, *SPAN)
        assert (again.exit_code, "are here already" in again.stderr) == (1, True)
    row = desk.json("sla", "--month", "2025-05")["sites"][0]
    assert row["down_seconds"] == 600
    assert row["up_seconds"] == 2 * DAY // SECOND - 60 - 600
    assert verify(desk.data).faults == ()


def test_a_day_that_is_too_large_is_asked_in_halves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pantau.actions.recorded.prometheus.MOST_BYTES", 15_000)
    map_file = desk.file("map.csv", "theirs,site", "127.64.1.1,kantor")
    with serving(history) as (url, _):
        desk.run("import", "samples", url, "--map", map_file, *SPAN)
    assert len(samples(desk)) == 2 * 1440


def test_a_day_that_is_too_large_for_the_server_is_asked_in_parts(desk: Desk) -> None:
    text = "query processing would load too many samples into memory in query execution"

    def small(form: Form) -> tuple[int, bytes]:
        is_large = form["query"].startswith("probe") and "[86400s]" in form["query"]
        no = json.dumps({"status": "error", "errorType": "execution", "error": text}).encode()
        return (422, no) if is_large else history(form)

    map_file = desk.file("map.csv", "theirs,site", "127.64.1.1,kantor")
    with serving(small) as (url, _):
        done = desk.run("import", "samples", url, "--map", map_file, *SPAN)
    assert (done.exit_code, len(samples(desk))) == (0, 2 * 1440), done.stderr


def test_two_jobs_of_one_instance_are_two_targets(desk: Desk) -> None:
    def twice(form: Form) -> tuple[int, bytes]:
        if form["query"].startswith("count_over_time"):
            return vector((UP, [(1, "1")]), (UP | {"job": "web"}, [(1, "1")]))
        assert '{instance="127.64.1.1",job="' in form["query"]
        return history(form)

    with serving(twice) as (url, _):
        shown = desk.run("import", "samples", url, *SPAN, "--metric", 'probe_success{a="b",}')
        keys = ["instance=127.64.1.1,job=blackbox", "instance=127.64.1.1,job=web"]
        assert shown.stdout.splitlines()[1:] == [f'"{key}",kantor' for key in keys]
        map_file = desk.file(
            "map.csv", "theirs,site,probe", f'"{keys[0]}",kantor,', f'"{keys[1]}",kantor,web'
        )
        done = desk.run("import", "samples", url, "--map", map_file, *SPAN)
    assert done.exit_code == 0, done.stderr
    assert {each.probe for each in samples(desk)} == {"icmp", "web"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, b"<html>"), "answered what is no answer of Prometheus"),
        ((200, b"[" * 100_000), "answered what is no answer of Prometheus"),
        ((200, b'{"status": "success", "data": {"result": [{"metric": 7}]}}'), "is no answer"),
        ((404, b"not here"), "answered 404; is this the address of Prometheus?"),
        ((302, b""), "answered 302"),
        ((422, b'{"status": "error", "error": "bad query"}'), "refused: bad query"),
    ],
)
def test_what_is_no_answer_is_told(desk: Desk, answer: tuple[int, bytes], said: str) -> None:
    with serving(lambda _: answer) as (url, _):
        found = desk.run("import", "samples", url, *SPAN)
    assert (found.exit_code, said in found.stderr) == (1, True), found.stderr
    assert url in found.stderr


def test_who_does_not_answer_and_who_names_no_time(desk: Desk) -> None:
    with serving(history) as (url, _):
        pass
    found = desk.run("import", "samples", url.replace("//", "//me:secret@"), *SPAN)
    assert (found.exit_code, "gives no answer" in found.stderr) == (1, True)
    assert "secret" not in found.output
    found = desk.run("import", "samples", url)
    assert "--from prometheus needs --observed-from and --observed-to" in found.stderr
    assert found.exit_code == 2


def free_port() -> int:
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        port: int = each.getsockname()[1]
        return port


@pytest.fixture
def prometheus(tmp_path: Path) -> Iterator[str]:
    """The real one, with two days of a blackbox exporter; its address."""
    if not shutil.which("prometheus") or not shutil.which("promtool"):
        pytest.skip("no prometheus here")
    labels = '{instance="127.64.1.1",job="blackbox"}'
    lines = []
    for metric in ("probe_success", "probe_duration_seconds"):
        lines.append(f"# TYPE {metric} gauge")
        for n in range(2 * 1440):
            is_down = n == 30 or 60 <= n < 70
            value = int(not is_down) if metric == "probe_success" else 0.0123456
            lines.append(f"{metric}{labels} {value} {T0 + 60 * n}.25")
    text = tmp_path / "history.om"
    text.write_text("\n".join([*lines, "# EOF\n"]))
    data, config = tmp_path / "prometheus", tmp_path / "prometheus.yml"
    config.write_text("global: {}\n")
    make = ["promtool", "tsdb", "create-blocks-from", "openmetrics", str(text), str(data)]
    subprocess.run(make, check=True, capture_output=True, timeout=50)
    port = free_port()
    server = subprocess.Popen(
        [
            "prometheus", f"--config.file={config}", f"--storage.tsdb.path={data}",
            f"--web.listen-address=127.0.0.1:{port}", "--storage.tsdb.retention.time=100y",
            "--log.level=error",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    opener = build_opener(ProxyHandler({}))
    try:
        for _ in range(400):
            with suppress(OSError):
                opener.open(f"http://127.0.0.1:{port}/-/ready", timeout=5).close()
                break
            # It tells nobody when it is ready; if it ends instead, that is known at once.
            with suppress(subprocess.TimeoutExpired):
                raise AssertionError(server.wait(0.05))
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def test_the_real_prometheus_gives_the_same(desk: Desk, prometheus: str) -> None:
    map_file = desk.file("map.csv", "theirs,site", "127.64.1.1,kantor")
    done = desk.run("import", "samples", prometheus, "--map", map_file, *SPAN)
    assert (done.exit_code, done.stdout) == (0, "I1\n"), done.stderr
    found = samples(desk)
    assert len(found) == 2 * 1440
    assert found[0] == Sample("kantor", "icmp", T0 * SECOND, 1, 1, 12346, 12346, 12346, None)
    assert [n for n, each in enumerate(found) if not each.received] == [30, *range(60, 70)]
    done = desk.run("import", "outages", prometheus, "--map", map_file, *SPAN)
    assert (done.exit_code, done.stdout) == (0, "I5\n"), done.stderr
    row = desk.json("sla", "--month", "2025-05")["sites"][0]
    assert row["down_seconds"] == 600

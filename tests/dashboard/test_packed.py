"""Streamlit's own files as we send them, beside how Streamlit would."""

import gzip
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from dashboard.no_delay import no_delay
from dashboard.packed import Packed, unpacks
from dashboard.streamlit_build import INDEX, STATIC, element_file

GZIP = {"accept-encoding": "gzip, deflate, br"}
PLAIN = {"accept-encoding": "identity"}
KINDS = [
    ("js", "text/javascript; charset=utf-8", "gzip"),
    ("css", "text/css; charset=utf-8", "gzip"),
    ("woff2", "font/woff2", None),
]


@pytest.fixture(scope="module")
def browser() -> TestClient:
    routes = create_streamlit_static_assets_routes(None)
    app = Starlette(routes=routes, middleware=[Middleware(Packed)])
    return TestClient(app, follow_redirects=False)


def path_of(kind: str) -> str:
    """The smallest file of its kind."""
    found = min(STATIC.rglob(f"*.????????.{kind}"), key=lambda file: file.stat().st_size)
    return f"/static/{found.relative_to(STATIC).as_posix()}"


def sent(browser: TestClient, path: str, **headers: str) -> bytes:
    """The body as it travels."""
    asked = {**GZIP, **headers}
    with browser.stream("GET", path, headers=asked) as answer:
        return b"".join(answer.iter_raw())


@pytest.mark.parametrize(("kind", "type", "coding"), KINDS)
def test_a_file_is_what_streamlit_would_send(
    browser: TestClient, kind: str, type: str, coding: str | None
) -> None:
    path = path_of(kind)
    ours, theirs = browser.get(path, headers=GZIP), browser.get(path, headers=PLAIN)
    assert ours.content == theirs.content
    assert ours.headers["cache-control"] == theirs.headers["cache-control"]
    assert ours.headers["etag"] != theirs.headers["etag"]
    assert ours.headers["content-type"] == type
    assert ours.headers.get("content-encoding") == coding
    assert theirs.headers.get("content-encoding") is None
    assert ours.headers["vary"] == theirs.headers["vary"] == "Accept-Encoding"
    body = sent(browser, path)
    assert ours.headers["content-length"] == str(len(body))
    assert (gzip.decompress(body) if coding else body) == theirs.content


def test_all_that_the_first_page_names_is_sent_packed(browser: TestClient) -> None:
    named = set(re.findall(r"\./(static/(?:js|css)/[^\"]+)", INDEX.read_text("utf-8")))
    assert len(named) > 20
    plain = packed = 0
    for path in named:
        body = sent(browser, f"/{path}")
        assert gzip.decompress(body) == (INDEX.parent / path).read_bytes()
        plain, packed = plain + (INDEX.parent / path).stat().st_size, packed + len(body)
    assert packed < plain / 2


def test_a_part_of_a_file_is_a_part_of_the_plain_one(browser: TestClient) -> None:
    path = path_of("js")
    whole = browser.get(path, headers=PLAIN).content
    part = browser.get(path, headers={**GZIP, "range": "bytes=3-9"})
    assert (part.status_code, part.content) == (206, whole[3:10])
    assert "content-encoding" not in part.headers


def test_head_says_what_get_would_and_sends_nothing(browser: TestClient) -> None:
    path = path_of("js")
    head, whole = browser.head(path, headers=GZIP), browser.get(path, headers=GZIP)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


def test_what_the_browser_holds_is_not_sent_again(browser: TestClient) -> None:
    path = path_of("css")
    tag = browser.get(path, headers=GZIP).headers["etag"]
    for held in (tag, f'"other", W/{tag}', "*"):
        again = browser.get(path, headers={**GZIP, "if-none-match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert browser.get(path, headers={**GZIP, "if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/../index.html",
        "/static/%2e%2e/index.html",
        "/static//js/x.js",
        "/static/js/",
        "/index.html",
        "/static/js/none.AAAAAAAA.js",
    ],
)
def test_no_other_path_is_ours(browser: TestClient, path: str) -> None:
    for headers in (GZIP, PLAIN):
        answer = browser.get(path, headers=headers)
        assert "content-encoding" not in answer.headers
        assert answer.headers.get("etag") == browser.get(path, headers=PLAIN).headers.get("etag")


def test_nothing_is_posted_to_a_file(browser: TestClient) -> None:
    assert browser.post(path_of("js"), headers=GZIP).status_code == 405


def test_a_folder_that_is_not_there_leaves_all_to_streamlit(tmp_path: Path) -> None:
    routes = create_streamlit_static_assets_routes(None)
    app = Starlette(routes=routes, middleware=[Middleware(Packed, below=tmp_path / "none")])
    assert "content-encoding" not in TestClient(app).get(path_of("js"), headers=GZIP).headers


@pytest.mark.parametrize(
    ("offered", "whether"),
    [
        ("gzip", True),
        ("deflate, GZIP;q=0.5", True),
        ("*", True),
        ("br", False),
        ("", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=0.001", True),
        ("*;q=0", False),
        ("identity, *;q=0", False),
        ("gzip;q=0, *", False),
        ("*;q=0, gzip", True),
    ],
)
def test_only_who_unpacks_gets_it_packed(offered: str, whether: bool) -> None:
    assert unpacks({"accept-encoding": offered}) is whether


@given(st.text())
def test_no_word_of_a_browser_confuses_it(offered: str) -> None:
    assert unpacks({"accept-encoding": offered}) in {True, False}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    # As Streamlit makes its own: without a protocol.
    with socket.socket(socket.AF_INET) as made:
        made.bind(("127.0.0.1", 0))
        made.listen()
        yield made


def test_what_a_listener_accepts_waits_for_nobody(listener: socket.socket) -> None:
    assert no_delay() >= 1
    with socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    # It was looked at through a copy: ours is still open.
    assert listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


def test_the_file_of_an_element_is_found_by_its_name() -> None:
    found = element_file("DataFrame")
    assert found is not None
    assert found.parent == STATIC / "js"
    assert element_file("DataFram") is None

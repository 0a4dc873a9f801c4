"""Web servers as they are met: status, keyword, redirects, certificates, and where time goes."""

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from collector.probes import http
from collector.probes.answer import Answer
from collector.probes.asking import Notes
from collector.probes.certificate import context_of, ends_at_of
from collector.probes.connecting import may_lead
from collector.probes.http import MOST_BYTES, MOST_REDIRECTS
from collector.transport import Destination
from pantau.facts.instant import from_datetime
from pantau.facts.words import CertificateProblem, ProbeOutcome
from tests.collector.probes.playing import HOST, Talk, ask, listening, moment, probe

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\nSelamat datang"
MOVED = b"HTTP/1.1 302 Found\r\nLocation: %b\r\nContent-Length: 0\r\n\r\n"
FAR = datetime.datetime(2035, 1, 1, tzinfo=datetime.UTC)
PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def serving(*replies: bytes) -> Talk:
    """A server that says these, one a connection; the last for ever."""
    waiting = list(replies)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(waiting.pop(0) if len(waiting) > 1 else waiting[0])
        await writer.drain()
        writer.write_eof() if writer.can_write_eof() else None
        await reader.read()

    return talk


def visit(
    *replies: bytes,
    tls: ssl.SSLContext | None = None,
    url: str = "",
    timeout_s: float = 5,
    **settings: object,
) -> Answer:
    async def run() -> Answer:
        async with listening(serving(*replies), tls) as port:
            page = url.format(port=port) or f"{'https' if tls else 'http'}://{HOST}:{port}/"
            return await ask(probe("http", port, url=page, **settings), timeout_s)

    return asyncio.run(run())


def test_a_page_that_comes_is_an_answer_with_its_phases() -> None:
    answer = visit(OK)
    assert answer.outcome is ProbeOutcome.ANSWERED
    assert set(answer.details) == {"status", "connect_us", "first_byte_us"}
    assert answer.details["status"] == 200
    assert answer.rtt_us is not None
    assert answer.rtt_us >= int(answer.details["connect_us"]) + int(answer.details["first_byte_us"])


@pytest.mark.parametrize(
    ("status", "wanted", "outcome"),
    [
        (204, (), ProbeOutcome.ANSWERED),
        (404, (), ProbeOutcome.BAD_STATUS),
        (503, (), ProbeOutcome.BAD_STATUS),
        (401, (200, 401), ProbeOutcome.ANSWERED),
        (200, (401,), ProbeOutcome.BAD_STATUS),
    ],
)
def test_the_status_is_the_one_that_is_wanted(
    status: int, wanted: tuple[int, ...], outcome: ProbeOutcome
) -> None:
    answer = visit(b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % status, status=wanted)
    assert (answer.outcome, answer.details["status"]) == (outcome, status)


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (OK, ProbeOutcome.ANSWERED),
        (b"HTTP/1.0 200 OK\r\n\r\nSelamat datang", ProbeOutcome.ANSWERED),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nSel\r\n5\r\namat \r\n"
            b"6\r\ndatang\r\n0\r\n\r\n",
            ProbeOutcome.ANSWERED,
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nRusak", ProbeOutcome.BAD_CONTENT),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nSelam", ProbeOutcome.CUT_OFF),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + b"x" * 900_000, None),
    ],
)
def test_the_keyword_stands_in_the_page(page: bytes, outcome: ProbeOutcome | None) -> None:
    assert MOST_BYTES < 900_000
    answer = visit(page, keyword="Selamat datang")
    assert answer.outcome is (outcome or ProbeOutcome.BAD_CONTENT)
    if answer.outcome is not ProbeOutcome.CUT_OFF:
        assert "transfer_us" in answer.details


def test_a_redirect_is_followed_or_not() -> None:
    followed = visit(MOVED % b"/beranda", OK)
    assert (followed.outcome, followed.details["redirects"]) == (ProbeOutcome.ANSWERED, 1)
    left = visit(MOVED % b"/beranda", OK, redirects=False)
    assert (left.outcome, left.details["status"]) == (ProbeOutcome.BAD_STATUS, 302)
    wanted = visit(MOVED % b"/beranda", OK, redirects=False, status=(302,))
    assert wanted.outcome is ProbeOutcome.ANSWERED


def test_redirects_without_end_are_cut() -> None:
    answer = visit(MOVED % b"/lagi")
    assert answer.outcome is ProbeOutcome.TOO_MANY_REDIRECTS
    assert answer.details["redirects"] == MOST_REDIRECTS + 1


def test_a_host_with_letters_beyond_ascii_is_asked_by_its_other_name() -> None:
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(OK)
        await writer.drain()

    async def here(host: str, notes: Notes) -> Destination | None:
        return Destination.of(HOST)

    async def run() -> Answer:
        async with listening(talk) as port:
            with patch.object(http, "look_up", here):
                return await ask(probe("http", 0, url=f"http://bücher.test:{port}/é"))

    assert asyncio.run(run()).outcome is ProbeOutcome.ANSWERED
    assert b"Host: xn--bcher-kva.test:" in heard[0]


@pytest.mark.parametrize(
    "location",
    [b"ftp://127.0.0.1/", b"ftp://127.0.0.1:9/", b"http://[::1", b"http://127.0.0.1:99999/"],
)
def test_a_redirect_to_nowhere_is_garbage(location: bytes) -> None:
    assert visit(MOVED % location).outcome is ProbeOutcome.GARBAGE


# Where clouds keep secrets for their machines; nobody is asked.
_METADATA = str(ipaddress.IPv4Address(0xA9FEA9FE))


@pytest.mark.parametrize(
    "close",
    ["127.0.0.1", "127.64.0.9", _METADATA, "0.0.0.0", "::1", "fe80::1", "::ffff:127.0.0.1"],
)
def test_no_stranger_leads_to_this_machine_or_its_link(close: str) -> None:
    """Or a broken web server could have us ask our own ports, or a cloud's keeper of secrets."""
    to, far = Destination.of(close), Destination.of("10.64.0.1")
    assert to is not None
    assert far is not None
    assert not may_lead(far, to)
    assert may_lead(to, far)
    assert may_lead(far, far)
    assert may_lead(to, to)


def test_a_redirect_of_a_stranger_to_this_machine_sends_nothing_there() -> None:
    """Both are on loopback here; the first is taken for one that is far."""
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(MOVED % b"/dalam")
        await writer.drain()

    async def run() -> Answer:
        async with listening(talk) as port:
            with patch.object(http, "may_lead", lambda first, to: not heard):
                return await ask(probe("http", 0, url=f"http://{HOST}:{port}/"))

    assert asyncio.run(run()).outcome is ProbeOutcome.GARBAGE
    assert len(heard) == 1


def test_a_redirect_without_a_place_is_a_page() -> None:
    assert visit(b"HTTP/1.1 302 Found\r\n\r\n").outcome is ProbeOutcome.BAD_STATUS


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (b"", ProbeOutcome.CUT_OFF),
        (b"HTTP/1.1 200", ProbeOutcome.CUT_OFF),
        (b"SSH-2.0-OpenSSH\r\n", ProbeOutcome.GARBAGE),
        (b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n", ProbeOutcome.GARBAGE),
        (b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000, ProbeOutcome.GARBAGE),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 100_000, ProbeOutcome.GARBAGE),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, ProbeOutcome.ANSWERED),
    ],
    ids=["nothing", "half a line", "ssh", "other protocol", "endless head", "endless 100", "100"],
)
def test_what_is_no_reply_is_told_apart(reply: bytes, outcome: ProbeOutcome) -> None:
    assert visit(reply).outcome is outcome


@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(reply: bytes) -> None:
    assert visit(reply, keyword="x", timeout_s=0.5).outcome in ProbeOutcome


@given(st.binary(max_size=60).filter(lambda each: b"\r" not in each and b"\n" not in each))
def test_any_place_to_go_on_gives_an_answer(path: bytes) -> None:
    answer = visit(MOVED % (b"/" + path.lstrip(b"/\\")), OK)
    assert answer.outcome in {ProbeOutcome.ANSWERED, ProbeOutcome.GARBAGE}


# -- certificates --------------------------------------------------------------------------------


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[trustme.CA]:
    """One that this machine trusts, for the time of a test."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context_of.cache_clear()
    yield made
    context_of.cache_clear()


def tls_of(authority: trustme.CA, *names: str, until: datetime.datetime = FAR) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*(names or (HOST,)), not_after=until).configure_cert(context)
    return context


def test_a_trusted_certificate_tells_when_it_ends(authority: trustme.CA) -> None:
    answer = visit(OK, tls=tls_of(authority))
    assert answer.outcome is ProbeOutcome.ANSWERED
    assert answer.details["certificate_ends_at"] == from_datetime(FAR)
    assert int(answer.details["tls_us"]) > 0
    assert "certificate_problem" not in answer.details


@pytest.mark.parametrize(
    ("names", "until", "problem"),
    [
        ((HOST,), PAST, CertificateProblem.EXPIRED),
        (("127.0.0.2",), FAR, CertificateProblem.OTHER_NAME),
    ],
)
def test_a_certificate_that_is_not_trusted_tells_why_and_when_it_ends(
    authority: trustme.CA,
    names: tuple[str, ...],
    until: datetime.datetime,
    problem: CertificateProblem,
) -> None:
    tls = tls_of(authority, *names, until=until)
    answer = visit(OK, tls=tls)
    assert answer.outcome is ProbeOutcome.BAD_CERTIFICATE
    assert answer.details["certificate_problem"] == problem.value
    assert answer.details["certificate_ends_at"] == from_datetime(until)


def test_an_unknown_authority_is_not_trusted_unless_nobody_asks(authority: trustme.CA) -> None:
    tls = tls_of(trustme.CA())
    refused, taken = visit(OK, tls=tls), visit(OK, tls=tls, verify=False)
    assert refused.outcome is ProbeOutcome.BAD_CERTIFICATE
    assert refused.details["certificate_problem"] == CertificateProblem.UNKNOWN_ISSUER.value
    assert taken.outcome is ProbeOutcome.ANSWERED
    assert taken.details["certificate_ends_at"] == from_datetime(FAR)


def test_a_name_is_checked_by_name(authority: trustme.CA) -> None:
    answer = visit(OK, tls=tls_of(authority, "localhost"), url="https://localhost:{port}/")
    assert answer.outcome is ProbeOutcome.ANSWERED


def test_no_tls_where_tls_is_expected() -> None:
    answer = visit(OK, url="https://" + HOST + ":{port}/", timeout_s=0.5)
    assert answer.outcome in {ProbeOutcome.BAD_TLS, ProbeOutcome.TIMEOUT}


def test_tls_that_never_ends_is_cut(authority: trustme.CA) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A handshake record that announces a chain of 16 MB and drips it.
        writer.write(b"\x16\x03\x03\x40\x00\x0b\xff\xff\xff")
        while True:
            writer.write(b"\x00" * 100)
            await writer.drain()
            await moment()

    async def run() -> Answer:
        async with listening(drip) as port:
            return await ask(probe("http", 0, url=f"https://{HOST}:{port}/"), timeout_s=0.4)

    answer = asyncio.run(run())
    assert answer.outcome in {ProbeOutcome.TIMEOUT, ProbeOutcome.BAD_TLS}


@pytest.mark.parametrize(
    ("links", "outcome"), [(50, ProbeOutcome.ANSWERED), (3_000, ProbeOutcome.BAD_TLS)]
)
def test_a_chain_of_thousands_of_certificates_is_not_read(
    authority: trustme.CA, tmp_path: Path, links: int, outcome: ProbeOutcome
) -> None:
    between = authority.create_child_ca()
    leaf = between.issue_cert(HOST, not_after=FAR)
    chain = [leaf.private_key_pem, leaf.cert_chain_pems[0], *[between.cert_pem] * links]
    (tmp_path / "chain.pem").write_bytes(b"".join(each.bytes() for each in chain))
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(tmp_path / "chain.pem")
    assert visit(OK, tls=tls).outcome is outcome


@given(st.binary(max_size=200))
def test_any_bytes_as_a_handshake_give_an_answer(reply: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(reply)
        await writer.drain()

    async def run() -> Answer:
        async with listening(talk) as port:
            return await ask(probe("http", 0, url=f"https://{HOST}:{port}/"), timeout_s=0.5)

    assert asyncio.run(run()).outcome in ProbeOutcome


@given(st.binary(max_size=300))
def test_any_bytes_as_a_certificate_give_a_time_or_none(der: bytes) -> None:
    assert ends_at_of(der) is None

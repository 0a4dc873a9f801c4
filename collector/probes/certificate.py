"""TLS on a connection that stands, and what its certificate says whether it is trusted or not."""

import asyncio
import socket
import ssl
from dataclasses import dataclass
from functools import cache

from cryptography import x509

from collector.probes.asking import Notes
from collector.probes.connecting import connect
from collector.transport import Destination
from pantau.facts.instant import from_datetime
from pantau.facts.words import CertificateProblem, ProbeOutcome

_LIMIT = 64 * 1024

# The numbers of OpenSSL's x509_vfy.h.
_PROBLEMS = {
    9: CertificateProblem.NOT_YET_VALID,
    10: CertificateProblem.EXPIRED,
    18: CertificateProblem.SELF_SIGNED,
    19: CertificateProblem.UNKNOWN_ISSUER,
    20: CertificateProblem.UNKNOWN_ISSUER,
    21: CertificateProblem.UNKNOWN_ISSUER,
    62: CertificateProblem.OTHER_NAME,
    64: CertificateProblem.OTHER_NAME,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A connection to write to and to read from."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def close(self) -> None:
        """At once: nobody waits for the other side's goodbye."""
        self.writer.transport.abort()


@cache
def context_of(*, verify: bool) -> ssl.SSLContext:
    """The machine's trusted authorities, or nobody's word. Reading them takes 20 ms: once."""
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


async def plain(sock: socket.socket) -> Line:
    """The connection as it is."""
    return Line(*await asyncio.open_connection(sock=sock, limit=_LIMIT))


async def secure(
    sock: socket.socket, server: tuple[Destination, int, str], notes: Notes, *, verify: bool
) -> Line | ProbeOutcome:
    """TLS over the connection; ``server``: its address, port and name.

    A certificate that is not trusted is looked at once more, over a second connection: when it
    ends is worth knowing most of all then. Raises OSError where the connection breaks.
    """
    try:
        line = await _shake_hands(sock, server[2], verify=verify)
    except ssl.SSLCertVerificationError as error:
        problem = _PROBLEMS.get(error.verify_code, CertificateProblem.OTHER)
        notes.details["certificate_problem"] = problem.value
        notes.when_late = ProbeOutcome.BAD_CERTIFICATE
        await _look_again(server, notes)
        return ProbeOutcome.BAD_CERTIFICATE
    except (ssl.SSLError, ValueError):
        return ProbeOutcome.BAD_TLS
    notes.done("tls")
    _note_end(line, notes)
    return line


async def _look_again(server: tuple[Destination, int, str], notes: Notes) -> None:
    to, port, name = server
    try:
        line = await _shake_hands(await connect(to, port, socket.SOCK_STREAM), name, verify=False)
    except (OSError, ValueError):
        return
    _note_end(line, notes)
    line.close()


async def _shake_hands(sock: socket.socket, name: str, *, verify: bool) -> Line:
    context = context_of(verify=verify)
    try:
        return Line(
            *await asyncio.open_connection(
                sock=sock, ssl=context, server_hostname=name, limit=_LIMIT
            )
        )
    except BaseException:
        sock.close()
        raise


def _note_end(line: Line, notes: Notes) -> None:
    """When the certificate ends; of several (redirects) the one that ends first."""
    der = line.writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
    ends_at = None if der is None else ends_at_of(der)
    if ends_at is not None:
        known = int(notes.details.get("certificate_ends_at", ends_at))
        notes.details["certificate_ends_at"] = min(ends_at, known)


def ends_at_of(der: bytes) -> int | None:
    """Microseconds UTC until which a certificate holds; None where these bytes are none."""
    try:
        return from_datetime(x509.load_der_x509_certificate(der).not_valid_after_utc)
    except Exception:  # noqa: BLE001 - a stranger's bytes: whatever the codec stumbles over
        return None

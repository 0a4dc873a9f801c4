"""SNMP agents as the responder sees them; the codec works in a process of its own.

Reading and writing one SNMP message takes milliseconds, in which no echo could be answered. So the
responder only looks up the device and hands both on to ``snmp_process``; what comes back is the
packet to be written.
"""

import json
import socket
import subprocess
import sys
from dataclasses import asdict

from pantau.lab.answers import Answering, Device
from pantau.lab.packet import Datagram
from pantau.lab.promptness import as_a_child

MESSAGE_BYTES = 65_536


class SnmpAgents:
    """A crowd that the other process cannot follow is lost, as packets are.

    The process is started by the first question, which waits for it: half a second's work.
    """

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._sock, self._other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._sock.setblocking(False)
        self._process: subprocess.Popen[bytes] | None = None

    def fileno(self) -> int:
        """Readable when ``answers`` has some, or when the other process has ended."""
        return self._sock.fileno()

    def close(self) -> None:
        """End the other process."""
        self._sock.close()
        self._other.close()
        if self._process is not None:
            self._process.wait()

    def ask(self, asked: Datagram, at_ns: int) -> None:
        """See Agents."""
        device = self._answering.device(asked.destination, at_ns)
        if device is None:
            return
        if self._process is None:
            self._process = self._start()
        try:
            self._sock.send(to_message(asked, device))
        except OSError:
            return

    def answers(self) -> list[bytes] | None:
        """The packets that are ready; None where the process has ended."""
        packets: list[bytes] = []
        while True:
            try:
                packet = self._sock.recv(MESSAGE_BYTES)
            except BlockingIOError:
                return packets
            except OSError:
                return None
            if not packet:
                return None
            packets.append(packet)

    def _start(self) -> "subprocess.Popen[bytes]":
        number = self._other.fileno()
        with self._other:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "pantau.lab.snmp_process", str(number)],
                pass_fds=[number],
                # We have one thread, and exec follows at once.
                preexec_fn=as_a_child,  # noqa: PLW1509
            )


def to_message(asked: Datagram, device: Device) -> bytes:
    """A question for the other process."""
    plain = {**asked._asdict(), "payload": asked.payload.hex()}
    return json.dumps({"asked": plain, "device": asdict(device)}).encode()


def from_message(message: bytes) -> tuple[Datagram, Device]:
    """What ``to_message`` wrote."""
    read = json.loads(message)
    asked = Datagram(**read["asked"])
    return asked._replace(payload=bytes.fromhex(read["asked"]["payload"])), Device(**read["device"])

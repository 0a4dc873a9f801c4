"""A network of our own: a private user and network namespace for the current process.

``python -m pantau.lab.namespace`` tries it and says why it is refused; ``refusal`` runs that.
"""

import ctypes
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from pantau.lab.interface import bring_up, queue_packets, set_address
from pantau.lab.network import DEVICE, OWN, PREFIX
from pantau.lab.tun import TunRefusedError, open_tun

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_QUEUE = 5_000  # packets that may wait for us: a burst is late then, never lost


class LabRefusedError(Exception):
    """This machine gives us no network of our own."""

    def __init__(self, why: object) -> None:
        self.why = str(why)
        super().__init__(f"this machine refuses private network namespaces: {why}")


def enter() -> int:
    """Move this process into a network of its own; the descriptor of its TUN device.

    Everything that is sent to the lab's network from inside can be read from the descriptor, and
    there is no way out: the namespace has that device and a loopback only. For a freshly started
    process without threads. Raises LabRefusedError; the process is then of no further use.
    """
    threads = len(list(Path("/proc/self/task").iterdir()))
    if threads > 1:
        raise LabRefusedError(f"the process has {threads} threads and must have one")
    try:
        _unshare()
        bring_up("lo")
        tun = open_tun(DEVICE)
        queue_packets(DEVICE, _QUEUE)
        set_address(DEVICE, OWN, PREFIX)
        bring_up(DEVICE)
    except OSError as error:
        raise LabRefusedError(error) from None
    except TunRefusedError as error:
        raise LabRefusedError(error) from None
    _allow_ping_sockets()
    return tun


def refusal() -> str | None:
    """Why this machine refuses a lab, tried in a process of its own; None where it grants it."""
    tried = subprocess.run(
        [sys.executable, "-P", "-m", __name__],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    if tried.returncode == 0:
        return None
    return (tried.stderr.strip().splitlines() or [f"ended with {tried.returncode}"])[-1]


def _unshare() -> None:
    """Root needs no user namespace, but is less dangerous in one."""
    user, group = os.geteuid(), os.getegid()
    refused = _call_unshare(_NEW_USER | _NEW_NET)
    if refused is None:
        # Without this a group that was meant to keep us out could be given up.
        Path("/proc/self/setgroups").write_text("deny", "ascii")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", "ascii")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1", "ascii")
    elif user != 0 or _call_unshare(_NEW_NET) is not None:
        raise refused


def _call_unshare(flags: int) -> OSError | None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags) == 0:
        return None
    number = ctypes.get_errno()
    return OSError(number, f"unshare: {os.strerror(number)}")


def _allow_ping_sockets() -> None:
    """Where even this is refused, a raw socket does: we hold CAP_NET_RAW in here."""
    group = os.getegid()
    with suppress(OSError):
        Path("/proc/sys/net/ipv4/ping_group_range").write_text(f"{group} {group}", "ascii")


if __name__ == "__main__":
    try:
        enter()
    except LabRefusedError as refused:
        sys.exit(str(refused))

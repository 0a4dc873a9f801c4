"""The machine: may we send echoes, does its clock follow a time server, has it room. Linux."""

import ctypes
import os
import pwd
import resource
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from collector.icmp.sockets import EchoSocket, IcmpRefusedError, open_echo_socket
from pantau.cli.doctor.finding import Finding, Part, broken, fine, look
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say

_UNSYNCHRONISED = 0x0040  # STA_UNSYNC, linux/timex.h
_STATUS_AT, _TIMEX_BYTES = 40, 208  # struct timex where a long has 8 bytes
_LEAST_FILES = 1_024
_LEAST_MEMORY = 500_000_000
# Read-only: what the collector would ask for, closed at once.
Opens = Callable[[socket.AddressFamily], EchoSocket]


@dataclass(frozen=True, slots=True)
class Machine:
    """What the kernel tells. ``synchronised``: None where it does not tell; ``memory``: bytes that
    programs can still have; ``files``: how many this user's programs may open."""

    synchronised: bool | None
    memory: int | None
    files: int


def read_machine() -> Machine:
    """Ask the kernel; changes nothing."""
    return Machine(synchronised(), _memory(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def synchronised() -> bool | None:
    """Whether the kernel's clock is kept by a time server: adjtimex(2), which sets nothing here."""
    told = (ctypes.c_char * _TIMEX_BYTES)()
    try:
        state = ctypes.CDLL(None).adjtimex(told)
    except (OSError, AttributeError):
        return None
    if state < 0:
        return None
    status = int.from_bytes(told.raw[_STATUS_AT : _STATUS_AT + 4], "little", signed=True)
    return not status & _UNSYNCHRONISED


def _memory() -> int | None:
    try:
        told = Path("/proc/meminfo").read_text("ascii").splitlines()
        lines = dict(line.split(":", 1) for line in told)
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return None


def about_machine(machine: Machine) -> list[Finding]:
    """Clock, memory and open files."""
    return [_clock(machine.synchronised), *_room(machine)]


def _clock(kept: bool | None) -> Finding:
    if kept:
        return fine(Part.CLOCK, Sentence(to_say("kept by a time server")))
    remedy = Sentence(
        to_say(
            "let a time server keep it, else times can be disputed: timedatectl set-ntp true; "
            "where that is not supported: apt-get install systemd-timesyncd"
        )
    )
    if kept is None:
        return look(Part.CLOCK, Sentence(to_say("the kernel does not say who keeps it")), remedy)
    return look(Part.CLOCK, Sentence(to_say("no time server keeps it")), remedy)


def _room(machine: Machine) -> list[Finding]:
    found = []
    if machine.memory is not None and machine.memory < _LEAST_MEMORY:
        megabytes = machine.memory // 1_000_000
        what = Sentence(to_say("{n} MB of memory are left"), n=megabytes)
        remedy = Sentence(to_say("Pantau wants 1 GB: end other programs or add memory"))
        found.append(look(Part.MACHINE, what, remedy))
    if machine.files < _LEAST_FILES:
        what = Sentence(to_say("a program may open {n} files only"), n=machine.files)
        remedy = Sentence(to_say("allow {n}: LimitNOFILE= of the service, or ulimit -n"), n=4096)
        found.append(look(Part.MACHINE, what, remedy))
    return found or [fine(Part.MACHINE, Sentence(to_say("memory and open files suffice")))]


def about_echoes(
    inventory: Inventory | None, opens: Opens = open_echo_socket, *, measures: bool = False
) -> list[Finding]:
    """Whether the collector, run by this user, could ask as the inventory wants it.

    ``measures``: one runs and does: then it has a right that this user need not have.
    """
    families = [socket.AF_INET]
    if inventory is not None and any(_is_v6(each.address) for each in inventory.sites):
        families.append(socket.AF_INET6)
    found = []
    for family in families:
        name = "IPv6" if family == socket.AF_INET6 else "IPv4"
        try:
            opens(family).sock.close()
        except IcmpRefusedError as refused:
            if measures:
                said = to_say("the collector that runs can send {family} echoes, this user cannot")
                found.append(fine(Part.ECHOES, Sentence(said, family=name)))
                continue
            what = Sentence(to_say("no {family} echoes can be sent by this user"), family=name)
            found.append(broken(Part.ECHOES, what, refused.why))
        else:
            said = to_say("{family} echoes can be sent by this user")
            found.append(fine(Part.ECHOES, Sentence(said, family=name)))
    return found


def _is_v6(address: str) -> bool:
    try:
        return ip_address(address).version == 6
    except ValueError:  # a site that calls in
        return False


def whose() -> str:
    """The user in whose name all this was looked at."""
    return name_of(os.geteuid())


def name_of(user: int) -> str:
    """What a user is called, by number; the number where it has no name."""
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)

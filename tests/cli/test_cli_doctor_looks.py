"""``pantau doctor``: what is decided on what was seen of disks, the machine and its rights."""

import errno
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from collector.icmp.sockets import IcmpRefusedError
from pantau.cli.doctor.finding import Level, Part
from pantau.cli.doctor.keeping import Mount, about_disk, mount_of
from pantau.cli.doctor.machine import Machine, about_echoes, about_machine
from pantau.facts.instant import DAY
from pantau.facts.saved import SpaceDay, Upkeep
from pantau.facts.words import SpaceKind
from pantau.inventory import read_inventory
from tests.cli.story import INVENTORY, Desk

MOUNTS = """\
21 1 8:1 / / rw - ext4 /dev/sda1 rw
22 21 0:5 / /srv/my\\040data rw - nfs4 server:/x rw
23 21 0:6 / /srv rw - xfs /dev/sdb1 rw
24 21 0:7 / /run rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/pantau", "ext4"),
        ("/srv/my data/pantau", "nfs4"),
        ("/srv/my", "xfs"),
        ("/srv", "xfs"),
        ("/srvx", "ext4"),
        ("/run/pantau", "tmpfs"),
    ],
)
def test_on_what_a_path_lies(path: str, kind: str) -> None:
    found = mount_of(Path(path), MOUNTS)
    assert found is not None
    assert found.kind == kind


def test_this_machines_own_list_of_disks_is_understood(tmp_path: Path) -> None:
    found = mount_of(tmp_path.resolve(), Path("/proc/self/mountinfo").read_text())
    assert found is not None
    assert os.stat(found.at).st_dev == tmp_path.stat().st_dev  # noqa: PTH116 - as the kernel says it


def test_disks() -> None:
    def said(kind: str, free: int, days: tuple[SpaceDay, ...] = ()) -> list[tuple[Level, str]]:
        space = SpaceDay(40 * DAY, {SpaceKind.JOURNAL: 900}, free, 10**12)
        found = about_disk(Mount("/", kind), space, Upkeep((), days))
        return [(each.level, each.what.message) for each in found]

    assert [level for level, _ in said("ext4", 10**11)] == [Level.FINE]
    assert [level for level, _ in said("nfs4", 10**11)] == [Level.BROKEN]
    assert [level for level, _ in said("tmpfs", 10**11)] == [Level.BROKEN]
    assert said("ext4", 1_500_000_000) == [(Level.LOOK, "1500 MB are free")]
    growing = tuple(
        SpaceDay(day * DAY, {SpaceKind.JOURNAL: day * 10**9}, 10**10, 10**12) for day in range(40)
    )
    space = SpaceDay(40 * DAY, {SpaceKind.JOURNAL: 40 * 10**9}, 10**10, 10**12)
    [found] = about_disk(Mount("/", "ext4"), space, Upkeep((), growing))
    assert (found.level, found.what.message) == (Level.LOOK, "the room is used up in 10 days")


def test_the_machine() -> None:
    def levels(machine: Machine) -> list[tuple[Part, Level]]:
        return [(each.part, each.level) for each in about_machine(machine)]

    assert levels(Machine(True, 10**10, 4096)) == [
        (Part.CLOCK, Level.FINE),
        (Part.MACHINE, Level.FINE),
    ]
    assert levels(Machine(None, None, 4096))[0] == (Part.CLOCK, Level.LOOK)
    for kept in (None, False):
        remedy = about_machine(Machine(kept, None, 4096))[0].remedy
        assert remedy is not None
        assert "timedatectl set-ntp true" in remedy.message
        assert "systemd-timesyncd" in remedy.message
    assert levels(Machine(False, 10**8, 256)) == [
        (Part.CLOCK, Level.LOOK),
        (Part.MACHINE, Level.LOOK),
        (Part.MACHINE, Level.LOOK),
    ]


def test_echoes_that_are_refused(desk: Desk) -> None:
    v6 = INVENTORY.replace("127.64.1.3", '"::1"')
    desk.inventory.write_text(v6)
    inventory = read_inventory(desk.inventory).inventory
    assert inventory is not None

    def refused(family: socket.AddressFamily) -> Any:
        raise IcmpRefusedError(family.name, errno.errorcode[13], errno.errorcode[1])

    found = about_echoes(inventory, refused)
    assert [(each.level, each.what.message) for each in found] == [
        (Level.BROKEN, "no IPv4 echoes can be sent by this user"),
        (Level.BROKEN, "no IPv6 echoes can be sent by this user"),
    ]
    assert all(each.remedy and "ping_group_range" in each.remedy.message for each in found)
    assert [each.level for each in about_echoes(None)] == [Level.FINE]
    # The service may, and this user need not.
    found = about_echoes(inventory, refused, measures=True)
    assert [each.level for each in found] == [Level.FINE, Level.FINE]

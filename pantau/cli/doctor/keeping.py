"""Where the data lies: what disk it is, who may read it, how much room there is, what is saved."""

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pantau.actions.room import days_left
from pantau.cli.doctor.finding import Finding, Part, broken, fine, look
from pantau.cli.doctor.machine import name_of
from pantau.facts.instant import DAY
from pantau.facts.saved import SpaceDay, Upkeep
from pantau.facts.words import BackupTrouble
from pantau.inventory.backups import Backups
from pantau.language import Sentence, to_say

# SQLite's log is shared memory: two machines, or a server that caches, tear it.
OF_THE_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "glusterfs", "afs", "fuse.sshfs"}
)
OF_MEMORY = frozenset({"tmpfs", "ramfs"})
_LOW_BYTES, _LOW_DAYS = 2_000_000_000, 30
_STALE = 2 * DAY
_OF_THE_FILE_SYSTEM = "lost+found"  # of root, where the data has a disk of its own


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system: where it hangs, and of what kind it is."""

    at: str
    kind: str


def mount_of(path: Path, mountinfo: str) -> Mount | None:
    """On what ``path`` (absolute) lies, by the text of /proc/self/mountinfo (proc(5))."""
    found = None
    for line in mountinfo.splitlines():
        left, _, right = line.partition(" - ")
        fields, kind = left.split(), right.split()
        if len(fields) < 5 or not kind:
            continue
        at = fields[4].replace("\\040", " ")
        # A later line hides an earlier one at the same place.
        if path.is_relative_to(at) and (found is None or len(at) >= len(found.at)):
            found = Mount(at, kind[0])
    return found


def about_disk(mount: Mount | None, space: SpaceDay | None, upkeep: Upkeep) -> list[Finding]:
    """The disk that the data lies on."""
    found = []
    if mount is not None and mount.kind in OF_THE_NETWORK:
        what = Sentence(to_say("the data lies on a disk of the network ({kind})"), kind=mount.kind)
        remedy = Sentence(
            to_say("move it to a disk of this machine; the network's tears the store")
        )
        found.append(broken(Part.DISK, what, remedy))
    if mount is not None and mount.kind in OF_MEMORY:
        what = Sentence(to_say("the data lies in memory ({kind})"), kind=mount.kind)
        remedy = Sentence(
            to_say("move it to a real disk; a restart of the machine takes all of it")
        )
        found.append(broken(Part.DISK, what, remedy))
    found += _space(space, upkeep)
    return found or [fine(Part.DISK, Sentence(to_say("a disk of this machine, with room")))]


def _space(space: SpaceDay | None, upkeep: Upkeep) -> list[Finding]:
    if space is None:
        return []
    left = days_left((*upkeep.days, space))
    remedy = Sentence(to_say("make room, or move the data to a larger disk"))
    if space.free < _LOW_BYTES:
        what = Sentence(to_say("{n} MB are free"), n=space.free // 1_000_000)
        return [look(Part.DISK, what, remedy)]
    if left is not None and left < _LOW_DAYS:
        return [
            look(
                Part.DISK, Sentence(to_say("the room is used up in {n} days"), n=int(left)), remedy
            )
        ]
    return []


def about_rights(data: Path, user: int) -> list[Finding]:
    """Whether the data belongs to whoever looks, all of it, and nobody else can read it."""
    try:
        owner = data.stat().st_uid
    except OSError:
        return []
    found = [*_other_owners(data, owner), *_another(owner, user)]
    open_to_others = [path for path in (data, *sorted(data.glob("*.sqlite"))) if _is_open(path)]
    if open_to_others:
        path = str(open_to_others[0])
        what = Sentence(to_say("{path} can be read or changed by everybody here"), path=path)
        remedy = Sentence(to_say("shut it: chmod -R go-rwx {data}"), data=str(data))
        found.append(look(Part.RIGHTS, what, remedy))
    return found or [fine(Part.RIGHTS, Sentence(to_say("the data is ours alone")))]


def _another(owner: int, user: int) -> list[Finding]:
    if owner == user:
        return []
    what = Sentence(to_say("the data belongs to user {name}, not to us"), name=name_of(owner))
    remedy = Sentence(
        to_say(
            "look as that user, as docs/install.md shows in part 5; what another one types can "
            "leave files of the wrong owner"
        )
    )
    return [look(Part.RIGHTS, what, remedy)]


def _other_owners(data: Path, owner: int) -> list[Finding]:
    """What a command left there that somebody typed as another user: the services fail at it."""
    others = [path for path in _below(data) if _owner_of(path) not in {owner, None}]
    if not others:
        return []
    what = Sentence(
        to_say("{path} does not belong to user {name} (files of others: {n})"),
        path=str(others[0]),
        name=name_of(owner),
        n=len(others),
    )
    remedy = Sentence(
        to_say("give them back, as root: chown -R {name}: {data}"),
        name=name_of(owner),
        data=str(data),
    )
    level = look if all(map(_may_change, others)) else broken
    return [level(Part.RIGHTS, what, remedy)]


def _may_change(path: Path) -> bool:
    """Whether we may all the same, as root may."""
    return os.access(path, os.R_OK | os.W_OK)


def _below(data: Path) -> list[Path]:
    """What lies there and in the folders there; no further."""
    try:
        there = sorted(each for each in data.iterdir() if each.name != _OF_THE_FILE_SYSTEM)
        return [each for path in there for each in (path, *_inside(path))]
    except OSError:
        return []


def _inside(path: Path) -> list[Path]:
    try:
        return sorted(path.iterdir()) if path.is_dir() and not path.is_symlink() else []
    except OSError:
        return []


def _owner_of(path: Path) -> int | None:
    try:
        return path.lstat().st_uid
    except OSError:  # it went meanwhile
        return None


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP))
    except OSError:
        return False


def about_aside(aside: Sequence[Path]) -> list[Finding]:
    """Damaged files that were moved out of the way, and that somebody has to look at."""
    return [
        look(
            Part.STORE,
            Sentence(to_say("a damaged file was set aside: {path}"), path=str(path)),
            Sentence(
                to_say(
                    "if it is a month of samples, bring it back: pantau restore BACKUP --month "
                    "YYYY-MM; then move it out of the data directory"
                )
            ),
        )
        for path in aside
    ]


def about_backup(plan: Backups | None, upkeep: Upkeep, data: Path, now: int) -> list[Finding]:
    """Whether what is lost here would be found elsewhere. ``now``: microseconds UTC."""
    if plan is None:
        what = Sentence(to_say("none is made by itself"))
        remedy = Sentence(to_say("write backup: {to: /DIRECTORY} into the inventory"))
        return [look(Part.BACKUP, what, remedy)]
    found = []
    if _same_disk(Path(plan.to), data):
        what = Sentence(to_say("{path} lies on the disk of the data itself"), path=plan.to)
        remedy = Sentence(
            to_say("let backups go to another disk, which does not die with this one")
        )
        found.append(look(Part.BACKUP, what, remedy))
    tries = upkeep.of(plan.to)
    sound = [each for each in tries if each.sound]
    mend = Sentence(to_say("mend that, then try: pantau backup --to {path}"), path=plan.to)
    if (shut := _shut(Path(plan.to))) is not None:
        what = Sentence(to_say("{place}: {reason}"), place=plan.to, reason=shut)
        found.append(broken(Part.BACKUP, what, mend))
    elif tries and tries[-1].trouble is not None:
        trouble = tries[-1].trouble
        what = Sentence(
            to_say("the last one into {path}: {trouble}"), path=plan.to, trouble=trouble
        )
        found.append(broken(Part.BACKUP, what, mend))
    elif not sound or now - sound[-1].began_at > _STALE:
        what = Sentence(
            to_say("there is no sound one of the last two days in {path}"), path=plan.to
        )
        remedy = Sentence(
            to_say("see that the collector runs at night, or try: pantau backup --to {path}"),
            path=plan.to,
        )
        found.append(broken(Part.BACKUP, what, remedy))
    return found or [fine(Part.BACKUP, Sentence(to_say("made, in {path}"), path=plan.to))]


def _shut(target: Path) -> BackupTrouble | None:
    """What keeps the next one from being written, before a night has shown it."""
    try:
        if not target.is_dir():
            return BackupTrouble.GONE
    except OSError:
        return BackupTrouble.FORBIDDEN
    return None if os.access(target, os.W_OK | os.X_OK) else BackupTrouble.FORBIDDEN


def _same_disk(target: Path, data: Path) -> bool:
    try:
        return target.stat().st_dev == data.stat().st_dev
    except OSError:
        return False

"""Which target of another tool is which of our sites: a file that somebody wrote and checked."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from pantau.actions.sheets import compared, read_any_table
from pantau.actions.table import Columns, Row, RowProblem, did_you_mean
from pantau.facts.measured import upstream_name
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say

_COLUMNS = Columns(("theirs", "site"), ("probe",))
_LONGEST_PROBE = 60
HEARTBEAT = "icmp"


@dataclass(frozen=True, slots=True)
class Target:
    """What another tool asks: ``key`` is unique in it. ``probe``: what ours would be called."""

    key: str
    name: str
    address: str
    probe: str


class Mapped(NamedTuple):
    """A target and the site that it is."""

    target: Target
    site: str
    probe: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """``left``: targets that the file does not name; those with an empty site are meant so."""

    mapped: tuple[Mapped, ...]
    left: tuple[Target, ...]


def read_mapping(
    data: bytes, file: str, inventory: Inventory, targets: Sequence[Target]
) -> Mapping | list[RowProblem]:
    """Read ``theirs,site[,probe]``: a target by its key, name or address; the site's id.

    An empty site says that the target is none of ours.
    """
    rows, problems = read_any_table(data, file, _COLUMNS)
    by_name = _by_name(targets)
    known = known_sites(inventory)
    found: dict[str, Mapped | None] = {}
    taken: dict[tuple[str, str], str] = {}
    for row in rows:
        why = _unclear(row.values["theirs"], by_name) or _unfit(row, by_name, found, known)
        target = None if why else by_name[row.values["theirs"]][0]
        site, probe = row.values["site"], row.values["probe"] or (target.probe if target else "")
        if target is not None and site and (site, probe) in taken:
            text = to_say(
                "site '{site}' has the probe {probe} from '{other}' already; leave the site of one "
                "of them empty, or write another probe"
            )
            why = Sentence(text, site=site, probe=probe, other=taken[site, probe])
        if why is not None:
            problems.append(RowProblem(file, row.line, why))
        elif target is not None:
            taken[site, probe] = target.name
            found[target.key] = Mapped(target, site, probe) if site else None
    if problems:
        return sorted(problems, key=lambda each: each.line)
    left = tuple(each for each in targets if each.key not in found)
    mapped = tuple(each for each in found.values() if each is not None)
    if not mapped:
        return [RowProblem(file, 1, Sentence(to_say("the file maps no target to a site")))]
    return Mapping(mapped, left)


def known_sites(inventory: Inventory) -> tuple[str, ...]:
    """All names that samples may have: sites, and shared links."""
    links = (upstream_name(each) for each in inventory.upstreams)
    return (*(site.id for site in inventory.judged), *links)


def suggested(inventory: Inventory, target: Target) -> str | None:
    """The site that a target seems to be: by its address, else by its name. None: no idea."""
    same = [site.id for site in inventory.judged if target.address == site.address]
    if len(same) == 1:
        return same[0]
    names = {compared(name): site.id for site in inventory.judged for name in (site.id, site.name)}
    near = get_close_matches(compared(target.name)[:200], names, n=1, cutoff=0.75)
    return names[near[0]] if near else None


def as_file(inventory: Inventory, targets: Iterable[Target]) -> str:
    """A mapping to be checked: each target with the site that it seems to be."""
    into = io.StringIO()
    writer = csv.writer(into, lineterminator="\n")
    writer.writerow(("theirs", "site"))
    for target in targets:
        writer.writerow((target.key, suggested(inventory, target) or ""))
    return into.getvalue()


def _by_name(targets: Sequence[Target]) -> dict[str, tuple[Target, ...]]:
    """Keys go before names, and names before addresses."""
    found: dict[str, tuple[Target, ...]] = {}
    for called in ("address", "name", "key"):
        same: dict[str, list[Target]] = {}
        for target in targets:
            same.setdefault(getattr(target, called), []).append(target)
        found |= {name: tuple(each) for name, each in same.items() if name}
    return found


def _unfit(
    row: Row,
    by_name: dict[str, tuple[Target, ...]],
    found: dict[str, Mapped | None],
    known: tuple[str, ...],
) -> Sentence | None:
    """What is wrong with a line whose target is clear."""
    theirs, site, probe = row.values["theirs"], row.values["site"], row.values["probe"]
    if by_name[theirs][0].key in found:
        return Sentence(to_say("theirs '{theirs}' stands twice; keep one line"), theirs=theirs)
    if site and site not in known:
        return Sentence(
            to_say("site '{site}' is not in the inventory{near}"),
            site=site,
            near=did_you_mean(site, known) or Sentence(to_say("; write the site's id")),
        )
    if len(probe) > _LONGEST_PROBE:
        return Sentence(to_say("probe '{probe}' is too long"), probe=probe)
    return None


def _unclear(theirs: str, by_name: dict[str, tuple[Target, ...]]) -> Sentence | None:
    meant = by_name.get(theirs, ())
    if not meant:
        return Sentence(
            to_say("theirs '{theirs}' is no target there{near}"),
            theirs=theirs,
            near=did_you_mean(theirs, tuple(by_name)) or "",
        )
    if len(meant) > 1:
        return Sentence(
            to_say("theirs '{theirs}' is several targets; write one of {keys}"),
            theirs=theirs,
            keys=tuple(each.key for each in meant),
        )
    return None

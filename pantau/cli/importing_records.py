"""``pantau import samples``, and ``import outages`` from what another tool recorded."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from hashlib import file_digest, sha256
from pathlib import Path

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.recorded.mapping import Mapping, as_file, read_mapping, suggested
from pantau.actions.recorded.source import MOST_PROBLEMS, Problems, Source, Tool
from pantau.actions.table import RowProblem
from pantau.cli.acting import acted, done
from pantau.cli.importing_asked import Recorded, recorded
from pantau.cli.importing_said import tell, tell_outages, tell_samples
from pantau.cli.place import (
    Place,
    fail,
    inventory_in_force,
    misused,
    refuse,
    spoken,
    writing_or_trying,
)
from pantau.cli.rows import read_file, refuse_rows
from pantau.facts.measured import Interval
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store import Store


@click.command("samples")
@recorded
@acted
def import_samples_command(place: Place, actor: Actor, asked: Recorded) -> None:
    """Minute samples from FILE: CSV or XLSX, an Uptime Kuma database, a log of fping, Prometheus.

    Columns: site,probe,at,sent,received,rtt_min_us,rtt_median_us,rtt_max_us,jitter_us. What was
    measured by our own collector stays. Availability and money do not change.
    """
    from pantau.actions.recorded import importing  # noqa: PLC0415 - numpy, which lists do not need
    from pantau.actions.recorded.gather import gather_samples  # noqa: PLC0415 - as above
    from pantau.actions.recorded.sample_rows import read_sample_file  # noqa: PLC0415 - as above
    from pantau.store.bringing import Bringer  # noqa: PLC0415 - as above
    from pantau.store.spool import Spool  # noqa: PLC0415 - as above

    tool = tool_asked(asked)
    with writing_or_trying(place, dry=asked.dry_run) as store:
        inventory = inventory_in_force(place, store)
        span = asked.span(inventory, actor.at)
        # Whoever tries once more after a power cut gets what was begun.
        finished = [] if asked.dry_run else importing.finish_imports(store, actor)
        with Spool(None if asked.dry_run else store.data) as spool:
            if tool is Tool.CSV:
                about = importing.About(Path(asked.file).name, _digest(asked), tool)
                _demand_new(importing.same_samples(store, about), finished)
                with _readable(asked.file):
                    problems = read_sample_file(Path(asked.file), inventory, span, actor.at, spool)
                if not problems:
                    for each in Bringer(store, author="", via="").twice(spool, MOST_PROBLEMS):
                        text = to_say("'{site}' has this minute of {probe} on line {first} already")
                        why = Sentence(text, site=each.site, probe=each.probe, first=each.first)
                        problems.add(RowProblem(about.file, each.line, why))
                _refuse_problems(problems)
            else:
                with opened(asked, tool, inventory, span) as source:
                    mapping = mapped(place, inventory, source, asked)
                    about = importing.About(source.file, _digest(asked, source.digest), tool)
                    _demand_new(importing.same_samples(store, about), finished)
                    gather_samples(source, mapping.mapped, span, spool)
                    _refuse_problems(source.problems)
            found = importing.import_samples(store, actor, about, spool, dry=asked.dry_run)
            if isinstance(found, Refused):
                refuse(found)
            if spool.first is not None and spool.last is not None:
                tell_samples(place, inventory, len(spool.sites), (spool.first, spool.last), found)
        if found.waits is not None:
            text = to_say("the import is in the journal; its samples follow by themselves: {why}")
            tell(place, text, why=found.waits)
        if found.import_id is not None:
            click.echo(found.import_id)


def import_tool_outages(
    place: Place, actor: Actor, store: Store, inventory: Inventory, tool: Tool, asked: Recorded
) -> None:
    """Outages, and the time that was watched, of what a tool recorded. Prints the import's id."""
    from pantau.actions.recorded import importing  # noqa: PLC0415 - numpy, which lists do not need
    from pantau.actions.recorded.gather import gather_outages  # noqa: PLC0415 - as above

    if tool is Tool.FPING:
        text = to_say("fping judges no outage; import its samples, and outages as a list")
        refuse(Sentence(text))
    span = asked.span(inventory, actor.at)
    with opened(asked, tool, inventory, span) as source:
        mapping = mapped(place, inventory, source, asked)
        found = gather_outages(source, mapping.mapped, span)
        _refuse_problems(source.problems)
        for each in found.left:
            text = to_say("left out: '{name}' asks {probe}; only pings say whether a line is up")
            tell(place, text, name=each.target.name, probe=each.probe)
        about = importing.About(source.file, _digest(asked, source.digest), tool)
    fact = importing.outages_fact(about, found)
    if isinstance(fact, Refused):
        refuse(fact)
    tell_outages(place, inventory, fact.outages, fact.spans)
    if not asked.dry_run:
        done(importing.import_recorded_outages(store, actor, fact))


def tool_asked(asked: Recorded) -> Tool:
    """Who recorded the file."""
    from pantau.actions.recorded.opening import tool_of  # noqa: PLC0415 - numpy, as above

    with _readable(asked.file):
        return tool_of(asked.file) if asked.tool is None else Tool(asked.tool)


@contextmanager
def opened(asked: Recorded, tool: Tool, inventory: Inventory, span: Interval) -> Iterator[Source]:
    """The reader of a tool; ends the command where there is none."""
    from pantau.actions.recorded.opening import How, open_source  # noqa: PLC0415 - as above

    if tool is Tool.PROMETHEUS and (asked.begin is None or asked.end is None):
        text = to_say("--from prometheus needs --observed-from and --observed-to")
        raise misused(Sentence(text))
    day: date | None = None if asked.day is None else asked.day.date()
    how = How(day, asked.metric, asked.rtt, asked.every)
    with _readable(asked.file):
        source = open_source(tool, asked.file, inventory.timezone, span, how)
    if isinstance(source, Sentence):
        refuse(source)
    with closing(source):
        yield source


def mapped(place: Place, inventory: Inventory, source: Source, asked: Recorded) -> Mapping:
    """Targets as sites; without a file for it one is printed to be checked, and nothing done."""
    targets = source.targets()
    _refuse_problems(source.problems)
    if not targets:
        refuse(Sentence(to_say("{file} holds no target"), file=source.file))
    if asked.map is None:
        click.echo(as_file(inventory, targets), nl=False)
        text = to_say(
            "nothing was imported: keep what is printed as a file, check which target is which "
            "site (empty: none of ours), and name it with --map"
        )
        refuse(Sentence(text))
    found = read_mapping(read_file(asked.map), asked.map.name, inventory, targets)
    if isinstance(found, list):
        refuse_rows(found)
    for target in found.left:
        near = suggested(inventory, target)
        text = to_say("not mapped: '{name}' ({address}){near}")
        perhaps = Sentence(to_say("; perhaps it is {site}"), site=near) if near else ""
        tell(place, text, name=target.key, address=target.address, near=perhaps)
    return found


def _demand_new(same: Refused | None, finished: Sequence[str]) -> None:
    if same is None:
        return
    if same.import_id in finished:
        click.echo(same.import_id)
        raise click.exceptions.Exit(0)
    refuse(same)


def _digest(asked: Recorded, of_source: str = "") -> str:
    """Over the file, and over what else says which samples come out of it."""
    digest = sha256()
    if asked.tool != Tool.PROMETHEUS and not asked.file.startswith(("http://", "https://")):
        if of_source:
            digest.update(of_source.encode())
        else:
            with _readable(asked.file), Path(asked.file).open("rb") as stream:
                digest.update(file_digest(stream, "sha256").digest())
        if asked.map is not None:
            digest.update(sha256(read_file(asked.map)).digest())
        digest.update(f"{asked.begin} {asked.end} {asked.day}".encode())
        return digest.hexdigest()
    return ""


@contextmanager
def _readable(file: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        text = to_say("{file}: cannot be read: {reason}")
        fail(Sentence(text, file=file, reason=said_of(error)))


def _refuse_problems(problems: Problems) -> None:
    if not problems:
        return
    if problems.more:
        for problem in problems.kept:
            click.echo(spoken(problem), err=True)
        text = to_say("and {n} rows more; nothing was imported")
        refuse(Sentence(text, n=problems.more))
    refuse_rows(sorted(problems.kept, key=lambda each: each.line))

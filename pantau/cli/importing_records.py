"""``pantau import samples``, and ``import outages`` from what another tool recorded."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import wraps
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, TypeVar

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.import_rows import OutageRows
from pantau.actions.recorded.mapping import Mapping, as_file, read_mapping, suggested
from pantau.actions.recorded.source import MOST_PROBLEMS, Problems, Source, Tool
from pantau.actions.table import RowProblem
from pantau.cli.acting import acted, done
from pantau.cli.outages import instant
from pantau.cli.place import Place, fail, inventory_in_force, misused, refuse, spoken, writing
from pantau.cli.rows import read_file, refuse_rows
from pantau.facts.journal import ImportedOutage, ImportedWatch
from pantau.facts.measured import Interval
from pantau.inventory import Inventory
from pantau.language import Sentence, moment, number, to_say
from pantau.language.system_errors import said_of
from pantau.store import Store

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was asked for on the command line."""

    file: str
    tool: str | None
    map: Path | None
    begin: str | None
    end: str | None
    dry_run: bool
    day: datetime | None
    metric: str
    rtt: str
    every: int

    def span(self, inventory: Inventory, now: int) -> Interval:
        """The time that is asked for; all there is up to now where nothing was said."""
        zone = inventory.timezone
        begin = 0 if self.begin is None else instant(self.begin, zone, "--observed-from")
        end = now if self.end is None else instant(self.end, zone, "--observed-to")
        if end <= begin:
            text = to_say("{what}: '{end}' is not after '{begin}'; write the later time")
            what = "--observed-to"
            raise misused(Sentence(text, what=what, end=self.end or "", begin=self.begin or ""))
        return Interval(max(begin, 0), min(end, now))


def recorded(command: F) -> F:
    """FILE and the options of what another tool recorded: a Recorded."""

    @click.argument("file")
    @click.option(
        "--from",
        "tool",
        type=click.Choice([tool.value for tool in Tool]),
        help="Who recorded it; otherwise by what FILE is.",
    )
    @click.option(
        "--map",
        "map",
        type=click.Path(path_type=Path),
        help="CSV theirs,site[,probe]: which target of the tool is which site.",
    )
    @click.option("--observed-from", "begin", metavar="D", help="Leave out what is before.")
    @click.option("--observed-to", "end", metavar="D", help="Leave out what is from then on.")
    @click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
    @click.option(
        "--day",
        type=click.DateTime(["%Y-%m-%d"]),
        help="fping -Q: the day on which the log begins.",
    )
    @click.option("--metric", default="probe_success", help="Prometheus: 1 where one answered.")
    @click.option(
        "--rtt", default="probe_duration_seconds", help="Prometheus: the seconds that it took."
    )
    @click.option(
        "--every",
        type=click.IntRange(1, 3600),
        default=60,
        help="Prometheus: seconds from one result to the next.",
    )
    @wraps(command)
    def with_recorded(*args: Any, file: str, tool: str | None, **rest: Any) -> Any:
        names = [each.name for each in fields(Recorded)][2:]
        asked = Recorded(file, tool, **{name: rest.pop(name) for name in names})
        return command(*args, asked=asked, **rest)

    return with_recorded  # type: ignore[return-value] # wraps() keeps the name, click adds the options


@click.command("samples")
@recorded
@acted
def import_samples_command(place: Place, actor: Actor, asked: Recorded) -> None:
    """Minute samples from FILE: CSV or XLSX, an Uptime Kuma database, a log of fping, Prometheus.

    Columns: site,probe,at,sent,received,rtt_min_us,rtt_median_us,rtt_max_us,jitter_us. What was
    measured by our own collector stays. They change no figure of the contract.
    """
    from pantau.actions.recorded import importing  # noqa: PLC0415 - numpy, which lists do not need
    from pantau.actions.recorded.gather import gather_samples  # noqa: PLC0415 - as above
    from pantau.actions.recorded.sample_rows import read_sample_file  # noqa: PLC0415 - as above
    from pantau.store.bringing import Bringer  # noqa: PLC0415 - as above
    from pantau.store.spool import Spool  # noqa: PLC0415 - as above

    tool = tool_asked(asked)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        span = asked.span(inventory, actor.at)
        # Whoever tries once more after a power cut gets what was begun.
        finished = [] if asked.dry_run else importing.finish_imports(store, actor)
        with Spool(store.data) as spool:
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
                _tell_samples(place, inventory, len(spool.sites), (spool.first, spool.last), found)
        if found.waits is not None:
            text = to_say("the import is in the journal; its samples follow by themselves: {why}")
            _tell(place, text, why=found.waits)
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
            _tell(place, text, name=each.target.name, probe=each.probe)
        about = importing.About(source.file, _digest(asked, source.digest), tool)
    fact = importing.outages_fact(about, found)
    if isinstance(fact, Refused):
        refuse(fact)
    _tell_outages(place, inventory, fact.outages, fact.spans)
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
        _tell(place, text, name=target.key, address=target.address, near=perhaps)
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


def _tell(place: Place, text: str, **values: Any) -> None:
    click.echo(Sentence(text, **values).said(place.say), err=True)


def _tell_samples(
    place: Place, inventory: Inventory, sites: int, minutes: tuple[int, int], found: Any
) -> None:
    begin, end = (
        moment(each * 60_000_000, inventory.timezone, place.language)
        for each in (minutes[0], minutes[1] + 1)
    )
    weighed = found.weighed
    text = to_say(
        "{n} minute samples of {sites} sites, {begin} to {end}: {brought} are new, {same} are here "
        "already, {apart} are here with other values and stay as they are"
    )
    _tell(
        place,
        text,
        sites=sites,
        begin=begin,
        end=end,
        **{
            name: number(value, place.language)
            for name, value in (
                ("n", weighed.rows),
                ("brought", weighed.brought),
                ("same", weighed.same),
                ("apart", weighed.apart),
            )
        },
    )


def tell_list(place: Place, inventory: Inventory, rows: OutageRows) -> None:
    """What a list of outages would bring."""
    span = rows.observed.span
    spans = [ImportedWatch(site, span.begin, span.end) for site in rows.observed.sites]
    _tell_outages(place, inventory, rows.outages, spans)


def _tell_outages(
    place: Place,
    inventory: Inventory,
    outages: Sequence[ImportedOutage],
    spans: Sequence[ImportedWatch],
) -> None:
    zone, language = inventory.timezone, place.language
    begin, end = (
        moment(each, zone, language)
        for each in (min(s.begin for s in spans), max(s.end for s in spans))
    )
    hours = sum(each.end - each.begin for each in spans) // 3_600_000_000
    text = to_say(
        "{outages} outages of {sites} sites, watched for {hours} hours together, {begin} to {end}"
    )
    _tell(
        place,
        text,
        outages=number(len(outages), language),
        sites=len({each.site for each in spans}),
        hours=number(hours, language),
        begin=begin,
        end=end,
    )

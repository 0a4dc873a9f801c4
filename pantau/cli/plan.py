"""``pantau plan``: what a regency plans with."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from pantau.actions.plan.lines import Lines, read_lines
from pantau.actions.plan.media import OfMedium, by_medium, ranking, weights_of
from pantau.actions.quality import SAMPLES_GONE
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    fail,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.cli.plan_funding import funding_command
from pantau.cli.plan_months import Months, period_meant, spanned
from pantau.cli.plan_use import use_command
from pantau.cli.said import print_list
from pantau.cli.table import plain
from pantau.facts.clock import SystemClock, now_us
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.language.durations import short_duration
from pantau.language.labels import label
from pantau.language.numbers import milliseconds, percent
from pantau.language.system_errors import said_of
from pantau.planning.migration import Factor, Ranked, Weights
from pantau.planning.migration_words import (
    arithmetic,
    floored,
    kilometres,
    score_words,
    unknown_words,
    value_words,
)
from pantau.reports.sheet.migration import migration_csv, migration_xlsx
from pantau.sla import floor_percent

_BETTER = to_say("Nobody is without fibre: no site of another medium is in the inventory.")


@click.group("plan")
def plan_command() -> None:
    """What a regency plans with: media compared, who needs fibre most, what lines carry."""


plan_command.add_command(use_command)
plan_command.add_command(funding_command)


@plan_command.command("media")
@spanned
@JSON
@placed
def plan_media_command(place: Place, months: Months, as_json: bool) -> None:
    """How good the lines were, by what carries them: fibre, modem, radio, satellite."""
    asked = _read(place, months)
    found = by_medium(asked.found)
    _begin(place, asked, as_json)
    head = [to_say("Medium"), to_say("Sites"), to_say("Availability"), to_say("Time lost")]
    head += [to_say("Time lost in working hours"), to_say("Loss in working hours")]
    head += [to_say("Round trip in working hours"), to_say("Compliant")]
    print_list(place, as_json, head, found, lambda each: _medium_cells(place, each), _medium_plain)
    if not as_json:
        upto = moment(asked.found.upto, asked.inventory.timezone, place.language)
        click.echo(place.say("As of {time}", time=upto))


@plan_command.command("fibre")
@spanned
@click.option("--weight", "weights", multiple=True, metavar="F=N", help="Weigh a factor otherwise.")
@click.option("--site", help="The arithmetic of one site.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write it to an .xlsx or .csv file."
)
@JSON
@placed
def plan_fibre_command(
    place: Place,
    months: Months,
    weights: tuple[str, ...],
    site: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Who needs fibre most: a weighted sum, with all of its terms."""
    if output is not None and output.suffix not in {".xlsx", ".csv"}:
        why = Sentence(to_say("'{file}' must end in .xlsx or .csv"), file=str(output))
        raise bad_value(why, "--output")
    asked = _read(place, months)
    ranked = ranking(asked.found, asked.inventory, _weighed(asked.inventory, weights))
    found = ranked
    if site is not None:
        found = tuple(each for each in found if each.candidate.site == site)
        if not found:
            text = to_say("site '{name}' is on fibre or not in the inventory")
            fail(Sentence(text, name=site))
    _begin(place, asked, as_json or output is not None)
    if output is not None:
        # Shares are those of the whole list: a file of one site would reckon others.
        _write(place, output, asked, ranked)
    if as_json:
        print_list(place, True, (), found, lambda _: [], _ranked_plain)
    elif site is not None:
        _arithmetic(place, found[0])
    elif output is None:
        _list(place, found)


@dataclass(frozen=True, slots=True)
class _Asked:
    inventory: Inventory
    found: Lines


def _read(place: Place, months: Months) -> _Asked:
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        period = period_meant(inventory, now, months)
        return _Asked(inventory, read_lines(store, inventory, period, now))


def _begin(place: Place, asked: _Asked, for_programs: bool) -> None:
    tell_simulation(place, asked.inventory, err=for_programs)
    if asked.found.samples_gone:
        click.echo(place.say(SAMPLES_GONE), err=for_programs)


def _weighed(inventory: Inventory, written: tuple[str, ...]) -> Weights:
    found = dict(weights_of(inventory))
    known = [each.value for each in Factor]
    for each in written:
        name, _, number = each.partition("=")
        try:
            weight = Fraction(number.replace(",", "."))
        except (ValueError, ZeroDivisionError):
            weight = Fraction(-1)
        if name not in known or not 0 <= weight <= 100:
            text = to_say("'{written}' is no weight; write one of {known}, = and 0 to 100")
            raise bad_value(Sentence(text, written=each, known=", ".join(known)), "--weight")
        found[Factor(name)] = weight
    return found


def _write(place: Place, file: Path, asked: _Asked, found: tuple[Ranked, ...]) -> None:
    language, simulation = place.language, asked.inventory.simulation
    months = asked.found.period.months
    if file.suffix == ".csv":
        made = migration_csv(found, language, simulation=simulation)
    else:
        span = " – ".join(dict.fromkeys((months[0], months[-1])))
        title = place.say("Who needs fibre most")
        made = migration_xlsx(found, title, span, language, simulation=simulation)
    try:
        file.write_bytes(made)
    except OSError as error:
        text = to_say("{file} cannot be written: {reason}")
        fail(Sentence(text, file=str(file), reason=said_of(error)))
    click.echo(place.say("{file}: {n} sites", file=file, n=len(found)), err=True)


def _medium_cells(place: Place, each: OfMedium) -> list[str]:
    language, total = place.language, each.total
    share = total.availability
    return [
        label(each.medium, language) if each.medium else place.say("not stated"),
        str(each.sites),
        "–" if share is None else percent(floor_percent(share, None), language),
        short_duration(total.down_seconds, language),
        short_duration(each.work_down_seconds, language),
        "–" if each.loss is None else f"{floored(each.loss * 100, 2, language)} %",
        "–" if each.p95_us is None else milliseconds(each.p95_us, language),
        place.say("{yes} of {all}", yes=total.compliant, all=total.compliant + total.not_compliant),
    ]


def _medium_plain(each: OfMedium) -> dict[str, Any]:
    total = each.total
    return {
        "medium": each.medium.value if each.medium else None,
        "sites": each.sites,
        "availability": None if total.availability is None else float(total.availability),
        "up_seconds": total.up_seconds,
        "down_seconds": total.down_seconds,
        "unknown_seconds": total.unknown_seconds,
        "work_down_seconds": each.work_down_seconds,
        "loss": None if each.loss is None else float(each.loss),
        "rtt_p95_us": each.p95_us,
        "measured": each.measured,
        "compliant": total.compliant,
        "not_compliant": total.not_compliant,
        "undecided": total.undecided,
    }


def _list(place: Place, found: tuple[Ranked, ...]) -> None:
    if not found:
        click.echo(place.say(_BETTER))
        return
    head = [to_say("Rank"), to_say("Site"), to_say("Medium"), to_say("Score"), to_say("Time lost")]
    head += [to_say("Loss in working hours"), to_say("Round trip in working hours")]
    head += [to_say("People served"), to_say("Nearest fibre site"), to_say("Not known")]
    print_list(place, False, head, found, lambda each: _cells(place, each), _ranked_plain)


def _cells(place: Place, each: Ranked) -> list[str]:
    language, site = place.language, each.candidate
    values = {part.factor: value_words(part.factor, part.value, language) for part in each.parts}
    fibre = site.fibre
    return [
        "–" if each.rank is None else str(each.rank),
        site.site,
        label(site.medium, language) if site.medium else "–",
        score_words(each.score, language),
        values[Factor.HOURS_LOST],
        values[Factor.LOSS],
        values[Factor.LATENCY],
        values[Factor.PEOPLE],
        f"{fibre.site} ({kilometres(fibre.metres, language)})" if fibre else "–",
        unknown_words(each, language),
    ]


def _arithmetic(place: Place, each: Ranked) -> None:
    click.echo(f"{plain(each.candidate.name)} ({each.candidate.site})")
    for line in arithmetic(each, place.language):
        click.echo(f"  {line}")


def _ranked_plain(each: Ranked) -> dict[str, Any]:
    site = each.candidate
    return {
        "rank": each.rank,
        "site": site.site,
        "name": site.name,
        "kind": site.kind.value,
        "kecamatan": site.kecamatan,
        "medium": site.medium.value if site.medium else None,
        "score": None if each.score is None else float(each.score),
        "score_least": float(each.least),
        "score_most": float(each.most),
        "down_seconds": site.down_seconds,
        "work_down_seconds": site.work_down_seconds,
        "loss": None if site.loss is None else float(site.loss),
        "rtt_p95_us": site.p95_us,
        "people": site.people,
        "fibre_site": site.fibre.site if site.fibre else None,
        "fibre_metres": site.fibre.metres if site.fibre else None,
        "coverage": None if site.watched is None else float(site.watched),
        "unknown": [each.value for each in each.unknown],
        "terms": [
            {
                "factor": part.factor.value,
                "weight": float(part.weight),
                "share": None if part.share is None else float(part.share),
                "points": float(part.points),
            }
            for part in each.parts
        ],
    }

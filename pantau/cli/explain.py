"""``pantau explain``: why a verdict is what it is."""

import json
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import click

from pantau.cli.outages import instant
from pantau.cli.place import Place, fail, inventory_in_force, placed, reading
from pantau.cli.sla import unknown_site
from pantau.cli.table import print_table
from pantau.facts.instant import MINUTE, to_iso
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Outage
from pantau.facts.words import ClosedReason, GapReason, Outcome, Purpose, State, VerdictReason
from pantau.inventory import Inventory
from pantau.language.dates import clock_time, moment
from pantau.language.labels import label
from pantau.language.numbers import decimal, number
from pantau.store import Store, StoreError


@click.command("explain")
@click.argument("site", required=False)
@click.option("--at", help="A time; without an offset in the inventory's zone.")
@click.option("--outage", "outage_id", metavar="ID", help="An outage instead of site and time.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@placed
def explain_command(
    place: Place, site: str | None, at: str | None, outage_id: str | None, as_json: bool
) -> None:
    """Which echoes, references and rule made this verdict: SITE --at T, or --outage ID."""
    by_moment, by_outage = (site, at) != (None, None), outage_id is not None
    if by_moment == by_outage or (by_moment and None in (site, at)):
        raise click.UsageError("write SITE --at T, or --outage ID")
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        if outage_id is not None:
            outage = store.outage(outage_id)
            if outage is None:
                fail(f"outage '{outage_id}' is not known; `pantau outages` lists them")
            found = _about_outage(store, outage)
        else:
            found = _about_moment(
                store, inventory, site or "", instant(at or "", inventory.timezone, "--at")
            )
    if as_json:
        click.echo(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        _print(place, found, inventory.timezone)


def _about_outage(store: Store, outage: Outage) -> dict[str, Any]:
    seq = int(outage.id[1:].partition("-")[0])
    opening = store.entry(seq)
    closing = next(
        (
            entry
            for entry in store.entries(
                kinds=[EntryKind.OUTAGE_CLOSED], subject=outage.site, after=seq, limit=1
            )
        ),
        None,
    )
    return {
        "state": "down",
        "site": outage.site,
        "outage": outage.id,
        "started_at": to_iso(outage.started_at),
        "ended_at": None if outage.ended_at is None else to_iso(outage.ended_at),
        "import": outage.import_id,
        "opened_by": _entry(opening, whole=outage.import_id is None),
        "closed_by": _entry(closing if outage.import_id is None else None),
    }


def _entry(entry: Entry | None, *, whole: bool = True) -> dict[str, Any] | None:
    if entry is None:
        return None
    return {
        "seq": entry.seq,
        "at": to_iso(entry.at),
        "author": entry.author,
        "via": entry.via,
        "hash": entry.hash.hex(),
        "payload": entry.data() if whole else None,
    }


def _about_moment(store: Store, inventory: Inventory, site: str, at: int) -> dict[str, Any]:
    if inventory.site(site) is None:
        fail(unknown_site(site, inventory))
    facts = store.ledger_facts(at, at + 1)
    gaps = [g for g in facts.gaps if g.covers(site)]
    watched = any(s.begin <= at < s.end for s in facts.watched.get(site, ()))
    # As in the ledger: where our own collector watched it alone speaks, else the import alone.
    down = [o for o in facts.outages if o.site == site and (o.import_id is None) is watched]
    imported = [s.import_id for s in facts.imported if s.site == site and s.begin <= at < s.end]
    minute = at - at % MINUTE
    try:
        samples = store.samples(site, minute, minute + MINUTE)
    except StoreError:
        samples = []
    found: dict[str, Any] = {"state": "up", "site": site, "at": to_iso(at)}
    if gaps or not (watched or imported):
        found["state"] = "unknown"
    elif down:
        found = _about_outage(store, down[0]) | {"at": to_iso(at)}
    return found | {
        "watched": watched,
        "imports": imported,
        "gaps": [{"id": g.id, "reason": g.reason.value, "note": g.note} for g in gaps],
        "minute": [
            {
                "probe": s.probe,
                "sent": s.sent,
                "received": s.received,
                "rtt_min_us": s.rtt_min_us,
                "rtt_median_us": s.rtt_median_us,
                "rtt_max_us": s.rtt_max_us,
            }
            for s in samples
        ],
    }


def _print(place: Place, found: dict[str, Any], zone: ZoneInfo) -> None:
    say, language = place.say, place.language
    click.echo(f"{found['site']}: {label(State(found['state']), language)}")
    if "watched" in found and not found["watched"]:
        click.echo(say("No collector of ours watched the site then."))
    for gap in found.get("gaps", ()):
        reason = label(GapReason(gap["reason"]), language)
        click.echo(say("Gap {id}: {reason}", id=gap["id"], reason=reason))
    for sample in found.get("minute", ()):
        text = say("Heartbeats of that minute: {received} of {sent} answered")
        click.echo(text.format(received=sample["received"], sent=sample["sent"]))
    if found.get("import"):
        click.echo(say("Recorded by import {id}, not by our collector.", id=found["import"]))
    elif found.get("opened_by"):
        _print_verdict(place, found, zone)


def _print_verdict(place: Place, found: dict[str, Any], zone: ZoneInfo) -> None:
    say, language = place.say, place.language
    opened = found["opened_by"]
    data, evidence = opened["payload"], opened["payload"]["evidence"]
    began = moment(data["started_at"], zone, language)
    click.echo(
        say("Outage {id}, entry {seq} of the journal", id=found["outage"], seq=opened["seq"])
    )
    click.echo(
        say("Began {time}: the first echo without an answer for which somebody vouches", time=began)
    )
    if data["last_up_before"] is not None:
        last = clock_time(data["last_up_before"], zone, language, seconds=True)
        click.echo(say("Last answer before: {time}", time=last))
    click.echo(f"{say('Reason')}: {label(VerdictReason(data['reason']), language)}")
    click.echo(
        say(
            "Rule: {needed} echoes in a row needed, {unanswered} seen "
            "(p = {loss}, q = {pair}, false alarm {alarm:g})",
            needed=number(evidence["needed"], language),
            unanswered=number(evidence["unanswered"], language),
            loss=decimal(Decimal(f"{evidence['loss']:.4f}"), language),
            pair=decimal(Decimal(f"{evidence['pair_loss']:.4f}"), language),
            alarm=evidence["false_alarm"],
        )
    )
    vouched = evidence.get("vouched")  # not said by the earliest entries
    if vouched is not None:
        counted = number(vouched, language)
        click.echo(say("{n} of them count: others answered beside them", n=counted))
    witness = clock_time(evidence["witness_sent_at"], zone, language, seconds=True)
    click.echo(
        say(
            "Witness that we could see: {name}, asked {time}",
            name=evidence["witness"],
            time=witness,
        )
    )
    rows = [
        [
            clock_time(echo["sent_at"], zone, language, seconds=True),
            label(Purpose(echo["purpose"]), language),
            label(Outcome(echo["outcome"]), language),
        ]
        for echo in evidence["echoes"]
    ]
    print_table([say("Sent"), say("Purpose"), say("Outcome")], rows)
    closed = found.get("closed_by")
    if closed:
        reason = label(ClosedReason(closed["payload"]["reason"]), language)
        ended = moment(closed["payload"]["ended_at"], zone, language)
        click.echo(say("Ended {time}: {reason}", time=ended, reason=reason))

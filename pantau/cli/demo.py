"""``pantau demo``: a simulated regency, its past, its collector and its pages."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

import pantau
from pantau.cli.address import METRICS, PAGES, Listen, ListenType
from pantau.cli.demo_run import Wish, run_demo
from pantau.cli.place import Place, fail, load_inventory, placed
from pantau.inventory import Inventory
from pantau.lab.demo_inventory import LOOPBACK, MAILBOX
from pantau.lab.history import MONTHS
from pantau.lab.history_samples import DAYS
from pantau.language import Sentence, to_say

_SHIPPED = Path(pantau.__file__).parent.parent / "inventory.yaml"


@click.command("demo")
@click.option("--minutes", type=click.IntRange(1), help="End by itself after so many minutes.")
@click.option(
    "--months",
    type=click.IntRange(2, 36),
    default=MONTHS,
    show_default=str(MONTHS),
    help="Months of history, the running one included.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 60),
    default=DAYS,
    show_default=str(DAYS),
    help="Days of samples in it.",
)
@click.option("--loopback", is_flag=True, help="No lab: loopback addresses, which never fail.")
@click.option("--metrics", type=ListenType(), default=METRICS, show_default="127.0.0.1:9464")
@click.option("--pages", type=ListenType(), default=PAGES, show_default="127.0.0.1:8501")
@placed
def demo_command(place: Place, metrics: Listen, pages: Listen, **wished: Any) -> None:
    """A simulated regency with history, collector and pages, until Ctrl-C.

    Everything it makes is removed in the end; with --data its store is kept there.
    """
    context = click.get_current_context()
    named = {
        name: context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        for name in ("data", "inventory")
    }
    # What a technician has named for every day, in the environment, is never the demo's.
    source = place.inventory if named["inventory"] else _SHIPPED
    kept = place.data if named["data"] else None
    if kept is not None and kept.exists() and any(kept.iterdir()):
        fail(
            Sentence(
                to_say("{kept} is not empty; name a new directory, or leave --data out"),
                kept=str(kept),
            )
        )
    text = _text_for_a_demo(source)
    asyncio.run(run_demo(place, Wish(metrics, pages, kept, **wished), text))


def _text_for_a_demo(source: Path) -> str:
    """The inventory's text. Only loopback addresses can be moved into the lab."""
    if not source.exists():
        fail(
            Sentence(
                to_say("there is no {source}; name the shipped example with --inventory"),
                source=str(source),
            )
        )
    inventory = load_inventory(source)
    for address in _addresses(inventory):
        if not address.startswith(LOOPBACK):
            fail(
                Sentence(
                    to_say(
                        "{source} asks {address}; a demo plays with {net} only, never a real net"
                    ),
                    source=str(source),
                    address=address,
                    net=f"{LOOPBACK}0.0",
                )
            )
    for receiver in inventory.alerting.receivers.values():
        if not receiver.settings.get("url", "").startswith(MAILBOX):
            fail(
                Sentence(
                    to_say(
                        "{source} tells '{name}'; a demo tells nobody outside, so give each "
                        "receiver a url below {mailbox}, or leave alerts out"
                    ),
                    source=str(source),
                    name=receiver.name,
                    mailbox=MAILBOX,
                )
            )
    if inventory.alerting.dead_man is not None:
        fail(
            Sentence(
                to_say("{source} has a dead_man; a demo calls nobody outside, leave it out"),
                source=str(source),
            )
        )
    return inventory.text


def _addresses(inventory: Inventory) -> Sequence[str]:
    links = [link.address for link in inventory.upstreams.values() if link.address is not None]
    references = [reference.address for reference in inventory.vantage.references]
    return [*(site.address for site in inventory.sites), *references, *links]

"""``pantau run``: the supervisor of the processes."""

import asyncio

import click

from pantau.cli.address import METRICS, PAGES, Listen, ListenType
from pantau.cli.dashboard import refuse_strangers
from pantau.cli.place import Place, load_inventory, placed
from pantau.cli.supervise import Child, keep_alive, stop_on_signals


@click.command("run")
@click.option("--metrics", type=ListenType(), default=METRICS, show_default="127.0.0.1:9464")
@click.option("--pages", type=ListenType(), default=PAGES, show_default="127.0.0.1:8501")
@placed
def run_command(place: Place, metrics: Listen, pages: Listen) -> None:
    """Collector, alerter and pages on the inventory, until Ctrl-C.

    A process that dies is started again; all of them end with this one.
    """
    refuse_strangers(place, pages)
    load_inventory(place.inventory)
    where = ["--data", str(place.data), "--inventory", str(place.inventory)]
    children = [
        Child(
            "collector", ["pantau", "collect", "--listen", f"{metrics.host}:{metrics.port}", *where]
        ),
        Child("alerter", ["pantau", "alert", *where]),
        Child(
            "dashboard", ["pantau", "dashboard", "--listen", f"{pages.host}:{pages.port}", *where]
        ),
    ]
    say = place.say
    click.echo(say("Pages: {url}", url=pages.url))
    click.echo(say("Metrics: {url}", url=f"{metrics.url}/metrics"))
    click.echo(say("Ctrl-C ends everything."))
    asyncio.run(_supervise(children))


async def _supervise(children: list[Child]) -> None:
    await keep_alive(children, stop_on_signals())

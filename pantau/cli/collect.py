"""``pantau collect``."""

import os

import click

from collector.main import Settings, run
from collector.web import PortTakenError
from pantau.cli.address import METRICS, Listen, ListenType
from pantau.cli.place import Place, load_inventory, placed, refuse
from pantau.logs import log_to_stderr
from pantau.store import StoreError


@click.command("collect")
@click.option(
    "--listen",
    type=ListenType(),
    default=METRICS,
    show_default="127.0.0.1:9464",
    help="Where /metrics and /healthz are served.",
)
@placed
def collect_command(place: Place, listen: Listen) -> None:
    """Measure the sites of the inventory and keep what was seen, until Ctrl-C or SIGTERM.

    SIGHUP reads the inventory again; a change of the file is noticed by itself.
    """
    log_to_stderr()
    inventory = load_inventory(place.inventory)
    settings = Settings(
        inventory_path=place.inventory,
        data=place.data,
        host=listen.host,
        port=listen.port,
        parent_pipe=_descriptor("PANTAU_PARENT_PIPE"),
        metrics_socket=_descriptor("PANTAU_METRICS_SOCKET"),
    )
    try:
        run(settings, inventory)
    except (StoreError, PortTakenError) as error:
        refuse(error.why)


def _descriptor(variable: str) -> int | None:
    """The number of an open file that our parent handed over."""
    number = os.environ.get(variable, "")
    return int(number) if number.isdecimal() else None

"""``pantau dashboard``."""

import os

import click

from dashboard.flags import streamlit_command
from dashboard.settings import DATA, INVENTORY
from pantau.cli.address import PAGES, Listen, ListenType
from pantau.cli.place import Place, fail, placed

# The collector comes first: pages may wait a little, echoes may not.
_NICER = 5


@click.command("dashboard")
@click.option(
    "--listen",
    type=ListenType(),
    default=PAGES,
    show_default="127.0.0.1:8501",
    help="Where the pages are served; loopback only, for they know no login yet.",
)
@placed
def dashboard_command(place: Place, listen: Listen) -> None:
    """Serve the pages, until Ctrl-C or SIGTERM."""
    refuse_strangers(listen)
    command = streamlit_command(listen.host, listen.port)
    environment = os.environ | {
        DATA: str(place.data.absolute()),
        INVENTORY: str(place.inventory.absolute()),
    }
    os.nice(_NICER)
    os.execve(command[0], command, environment)  # noqa: S606 - a list of our own, no shell


def refuse_strangers(listen: Listen) -> None:
    """Pages without a login are for this machine alone."""
    if not listen.is_loopback:
        fail(
            f"the pages know no login yet and are not served on {listen.host}; "
            "write --listen 127.0.0.1:8501 and reach them through a tunnel"
        )

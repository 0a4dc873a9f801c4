"""``pantau dashboard``."""

import os

import click

from dashboard.flags import streamlit_command
from dashboard.settings import DATA, INVENTORY
from pantau.cli.address import PAGES, Listen, ListenType
from pantau.cli.place import Place, fail, placed, refuse
from pantau.cli.who_is_in import address_of_pages, has_admin
from pantau.language import Sentence, to_say
from pantau.store import Store, StoreError, StoreMissing, StoreTooNew

# The collector comes first: pages may wait a little, echoes may not.
_NICER = 5


@click.command("dashboard")
@click.option(
    "--listen",
    type=ListenType(),
    default=PAGES,
    show_default="127.0.0.1:8501",
    help="Where the pages are served; beyond this machine once there is an admin's account.",
)
@placed
def dashboard_command(place: Place, listen: Listen) -> None:
    """Serve the pages, until Ctrl-C or SIGTERM."""
    refuse_strangers(place, listen)
    _refuse_newer(place)
    command = streamlit_command(listen.host, listen.port)
    environment = os.environ | {
        DATA: str(place.data.absolute()),
        INVENTORY: str(place.inventory.absolute()),
    }
    os.nice(_NICER)
    os.execve(command[0], command, environment)  # noqa: S606 - a list of our own, no shell


def _refuse_newer(place: Place) -> None:
    """Other trouble with the data is said on the pages; this one no wait and no mending ends."""
    try:
        Store.open(place.data, readonly=True).close()
    except StoreTooNew as error:
        refuse(error.why)
    except StoreError:
        return


def refuse_strangers(place: Place, listen: Listen) -> None:
    """Beyond this machine people sign in: so somebody must be able to, and to let others in."""
    if listen.is_loopback:
        return
    try:
        with Store.open(place.data, readonly=True) as store:
            is_ready = has_admin(store)
            link = address_of_pages(place, store)
    except StoreMissing:
        is_ready, link = False, None
    except StoreError as error:
        refuse(error.why)
    if not is_ready:
        fail(
            Sentence(
                to_say(
                    "nobody could sign in to pages on {host}: there is no admin's account; make "
                    "one with `pantau account add NAME --role admin`, or write 127.0.0.1:8501 and "
                    "look from this machine"
                ),
                host=listen.host,
            )
        )
    if not (link or "").startswith("https://"):
        click.echo(
            "pantau: "
            + place.say(
                "passwords go through the network unencrypted; put a proxy with TLS before the "
                "pages and write its address into the inventory: alerts: {link: https://…}"
            ),
            err=True,
        )

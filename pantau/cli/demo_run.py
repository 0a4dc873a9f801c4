"""A demo from its first breath to its last: history, then lab, collector and pages."""

import asyncio
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from pantau.cli.address import Listen
from pantau.cli.demo_accounts import open_accounts
from pantau.cli.demo_mailbox import mailbox
from pantau.cli.demo_ports import answers, free, listening
from pantau.cli.place import Place, fail, load_inventory
from pantau.cli.supervise import Child, keep_alive, run_to_end, stop_on_signals
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import DAY, to_datetime
from pantau.inventory import Inventory
from pantau.lab.demo_devices import COMMUNITY, with_devices
from pantau.lab.demo_funding import with_funding
from pantau.lab.demo_inventory import MAILBOX, simulated
from pantau.lab.demo_plans import with_plans
from pantau.lab.demo_regency import FACTORY, lively
from pantau.lab.history import past
from pantau.lab.history_maker import NAMES, Order
from pantau.lab.history_samples import months
from pantau.lab.namespace import refusal
from pantau.lab.order import Order as InLab
from pantau.lab.script import ScriptError
from pantau.language import Sentence, to_say

METRICS_SOCKET = "PANTAU_METRICS_SOCKET"
_SEED = 64
_LOOK_EVERY_S = 0.2
_LAST_LINES = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for.

    ``kept``: where the store shall be and stay. ``minutes``: after how many to end (None: at
    Ctrl-C). ``months`` of journal and ``days`` of samples. ``loopback``: do without a lab.
    """

    metrics: Listen
    pages: Listen
    kept: Path | None
    minutes: int | None
    months: int
    days: int
    loopback: bool


async def run_demo(place: Place, wish: Wish, text: str) -> None:
    """Go on until a signal, or the end of the minutes; leave nothing behind.

    ``text``: the inventory as shipped.
    """
    stop = stop_on_signals()
    if wish.minutes is not None:
        asyncio.get_running_loop().call_later(60 * wish.minutes, stop.set)
    # Only now: from here on no signal can end us before the folder is removed.
    with TemporaryDirectory(prefix="pantau-demo-") as folder:
        async with mailbox() as told:
            await _Demo(place, wish, Path(folder), stop).run(text.replace(MAILBOX, told))


class _Demo:
    """``folder``: for everything that it makes."""

    def __init__(self, place: Place, wish: Wish, folder: Path, stop: asyncio.Event) -> None:
        self.say = place.say
        self._wish = wish
        self._data = wish.kept or folder / "data"
        self._inventory = folder / "inventory.yaml"
        self._log = folder / "pantau.log"
        self._stop = stop
        self._until = now_us(SystemClock())
        self._let_in: list[tuple[str, str]] = []
        self._journal_stands = asyncio.Event()

    async def run(self, text: str) -> None:
        """History, then everything else until the end."""
        click.echo(self.say("SIMULATION – not real data"))
        in_lab = await self._lab_is_granted()
        inventory = self._write_inventory(text, in_lab=in_lab)
        click.echo(self.say("Making {n} months of history …", n=self._wish.months))
        samples = asyncio.create_task(self._make_samples(inventory))
        try:
            await self._make_journal()
            self._journal_stands.set()
            if not self._stop.is_set():
                self._let_in = await asyncio.to_thread(open_accounts, self._data, self._until)
                await self._show(in_lab=in_lab)
        finally:
            self._stop.set()
            self._journal_stands.set()
            await samples

    async def _lab_is_granted(self) -> bool:
        """Whether there is a network to play in; where not, why is told."""
        if self._wish.loopback:
            return False
        why = await asyncio.to_thread(refusal)
        if why is not None:
            click.echo(self.say("No lab, so nothing will fail: {why}", why=why))
        return why is None

    def _write_inventory(self, text: str, *, in_lab: bool) -> Inventory:
        """The demo's inventory; its contracts hold for all of its past."""
        first = to_datetime(self._until - self._wish.months * 31 * DAY).date()
        last = to_datetime(self._until + DAY).date()
        whole_years = date(first.year, 1, 1), date(last.year, 12, 31)
        today = to_datetime(self._until).date()
        text = with_plans(simulated(text, *whole_years, in_lab=in_lab), today)
        text = with_funding(text, today)
        # On loopback nobody would answer for them.
        self._inventory.write_text(with_devices(text) if in_lab else text)
        inventory = load_inventory(self._inventory)
        if in_lab:
            try:
                lively(inventory)
            except ScriptError as error:
                fail(
                    Sentence(
                        to_say("the demo's script does not fit this inventory: {error}"),
                        error=str(error),
                    )
                )
        return inventory

    # History

    def _order(self) -> Order:
        return Order(
            data=str(self._data),
            inventory=str(self._inventory),
            seed=_SEED,
            until=self._until,
            months=self._wish.months,
            days=self._wish.days,
        )

    async def _make_journal(self) -> None:
        """Without it there is nothing to go on from."""
        [code] = await run_to_end([self._maker(self._order())], self._stop)
        if code and not self._stop.is_set():
            text = to_say("the history could not be made:\n{words}")
            fail(Sentence(text, words=self._last_words()))

    async def _make_samples(self, inventory: Inventory) -> None:
        """They are many and nothing waits for them: they may come while the demo runs."""
        order = self._order()
        happened = past(inventory, order.seed, order.until, order.months)
        parts = range(len(months(happened, order.days)))
        makers = [self._maker(replace(order, part=part)) for part in parts]
        codes = await run_to_end(makers, self._stop)
        # Their names are entries of today: before the journal stands, its past could not follow.
        await self._journal_stands.wait()
        if not any(codes) and not self._stop.is_set():
            codes = await run_to_end([self._maker(replace(order, part=NAMES))], self._stop)
        if self._stop.is_set():
            return
        if any(codes):
            click.echo("pantau: not all samples could be made:\n" + self._last_words(), err=True)
        else:
            click.echo(self.say("Samples of {n} days are there.", n=order.days))

    def _maker(self, order: Order) -> Child:
        arguments = ["pantau.lab.history_maker", order.argument()]
        return Child(f"history {order.part}", arguments, log=self._log)

    def _last_words(self) -> str:
        lines = self._log.read_text(errors="replace").splitlines() if self._log.exists() else []
        return "\n".join(lines[-_LAST_LINES:])

    # What goes on until the end

    async def _show(self, *, in_lab: bool) -> None:
        pages = free(self._wish.pages)
        with listening(self._wish.metrics) as metrics:
            telling = asyncio.create_task(self._tell(metrics, pages))
            measuring = self._lab(metrics) if in_lab else self._collector(metrics)
            await keep_alive([measuring, self._alerter(), self._dashboard(pages)], self._stop)
            await telling

    def _lab(self, metrics: socket.socket) -> Child:
        """The collector inside of a network that has no way out; only its metrics come through."""
        handed = metrics.fileno()
        inside = InLab(
            factory=FACTORY,
            scenario=str(self._inventory),
            command=(sys.executable, "-P", "-m", "pantau", "collect", *self._where()),
            environment={METRICS_SOCKET: str(handed), **COMMUNITY},
            handed=(handed,),
            again_after_s=1.0,
        )
        arguments = ["pantau.lab.inside", inside.argument()]
        return Child("lab", arguments, handed=(handed,), log=self._log)

    def _collector(self, metrics: socket.socket) -> Child:
        """The collector alone, asking loopback addresses."""
        handed = metrics.fileno()
        return Child(
            "collector",
            ["pantau", "collect", *self._where()],
            environment={METRICS_SOCKET: str(handed)},
            handed=(handed,),
            log=self._log,
        )

    def _dashboard(self, pages: Listen) -> Child:
        listen = ["--listen", f"{pages.host}:{pages.port}"]
        return Child("dashboard", ["pantau", "dashboard", *listen, *self._where()], log=self._log)

    def _alerter(self) -> Child:
        return Child("alerter", ["pantau", "alert", *self._where()], log=self._log)

    def _where(self) -> list[str]:
        return ["--data", str(self._data), "--inventory", str(self._inventory)]

    async def _tell(self, metrics: socket.socket, pages: Listen) -> None:
        """Where to look, as soon as there is something to see."""
        while not self._stop.is_set() and not await answers(pages):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), _LOOK_EVERY_S)
        if self._stop.is_set():
            return
        click.echo(self.say("Pages: {url}", url=pages.url))
        for name, password in self._let_in:
            click.echo(self.say("Sign in as {name}: {password}", name=name, password=password))
        click.echo(
            self.say("Metrics: {url}", url=f"{Listen(*metrics.getsockname()[:2]).url}/metrics")
        )
        click.echo(self.say("Data: {folder}", folder=self._data))
        click.echo(self.say("Ctrl-C ends everything."))

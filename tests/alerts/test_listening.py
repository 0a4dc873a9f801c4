"""Pressing the button in Telegram, or replying, is an act of the person whose number it is."""

import asyncio
from dataclasses import dataclass, field
from dataclasses import replace as other
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from alerts.listening import Listener
from alerts.queue import letter_of
from alerts.receivers.table import SENDS
from alerts.receivers.telegram import button_of
from alerts.sender import Tools
from alerts.words.compose import message_of
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.kinds import EntryKind
from pantau.inventory.alerting import Alerting, Person, Receiver, ReceiverKind
from pantau.store import Outbox, Store
from tests.alerts.town import Alerter, alerting, world
from tests.cli.story import WHO, applied, commit, opened, watching

CHAT, RINA = -1001, 777


@dataclass
class Bot:
    """Plays Telegram: hands out updates once, and remembers what it was asked to show."""

    updates: list[dict[str, Any]]
    shown: list[str] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if request.path.endswith("/getUpdates"):
            found = [each for each in self.updates if each["update_id"] >= asked["offset"]]
            return web.json_response({"ok": True, "result": found})
        self.shown.append(asked.get("text", ""))
        return web.json_response({"ok": True, "result": True})


@dataclass
class Place:
    """A store with an open outage, told to a chat in message 5."""

    data: Path
    outage: str
    message_id: str

    def acknowledged(self) -> list[tuple[str, str]]:
        with Store.open(self.data, readonly=True) as store:
            found = store.entries(kinds=[EntryKind.ACKNOWLEDGED])
        return [(each.author, each.via) for each in found]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    data = tmp_path / "data"
    now = now_us(SystemClock())
    with Store.open(data) as store:
        store.record([applied()], at=now - 2 * MINUTE, **WHO)
        run = watching(store, now - 2 * MINUTE, "kantor", "desa", "sekolah")
        commit(store, run, now, opened("kantor", now - 10 * SECOND))
        outage = store.open_outages()[0]
    told = Alerter()
    seen = other(world(0), now=now, outages=(outage,))
    told.sees(other(seen, alerting=alerting()))
    message = message_of(told.last.drafts[0], seen)
    with Outbox.open(data) as outbox:
        outbox.remember([], [], [("grup", letter_of(message))], cursor=0, at=now)
        outbox.lease("grup", now, 10 * SECOND, 1)
        outbox.sent([message.id], now, "5")
    return Place(data, outage.id, message.id)


def people(port: int) -> Alerting:
    settings = {"chat": str(CHAT), "token": "t", "api": f"http://127.0.0.1:{port}"}
    return Alerting(
        receivers={"grup": Receiver("grup", ReceiverKind.TELEGRAM, settings)},
        people={"rina": Person("rina", "Rina", telegram=RINA)},
    )


def listened(place: Place, *updates: dict[str, Any], times: int = 1) -> Bot:
    async def go() -> Bot:
        bot = Bot(list(updates))
        app = web.Application()
        app.router.add_post("/{tail:.*}", bot.handle)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        async with aiohttp.ClientSession() as session:
            tools = Tools(SENDS, session, {}, lambda: 0.5, lambda _: None, timeout_s=5)
            with Outbox.open(place.data) as outbox:
                listener = Listener(place.data, SystemClock(), outbox, tools)
                for _ in range(times):
                    assert await listener.listen(people(port))
        await runner.cleanup()
        return bot

    return asyncio.run(go())


def pressed(place: Place, user: int = RINA, number: int = 1) -> dict[str, Any]:
    return {
        "update_id": number,
        "callback_query": {
            "id": "c1",
            "data": button_of(place.message_id),
            "from": {"id": user, "first_name": "Siapa"},
            "message": {"message_id": 5, "chat": {"id": CHAT}},
        },
    }


def replied(text: str, chat: int = CHAT, reference: int = 5) -> dict[str, Any]:
    return {
        "update_id": 2,
        "message": {
            "date": 1_795_000_000,
            "text": text,
            "from": {"id": RINA, "first_name": "Siapa"},
            "chat": {"id": chat},
            "reply_to_message": {"message_id": reference, "from": {"is_bot": True}},
        },
    }


def test_pressing_the_button_takes_the_outage_in_hand_and_is_confirmed(place: Place) -> None:
    bot = listened(place, pressed(place), times=2)
    assert place.acknowledged() == [("Rina", f"telegram:{RINA}")]
    assert bot.shown == ["Dicatat: ditangani oleh Rina"]


def test_a_reply_in_the_chat_does_the_same(place: Place) -> None:
    listened(place, replied("saya ke sana"))
    assert place.acknowledged() == [("Rina", f"telegram:{RINA}")]


def test_a_stranger_is_told_so_and_does_nothing(place: Place) -> None:
    bot = listened(place, pressed(place, user=1))
    assert place.acknowledged() == []
    assert bot.shown == ["Anda tidak terdaftar dalam inventaris; hubungi pengelolanya"]


def test_a_reply_to_another_message_or_in_another_chat_does_nothing(place: Place) -> None:
    listened(place, replied("ok", reference=6), replied("ok", chat=-5))
    assert place.acknowledged() == []

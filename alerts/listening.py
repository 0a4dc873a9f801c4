"""What people answer by Telegram becomes an act of theirs: they take the outages in hand."""

import asyncio
import logging
from dataclasses import dataclass, field
from pathlib import Path

from alerts.message import Message, from_json
from alerts.receivers.port import Line, Rejected, Unavailable
from alerts.receivers.telegram import button_of, message_named
from alerts.sender import Tools
from alerts.telegram_answers import Answer, answers, confirm
from pantau.actions.acting import Actor, Refused
from pantau.actions.outages import acknowledge
from pantau.facts.clock import Clock, now_us
from pantau.facts.instant import DAY
from pantau.facts.words import Role
from pantau.inventory.alerting import Alerting, Receiver, ReceiverKind
from pantau.inventory.secrets import Missing, reveal_all
from pantau.language import choose_language, to_say, translator
from pantau.store import Outbox, Store, StoreError

log = logging.getLogger(__name__)

BACK_US = 7 * DAY
"""Messages so old can still be answered."""

_TAKEN = to_say("Noted: {who} has it in hand")
_STRANGER = to_say("You are not among the people of the inventory; ask whoever keeps it")
_TOO_OLD = to_say("This message is not known any more")


@dataclass(slots=True)
class Listener:
    """Asks each bot for answers. ``offsets``: by token, as Telegram counts them."""

    data: Path
    clock: Clock
    outbox: Outbox
    tools: Tools
    offsets: dict[str, int] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    async def listen(self, alerting: Alerting) -> bool:
        """One long poll of each bot; whether there was any bot to ask."""
        bots: dict[str, tuple[Receiver, Line]] = {}
        for receiver in alerting.receivers.values():
            if receiver.kind is ReceiverKind.TELEGRAM:
                settings = reveal_all(receiver.settings, self.tools.environment)
                if not isinstance(settings, Missing):
                    line = Line(settings, self.tools.session, self.tools.timeout_s, self.tools.ack)
                    bots.setdefault(settings["token"], (receiver, line))
        await asyncio.gather(*(self._ask(token, *bot, alerting) for token, bot in bots.items()))
        return bool(bots)

    async def _ask(self, token: str, receiver: Receiver, line: Line, alerting: Alerting) -> None:
        got = await answers(line, self.offsets.get(token, 0))
        if isinstance(got, Rejected | Unavailable):
            if got.reason not in self._told:
                log.warning("%s: no answers can be fetched: %s", receiver.name, got.reason)
            self._told = {got.reason}
            await asyncio.sleep(1)  # noqa: TID251 - the only pause of a bot that cannot be asked
            return
        self._told.clear()
        found, offset = got
        for answer in found:
            said = await asyncio.to_thread(self._take, answer, alerting, receiver.language)
            await confirm(line, answer, said)
        self.offsets[token] = offset

    def _take(self, answer: Answer, alerting: Alerting, language: str) -> str:
        """Take in hand what was answered; what to say to who did. In a thread: it writes."""
        say = translator(choose_language(language))
        person = next((p for p in alerting.people.values() if p.telegram == answer.user), None)
        if person is None:
            return say(_STRANGER)
        message = self._message(answer, alerting)
        if message is None or not message.outages:
            return say(_TOO_OLD)
        actor = Actor(
            name=person.name,
            via=f"telegram:{answer.user}",
            role=Role.TECHNICIAN,
            at=now_us(self.clock),
        )
        try:
            with Store.open(self.data) as store:
                results = [
                    acknowledge(store, actor, outage, answer.text[:500])
                    for outage in message.outages
                ]
        except StoreError as error:
            log.error("an answer cannot be written: %s", error)  # noqa: TRY400
            return error.said(say)
        refused = [each for each in results if isinstance(each, Refused)]
        if len(refused) == len(results):
            return refused[0].said(say)
        return say(_TAKEN, who=person.name)

    def _message(self, answer: Answer, alerting: Alerting) -> Message | None:
        """The message that was answered: by its name in the button, or its number in the chat."""
        chats = {name: each.settings.get("chat") for name, each in alerting.receivers.items()}
        try:
            kept = self.outbox.letters(now_us(self.clock) - BACK_US)
        except StoreError:
            return None
        for letter in kept:
            try:
                message = from_json(letter.body)
            except ValueError:
                continue  # written by another version
            named = message_named(button_of(message.id))
            if answer.message is not None and named == answer.message:
                return message
            there = chats.get(letter.receiver) == str(answer.chat)
            if answer.message is None and there and letter.reference == answer.reference:
                return message
        return None

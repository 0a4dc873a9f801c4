"""Buttons and replies from Telegram, and everything else that anybody can write to a bot."""

import asyncio
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from alerts.receivers.http import open_session
from alerts.receivers.port import Rejected, Unavailable
from alerts.receivers.telegram import button_of
from alerts.telegram_answers import Answer, answers, confirm, read
from pantau.facts.instant import SECOND
from tests.alerts.receivers.playing import Behave, hangs_up, http_player, says, says_nothing
from tests.alerts.telling import line

RINA = {"id": 123456, "is_bot": False, "first_name": "Rina", "last_name": "S\n"}
OURS = {"message_id": 77, "from": {"id": 1, "is_bot": True}}

PRESS = {
    "update_id": 900,
    "callback_query": {
        "id": "4382",
        "from": RINA,
        "data": button_of("O17:began:grup"),
        "message": {"message_id": 77, "chat": {"id": -1001}},
    },
}
REPLY = {
    "update_id": 901,
    "message": {
        "date": 1_795_590_000,
        "text": "saya tangani",
        "from": RINA,
        "chat": {"id": -1001},
        "reply_to_message": OURS,
    },
}
PRESSED = Answer(-1001, 123456, "Rina S", "77", message="O17:began:grup", callback="4382")
REPLIED = Answer(-1001, 123456, "Rina S", "77", text="saya tangani", at=1_795_590_000 * SECOND)


def test_a_button_names_the_message_and_a_reply_what_it_replies_to() -> None:
    assert read([PRESS, REPLY], 0) == ([PRESSED, REPLIED], 902)


def test_what_is_no_answer_is_passed_over_and_never_asked_for_again() -> None:
    stranger = {"update_id": 5, "callback_query": PRESS["callback_query"] | {"data": "lain"}}  # type: ignore[operator]
    to_nobody = {"update_id": 6, "message": REPLY["message"] | {"reply_to_message": None}}  # type: ignore[operator]
    to_a_person = {
        "update_id": 7,
        "message": REPLY["message"] | {"reply_to_message": OURS | {"from": RINA}},  # type: ignore[operator]
    }
    junk = [None, 3, {}, {"update_id": "x"}, {"update_id": 8, "message": []}]
    assert read([stranger, to_nobody, to_a_person, *junk], 4) == ([], 9)
    assert read([], 4) == ([], 4)
    assert read([PRESS], 1_000) == ([PRESSED], 1_000)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["update_id", "message", "callback_query", "from", "chat", "id", "data", "text"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_no_update_of_any_shape_is_too_much(updates: list[Any]) -> None:
    _, offset = read(updates, 3)
    assert offset >= 3


def ask(behave: Behave, timeout_s: float = 5.0) -> tuple[Any, Any]:
    async def asking() -> tuple[Any, Any]:
        async with http_player(behave) as player, open_session() as session:
            telegram = line(session, {"chat": "-1001", "token": "t", "api": player.url}, timeout_s)
            return await answers(telegram, 900), player.asked

    return asyncio.run(asking())


def test_asking_waits_for_answers_and_says_which_are_done() -> None:
    got, asked = ask(says(200, {"ok": True, "result": [PRESS, REPLY]}))
    assert got == ([PRESSED, REPLIED], 902)
    assert asked[0].path == "/bott/getUpdates"
    assert asked[0].data["offset"] == 900
    assert asked[0].data["timeout"] == 2


def test_asking_in_vain_is_an_outcome() -> None:
    assert isinstance(ask(says(409, {"description": "other getUpdates"}))[0], Rejected)
    assert isinstance(ask(says(200, b"<html>"))[0], Unavailable)
    assert isinstance(ask(hangs_up)[0], Unavailable)
    assert isinstance(ask(says_nothing, 0.2)[0], Unavailable)


def test_a_press_is_confirmed_and_a_reply_has_nothing_to_confirm() -> None:
    async def confirming() -> None:
        async with http_player(says(200, {"ok": True})) as player, open_session() as session:
            telegram = line(session, {"chat": "-1001", "token": "t", "api": player.url})
            assert await confirm(telegram, PRESSED, "Ditangani oleh Rina\n" * 30)
            assert not await confirm(telegram, REPLIED, "x")
            player.behave = says(400)
            assert not await confirm(telegram, PRESSED, "x")
            [first, _] = player.asked
            assert first.data["callback_query_id"] == "4382"
            assert first.data["text"].startswith("Ditangani oleh Rina Dit")
            assert len(first.data["text"]) == 200

    asyncio.run(confirming())

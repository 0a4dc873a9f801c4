"""The channel of an open page: closed at its next word once its session ended or changed.

Parts of a page run by themselves, without its beginning: so it is not left to any page to ask.
"""

from collections.abc import Callable

from anyio import to_thread
from starlette.types import Message, Receive, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.door import Door, Known
from dashboard.sign_in.addresses import SIGN_IN

_POLICY_VIOLATION = 1008


class Channel:
    """One open page. ``token``: what its browser held when it was opened.

    ``demands``: whether nobody may look without a session.
    """

    def __init__(self, door: Door, token: str | None, demands: Callable[[], bool]) -> None:
        """Remember who opened it."""
        self._door, self._token, self._demands = door, token, demands
        self._opened_by = _who(door.known(token))
        self._is_closed = False

    def hearing(self, receive: Receive, send: Send) -> Receive:
        """What the page says, as long as it may."""

        async def hear() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or self._is_closed:
                return message
            if self._door.is_stale:
                await to_thread.run_sync(self._door.roll)
            known = self._door.known(self._token)
            if known is not None and self._door.is_worth_noting(known.session):
                await to_thread.run_sync(self._door.used, known.session)
            goes_to = self._goes_to(known)
            if goes_to is None:
                return message
            self._is_closed = True
            await send({"type": "websocket.send", "bytes": _leave_for(goes_to)})
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}

        return hear

    def saying(self, send: Send) -> Send:
        """What the page is told, until it is closed."""

        async def say(message: Message) -> None:
            if not self._is_closed:
                await send(message)

        return say

    def _goes_to(self, known: Known | None) -> str | None:
        """Where the browser must go instead; None where all is as it was."""
        if known is None and (self._opened_by is not None or self._demands()):
            return SIGN_IN
        # Somebody else, or with another role: the page is to be made anew.
        return None if _who(known) == self._opened_by else "/"


async def refuse(receive: Receive, send: Send) -> None:
    """Open no channel at all."""
    await receive()
    await send({"type": "websocket.close", "code": _POLICY_VIOLATION})


def _who(known: Known | None) -> tuple[str, ...] | None:
    if known is None:
        return None
    account = known.account
    return account.name, account.full_name, account.role.value, account.provider or ""


def _leave_for(url: str) -> bytes:
    """What Streamlit itself says to a browser that shall sign in elsewhere."""
    message = ForwardMsg()
    message.auth_redirect.url = url
    return bytes(message.SerializeToString())

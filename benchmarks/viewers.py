"""Viewers without a browser: each holds a session open and refreshes as the page asks it to.

Speaks as Streamlit's own page does: protobuf messages over a web socket. So that what is measured
is our server, and not a browser that shares its processors. What a browser holds of earlier answers
they hold too (benchmarks/held.py).
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.held import Held


@dataclass
class Viewer:
    """One session. ``fragments``: by id, every how many seconds the page wants it run again."""

    fragments: dict[str, float] = field(default_factory=dict)
    held: Held = field(default_factory=Held)
    runs: int = 0
    bytes: int = 0
    waited_s: list[float] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    exceptions: int = 0


async def watch(
    address: str, page: str, viewers: int, seconds: float, cookies: Mapping[str, str] | None = None
) -> Sequence[Viewer]:
    """So many viewers for so long; they come spread over the first five seconds."""
    async with aiohttp.ClientSession(cookies=dict(cookies or {})) as session:
        return await asyncio.gather(
            *(
                _view(session, address, page, number * 5 / viewers, seconds)
                for number in range(viewers)
            )
        )


async def _view(
    session: aiohttp.ClientSession, address: str, page: str, later_s: float, seconds: float
) -> Viewer:
    viewer = Viewer()
    await asyncio.sleep(later_s)  # noqa: TID251 - a load has its own time
    url = f"{address}/_stcore/stream"
    async with session.ws_connect(url, protocols=("streamlit",), max_msg_size=0) as channel:
        reading = asyncio.create_task(_read(channel, viewer))
        first = BackMsg()
        first.rerun_script.page_name = page
        await _run(channel, viewer, first)
        until = time.monotonic() + seconds
        beats = [
            asyncio.create_task(_beat(channel, viewer, fragment, every, until))
            for fragment, every in viewer.fragments.items()
        ]
        await asyncio.gather(*beats)
        reading.cancel()
    return viewer


async def _beat(
    channel: "aiohttp.ClientWebSocketResponse[bool]",
    viewer: Viewer,
    fragment: str,
    every: float,
    until: float,
) -> None:
    while time.monotonic() + every < until:
        await asyncio.sleep(every)  # noqa: TID251 - as above
        again = BackMsg()
        again.rerun_script.fragment_id = fragment
        again.rerun_script.is_auto_rerun = True
        await _run(channel, viewer, again)


async def _run(
    channel: "aiohttp.ClientWebSocketResponse[bool]", viewer: Viewer, message: BackMsg
) -> None:
    viewer.done.clear()
    message.rerun_script.cached_message_hashes.extend(viewer.held.hashes())
    began = time.monotonic()
    await channel.send_bytes(message.SerializeToString())
    await asyncio.wait_for(viewer.done.wait(), 60)
    viewer.runs += 1
    viewer.waited_s.append(time.monotonic() - began)


async def _read(channel: "aiohttp.ClientWebSocketResponse[bool]", viewer: Viewer) -> None:
    async for each in channel:
        if each.type is not aiohttp.WSMsgType.BINARY:
            continue
        viewer.bytes += len(each.data)
        said = ForwardMsg()
        said.ParseFromString(each.data)
        viewer.held.take(said)
        kind = said.WhichOneof("type")
        if kind == "new_session":
            viewer.held.most_age = said.new_session.config.max_cached_message_age
        elif kind == "auto_rerun":
            viewer.fragments[said.auto_rerun.fragment_id] = said.auto_rerun.interval
        elif kind == "delta" and said.delta.new_element.WhichOneof("type") == "exception":
            viewer.exceptions += 1
        elif kind == "script_finished":
            viewer.held.finished(said.metadata.run.fragment_ids)
            viewer.done.set()

"""The ping of the dead man's switch, against a real server on loopback."""

import asyncio

import aiohttp
import pytest
from aiohttp import web

from alerts.dead_man import ping
from pantau.inventory.alerting import DeadMan


def pinged(status: int, url: str = "", environment: dict[str, str] | None = None) -> str | None:
    async def go() -> str | None:
        app = web.Application()

        async def answer(_: web.Request) -> web.Response:
            return web.Response(status=status)

        app.router.add_get("/beat", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        there = f"http://127.0.0.1:{runner.addresses[0][1]}/beat"
        async with aiohttp.ClientSession() as session:
            found = await ping(DeadMan(url or there), session, environment or {"THERE": there})
        await runner.cleanup()
        return found

    return asyncio.run(go())


@pytest.mark.parametrize(("status", "said"), [(200, None), (204, None), (302, None), (404, "404")])
def test_it_has_arrived_where_it_was_answered(status: int, said: str | None) -> None:
    found = pinged(status)
    assert found == (None if said is None else f"it answered {said}")


def test_the_address_may_be_a_secret_and_is_never_told() -> None:
    assert pinged(200, "env:THERE") is None
    assert pinged(200, "env:NOWHERE") == "the environment variable NOWHERE is not set"
    hidden = pinged(200, "http://127.0.0.1:1/token-7b1f")
    assert hidden is not None
    assert "7b1f" not in hidden

"""Dense echoes in virtual time: windows as they were, and never more than a line may bear."""

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

from collector.dense.asker import Asker, Place
from collector.dense.guard import AT_MOST, Guard
from collector.dense.plan import Lies, from_line, places_of, plan_of, to_be_asked, to_line
from collector.transport import Destination, SendFailure
from pantau.facts.instant import MINUTE
from pantau.facts.meetings import LEAD_US, WINDOW_US, DenseWindow, MeetingKind
from pantau.facts.said import Meeting
from pantau.lab.virtual import Behaviour, VirtualClock, VirtualTransport
from pantau.meeting.load import BITS_AN_ECHO, EVERY_US, MOST_BITS, lines_of
from tests.dashboard.world import HEAD, parsed

MS = 1_000_000
FINE = 20 * MS


def place(host: str = "127.64.0.1", every_us: int = EVERY_US, *lines: str) -> Place:
    to = Destination.of(host)
    assert to is not None
    return Place(to, every_us, lines or ("a",))


class Scene:
    """An asker, a clock that goes by steps, and a network that behaves as told."""

    def __init__(self, behaviour: Behaviour = lambda _, __: FINE) -> None:
        # At the very begin of a window.
        self.clock = VirtualClock(1_790_000_000_000_000_000)
        self.transport = VirtualTransport(self.clock, behaviour)
        self.asker = Asker(self.clock, self.transport)

    def live(self, seconds: float, step_ms: int = 10) -> list[DenseWindow]:
        for _ in range(round(seconds * 1_000 / step_ms)):
            self.clock.advance(step_ms * MS)
            self.asker.step()
        return self.asker.take()


def test_ten_echoes_a_second_are_told_by_windows() -> None:
    scene = Scene()
    scene.asker.follow({"a": place()})
    windows = scene.live(33)
    assert [each.at for each in windows] == [
        scene.transport.sent[0][0] // 1_000 // WINDOW_US * WINDOW_US + n * WINDOW_US
        for n in range(3)
    ]
    assert {each.losses.sent for each in windows} == {99, 100} or {
        each.losses.sent for each in windows
    } == {100}
    assert {(each.rtt_median_us, each.losses.lost) for each in windows} == {(20_000, 0)}


def test_a_burst_is_told_as_it_was_even_over_the_border_of_windows() -> None:
    began: list[int] = []

    def silent_for_a_second(_: str, at_ns: int) -> int | None:
        began.append(at_ns) if not began else None
        since = (at_ns - 1_790_000_000_000_000_000) / 1e9
        return None if 9.5 <= since < 10.5 else FINE

    scene = Scene(silent_for_a_second)
    scene.asker.follow({"a": place()})
    one, two = scene.live(23)[:2]
    assert (one.losses.last, two.losses.first) == (5, 5)
    assert (one.losses.bursts, two.losses.bursts) == (1, 1)


def test_what_comes_later_than_two_seconds_is_lost() -> None:
    scene = Scene(lambda _, __: 2_100 * MS)
    scene.asker.follow({"a": place()})
    [window, *_] = scene.live(15)
    assert window.losses.lost == window.losses.sent
    assert window.rtt_median_us is None


@pytest.mark.parametrize("what", ["jump", "drop"])
def test_what_we_lost_ourselves_is_not_counted(what: str) -> None:
    scene = Scene(lambda _, __: 500 * MS)
    scene.asker.follow({"a": place()})
    scene.live(5)
    if what == "jump":
        scene.clock.jump_wall(-100 * MS)
    else:
        scene.transport.lost_by_us = 3
    windows = scene.live(12)
    assert sum(each.losses.lost for each in windows) == 0


def test_what_could_not_leave_is_not_counted() -> None:
    scene = Scene(lambda _, __: SendFailure.TRY_AGAIN)
    scene.asker.follow({"a": place()})
    assert scene.live(15) == []
    assert scene.asker.sent == 0


def test_who_is_asked_no_more_is_told_of_to_the_end() -> None:
    scene = Scene()
    scene.asker.follow({"a": place()})
    scene.live(5)
    scene.asker.follow({})
    [window] = scene.live(3)
    assert 48 <= window.losses.sent <= 51
    assert not scene.asker.busy


def _most_in_a_second(sent: list[tuple[int, str]], line_of: Callable[[str], str]) -> int:
    by_line = defaultdict(list)
    for at_ns, host in sent:
        by_line[line_of(host)].append(at_ns)
    return max(
        sum(at <= other < at + 1_000_000_000 for other in times)
        for times in by_line.values()
        for at in times
    )


@pytest.mark.parametrize("step_ms", [10, 250, 1_500])
def test_no_line_bears_more_however_late_we_are(step_ms: int) -> None:
    above: dict[str, str | None] = {f"v{n}": "office" for n in range(20)}
    hosts = {f"v{n}": f"127.64.0.{n + 1}" for n in range(20)} | {"office": "127.64.1.1"}
    known = {host: Destination.of(host) for host in hosts.values()}
    plan = {site: Lies(site, host, above.get(site)) for site, host in hosts.items()}
    scene = Scene()
    places = places_of(plan, list(hosts), {k: v for k, v in known.items() if v})
    scene.asker.follow(places)
    scene.live(30, step_ms)
    assert all("office" in lines_of(above, site) for site in hosts)
    most = _most_in_a_second(scene.transport.sent, lambda _: "office")
    assert 0 < most * BITS_AN_ECHO <= MOST_BITS


def test_the_guard_holds_back_a_plan_that_asks_too_much() -> None:
    scene = Scene()
    scene.asker.follow({"a": place(every_us=10_000)})
    scene.live(10)
    assert _most_in_a_second(scene.transport.sent, lambda _: "a") == AT_MOST
    assert scene.asker.guard.refused > 0


def test_the_guard_counts_on_every_line_of_the_way() -> None:
    guard = Guard()
    allowed = [guard.allows(("a" if n % 2 else "b", "hub"), n) for n in range(2 * AT_MOST)]
    assert Counter(allowed) == {True: AT_MOST, False: AT_MOST}
    assert guard.allows(("a", "hub"), 2_000_000_000)


def test_two_sites_at_one_address_share_its_line() -> None:
    to = Destination.of("127.64.0.1")
    assert to is not None
    plan = {name: Lies(name, "127.64.0.1", None) for name in "ab"}
    found = places_of(plan, ["a", "b"], {"127.64.0.1": to})
    assert found["b"].lines == ("b", "a")
    assert all(each.every_us > EVERY_US for each in found.values())


def test_sites_that_call_in_or_lead_nowhere_are_not_asked() -> None:
    calls = Destination.of("push:a")
    assert calls is not None
    plan = {"a": Lies("a", "push:a", None), "b": Lies("b", "somewhere", None)}
    assert places_of(plan, ["a", "b", "c"], {"push:a": calls}) == {}


def meeting(begin: int, *sites: str, cancelled: bool = False) -> Meeting:
    return Meeting(
        "R1",
        "Rapat",
        MeetingKind.VIDEO,
        begin,
        begin + MINUTE,
        sites,
        None,  # type: ignore[arg-type]
        None,
        True if cancelled else None,  # type: ignore[arg-type]
    )


def test_places_are_asked_from_half_an_hour_before_to_the_end() -> None:
    begin = 10**15
    for at, asked in (
        (begin - LEAD_US - 1, []),
        (begin - LEAD_US, ["a", "b"]),
        (begin + MINUTE - 1, ["a", "b"]),
        (begin + MINUTE, []),
    ):
        found = to_be_asked([meeting(begin, "a", "b"), meeting(begin, "b")], at)
        assert found == asked
    assert to_be_asked([meeting(begin, "a", cancelled=True)], begin) == []


def test_a_plan_comes_through_a_line_of_text_and_knows_what_hangs_on_what() -> None:
    text = HEAD.replace(
        "contracts:", "upstreams:\n  hub: {name: Hub, upstream: s-1}\ncontracts:", 1
    )
    rows = "".join(
        f"  - {{id: s-{n}, name: Titik {n}, kind: desa, kecamatan: Kuaro, address: 127.64.0.{n},"
        f" contract: contoh-2026, tier: fo-50{more}}}\n"
        for n, more in ((1, ""), (2, ", upstream: hub"), (3, ", upstream: s-2"))
    )
    plan = plan_of(parsed(text + rows))
    assert {name: each.above for name, each in plan.items()} == {
        "s-1": None,
        "s-2": "s-1",
        "s-3": "s-2",
    }
    assert from_line(to_line(plan)) == plan
    with pytest.raises(ValueError, match="unexpected"):
        from_line(b'[{"other": 1}]')

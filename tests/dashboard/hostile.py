"""A world in which every word that somebody may write is hostile: names, notes, reasons, tickets.

Each shape lies in each place at least once.
"""

from pantau.actions.accounts import Opening, open_account
from pantau.actions.acting import Actor
from pantau.actions.dealings import Objectionable, object_to
from pantau.actions.outages import TicketNews, acknowledge, record_ticket
from pantau.actions.passwords import Passwords
from pantau.actions.proposals import propose_exclusion
from pantau.actions.remarks import announce_maintenance, note
from pantau.actions.scope import Scope
from pantau.actions.sign_in import Desk, set_password
from pantau.facts.instant import DAY, HOUR, to_datetime
from pantau.facts.measured import Interval, upstream_name
from pantau.facts.words import ExclusionCategory, Role
from pantau.store import Access
from tests.dashboard.desk_world import ended, made
from tests.dashboard.world import World

GOOD = "kuda laut makan jagung"
SHAPES = (
    """<script>alert("x")</script> & <img src=x onerror=alert(1)> 'Dinas' **tebal** :red[b] $c$""",
    """=cmd()|' /C calc'!A0""",
    "مكتب المنطقة קאנטור",
    "Panjang" * 28 + "BUNG",
    "Lurah 👩🏽👨🏿 🇮🇩 ✊🏾",
    "Dinas مكتب 2 (بارو) = 10%",
    "Ujung dengan spasi lebar " * 8,
)
"""Markup, a formula, letters from right to left, two hundred without a gap, emoji of several
characters, both directions, two hundred with gaps."""

REFUSED = (
    "Dinas \u202ehalas gnay aman\u202c terbalik",
    "Kantor \u200f\u202e\u2067tidak ditutup",
    "Lurah 👩🏽\u200d💻",
)
"""An override that ends, marks and one that does not, emoji that are joined: no door takes them,
for nobody sees what they are. Addresses and other people's servers may bring them still."""

SITES = len(SHAPES)
_DOWN = ("s-1", "s-3", "s-4", "s-5", "s-6")


def quoted(text: str) -> str:
    """As a YAML word."""
    return "'" + text.replace("'", "''") + "'"


def shape(number: int) -> str:
    return SHAPES[number % SITES]


def text() -> str:
    """The inventory: sites, contacts, providers, links, people and a rota of hostile names."""
    lines = [
        "version: 1\ntimezone: Asia/Makassar\nvantage:\n",
        "  references: [{name: internet, address: 127.64.255.9, layer: outside}]\nupstreams:\n",
    ]
    rules = (
        "from: 2020-01-01, to: 2099-12-31, tiers: {fo-50: {objective: 99.5, fee: 2500000}},"
        " policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}"
    )
    lines += [
        f"  hub-{n}: {{name: {quoted(shape(n + 1))}, address: 127.64.254.{n + 1},"
        f" provider: {quoted(shape(n + 2))}}}\n"
        for n in range(SITES)
    ]
    lines.append("contracts:\n")
    lines += [
        f"  kontrak-{n}: {{provider: {quoted(shape(n + 2))}, number: {quoted(shape(n + 3)[:60])},"
        f" {rules}}}\n"
        for n in range(SITES)
    ]
    lines.append("sites:\n")
    lines += [
        f"  - {{id: s-{n + 1}, name: {quoted(shape(n))}, kind: opd,"
        f" kecamatan: {quoted(shape(n + 5))}, address: 127.64.0.{n + 1},"
        f" at: [-1.9{n}, 116.1{n}], contract: kontrak-{n},"
        f" tier: fo-50, upstream: hub-{n}, line: {quoted(shape(n + 6)[:60])},"
        f" contact: {{name: {quoted(shape(n + 4))}, phone: '+62 811 000 00{n}'}}}}\n"
        for n in range(SITES)
    ]
    return "".join(lines)


def hostile_day(world: World) -> None:
    """Sites and a link are down, people acted with hostile words, an admin may come in."""
    world.text = text()
    world.write_inventory()
    world.began(ago=2 * DAY)
    world.went_down([*_DOWN, upstream_name("hub-1")])
    world.degraded("s-2")
    world.committed()
    ended(world, "s-7")
    names = [f"{shape(n)[:40]}" for n in range(SITES)]
    month = f"{to_datetime(world.now, world.inventory.timezone):%Y-%m}"
    with world.store() as store:
        for n, outage in enumerate(store.open_outages()):
            rina = Actor(names[n % SITES], "test", Role.MANAGER, world.now)
            made(acknowledge(store, rina, outage.id, shape(n)))
            made(note(store, rina, outage.id, shape(n + 3)))
            news = TicketNews(outages=(outage.id,), channel=shape(n + 4)[:60], text=shape(n + 5))
            made(record_ticket(store, rina, shape(n + 1)[:60], news))
        for n in range(SITES):
            rina = Actor(names[n], "test", Role.MANAGER, world.now)
            site, reason = f"s-{n + 1}", shape(n + 2)
            made(note(store, rina, site, reason, shape(n + 1)[:60]))
            span = Interval(world.now - (n + 5) * HOUR, world.now - (n + 4) * HOUR)
            scope = Scope((site,), site)
            power = ExclusionCategory.POWER
            made(propose_exclusion(store, rina, scope, span, power, reason))
            ahead = Interval(world.now + (n + 1) * HOUR, world.now + (n + 2) * HOUR)
            made(announce_maintenance(store, rina, scope, ahead, reason))
            made(object_to(store, rina, world.inventory, Objectionable(month, site), reason))
        admin = Actor("root", "root@monitor", Role.ADMIN, world.now)
        with Access.open(world.settings.data) as access:
            for name, full in (("ani", names[2]), ("panjang", SHAPES[3])):
                code = open_account(store, access, admin, Opening(name, full, Role.ADMIN))
                assert isinstance(code, str), code
                desk = Desk(store, access, Passwords())
                assert set_password(desk, code, GOOD, GOOD, world.now) == name

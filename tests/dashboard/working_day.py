"""A day on which people work: outages and alerts to act on, and accounts of those who do."""

from pantau.actions.accounts import Opening, open_account
from pantau.actions.acting import Actor
from pantau.actions.passwords import Passwords
from pantau.actions.sign_in import Desk, set_password
from pantau.facts.instant import DAY
from pantau.facts.words import Role
from pantau.store import Access, Store
from tests.dashboard.desk_world import ended
from tests.dashboard.march import march
from tests.dashboard.on_call import on_call, told
from tests.dashboard.world import World

GOOD = "kuda laut makan jagung"
STAFF = (("rina", Role.TECHNICIAN), ("budi", Role.MANAGER))


def working_day(world: World) -> list[str]:
    """s-1 and s-2 are down and told of, s-5 and s-6 down only; March 2026 is known from an import.

    Answers with the outages of s-3 and s-4, which are over.
    """
    on_call(world, ago=2 * DAY, down=("s-1", "s-2", "s-5", "s-6"))
    over = [ended(world, site) for site in ("s-3", "s-4")]
    with march(world):
        pass
    told(world, ["s-1", "s-2"])
    admin = Actor("root", "root@monitor", Role.ADMIN, world.now)
    with Store.open(world.settings.data) as store, Access.open(world.settings.data) as access:
        for name, role in STAFF:
            code = open_account(store, access, admin, Opening(name, name.title(), role))
            assert isinstance(code, str), code
            set_password(Desk(store, access, Passwords()), code, GOOD, GOOD, world.now)
    return over

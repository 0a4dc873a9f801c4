"""What the list of outages is narrowed by."""

from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.words import Role
from tests.dashboard.conftest import SignIn
from tests.dashboard.desk_world import ended, watched
from tests.dashboard.test_outage_desk import page
from tests.dashboard.world import World


def test_filters_stand_in_the_address_and_narrow_the_list(world: World, signed_in: SignIn) -> None:
    watched(world, "s-1")
    ended(world, "s-2", lasted=2 * MINUTE)
    ended(world, "s-3", lasted=2 * HOUR)
    signed_in(Role.VIEWER)

    def sites(**asked: str) -> list[str]:
        found = page(**asked).dataframe
        return list(found[0].value["Site"]) if found else []

    assert sites() == ["Dinas Contoh 1", "Dinas Contoh 3", "Dinas Contoh 2"] or len(sites()) == 3
    assert sites(mana="berlangsung") == ["Dinas Contoh 1"]
    assert sites(mana="selesai", lama="1j") == ["Dinas Contoh 3"]
    assert sites(lama="5m", kecamatan="Tanah Grogot") == ["Dinas Contoh 3"]
    assert sites(penyebab="power") == []
    assert sites(jenis="opd", mana="tanpa-tiket", penyedia="Telkom") == sites()


def test_the_list_is_narrowed_by_medium_and_tier_of_the_day_it_began(
    world: World, signed_in: SignIn
) -> None:
    world.text = world.text.replace(
        "      fo-50: {", "      vsat-5: {objective: 95, fee: 900000}\n      fo-50: {"
    ).replace(
        "address: 127.64.0.3, contract: contoh-2026, tier: fo-50}",
        "address: 127.64.0.3, medium: vsat, contract: contoh-2026, tier: vsat-5}",
    )
    world.write_inventory()
    watched(world, "s-1")
    ended(world, "s-2", lasted=2 * MINUTE)
    signed_in(Role.VIEWER)

    def sites(**asked: str) -> list[str]:
        return list(page(**asked).dataframe[0].value["Site"])

    assert sites() == ["Dinas Contoh 1", "Dinas Contoh 2"]
    assert sites(media="vsat") == ["Dinas Contoh 2"]
    assert sites(paket="contoh-2026/vsat-5") == ["Dinas Contoh 2"]
    assert sites(paket="contoh-2026/fo-50") == ["Dinas Contoh 1"]


def test_an_outage_stays_in_the_group_of_its_day_though_the_site_got_another_medium(
    world: World, signed_in: SignIn
) -> None:
    soon = 10 * SECOND
    day = world.inventory.local_day(world.now - soon)
    world.text = world.text.replace(
        "address: 127.64.0.3,",
        f"address: 127.64.0.3, medium: vsat, changes: [{{from: {day}, medium: fo}}],",
    )
    world.write_inventory()
    watched(world)
    other, before = (ended(world, site, ago=30 * HOUR) for site in ("s-3", "s-2"))
    after = ended(world, "s-2", ago=soon, lasted=5 * SECOND)
    signed_in(Role.VIEWER)

    def ids(**asked: str) -> list[str]:
        return list(page(**asked).dataframe[0].value["Id"])

    assert {other, before} <= set(ids())
    assert ids(media="vsat") == [before]
    assert ids(media="fo") == [after]

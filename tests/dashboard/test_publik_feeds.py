"""The feeds as readers of feeds read them, and what they must not say."""

import json
from dataclasses import replace
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.publik.feeds import ATOM, JSON_FEED, MOST, feed
from pantau.actions.acting import Actor
from pantau.actions.remarks import announce_maintenance, cancel_maintenance
from pantau.actions.scope import Scope
from pantau.facts.instant import DAY, HOUR
from pantau.facts.measured import Interval
from pantau.facts.words import Role
from pantau.villages.bulletins import Bulletin, BulletinKind, Place
from tests.dashboard.desk_world import actor, ended, maintenance, watched
from tests.dashboard.stranger import Reply, Stranger, published
from tests.dashboard.world import World
from tests.sla.build import inventory

LINK = 'alerts: {link: "https://pantau.contoh.go.id"}\n'


@pytest.fixture
def happened(world: World) -> World:
    """One outage of half an hour, one that goes on, and work to come."""
    world.text = published(world.text).replace("sites:\n", f"{LINK}sites:\n", 1)
    world.write_inventory()
    watched(world, "s-1")
    ended(world, "s-2")
    maintenance(world, HOUR, 2 * HOUR, "s-3")
    return world


def atom(stranger: Stranger, lang: str = "id") -> feedparser.FeedParserDict:
    reply = stranger.get(f"/publik/feed.atom?lang={lang}")
    assert reply.status == 200
    found = feedparser.parse(reply.text)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def test_a_reader_of_atom_finds_all_news_and_its_times(happened: World) -> None:
    found = atom(Stranger())
    assert found.feed.title == "Kabar layanan internet pemerintah"
    assert found.feed.language == "id"
    assert {each.rel: each.href for each in found.feed.links} == {
        "self": "/publik/feed.atom",
        "alternate": "/publik",
    }
    titles = [each.title.partition(":")[0] for each in found.entries]
    assert sorted(titles) == [
        "Gangguan internet",
        "Gangguan internet",
        "Internet pulih",
        "Pemeliharaan jaringan",
    ]
    for each in found.entries:
        assert each.id.startswith("urn:uuid:")
        assert each.published_parsed <= each.updated_parsed
        assert each.content[0].type == "text/plain"
    assert max(each.updated for each in found.entries) == found.feed.updated


def test_the_json_feed_is_one_and_says_the_same(happened: World) -> None:
    stranger = Stranger()
    reply = stranger.get("/publik/feed.json?lang=en")
    assert reply.headers["content-type"] == "application/feed+json; charset=utf-8"
    said = reply.json()
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert said["language"] == "en"
    assert [each["id"] for each in said["items"]] == [
        each.id for each in atom(stranger, "en").entries
    ]
    for each in said["items"]:
        assert set(each) == {
            *("id", "title", "content_text", "date_published", "date_modified", "tags"),
        }


def test_a_piece_of_news_keeps_its_id_in_both_languages_and_after_a_restart(
    happened: World,
) -> None:
    first = [each.id for each in atom(Stranger()).entries]
    assert [each.id for each in atom(Stranger(), "en").entries] == first
    assert len(set(first)) == 4


def test_work_that_is_called_off_is_another_piece_of_news(happened: World) -> None:
    before = {each.id for each in atom(Stranger()).entries}
    with happened.store() as store:
        with store.view() as view:
            [work] = view.maintenances(0, 2**61)
        assert cancel_maintenance(store, actor(happened), work.id, "hujan") == work.id
    import streamlit as st  # noqa: PLC0415 - only here

    st.cache_resource.clear()
    after = {each.id for each in atom(Stranger()).entries}
    assert len(after - before) == 1
    assert len(before - after) == 1


def again(stranger: Stranger, url: str, **headers: str) -> Reply:
    return stranger.get(url, **headers)


@pytest.mark.parametrize("url", ["/publik/feed.atom", "/publik/feed.json"])
def test_who_has_it_is_told_so_by_tag_and_by_date(happened: World, url: str) -> None:
    stranger = Stranger()
    first = stranger.get(url)
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    assert parsedate_to_datetime(changed).tzinfo is not None
    assert again(stranger, url, if_none_match=tag).status == 304
    assert again(stranger, url, if_modified_since=changed).status == 304
    assert again(stranger, url, if_none_match='"other"', if_modified_since=changed).status == 200
    for other in ("Thu, 01 Jan 1970 00:00:00 GMT", "kemarin", ""):
        assert again(stranger, url, if_modified_since=other).status == 200


def test_without_news_there_is_a_feed_without_entries(world: World) -> None:
    world.text = published(world.text)
    world.write_inventory()
    world.began()
    found = atom(Stranger())
    assert found.entries == []
    assert Stranger().get("/publik/feed.json").json()["items"] == []


def test_without_a_public_page_there_is_no_feed(world: World) -> None:
    world.began()
    for url in ("/publik/feed.atom", "/publik/feed.json"):
        assert Stranger().get(url).status == 404


def test_nothing_that_staff_wrote_is_in_a_feed(happened: World) -> None:
    with happened.store() as store:
        span = Interval(happened.now + DAY, happened.now + DAY + HOUR)
        who = Actor("KENARI", "KENARI@x", Role.MANAGER, happened.now)
        made = announce_maintenance(store, who, Scope(("s-4",), "KENARI"), span, "KENARI")
        assert isinstance(made, str)
    for url in ("/publik/feed.atom", "/publik/feed.json", "/publik/feed.atom?lang=en"):
        text = Stranger().get(url).text
        assert "KENARI" not in text
        assert "127.64" not in text
        assert "Contoh 4" in text


names = st.text(st.characters(), min_size=1, max_size=30)


@given(names, names)
def test_whatever_a_name_holds_the_feeds_stay_well_formed(name: str, kecamatan: str) -> None:
    town = inventory()
    place = Place("a", name, kecamatan, None)
    each = Bulletin("O1:outage", BulletinKind.OUTAGE, HOUR, None, HOUR, HOUR, (place,))
    root = ElementTree.fromstring(feed(ATOM, [each], town, "id"))  # noqa: S314 - our own
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == 1
    try:
        name.encode()
    except UnicodeEncodeError:
        return  # half a character: no file of ours can hold it
    assert name in json.loads(feed(JSON_FEED, [each], town, "id"))["items"][0]["title"]


def test_a_feed_has_a_bound_and_a_simulated_regency_says_so() -> None:
    town = replace(inventory(), simulation=True)
    place = Place("a", "A", "Kuaro", None)
    many = [
        Bulletin(f"O{n}:outage", BulletinKind.OUTAGE, HOUR, None, HOUR, HOUR, (place,))
        for n in range(MOST + 5)
    ]
    found = feedparser.parse(feed(ATOM, many, town, "id").decode())
    assert len(found.entries) == MOST
    assert "SIMULASI" in found.feed.title
    assert all("SIMULASI" in each.content[0].value for each in found.entries)

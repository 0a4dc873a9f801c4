"""The news as feeds: Atom (RFC 4287) and JSON Feed 1.1. Pure.

An entry's id is made of where these pages are and of the bulletin's id, which never changes; so a
reader shows each piece of news once, whatever happens to its text. Links are relative: under which
name staff reach the pages is not for everybody.
"""

import json
import re
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from dashboard.publik.rows import seconds_iso
from dashboard.publik.wanted import address
from pantau.inventory import Inventory
from pantau.language import Language, translator
from pantau.villages.bulletins import Bulletin, text, title

ATOM, JSON_FEED = "feed.atom", "feed.json"
FEEDS = {
    ATOM: "application/atom+xml; charset=utf-8",
    JSON_FEED: "application/feed+json; charset=utf-8",
}
"""By name, what kind of file it is."""

MOST = 100
_NAMESPACE = "http://www.w3.org/2005/Atom"
# XML 1.0, production 2: what a document may hold at all.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER = 0
"""When a feed without any news changed last."""


def feed(name: str, found: Sequence[Bulletin], inventory: Inventory, language: Language) -> bytes:
    """The feed of this name (one of FEEDS) with the newest of these bulletins."""
    make = _atom if name == ATOM else _json
    return make(found[:MOST], inventory, language)


def changed_at(found: Sequence[Bulletin]) -> int:
    """When the feed changed last, microseconds UTC."""
    return max((each.changed_at for each in found[:MOST]), default=_NEVER)


def feed_address(name: str, language: Language) -> str:
    """Below our own host."""
    return address("feed", name, language)


def _base(inventory: Inventory) -> str:
    return (inventory.alerting.link or "").rstrip("/")


def _id(base: str, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"{base or 'pantau'}/{name}").urn


def _heading(inventory: Inventory, language: Language) -> str:
    say = translator(language)
    name = say("News of the government's internet service")
    return f"{say('SIMULATION – not real data')}: {name}" if inventory.simulation else name


def _atom(found: Sequence[Bulletin], inventory: Inventory, language: Language) -> bytes:
    base = _base(inventory)
    root = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": language})
    _child(root, "id", _id(base, f"{ATOM}/{language}"))
    _child(root, "title", _heading(inventory, language))
    _child(root, "updated", seconds_iso(changed_at(found)))
    author = ElementTree.SubElement(root, "author")
    _child(author, "name", "Pantau")
    _child(root, "generator", "Pantau")
    own = feed_address(ATOM, language)
    links = (("self", own, FEEDS[ATOM]), ("alternate", address("front", language=language), None))
    for rel, path, kind in links:
        said = {
            "rel": rel,
            "href": path,
            **({"type": kind.split(";")[0]} if kind else {}),
        }
        ElementTree.SubElement(root, "link", said)
    for each in found:
        entry = ElementTree.SubElement(root, "entry")
        _child(entry, "id", _id(base, each.id))
        _child(entry, "title", title(each, language))
        _child(entry, "published", seconds_iso(each.told_at))
        _child(entry, "updated", seconds_iso(each.changed_at))
        for kecamatan in _districts(each):
            ElementTree.SubElement(entry, "category", {"term": _fit(kecamatan)})
        _child(entry, "content", text(each, inventory, language), type="text")
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _json(found: Sequence[Bulletin], inventory: Inventory, language: Language) -> bytes:
    base = _base(inventory)
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _heading(inventory, language),
        "language": language,
        "items": [
            {
                "id": _id(base, each.id),
                "title": title(each, language),
                "content_text": text(each, inventory, language),
                "date_published": seconds_iso(each.told_at),
                "date_modified": seconds_iso(each.changed_at),
                "tags": [each.kind.value, *_districts(each)],
            }
            for each in found
        ],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _districts(each: Bulletin) -> list[str]:
    return sorted({place.kecamatan for place in each.places if place.kecamatan})


def _child(parent: ElementTree.Element, name: str, words: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = _fit(words)


def _fit(words: str) -> str:
    """Without what XML cannot hold, however it came into a name."""
    return _NO_XML.sub("\ufffd", words)

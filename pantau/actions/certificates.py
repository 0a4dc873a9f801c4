"""Certificates of meetings: made once, kept by content, and given out again byte for byte."""

from collections.abc import Callable, Mapping
from importlib.metadata import version

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.meetings import unknown_meeting
from pantau.facts.kinds import EntryKind
from pantau.facts.meetings import MeetingCertified, Rests
from pantau.facts.papers import Paper
from pantau.facts.said import Meeting
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.language import Language, to_say
from pantau.store import Store, dense_rests
from pantau.store.pen import View

SETTLED_US = 60_000_000
"""So long after the end the last windows are written."""

Maker = Callable[[Store, Inventory, Meeting, int, Language], bytes]
"""Makes a certificate's bytes. The instant (microseconds UTC): whose knowledge it holds."""


def certificates(view: View, meeting: str) -> Mapping[str, MeetingCertified]:
    """Those that are kept of a meeting, by language; the first of each is the one."""
    found: dict[str, MeetingCertified] = {}
    for entry in view.entries({EntryKind.MEETING_CERTIFIED}, meeting):
        data = entry.data()
        rests = Rests.of(data["rests"]) if data.get("rests") else None
        fact = MeetingCertified(**data | {"role": Role(data["role"]), "rests": rests})
        found.setdefault(fact.language, fact)
    return found


def certify(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    meeting: str,
    language: Language,
    maker: Maker,
) -> Paper | Refused:
    """The certificate that is kept, else one made now and kept from then on.

    Raises what ``maker`` raises, StoreDamaged where a kept one is gone or other bytes, and
    StoreUnwritable; then nothing was written.
    """
    refused = may(actor, Act.MEETING)
    if refused:
        return refused
    with store.view() as view:
        found = view.meeting(meeting)
        known = certificates(view, meeting).get(language)
    if found is None:
        return unknown_meeting(meeting)
    if known is not None:
        return Paper(known.name, store.kept(known.digest))
    if actor.at < found.until + SETTLED_US or not found.takes_place:
        return Refused(
            to_say("meeting {id} is not over yet, or never took place: nothing is to be certified"),
            id=meeting,
        )
    rests = dense_rests(store.data, found.begin, found.until, found.sites)
    content = maker(store, inventory, found, actor.at, language)
    digest = store.keep(content)
    name = f"sertifikat-rapat-{meeting.lower()}{'' if language == 'id' else f'-{language}'}.pdf"
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        other = certificates(pen, meeting).get(language)
        if other is None:
            pen.record(
                MeetingCertified(
                    meeting,
                    name,
                    digest,
                    len(content),
                    language,
                    version("pantau"),
                    actor.role,
                    rests,
                )
            )
            return Paper(name, content)
    # Somebody else was quicker: theirs is the one.
    return Paper(other.name, store.kept(other.digest))

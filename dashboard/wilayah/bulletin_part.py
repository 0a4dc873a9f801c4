"""The part of bulletins: texts that are ready to be copied into the groups of the villages."""

from collections.abc import Sequence

import streamlit as st

from dashboard import cached
from dashboard.markup import element
from dashboard.pick import pick
from dashboard.scene import Scene
from pantau.actions.bulletins import DAYS
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import recent
from pantau.villages.bulletins import (
    TITLES,
    Bulletin,
    BulletinKind,
    is_ahead,
    text,
    title,
    within,
)

_MOST = 40


def bulletin_part(here: Scene) -> None:
    """The news of a week and the work to come, for all, a kecamatan or a village."""
    say = here.say
    found = cached.news(here.inventory)
    if found is None:
        st.error(say("The news cannot be read at the moment."), icon=":material/error:")
        return
    st.caption(
        say(
            "News of {n} days and all work to come. Copy a text into the group of a village; it "
            "names no cause, provider or address.",
            n=DAYS,
        )
    )
    first, second, third = st.columns(3)
    kecamatan = pick(
        first,
        say("Kecamatan"),
        ["", *sorted({site.kecamatan for site in here.inventory.sites if site.kecamatan})],
        shown=lambda name: name or say("All"),
        key="buletin_kecamatan",
    )
    names = gazetteer().villages
    codes = sorted(
        {
            site.desa
            for site in here.inventory.sites
            if site.desa and kecamatan in ("", site.kecamatan)
        },
        key=lambda code: names[code].name if code in names else code,
    )
    village = pick(
        second,
        say("Village"),
        ["", *codes],
        shown=lambda code: (names[code].name if code in names else code) or say("All"),
        key=f"buletin_desa_{kecamatan}",
    )
    kind = pick(
        third,
        say("Kind"),
        ["", *BulletinKind],
        shown=lambda kind: say(TITLES[BulletinKind(kind)]) if kind else say("All kinds"),
        key="buletin_jenis",
    )
    near = within(found, kecamatan or None, village or None)
    shown = sorted(
        (each for each in near if kind in ("", each.kind)),
        key=lambda each: not is_ahead(each, here.now),
    )
    if shown:
        _take_away(here, shown)
    else:
        st.info(say("There is no news: nothing was down for long and no work is announced."))
    for each in shown[:_MOST]:
        _one(here, each)
    if len(shown) > _MOST:
        st.caption(say("Older news is in `pantau bulletin` and in the feed."))


_ATOM, _JSON = "[Atom](/publik/feed.atom)", "[JSON](/publik/feed.json)"


def _take_away(here: Scene, shown: Sequence[Bulletin]) -> None:
    """All that was narrowed down to as one file, and where the feeds are."""
    say, language = here.say, here.language
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("Texts as a file"),
            data=lambda: "\n\n".join(text(each, here.inventory, language) for each in shown),
            file_name=f"{say('bulletins')}-{here.inventory.local_day(here.now)}.txt",
            mime="text/plain",
            key="buletin_berkas",
            on_click="ignore",
            icon=":material/download:",
        )
        if here.inventory.pages.public:
            st.caption(say("As feeds: {atom} and {json}", atom=_ATOM, json=_JSON))


def _one(here: Scene, each: Bulletin) -> None:
    when = recent(each.changed_at, here.now, here.zone, here.language)
    # It names sites: text, never markup.
    st.html(element("p", f"{title(each, here.language)} · {when}", class_="p-rest"))
    # A box of code has a button that copies it; its text is never read as markup.
    st.code(text(each, here.inventory, here.language), language=None, wrap_lines=True)

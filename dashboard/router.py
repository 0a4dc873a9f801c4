"""Every visit begins here: who looks, the pages that they may see, and what stands around each."""

from pathlib import Path

import streamlit as st

from dashboard import cached
from dashboard.act import say_what_came_of_it
from dashboard.chosen import chosen_language, language_switch
from dashboard.follow import follow_links
from dashboard.markup import element
from dashboard.pages import FIRST, PAGES
from dashboard.scene import loud
from dashboard.sign_in.addresses import SIGN_IN
from dashboard.simulation import simulation_mark
from dashboard.streamlit_words import here_sheet, words_sheet
from dashboard.theme import style_sheet
from dashboard.visitor import must_sign_in, visitor
from dashboard.who import who_looks
from dashboard.whose import shown_nothing
from pantau.language import translator

HERE = Path(__file__).parent

say = translator(chosen_language())
who = visitor()

# Before the navigation: it would fetch the pages' icons for the tab from another host.
st.set_page_config(page_icon=str(HERE / "icon.svg"), layout="wide")
if must_sign_in():
    # The guard sends browsers there; whoever came past it sees nothing either.
    st.html(element("a", say("Sign in first"), href=SIGN_IN))
    st.stop()
shown = {
    listed.name: st.Page(
        HERE / "views" / f"{listed.name}.py",
        title=say(listed.title),
        icon=f":material/{listed.icon}:",
        default=listed is FIRST,
        url_path="" if listed is FIRST else listed.name,
        visibility="visible" if listed.in_menu else "hidden",
    )
    for listed in PAGES
    # A page that is not listed does not run: its address is refused, not only hidden.
    if who.role in listed.roles
}
page = st.navigation(list(shown.values()), position="top")
st.set_page_config(page_title=f"Pantau · {page.title}")
listed = next(each for each in PAGES if shown.get(each.name) is page)
st.logo(str(HERE / "icon.svg"))
sheets = (
    style_sheet(),
    words_sheet(chosen_language()),
    here_sheet((each for each in PAGES if each.name in shown), chosen_language()),
    (HERE / "style.css").read_text(),
)
st.html("\n".join(["<style>", *sheets, "</style>"]))
follow_links(shown)
inventory = cached.snapshot().inventory
if inventory is not None and inventory.simulation:
    st.html(simulation_mark(chosen_language()))
if not listed.bare:
    # In the header's right end, by the style sheet: rows at the top are dear on a wall or phone.
    with st.container(key="corner", horizontal=True, vertical_alignment="center", gap="small"):
        who_looks(who)
        language_switch()
    st.html(element("h1", page.title, class_="p-page"))
    say_what_came_of_it()
why = shown_nothing(who)
if why is not None:
    st.html(element("p", why.said(say), class_="p-nothing"))
    st.stop()
if not listed.bare and listed is not FIRST:
    loud()
page.run()

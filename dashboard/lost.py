"""An address at which there is no page, or none for who asks: said by a page of our own.

Streamlit would open its first page under a dialog, in English.
"""

from collections.abc import Mapping
from urllib.parse import parse_qs, quote

from starlette.responses import Response

from dashboard.markup import element, joined
from dashboard.pages import FIRST, PAGES, page_named
from dashboard.sign_in.addresses import ACCOUNT, OPEN
from dashboard.sign_in.page import page
from pantau.facts.words import Role
from pantau.language import Translator, choose_language, translator

# What is answered elsewhere: our own routes, and Streamlit's.
_ROUTES = {*OPEN, ACCOUNT, "/tangani", "/publik", "/lapor", "/healthz", "/metrics"}
_BELOW = ("/publik/", "/lapor/", "/static/", "/media/", "/component/", "/_stcore/")
_LONGEST = 80


def lost(path: str, asked: str, headers: Mapping[str, str], role: Role) -> Response | None:
    """What to answer instead, to a browser that wants a page; None where there is one.

    ``asked``: what stands behind the question mark.
    """
    if "text/html" not in headers.get("accept", "") or path.startswith(_BELOW):
        return None
    name = path.strip("/")
    if f"/{name}" in _ROUTES:
        return None
    found = page_named(name)
    if found is not None and role in found.roles:
        return None
    say = translator(choose_language(parse_qs(asked).get("lang", [None])[0]))
    if found is None:
        title = say("There is no such page")
        text = say("Nothing stands at the address /{path}.", path=name[:_LONGEST])
    else:
        title = say("This page is not for your role")
        text = say("Whoever should see it is given another role by an administrator.")
    # Never a name of another host, however many strokes the path begins with.
    here = f"/{quote(name)}"
    links = element("ul", joined(*_links(role, say)))
    return page(say, title, element("p", text), links, here=here, status=404 if not found else 403)


def _links(role: Role, say: Translator) -> list[str]:
    return [
        element(
            "li",
            element(
                "a",
                say(each.title),
                href=f"/{'' if each is FIRST else each.name}?lang={say.language}",
            ),
        )
        for each in PAGES
        if role in each.roles
    ]

"""An id that is the address of what it names."""

from dashboard.links import page_url
from dashboard.markup import Html, element
from dashboard.scene import Scene


def own_address(id: str, here: Scene, section: str | None = None) -> Html:
    """To be copied into a message, or opened beside the list. ``section``: of the page."""
    url = page_url("gangguan", here.language, bagian=section, id=id)
    return element("a", id, href=url, class_="p-go p-id")

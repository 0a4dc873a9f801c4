"""Pages as AppTest opens them, through the router."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

import dashboard

ROUTER = Path(dashboard.__file__).with_name("router.py")


def opened(page: str, **asked: str) -> AppTest:
    """A page of views/ with this in its address."""
    found = AppTest.from_file(str(ROUTER), default_timeout=20)
    found.switch_page(f"views/{page}.py")
    for name, value in asked.items():
        found.query_params[name] = value
    found.run()
    sound(found)
    return found


def sound(page: AppTest) -> None:
    """No part of it failed."""
    assert not page.exception, page.exception[0].stack_trace


def html(page: AppTest) -> str:
    """All of the page's own HTML, its style sheet left out."""
    return "\n".join(
        each.proto.body for each in page.get("html") if "<style" not in each.proto.body
    )


def pressed(page: AppTest, words: str) -> AppTest:
    """After a button with these words was pressed."""
    [button] = [each for each in page.button if each.label == words]
    button.click()
    page.run()
    sound(page)
    return page

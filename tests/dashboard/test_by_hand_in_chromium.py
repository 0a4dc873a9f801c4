"""What Streamlit's own widgets say and show: in our language, and to who goes by keyboard."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.dashboard.chromium import Server, Watched

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SIGN = 150
"""Where the sign of its menu stands in the heading of the first column, which ends at 166."""
SAID = "part => getComputedStyle(part, '::after').content"


def opened(browser: Watched, url: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(url)
    return page


def size(words: Locator) -> str:
    """Of letters that Streamlit brings along: nothing is left of them."""
    return str(words.evaluate("part => getComputedStyle(part).fontSize"))


def test_the_menu_of_a_column_sorts_and_speaks_indonesian(server: Server, browser: Watched) -> None:
    page = opened(browser, f"{server.address}/gangguan?lang=id")
    table = page.get_by_test_id("stDataFrame")
    expect(table.locator("canvas").first).to_be_visible(timeout=30_000)
    menu = page.get_by_test_id("stDataFrameColumnMenu")
    place = table.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 100, place["y"] + 19)
    page.mouse.click(place["x"] + SIGN, place["y"] + 19)
    expect(menu.get_by_role("menuitem").first).to_be_visible()
    shown = [each for each in menu.get_by_role("menuitem").all() if each.is_visible()]
    assert [each.evaluate(SAID) for each in shown] == ['"Urutkan naik"', '"Urutkan turun"']
    assert {size(each) for each in shown} == {"0px"}


def test_a_list_without_what_was_typed_says_so_in_indonesian(
    server: Server, browser: Watched
) -> None:
    page = opened(browser, f"{server.address}/titik?site=s-1&lang=id")
    field = page.get_by_test_id("stSelectbox").get_by_role("combobox").first
    field.click(timeout=30_000)
    page.keyboard.type("zzzz")
    words = page.locator("[role=option] > span").first
    expect(words).to_have_text("No results")
    assert size(words) == "0px"
    assert words.evaluate(SAID) == '"Tidak ada yang bernama begini"'


def test_who_goes_by_keyboard_sees_where_in_the_menu(server: Server, browser: Watched) -> None:
    page = opened(browser, f"{server.address}/?lang=id")
    link = page.get_by_test_id("stTopNavLink").nth(2)
    expect(link).to_be_visible(timeout=30_000)
    page.get_by_test_id("stTopNavLink").nth(1).focus()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("outline-style", "solid")
    expect(link).to_have_css("outline-width", "2px")

"""Two ways to do the same on a page: with a mouse, and with nothing but a keyboard."""

from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

HEAD_HEIGHT, ROW_HEIGHT, BOX_FROM_LEFT = 38, 35, 16
MOST_TABS = 120

# Where the keyboard is: 2 on the thing itself, 1 in a row of things that arrows go along.
_WHERE = """
things => {
  const now = document.activeElement;
  if (things.some(each => each === now || each.contains(now))) return 2;
  const row = now.closest('[role=tablist], [role=radiogroup]');
  return row && things.some(each => row.contains(each)) ? 1 : 0;
}
"""


class Hand(Protocol):
    """What somebody does to a thing on ``page``."""

    page: Page

    def press(self, thing: Locator) -> None:
        """A button, a tab, a heading that opens."""

    def write(self, thing: Locator, words: str) -> None:
        """Instead of what stands in a field."""

    def pick(self, thing: Locator, words: str) -> None:
        """Out of a list that opens."""

    def choose_row(self, row: int) -> None:
        """Of the page's first table. Its rows are painted: no element stands for one."""


class Mouse:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, thing: Locator) -> None:
        calm(self.page)
        thing.click()

    def write(self, thing: Locator, words: str) -> None:
        thing.fill(words)

    def pick(self, thing: Locator, words: str) -> None:
        calm(self.page)
        option = self.page.get_by_role("option", name=words).first
        expect(thing).to_be_visible(timeout=30_000)
        thing.click()
        thing.fill(words)
        option.click()

    def choose_row(self, row: int) -> None:
        middle = HEAD_HEIGHT + ROW_HEIGHT * row + ROW_HEIGHT // 2
        expect(painted(self.page)).to_be_visible(timeout=30_000)
        table = self.page.get_by_test_id("stDataFrame").first
        table.click(position={"x": BOX_FROM_LEFT, "y": middle})


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, thing: Locator) -> None:
        self._reach(thing)
        self.page.keyboard.press("Enter")

    def write(self, thing: Locator, words: str) -> None:
        self._reach(thing)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def pick(self, thing: Locator, words: str) -> None:
        self._reach(thing)
        self.page.keyboard.type(words)
        expect(self.page.get_by_role("option", name=words).first).to_be_visible()
        self.page.keyboard.press("Enter")

    def choose_row(self, row: int) -> None:
        self._reach(painted(self.page))
        for _ in range(row):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Shift+Space")

    def _reach(self, thing: Locator) -> None:
        """Tab until it is reached, and along a row of tabs or choices with the arrow."""
        expect(thing).to_be_visible(timeout=30_000)
        calm(self.page)
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            found = thing.evaluate_all(_WHERE)
            while found == 1:
                self.page.keyboard.press("ArrowRight")
                found = thing.evaluate_all(_WHERE)
            if found:
                return
        raise AssertionError(f"{MOST_TABS} times Tab do not reach {thing}")


# Some turn for ever, and one of a part that is not drawn may never end: three seconds are enough.
_STILL = """() => Promise.race([
    new Promise(done => setTimeout(done, 3000)),
    Promise.all(document.getAnimations()
        .filter(each => isFinite(each.effect.getComputedTiming().endTime))
        .map(each => each.finished.catch(() => null))),
])"""


def calm(page: Page) -> None:
    """Once the page has answered what was done last and nothing moves on it any more.

    What is pressed before that may be gone; a list that opens while a part of the page unfolds is
    closed by it.
    """
    state = page.get_by_test_id("stApp")
    expect(state).to_have_attribute("data-test-script-state", "notRunning", timeout=20_000)
    page.evaluate(_STILL)


def painted(page: Page) -> Locator:
    """The first table of the page."""
    return page.get_by_test_id("data-grid-canvas").first


def give(hand: Hand, button: Locator, file: Path) -> None:
    """Choose a file for a field that takes one."""
    with hand.page.expect_file_chooser() as asked:
        hand.press(button)
    asked.value.set_files(file)


HANDS: tuple[type[Mouse] | type[Keyboard], ...] = (Mouse, Keyboard)

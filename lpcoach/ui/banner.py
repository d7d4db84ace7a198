"""Where the pages do not run on one's own machine, a banner on each says what is kept there, with export and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lpcoach.content.places import hosted
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

if TYPE_CHECKING:
    from lpcoach.ui.page import Page

__all__ = ["banners"]


class Banner(Sheet):
    """Under the frame. It asks once before it deletes."""

    def __init__(self, page: Page) -> None:
        self._page = page
        calls = {"export": self.export, "delete": self.ask, "keep": self.keep, "delete_now": self.delete}
        super().__init__("", "lp-banner", acts={name: page.act(call) for name, call in calls.items()})
        self.draw()

    def draw(self, said: str = "", *, sure: bool = False) -> None:
        """What is kept, and what was just done."""
        self.html = render("banner", place=hosted(), said=said, sure=sure)

    def export(self, *_: object) -> None:
        """Hand over all that was written, finished or not."""
        self.offer_file("lpcoach-workbook.json", self._page.coach.store.export(), "application/json")
        self.draw("Exported as lpcoach-workbook.json. Import on the start page of your own workbook reads it back.")

    def ask(self, *_: object) -> None:
        """Ask once."""
        self.draw(sure=True)
        self.focus("#lp-banner-sure")

    def keep(self, *_: object) -> None:
        """Nothing is deleted."""
        self.draw("Nothing was deleted.")

    def delete(self, *_: object) -> None:
        """Delete the workbook and what this browser keeps, and begin anew."""
        self._page.erase()
        self._page.go("00_start.ipynb")


def banners(page: Page) -> tuple[Banner, ...]:
    """The page's banner, where there is one."""
    return (Banner(page),) if hosted() else ()

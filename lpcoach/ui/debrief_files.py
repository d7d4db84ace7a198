"""Files out of a debrief and back into it: exports, the packet for a friend, and where the friend's view differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lpcoach.coach.exchange import export_html, friends, packet, take_in
from lpcoach.errors import InputError
from lpcoach.report.packet import agreement_values
from lpcoach.session.rated import Rated
from lpcoach.ui.page import Page
from lpcoach.ui.render import render
from lpcoach.ui.widgets import Sheet

__all__ = ["Files"]


class Files:
    """The sheet with the files of one debrief."""

    def __init__(self, page: Page, rated: Rated) -> None:
        self._page, self._rated = page, rated
        acts = {"export": self.export, "packet": self.packet}
        self.sheet = Sheet("", "lp-row", "lp-noprint", acts={name: page.act(call) for name, call in acts.items()})
        self.sheet.on_file = page.guard(self.read_in)
        self.agreement = Sheet("", "lp-row")
        self.draw("")

    def draw(self, said: str) -> None:
        """Both sheets; ``said`` is what came of a file."""
        practice = self._rated.session.id
        self.sheet.html = render("debrief_files", said=said)
        found = friends(self._page.coach, practice)
        views = [agreement_values(self._rated, each, self._page.words) for each in found]
        self.agreement.html = render("debrief_friends", views=views) if views else ""

    def export(self, form: str, _values: Mapping[str, Any]) -> None:
        """Hand over this practice in one of the forms."""
        coach, practice = self._page.coach, self._rated.session.id
        if form == "html":
            self.sheet.offer_file("lpcoach-debrief.html", export_html(coach, [practice]), "text/html")
        elif form == "json":
            self.sheet.offer_file("lpcoach-practice.json", coach.store.export(practice), "application/json")
        else:
            self.sheet.offer_file("lpcoach-debrief.md", coach.export_markdown(practice), "text/markdown")

    def packet(self, _arg: str, _values: Mapping[str, Any]) -> None:
        """Hand over the answers without scores."""
        text = packet(self._page.coach, self._rated.session.id)
        self.sheet.offer_file("lpcoach-answers-to-rate.html", text, "text/html")

    def read_in(self, name: str, size: int, raw: bytes | None, _last: bool) -> None:
        """Take in the small file that came back."""
        if raw is None:
            raise InputError(f"The file {name} with {size:,} bytes could not be read. Choose the file again.")
        self.draw(take_in(self._page.coach, raw))

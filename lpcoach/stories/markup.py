"""HTML, whole or inside Markdown, -> lines of Markdown; text that is no known tag stays as it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from lpcoach.stories.marks import ENDED, Line

__all__ = ["holds_markup", "lines_of_markup"]

_BREAK: Final = frozenset(
    {"p", "div", "section", "article", "details", "br", "ul", "ol", "table", "tbody", "thead", "header", "footer"}
    | {"main", "blockquote", "pre", "aside", "dl", "body", "html", "figure", "hr"}
)
_KEPT: Final = {"strong": "**", "b": "**"}
_SILENT: Final = frozenset(
    {"em", "i", "u", "span", "a", "small", "mark", "code", "head", "meta", "link", "tfoot", "col", "colgroup", "s"}
    | {"sub", "sup", "font", "center", "input", "img", "label", "kbd", "del", "ins", "q", "cite", "time", "nav"}
    | {"button", "form", "picture", "source", "svg", "path", "style", "script"}
)
_TAG: Final = re.compile(
    r"<(?:/?(?:details|summary|h[1-6]|p|table|tr|td|th|ul|ol|li|strong|b|br|div|dt|dd|dl|section|html|body|aside)\b[^<>]*)>",
    re.I,
)


def holds_markup(text: str) -> bool:
    """Whether tags of HTML order this text."""
    return len(_TAG.findall(re.sub(r"<br\s*/?>", "", text, flags=re.I))) >= 2


def lines_of_markup(text: str) -> list[Line]:
    """The lines of the text with headings, summaries, lists and tables as Markdown writes them."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(text)
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.lines: list[Line] = []
        self.now = ""
        self.no = 1
        self.depth = 0  # of <details>
        self.cells = 0
        self.level = 0
        self.table = 0
        self.link = ""
        self.summary = False

    def end_line(self) -> None:
        """Finish the line at hand."""
        if head := re.match(r"\s{0,3}(#{1,6})\s", self.now):
            self.level = len(head[1]) - (self.depth if self.summary else 0)
        if self.now.strip() or (self.lines and self.lines[-1].text.strip()):
            self.lines.append(Line(self.no, self.now.rstrip()))
        self.now = ""
        self.no = self.getpos()[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a heading, list item, row or bold text; an unknown tag is text."""
        self.depth += tag == "details"
        self.table += tag == "table"
        if tag == "a":
            self.link = dict(attrs).get("href") or ""
        if tag == "summary" or re.fullmatch(r"h[1-6]", tag):
            self.end_line()
            level = min(6, self.level + self.depth) if tag == "summary" else int(tag[1])
            self.now, self.summary = "#" * max(1, level) + " ", tag == "summary"
        elif tag in ("li", "dd"):
            self.end_line()
            self.now = "- " if tag == "li" else ""
        elif tag == "dt":
            self.end_line()
            self.now = "**"
        elif tag == "tr":
            if self.now.strip():
                self.end_line()
            self.now, self.cells = "|", 0
        elif tag in ("td", "th"):
            self.cells += 1
        elif tag in _KEPT:
            self.now += _KEPT[tag]
        elif tag in _BREAK:
            self._break(tag)
        elif tag not in _SILENT and tag != "title":
            self.now += self.get_starttag_text() or ""
        elif tag == "title":
            self.end_line()

    def _break(self, tag: str) -> None:
        if self.now.startswith("|"):
            self.now += " "
        elif self.now.strip(" -*#"):
            self.end_line()
            if tag in ("p", "div", "details", "section"):
                self.end_line()

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        self.table = max(0, self.table - (tag == "table"))
        if tag == "a" and self.link.startswith("http"):
            self.now, self.link = f"{self.now} ({self.link})", ""
        if tag == "details":
            self.depth = max(0, self.depth - 1)
            self.end_line()
            self.end_line()
            if not self.depth:  # what follows is no more of it
                self.lines.append(Line(self.no, ENDED))
                self.end_line()
        elif re.fullmatch(r"h[1-6]", tag) or tag == "summary":
            self._heading_end()
        elif tag in ("td", "th"):
            self.now += " |"
        elif tag == "tr":
            first = not (self.lines and self.lines[-1].text.startswith("|"))
            cells = self.cells
            self.end_line()
            if first and cells:
                self.lines.append(Line(self.no, "|" + "---|" * cells))
        elif tag == "dt":
            self.now += "**"
        elif tag in _KEPT:
            self.now += _KEPT[tag]
        elif tag in ("p", "table", "ul", "ol", "div", "li", "title", "section", "dd"):
            self._break(tag)

    def _heading_end(self) -> None:
        self.now = re.sub(r"^(#+ )\s*(?:#+\s*)?|\*\*", r"\1", self.now)
        self.end_line()
        self.summary = False

    def handle_data(self, data: str) -> None:
        """Text; each of its lines stays one, but for those within a row of a table."""
        if self.now.startswith("|"):
            self.now += re.sub(r"\s+", " ", data).replace("|", "/")
            return
        if self.table and not data.strip():
            return
        first, *more = data.split("\n")
        self.now += first
        for offset, text in enumerate(more, start=1):
            self.end_line()
            self.no = self.getpos()[0] + offset
            self.now = text

    def handle_comment(self, data: str) -> None:
        """A comment stays where it is, as a comment."""
        self.now += f"<!--{data.replace(chr(10), ' ')}-->"

    def handle_decl(self, decl: str) -> None:
        """A document type says nothing."""

    def unknown_decl(self, data: str) -> None:
        """Keep what is written as a declaration."""
        self.now += f"<![{data}]>"

    def handle_pi(self, data: str) -> None:
        """Keep what is written as an instruction."""
        self.now += f"<?{data}>"

"""A line of text with a little HTML, as the options of the theme have it: what is let through, written anew."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from quizzes.address import leads_on

TAGS = frozenset({"a", "abbr", "b", "br", "cite", "code", "em", "i", "small", "span", "strong", "sub", "sup"})
"""What may stand in the line; of attributes `href`, `lang`, `dir` and `title`."""
_ATTRIBUTES = frozenset({"href", "lang", "dir", "title"})


def fragment(text: str) -> str:
    """Return a line of HTML with every tag closed, and with text and attributes escaped.

    Raises ValueError for a tag that is not of `TAGS`, another attribute, or an address where no link may lead.
    """
    parser = _Fragment()
    parser.feed(text)
    parser.close()
    return "".join([*parser.parts, *(f"</{tag}>" for tag in reversed(parser.open))])


class _Fragment(HTMLParser):
    """Writes what it reads, as far as it is let through."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise ValueError(f"has <{tag}>, which may not stand there: {', '.join(sorted(TAGS))} may")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                raise ValueError(f"has the attribute {name}, which may not stand there")
            if name == "href" and not leads_on(value or ""):
                raise ValueError(f"has a link to {value}, where none may lead")
        told = "".join(f' {name}="{escape(value)}"' for name, value in attrs if value is not None)
        self.parts.append(f"<{tag}{told}>")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while (last := self.open.pop()) != tag:
                self.parts.append(f"</{last}>")
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts.append(escape(data))

    def handle_comment(self, data: str) -> None:
        self.unknown_decl(data)

    def handle_pi(self, data: str) -> None:
        self.unknown_decl(data)

    def handle_decl(self, decl: str) -> None:
        self.unknown_decl(decl)

    def unknown_decl(self, data: str) -> None:
        del data
        raise ValueError("has a comment or a declaration, which may not stand there")

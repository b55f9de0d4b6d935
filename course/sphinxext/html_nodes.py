"""HTML that an author has put into a page, as nodes that every edition can write.

MyST hands HTML over in pieces: a tag here, words of Markdown behind it, its end tag later. So a run of siblings is read
as one stream, in which nodes that are there already are passed on whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docutils import nodes

from course.sphinxext.html_tables import build_table
from quizzes.sphinxext.changed_words import changed
from quizzes.sphinxext.line_break import line_break
from quizzes.sphinxext.raised_words import subscript, superscript

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docutils.nodes import Element

    Attributes = dict[str, str]


INLINE: dict[str, Callable[[], Element]] = {
    **dict.fromkeys(("b", "strong"), nodes.strong),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), nodes.emphasis),
    **dict.fromkeys(("code", "samp", "tt", "kbd"), nodes.literal),
    **dict.fromkeys(
        ("span", "mark", "small", "big", "abbr", "bdi", "bdo", "time", "font", "data", "label"), nodes.inline
    ),
    "sup": superscript,
    "sub": subscript,
    **dict.fromkeys(("del", "s", "strike"), lambda: changed(kind="del")),
    **dict.fromkeys(("ins", "u"), lambda: changed(kind="ins")),
    "q": nodes.inline,
    "a": nodes.reference,
}
"""Elements inside a line."""
TABLE = ("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption", "colgroup")
BLOCKS: dict[str, Callable[[], Element]] = {
    **dict.fromkeys(("div", "section", "article", "aside", "main", "header", "footer"), nodes.container),
    **dict.fromkeys(("nav", "center", "figure", "address", "hgroup"), nodes.container),
    **dict.fromkeys(("p", "figcaption"), nodes.paragraph),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), nodes.rubric),
    "blockquote": nodes.block_quote,
    "ul": lambda: nodes.bullet_list(bullet="-"),
    "ol": lambda: nodes.enumerated_list(enumtype="arabic", prefix="", suffix="."),
    "li": nodes.list_item,
    "dl": nodes.definition_list,
    "dt": nodes.term,
    "dd": nodes.definition,
    "pre": lambda: nodes.literal_block(language="text"),
    "details": lambda: nodes.container(is_details=True),
    **{name: partial(nodes.container, table_part=name) for name in TABLE},
}
"""Elements that stand as blocks."""
EMPTY = frozenset({"br", "hr", "img", "wbr", "col"})
ENDS_ITSELF = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"},
    "th": {"td", "th"}, "p": {"p"}, "tbody": {"thead", "tbody", "tr", "td", "th"}, "tfoot": {"tbody", "tr", "td", "th"},
}  # fmt: skip
"""What the beginning of an element ends, because authors may leave out the end tag (HTML, section 13.1.2.4)."""


@dataclass
class Open:
    """An element that has begun: its name, its node, and the line of its tag."""

    tag: str
    node: Element
    line: int


@dataclass
class Stream(HTMLParser):
    """Reads a run of siblings into the node `top`; `problems` says what no node can hold, with its line.

    `inline`: the siblings stand inside a line.
    """

    top: Element
    inline: bool = False
    line: int = 1
    problems: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Open("", self.top, self.line)]
        self.loose: nodes.paragraph | None = None

    def read(self, html: str, line: int) -> None:
        """Read one piece of HTML that begins on `line`."""
        self.line, self.offset, self.lineno = line, 0, 1
        self.feed(html)

    def put(self, node: nodes.Node) -> None:
        """Add a node: inside a block, what belongs into a line gets a paragraph."""
        holder = self.stack[-1].node
        if (
            isinstance(node, nodes.Inline | nodes.Text)
            and not self.inline
            and not isinstance(holder, nodes.TextElement)
        ):
            if self.loose is None:
                self.loose = nodes.paragraph()
                self.loose.line = self._at
                holder.append(self.loose)
            holder = self.loose
        else:
            self.loose = None
        holder.append(node)

    def end(self) -> list[tuple[int, str]]:
        """Close what is open, and return the problems."""
        self.close()
        self.problems += [(one.line, f"<{one.tag}> has no end tag here") for one in self.stack[1:] if not _may_end(one)]
        while len(self.stack) > 1:
            self._close()
        return self.problems

    @property
    def _at(self) -> int:
        return self.line + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or put an empty one."""
        given = {name: value or "" for name, value in attrs}
        self.problems += [
            (self._at, f"the attribute {name} of <{tag}> is code") for name in given if name.startswith("on")
        ]
        if tag in EMPTY:
            self._empty(tag, given)
            return
        make = INLINE.get(tag) or (None if self.inline and tag in ENDS_ITSELF else BLOCKS.get(tag))
        if make is None or (self.inline and tag in {"table", "ul", "ol", "dl", "pre", "details", "blockquote"}):
            self.problems.append((self._at, f"<{tag}> has no place in every edition"))
            return
        while len(self.stack) > 1 and self.stack[-1].tag in ENDS_ITSELF.get(tag, ()):
            self._close()
        self._open(tag, nodes.inline() if self.inline and tag in BLOCKS else make(), given)

    def handle_endtag(self, tag: str) -> None:
        """Close the element, with those inside of it that may do without an end tag."""
        tags = [one.tag for one in self.stack[1:]]
        if tag not in tags:
            if tag not in EMPTY and (tag in INLINE or tag in BLOCKS):
                self.problems.append((self._at, f"</{tag}> ends nothing"))
            return
        while self.stack[-1].tag != tag:
            if not _may_end(self.stack[-1]):
                self.problems.append((self.stack[-1].line, f"<{self.stack[-1].tag}> has no end tag here"))
            self._close()
        self._close()

    def handle_data(self, data: str) -> None:
        """Put words; white space between blocks says nothing."""
        holder = self.stack[-1].node
        if data.strip() or (self.loose is not None) or self.inline or isinstance(holder, nodes.TextElement):
            self.put(nodes.Text(data))

    def unknown_decl(self, data: str) -> None:
        """Say that a CDATA section is no HTML."""
        self.problems.append((self._at, f"<![{data[:20]}… is no HTML"))

    def _empty(self, tag: str, given: Attributes) -> None:
        if tag == "br":
            self.put(line_break("", "\n"))
        elif tag == "hr":
            self.put(nodes.transition())
        elif tag == "img":
            image = nodes.image(uri=given.get("src", ""), alt=given.get("alt", ""))
            image.line = self._at
            image.update_basic_atts({key: given[key] for key in ("width", "height") if given.get(key)})
            for key in ("width", "height"):
                if given.get(key):
                    image[key] = given[key]
            if self.inline or isinstance(self.stack[-1].node, nodes.TextElement):
                self.stack[-1].node.append(image)
            else:
                self.loose = None
                self.stack[-1].node.append(image)

    def _open(self, tag: str, node: Element, given: Attributes) -> None:
        node.line = self._at
        if given.get("class"):
            node["classes"] += given["class"].split()
        if tag in {"kbd", "mark", "small", "samp"}:
            node["classes"].append(tag)
        if given.get("id"):
            node["names"].append(nodes.fully_normalize_name(given["id"]))
            node["ids"].append(nodes.make_id(given["id"]))
        for name in ("colspan", "rowspan", "start", "title"):
            if given.get(name):
                node[f"html_{name}"] = given[name]
        if tag == "a":
            if "href" in given:
                _lead(node, given["href"])
            else:
                node = nodes.inline("", ids=node["ids"], names=node["names"], classes=node["classes"])
        self.put(node)
        self.stack.append(Open(tag, node, self._at))
        if not isinstance(node, nodes.Inline):
            self.loose = None
        if tag == "q":
            node.append(nodes.Text('"'))  # Sphinx sets the marks of the language

    def _close(self) -> None:
        one = self.stack.pop()
        if not isinstance(one.node, nodes.Inline):
            self.loose = None
        _finish(one, self.stack[-1].node)


def _may_end(one: Open) -> bool:
    return one.tag in ENDS_ITSELF or one.tag in {"thead", "colgroup", "caption"}


def _lead(node: Element, href: str) -> None:
    """Give a link its address: a place in the page, or another one."""
    if href.startswith("#"):
        node["refid"], node["internal"] = nodes.make_id(href[1:]), True
    else:
        node["refuri"] = href


def _finish(one: Open, holder: Element) -> None:
    """Make of a closed element what its parts together are."""
    node = one.node
    if one.tag == "q":
        node.append(nodes.Text('"'))
    elif one.tag == "abbr" and node.get("html_title"):
        node.append(nodes.Text(f" ({node['html_title']})"))
    elif isinstance(node, nodes.literal):
        _say(node, node.astext())
    else:
        _finish_block(one, node, holder)


def _say(node: Element, words: str) -> None:
    """Let a node hold nothing but words."""
    node.clear()
    node.append(nodes.Text(words))


def _finish_block(one: Open, node: Element, holder: Element) -> None:
    if one.tag in {"ul", "ol"}:
        _only_items(node)
        if str(node.get("html_start", "")).isdecimal():
            node["start"] = int(node["html_start"])
    elif one.tag == "dl":
        holder.replace(node, _terms(node))
    elif one.tag == "pre":
        _say(node, node.astext().strip("\n"))
        node.rawsource = node.astext()
    elif one.tag == "table":
        holder.replace(node, build_table(node))
    elif one.tag == "details":
        holder.replace(node, _box(node))
    elif one.tag in {"p", "figcaption"} and not node.children:
        holder.remove(node)


def _only_items(node: Element) -> None:
    """Put what stands loose in a list into an item of its own."""
    for child in list(node.children):
        if not isinstance(child, nodes.list_item):
            node.replace(child, nodes.list_item("", child))


def _terms(node: Element) -> nodes.definition_list:
    """Return terms and their definitions, paired as docutils wants them."""
    terms = nodes.definition_list()
    for child in node.children:
        if isinstance(child, nodes.term) or not terms.children:
            terms.append(nodes.definition_list_item())
        last = terms[-1]
        assert isinstance(last, nodes.Element)
        last.append(child if isinstance(child, nodes.term | nodes.definition) else nodes.definition("", child))
    for item in terms.findall(nodes.definition_list_item):
        if not isinstance(item[-1], nodes.definition):
            item.append(nodes.definition())
    return terms


def _box(node: Element) -> nodes.container:
    """Return a box that opens in HTML and is open everywhere else; its first heading is what is always seen."""
    from sphinx_design.shared import create_component

    title = next((child for child in node.children if isinstance(child, nodes.rubric)), None)
    box: nodes.container = create_component(
        "dropdown", opened=False, type="dropdown", has_title=True, icon=None, chevron=None,
        container_classes=["sd-mb-3"], title_classes=[], body_classes=[],
    )  # fmt: skip
    rest = [child for child in node.children if child is not title]
    box += nodes.rubric("", "", *(title.children if title else [nodes.Text("…")]))
    box += rest
    return box


def read_siblings(siblings: Iterable[nodes.Node], stream: Stream, is_html: Callable[[nodes.Node], bool]) -> None:
    """Read a run of siblings: HTML is taken apart, and every other node is passed on."""
    for sibling in siblings:
        if is_html(sibling):
            stream.read(sibling.astext(), sibling.line or stream.line)
        else:
            stream.put(sibling)

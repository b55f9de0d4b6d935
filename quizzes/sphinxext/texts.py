"""Turn a Markdown text of a question into nodes that know their file and line.

Most texts of a bank are plain sentences. For these the paragraph is built directly, because one nested parse for each
choice is what makes a page with many questions slow to read.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from gettext import translation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.statemachine import StringList
from sphinx.util.i18n import docname_to_domain

from quizzes.model.varying import MARK
from quizzes.number import decimal_of
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.dialect import bank_renderer
from quizzes.sphinxext.html_marks import paired
from quizzes.sphinxext.picture_places import find_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from gettext import NullTranslations

    from sphinx.environment import BuildEnvironment
    from sphinx.util.docutils import SphinxDirective

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|$&~^@]|://|www\.|--|\.\.\.|\n\s*\n|  \n|\n\s+\S", re.IGNORECASE)
_BLOCK_START = re.compile(r"^(?:[-+:=%]|\d+[.)](?:\s|$)|\S+::?$)", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.MULTILINE)
"""A footnote in Markdown; group 1 is its label."""
_REWRITING = frozenset({"linkify", "replacements", "smartquotes"})
"""MyST extensions that change words without any markup character."""


_MYST = logging.getLogger("sphinx.myst_parser.warnings_")
READING = "quizzes-reading"
"""The key of a page's temporary data that says which text of a question is being read."""
VALUES = "quizzes-values"
"""The key of a page's temporary data that has the values of its items that vary."""


@dataclass(frozen=True)
class TextPlace:
    """Where a text comes from: a file, and a line counted from 1.

    `block` is how many lines below that a text of several lines begins: 1 in YAML, where it stands under its key.
    `template` is the text with the names of its values, where it has any.
    """

    source: str
    line: int
    block: int = 0
    template: str = ""


def is_plain(text: str) -> bool:
    """Say whether `text` is one paragraph without any markup, in Markdown and in reStructuredText."""
    return not _MARKUP.search(text) and not _BLOCK_START.search(text)


def own_notes(text: str, place: TextPlace) -> str:
    """Return a text of a bank whose footnotes have labels of their own: labels belong to the page, which has others."""
    for label in dict.fromkeys(_NOTE.findall(text)):
        text = text.replace(f"[^{label}]", f"[^{label}-{Path(place.source).stem}-{place.line}]")
    return text


def _catalogue_of(env: BuildEnvironment) -> NullTranslations | None:
    """Return the catalogue that translates the page being read, None for a page in its own language."""
    if not env.config.language:
        return None
    domain = docname_to_domain(env.docname, env.config.gettext_compact)
    for folder in env.config.locale_dirs:
        with suppress(OSError):
            return translation(domain, env.srcdir / folder, [env.config.language])
    return None


class _InBank(logging.Filter):
    """Names the bank in warnings of the Markdown parser, which knows the page alone."""

    def __init__(self, place: TextPlace) -> None:
        super().__init__()
        self._place = place

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "subtype", "") == "strikethrough":
            return False  # MyST writes HTML for it, of which a node is made here
        location = getattr(record, "location", None)
        if isinstance(location, tuple):
            record.location = f"{self._place.source}:{location[1] or self._place.line}"
        return True


class TextReader:
    """Reads texts for one directive: those of banks as Markdown, its `own` by the parser of the page."""

    def __init__(self, directive: SphinxDirective, *, own: bool = False) -> None:
        self._state: Any = directive.state
        self._own = own
        self._env = directive.env
        self._page = directive.env.temp_data
        self._lineno = directive.lineno
        self._rst = isinstance(directive.state, RSTState)
        self.markdown = not (own and self._rst)
        enabled = getattr(directive.config, "myst_enable_extensions", ())
        self._catalogue = _catalogue_of(directive.env)
        self.decimal = decimal_of(directive.config.language or "en")
        self._shortcut = not _REWRITING.intersection(enabled)
        self._values: Mapping[str, str] = {}
        self._item = ""

    def vary(self, item: str, values: Mapping[str, str]) -> None:
        """Show these values in the texts that follow, which are those of one item; nothing varies where none is given.

        They are kept for the page, whose translation is read when all its questions are there.
        """
        self._item, self._values = item, values
        kept: dict[str, Mapping[str, str]] = self._page.setdefault(VALUES, {})  # type: ignore[assignment]
        kept[item] = values

    def _named(self, text: str, place: TextPlace) -> str:
        """Return the text with a role for each of its values; the text itself where it shows none."""
        if not self._values or not MARK.search(place.template):
            return text
        gap = "" if self.markdown else "\\ "  # reStructuredText wants white space around a role
        return MARK.sub(lambda found: f"{gap}{self._role_of(found)}{gap}", place.template)

    def _role_of(self, found: re.Match[str]) -> str:
        return self.role("quiz-value", f"{self._item}:{found[1]}") if found[1] in self._values else found[0]

    def fill(self, node: nodes.Element, text: str, place: TextPlace) -> nodes.Element:
        """Put the blocks of `text` into `node` and return it."""
        text = self._named(text, place)
        if self.markdown and place.block:
            text = own_notes(text, place)
        if "\n" in text:
            place = TextPlace(place.source, place.line + place.block)
        node.source, node.line = place.source, place.line
        if self._shortcut and is_plain(text):
            node += _located(nodes.paragraph(text, text), place)
        else:
            self._parse(text, place, node)
        return node

    def translated(self, text: str) -> str:
        """Return `text` as the catalogue of the page has it, word for word; the text itself where it has none."""
        return self._catalogue.gettext(text) if self._catalogue else text

    def words(self, node: nodes.TextElement, text: str, place: TextPlace) -> nodes.TextElement:
        """Put `text` into `node` literally: titles, units and accepted answers have no markup."""
        node.rawsource = text
        written = place.template if self._values else ""
        if MARK.search(written):
            node += list(self._pieces(written))
        else:
            node += nodes.Text(text)
        _located(node, place)
        return node

    def _pieces(self, written: str) -> Iterator[nodes.Node]:
        """Yield the words of a text without markup, and its values."""
        end = 0
        for found in MARK.finditer(written):
            if found[1] in self._values:
                yield nodes.Text(written[end : found.start()])
                yield q.quiz_value("", self._values[found[1]], name=found[1])
                end = found.end()
        yield nodes.Text(written[end:])

    def role(self, name: str, text: str) -> str:
        """Return the markup of a role in the language of the document."""
        return f"{{{name}}}`{text}`" if self.markdown else f":{name}:`{text}`"

    def _parse(self, text: str, place: TextPlace, node: nodes.Element) -> None:
        with self._reading(place):
            if self._own:
                self._parse_own(text, place, node)
            else:
                with bank_renderer(self._state, self._state.document) as renderer, renderer.current_node_context(node):
                    renderer.nested_render_text(text, place.line - 1)
                find_pictures(node, Path(place.source).parent, self._env)
        _spell_raw(node)

    def _parse_own(self, text: str, place: TextPlace, node: nodes.Element) -> None:
        lines = text.splitlines()
        items = [(place.source, place.line - 1 + index) for index in range(len(lines))]
        block = StringList(lines, items=items, source=place.source)
        # A Markdown state counts from the directive, a reStructuredText state from the start of the file.
        offset = place.line - 1 - (0 if self._rst else self._lineno)
        self._state.nested_parse(block, offset, node)

    @contextmanager
    def _reading(self, place: TextPlace) -> Iterator[None]:
        """Let nodes and messages name the bank, not the page, while a text of the bank is read."""
        document, reporter = self._state.document, self._state.reporter
        page, line, locate = document["source"], document.current_line, reporter.get_source_and_line
        document["source"] = place.source
        # A bank is data: it does not copy files of the machine into a page.
        insertion, document.settings.file_insertion_enabled = document.settings.file_insertion_enabled, False
        in_bank = _InBank(place)
        _MYST.addFilter(in_bank)
        self._page[READING] = f"{place.source}:{place.line}"
        reporter.get_source_and_line = lambda number=None: (place.source, number or place.line)
        try:
            yield
        finally:
            document["source"], document.current_line = page, line
            document.settings.file_insertion_enabled = insertion
            del self._page[READING]
            _MYST.removeFilter(in_bank)
            reporter.get_source_and_line = locate


def _located(node: nodes.TextElement, place: TextPlace) -> nodes.TextElement:
    node.source, node.line = place.source, place.line
    return node


def _spell_raw(node: nodes.Element) -> None:
    """Make nodes of marks of HTML, and let other code of one format come out literally, so that none runs it."""
    for line in {id(raw.parent): raw.parent for raw in node.findall(nodes.raw)}.values():
        if isinstance(line, nodes.TextElement):
            children, line.children = paired(line.children), []
            line.extend(children)
    for raw in list(node.findall(nodes.raw)):
        text = nodes.Text(raw.astext())
        raw.replace_self(text if isinstance(raw.parent, nodes.TextElement) else nodes.paragraph("", "", text))

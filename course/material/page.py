"""Read a page of a course: sentences with lines, directives, sections, front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from course.material.sentences import Sentence, share_citations, split
from course.project.front import read_front
from quizzes.finding import FindingsError
from quizzes.nesting import TOO_DEEP, line_too_deep
from quizzes.text_file import read_prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from markdown_it.token import Token

_TITLED = frozenset({"admonition", "case", "dropdown", "slide"})
"""Directives whose argument is a title that everybody reads."""
SILENT = {
    "bibliography", "chart", "code", "code-block", "eval-rst", "figure", "image", "include", "literalinclude", "math",
    "objectives", "only", "quiz", "quiz-item", "quiz-key", "raw", "statements", "toctree",
}  # fmt: skip
"""Directives whose body is not prose."""
HEAD = re.compile(r"^\{([\w:.-]+)\}[ \t]*(.*)$")
"""How the first line of a directive reads after its fence: name and argument."""
_OPTION = re.compile(r"^:([\w-]+):[ \t]*(.*)$")
_KINDS = {"td": "cell", "th": "head", "li": "item", "dt": "term"}


@dataclass(frozen=True)
class Directive:
    """A directive as it is written; `body_line` is the line of the first line of its body."""

    name: str
    argument: str
    line: int
    options: Mapping[str, str]
    body: str
    body_line: int
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of level 2 with the number of words of its prose."""

    title: str
    line: int
    words: int


@dataclass
class Page:
    """Everything that is asked about one Markdown file; `broken` says why it cannot be read."""

    path: Path
    meta: Mapping[str, Any] = field(default_factory=dict)
    broken: str = ""
    broken_line: int = 1
    sentences: list[Sentence] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    meta_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the name of the file without its suffix, which is the id of a lesson."""
        return self.path.stem

    @property
    def prose(self) -> list[Sentence]:
        """Return the sentences that are not headings."""
        return [one for one in self.sentences if one.kind != "heading"]

    def line(self, key: str) -> int:
        """Return the line of a key of the front matter, 1 when it is not there."""
        return self.meta_lines.get(key, 1)

    def citations(self) -> Iterator[tuple[str, int]]:
        """Yield every key cited, with its line."""
        for sentence in self.sentences:
            yield from ((key, sentence.line) for key in sentence.citations)

    def claims(self) -> Iterator[tuple[str, int]]:
        """Yield every statement answered, by mark or by box, with its line."""
        for sentence in self.sentences:
            yield from ((name, sentence.line) for name in sentence.claims)
        for directive in self.directives:
            if directive.name == "claim":
                yield directive.argument, directive.line

    def sections(self) -> list[Section]:
        """Return the sections of level 2 with the words of their running text; tables and boxes do not count."""
        starts = [(title, line) for level, title, line in self.headings if level == 2]  # noqa: PLR2004
        ends = [*(line for _, line in starts[1:]), 10**9]
        counted = [one for one in self.prose if one.kind not in {"cell", "head"} and not one.inside]
        return [
            Section(title, line, sum(one.words for one in counted if line < one.line < end))
            for (title, line), end in zip(starts, ends, strict=False)
        ]


def read_page(path: Path, say: Callable[[str], str] = str) -> Page:
    """Read one file as `say` has it, line by line; when it is no UTF-8, or its front matter no YAML table, `broken`.

    `say` puts in what a page only asks for, such as what differs from place to place.
    """
    page = Page(path)
    try:
        text = say(read_prose(path))
    except FindingsError as error:
        one = error.findings[0]
        page.broken, page.broken_line = one.message + (f" ({one.hint})" if one.hint else ""), one.line
        return page
    if line := line_too_deep(text):
        page.broken, page.broken_line = TOO_DEEP, line
    else:
        _Walk(page, 0, ()).run(_parser().parse(text))
    return page


def read_sentences(text: str, line: int) -> list[Sentence]:
    """Return the sentences of a Markdown text that begins on `line` of some other file."""
    page = Page(Path())
    _Walk(page, line - 1, ()).run(_parser().parse(text))
    return page.sentences


def tokens_of(text: str) -> tuple[list[Token], list[tuple[int, str]]]:
    """Return what Markdown makes of a text, directives still as fences, and its definitions with their lines from 1.

    A definition is `[label]: address`, also where it is meant as a note; as `label address title`.
    """
    env: dict[str, Any] = {}
    tokens = _parser().parse(text, env)
    first = [{**one, "label": label} for label, one in env.get("references", {}).items()]
    defined = [
        (one["map"][0] + 1, f"{one['label']} {one['href']} {one['title']}")
        for one in (*first, *env.get("duplicate_refs", ()))
    ]
    return tokens, sorted(defined)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (front_matter_plugin, colon_fence_plugin, deflist_plugin, myst_role_plugin, myst_block_plugin):
        parser.use(plugin)
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False).use(attrs_plugin, spans=True)


class _Walk:
    """One pass over the tokens of a page, or of the body of a directive that begins after `offset` lines."""

    def __init__(self, page: Page, offset: int, inside: tuple[str, ...]) -> None:
        self.page, self.offset, self.inside = page, offset, inside
        self.kinds: list[str] = []
        self.row: list[Sentence] = []
        self.above: tuple[str, ...] = ()
        self.line = offset + 1

    def run(self, tokens: list[Token]) -> None:
        """Take everything from the tokens."""
        for token in tokens:
            if token.map:
                self.line = token.map[0] + self.offset + 1
            if token.type == "front_matter":
                _take_meta(self.page, token)
            elif token.type in {"fence", "colon_fence"}:
                self._directive(token)
            elif token.type == "inline":
                self._inline(token)
            else:
                self._track(token)

    def _track(self, token: Token) -> None:
        if token.type == "table_open":
            last = self.page.sentences[-1].line if self.page.sentences else 0
            lead = [one for one in self.page.sentences if one.line == last]
            self.above = tuple(key for one in lead for key in one.citations)
        elif token.type == "tr_close":
            self.page.sentences += share_citations(self.row, self.above)
            if any(one.kind == "head" for one in self.row):
                self.above += tuple(key for one in self.row for key in one.citations)
            self.row = []
        if token.tag not in _KINDS and not token.type.startswith("heading"):
            return
        if token.nesting == 1:
            self.kinds.append(_KINDS.get(token.tag, token.tag))
        elif token.nesting == -1:
            self.kinds.pop()

    def _inline(self, token: Token) -> None:
        kind = self.kinds[-1] if self.kinds else "paragraph"
        level = int(kind[1]) if re.fullmatch(r"h\d", kind) else 0
        found = split(token, self.line, "heading" if level else kind, self.inside)
        if kind in {"cell", "head"}:
            self.row += found
            return
        self.page.sentences += found
        if level and not self.inside:
            self.page.headings.append((level, " ".join(one.text for one in found), self.line))

    def _title(self, text: str, inside: tuple[str, ...]) -> None:
        for token in _parser().parse(text):
            if token.type == "inline":
                self.page.sentences += split(token, self.line, "heading", inside)

    def _directive(self, token: Token) -> None:
        head = HEAD.match(token.info.strip())
        if head is None:
            return
        lines = token.content.split("\n")
        options, used = _options(lines)
        body_line = self.line + 1 + used
        name, argument = head[1], head[2].strip()
        body = "\n".join(lines[used:])
        self.page.directives.append(Directive(name, argument, self.line, options, body, body_line, self.inside))
        if name in _TITLED:
            self._title(argument, (*self.inside, name))
        if name == "glossary":
            body = "\n".join(line if line.startswith((" ", "\t")) else "" for line in body.split("\n"))
            body = re.sub(r"(?m)^[ \t]+", "", body)
        if name == "lessons":  # names of pages, and below each what one can do after it
            body = "\n".join(line.lstrip(": ") if line.startswith(":") else "" for line in body.split("\n"))
        if name not in SILENT:
            _Walk(self.page, body_line - 1, (*self.inside, name)).run(_parser().parse(body))


def _options(lines: list[str]) -> tuple[dict[str, str], int]:
    """Return the options at the head of a directive's content, and how many lines they take."""
    options: dict[str, str] = {}
    used = 0
    for line in lines:
        match = _OPTION.match(line)
        if match is None:
            break
        options[match[1]] = match[2].strip()
        used += 1
    return options, used


def _take_meta(page: Page, token: Token) -> None:
    try:
        document = read_front(token.content, page.path)
    except FindingsError as error:
        page.broken, page.broken_line = error.findings[0].message, error.findings[0].line
        return
    if not isinstance(document.data, dict):
        page.broken = "the front matter is not a table of keys and values"
        return
    page.meta = document.data
    page.meta_lines = {key: document.lines[key,] for key in document.data}

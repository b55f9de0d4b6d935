"""The parser of Markdown as people write it: CommonMark, GitHub, MyST, Docusaurus, Pandoc, MkDocs and Carpentries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from course.ingest.readers.markdown_grids import grid

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_OPENS = re.compile(r"(:{3,})[ \t]*(?:\{(?P<braces>[^}]*)\}|(?P<word>[A-Za-z][\w-]*))[ \t]*(?P<title>.*?)[ \t:]*")
_CLOSES = re.compile(r":{3,}[ \t]*")
_CODE = re.compile(r"(`{3,}|~{3,})")


def parser() -> MarkdownIt:
    """Return a new parser; fences of colons become tokens `box`, whose content is parsed as a document of its own."""
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    markdown.use(deflist_plugin).use(myst_role_plugin).use(admon_plugin)
    markdown.use(dollarmath_plugin, double_inline=True, allow_space=False, allow_digits=False)
    ends = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    markdown.core.ruler.push("beyond", _beyond)
    markdown.block.ruler.before("fence", "box", _box, {"alt": ends})
    markdown.block.ruler.before("code", "grid", grid, {"alt": []})
    return markdown


def _beyond(state: StateCore) -> None:
    """Note on each row of a table the cells for which it has no column: they are not shown, as on GitHub."""
    lines = state.src.split("\n")
    columns = 0
    for number, token in enumerate(state.tokens):
        if token.type == "tr_open" and token.map:
            cells = escapedSplit(lines[token.map[0]].strip(" \t>"))
            cells = cells[1 if cells and not cells[0].strip() else 0 :]
            cells = cells[:-1] if cells and not cells[-1].strip() else cells
            if number and state.tokens[number - 1].type == "thead_open":
                columns = len(cells)
            elif more := " | ".join(cell.strip() for cell in cells[columns:]).strip(" |"):
                token.meta["beyond"] = more


def opening(line: str) -> re.Match[str] | None:
    """Return what a line says that opens a box of colons; groups `braces` or `word`, and `title`."""
    return _OPENS.fullmatch(line.strip())


def _box(state: StateBlock, begin: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Take a fence of colons with all that is in it: equal fences nest in the documents of the Carpentries."""
    if state.sCount[begin] - state.blkIndent > 3:  # noqa: PLR2004 - code is indented by four
        return False
    line = _line(state, begin)
    if not opening(line):
        return False
    if silent:
        return True
    last = _closing(state, begin, end)
    token = state.push("box", "", 0)
    token.info = line
    token.content = state.getLines(begin + 1, last, state.sCount[begin], False)  # noqa: FBT003
    token.map = [begin, min(last + 1, end)]
    state.line = min(last + 1, end)
    return True


def _closing(state: StateBlock, begin: int, end: int) -> int:
    """Return the line that closes the box of line `begin`, `end` when none does; fences of code are jumped over."""
    depth, code = 1, ""
    for number in range(begin + 1, end):
        line = _line(state, number)
        fence = _CODE.match(line)
        if fence and not code:
            code = fence[1]
        elif code:
            closes = fence and line.strip(code[0] + " \t") == "" and len(fence[1]) >= len(code)
            code = "" if closes else code
        elif opening(line):
            depth += 1
        elif _CLOSES.fullmatch(line):
            depth -= 1
            if depth == 0:
                return number
    return end


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]

r"""Markdown of a bank as HTML for other platforms: formulas between \( and \), pictures by their names there."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from quizzes.formats.plain_text import SIGN, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from markdown_it.token import Token

_PLAIN = re.compile(r"[\w ,;:?()/%.'\"&=+°µ–—-]*", re.ASCII)
"""Words without a sign that Markdown could read; a text of them that opens no block needs no parser."""
_OPENS = re.compile(r"\s*(?:[-+=:]|\d+[.)])")
_TAG = re.compile(r"</?(?:sub|sup|del|s|strike|ins|b|i|em|strong|code|kbd|samp|tt)>|<br ?/?>")
_SAME = {"strike": "del", "s": "del", "samp": "code", "tt": "code"}
"""Marks that are written as those that every format knows."""
_NAMED = re.compile(r"(</?)(strike|samp|tt|s)(?=>)")
_ROLES = {"sub": "sub", "sup": "sup", "subscript": "sub", "superscript": "sup", "del": "del", "ins": "ins"}
_OUTSIDE = re.compile(r"(?:(?<=>)|^)[^<>]+")
"""The words between tags, where a quotation mark needs no code."""
_PIXELS = re.compile(r"(\d{1,5})(?:px)?")
_ABROAD = re.compile(r"(?:https?:|mailto:|doi:)", re.IGNORECASE)
_MOST_PICTURE = 20_000_000


class PictureFiles:
    """The pictures of a bank by the addresses in its texts, taken from its course, else from its folder.

    A course is the nearest folder above that has a `course.toml` or a `conf.py`; an address with a slash begins there.
    `found` has their bytes by the names that they get in a package; `missing` the addresses that stay as they are.
    """

    def __init__(self, folder: Path, found: dict[str, bytes] | None = None) -> None:
        self.folder = folder.resolve()
        self.root = next((one for one in (self.folder, *self.folder.parents) if _is_root(one)), self.folder)
        self.found: dict[str, bytes] = {} if found is None else found
        self.missing: list[str] = []
        self._names: dict[str, str] = {}

    def name(self, address: str) -> str:
        """Return the name under which a picture travels; nothing for one that is not in the folder."""
        if address not in self._names:
            self._names[address] = self._taken(address)
        return self._names[address]

    def _taken(self, address: str) -> str:
        try:
            start = self.root if address.startswith("/") else self.folder
            path = (start / unquote(address).lstrip("/")).resolve()
            inside = path.is_relative_to(self.root) and path.is_file() and path.stat().st_size <= _MOST_PICTURE
            content = path.read_bytes() if inside else None
        except (OSError, ValueError):
            content = None
        if content is None:
            self.missing.append(address)
            return ""
        name, number = re.sub(r"[^A-Za-z0-9._-]", "-", path.name), 1
        while self.found.get(name, content) != content:
            number += 1
            name = f"{number}-{path.name}"
        self.found[name] = content
        return name


def _is_root(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("course.toml", "conf.py"))


def to_html(markdown: str, picture: Callable[[str], str] = str) -> str:
    """Return a text as XHTML; `picture` says what stands in `src` for an address, an empty one leaves the words.

    Roles of MyST that raise, lower, delete or insert keep their meaning, others are their words. HTML of the author
    other than such marks is shown as text.
    """
    if (_PLAIN.fullmatch(markdown) and not _OPENS.match(markdown)) or SIGN.fullmatch(markdown.strip()):
        return f"<p>{html.escape(markdown.strip(), quote=False)}</p>"
    shown = str(_parser().render(markdown, {"picture": picture})).strip()
    return _OUTSIDE.sub(lambda words: words[0].replace("&quot;", '"'), shown)


def is_plain(*texts: str) -> bool:
    """Say whether texts are words alone on one line, so that a format without markup keeps them."""
    shown = [(" ".join(to_html(text).split()), html.escape(to_plain(text)[0], quote=False)) for text in texts]
    return all(rich == f"<p>{plain}</p>" for rich, plain in shown)


def lost_link(markdown: str) -> str:
    """Say what becomes of a link to a page of the course, which leads nowhere on another platform; nothing for none."""
    if "](" not in markdown and "]:" not in markdown:
        return ""
    inner = [child for token in _parser().parse(markdown) for child in token.children or ()]
    lost = any(child.type == "link_open" and not _ABROAD.match(str(child.attrs["href"])) for child in inner)
    return "a link to a page of the course becomes its words" if lost else ""


def pictures_in(markdown: str) -> list[str]:
    """Return the addresses of the pictures of a text."""
    if "![" not in markdown:
        return []
    inner = [child for token in _parser().parse(markdown) for child in token.children or ()]
    return [str(child.attrs["src"]) for child in inner if child.type == "image"]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(myst_role_plugin)
    parser.use(attrs_plugin, after=("image",))
    parser.use(dollarmath_plugin, double_inline=True, allow_space=False, allow_digits=False)
    vars(parser)["normalizeLink"] = str  # an address is looked up as it is written
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _link(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Write a link that leads somewhere; of another its words remain."""
    if tokens[at].type == "link_open":
        env.setdefault("links", []).append(bool(_ABROAD.match(str(tokens[at].attrs["href"]))))
        leads = env["links"][-1]
    else:
        leads = env["links"].pop()
    return str(self.renderToken(tokens, at, options, env)) if leads else ""


def _image(self: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    alt = html.escape(self.renderInlineAsText(token.children or [], options, env))
    source = env["picture"](str(token.attrs["src"]))
    width = _PIXELS.fullmatch(str(token.attrs.get("width", "")))
    size = f' width="{width[1]}"' if width else ""
    return f'<img src="{html.escape(source)}" alt="{alt}"{size} />' if source else alt


def _inline_math(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return rf"\({html.escape(tokens[at].content, quote=False)}\)"


def _shown_math(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return rf"<p>\[{html.escape(tokens[at].content.strip(), quote=False)}\]</p>"


def _role(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    token = tokens[at]
    words = html.escape(token.content, quote=False)
    name = str(token.meta["name"])
    if name == "math":
        return rf"\({words}\)"
    tag = _ROLES.get(name)
    return f"<{tag}>{words}</{tag}>" if tag else words


def _fence(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    token = tokens[at]
    if token.info.strip() == "{math}":
        return rf"<p>\[{html.escape(token.content.strip(), quote=False)}\]</p>"
    return f"<pre><code>{html.escape(token.content, quote=False)}</code></pre>"


def _html(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    """Write a mark of the author where it is closed inside its own text: XML takes no other."""
    written = tokens[at].content
    if at not in _closed(tokens):
        return html.escape(written, quote=False)
    return "<br/>" if written.startswith("<br") else _NAMED.sub(lambda tag: f"{tag[1]}{_SAME[tag[2]]}", written)


def _html_block(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    return f"<p>{html.escape(tokens[at].content.strip(), quote=False)}</p>"


def _closed(tokens: Sequence[Token]) -> set[int]:
    """Return the places of the tags that may stand: line breaks, and pairs that no other mark runs into."""
    good: set[int] = set()
    opened: list[tuple[str, int]] = []
    for at, token in enumerate(tokens):
        tag = token.content if token.type == "html_inline" and _TAG.fullmatch(token.content) else ""
        if tag.startswith("<br"):
            good.add(at)
        elif tag.startswith("</"):
            if opened and opened[-1][0] == tag.replace("/", ""):
                good |= {opened.pop()[1], at}
        elif tag or token.nesting > 0:
            opened.append((tag, at))
        elif token.nesting < 0:
            while opened and opened.pop()[0]:
                pass
    return good


_RULES = {
    "image": _image,
    "link_open": _link,
    "link_close": _link,
    "math_inline": _inline_math,
    "math_inline_double": _shown_math,
    "math_block": _shown_math,
    "myst_role": _role,
    "fence": _fence,
    "html_inline": _html,
    "html_block": _html_block,
}

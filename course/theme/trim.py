"""The theme's style sheet without the parts that no page of a course uses: icon font, widgets, grid, utilities.

The theme ships one sheet for every site that could be made with it; two thirds of its bytes are for things that a
course has not. Whole families of classes are left out by name, nothing is changed. What an author's own style sheet
adds is not touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FAMILIES = (
    r"fa[srlb]?", r"fa-[\w-]+", r"form-(?!inline)[\w-]+", r"btn[\w-]*", r"list-group[\w-]*", r"accordion[\w-]*",
    r"dropdown[\w-]*", r"dropup", r"dropend", r"dropstart", r"modal[\w-]*", r"card[\w-]*", r"carousel[\w-]*",
    r"offcanvas[\w-]*", r"popover[\w-]*", r"bs-[\w-]+", r"toast[\w-]*", r"tooltip[\w-]*", r"pagination[\w-]*",
    r"page-(?:item|link)", r"spinner[\w-]*", r"breadcrumb[\w-]*", r"alert[\w-]*", r"badge", r"placeholder[\w-]*",
    r"ratio[\w-]*", r"(?:in)?valid-[\w-]+", r"was-validated", r"is-(?:in)?valid", r"nav-(?:tabs|pills|fill|justified)",
    r"navbar-(?:toggler|brand|dark|expand)[\w-]*", r"input-group[\w-]*", r"col(?:-[\w-]+)?", r"offset-[\w-]+",
    r"row-cols-[\w-]+", r"g[xy]?-[\w-]+", r"[mp][tbsexy]?-[\w-]+", r"order-[\w-]+", r"float-[\w-]+", r"text-bg-[\w-]+",
    r"bg-[\w-]+", r"border-[\w-]+", r"rounded[\w-]*", r"link-[\w-]+", r"progress[\w-]*", r"focus-ring[\w-]*",
    r"(?:justify|align-(?:items|content|self|text)|gap|row-gap|column-gap|fs|fw|lh|opacity|shadow|overflow|object|position|translate)-[\w-]+",
    r"align-(?:top|middle|bottom|baseline)", r"flex-(?!column$)[\w-]+",
    r"(?:top|bottom|start|end|w|h|mw|mh|vw|vh|min|z|user|pe|visible|icon|vstack|hstack)-[\w-]+", r"DocSearch[\w-]*",
    r"d-(?:sm|md|lg|xl|xxl|inline|grid|table|flex|block)[\w-]*", r"version-switcher[\w-]*", r"theme-switch[\w-]*",
    r"text-[\w-]+", r"table-[\w-]+", r"img-[\w-]+", r"display-[\w-]+", r"h[1-6]", r"lead", r"initialism",
    r"container[\w-]*", r"row", r"sticky-[\w-]+", r"fixed-[\w-]+", r"stretched-link", r"overflow-[\w-]+",
    r"bd-search(?!-container)[\w-]*", r"bd-header[\w]*", r"search-button[\w-]*", r"kbd-[\w-]+", r"announcement",
    r"bd-header-version-warning[\w-]*", r"btn-close", r"thebe[\w-]*", r"jupyter[\w-]*", r"cell[\w-]*", r"output[\w-]*",
    r"sd-(?!card|dropdown|summary|octicon|mb-3|sphinx)[\w-]+",
    r"admonition-todo", r"sidebar-primary__[\w-]*collapse[\w-]*", r"nb[\w-]+",
    r"ethical-[\w-]+", r"pst-(?:navbar|button)-[\w-]+", r"bd-header-announcement", r"navbar-icon-links", r"ablog[\w-]*",
    r"postlist", r"sphinx-tabs[\w-]*", r"viewcode-[\w-]+", r"nav-(?:underline|external)", r"toctree-toggle", r"copybtn",
    r"has-children", r"list-caption", r"below-input", r"above-input", r"sidebar-indices-[\w-]+", r"hide-on-wide",
    r"visually-hidden[\w-]*", r"bd-navbar-elements", r"vr",
    r"toggle-details[\w-]*", r"margin-toggle", r"leaflet-[\w-]+",
    r"pst-collapse-sidebar-label", r"navbar-(?:text|collapse|nav-scroll|center-items)", r"navbar-persistent--[\w-]+",
    r"sidebar-header-items__[\w-]+", r"sidebar-toggle", r"bd-links__[\w-]+", r"toc-item", r"hstack",
    r"vstack", r"footer-items__(?:center|end|start)", r"bd-breadcrumbs", r"list-inline[\w-]*", r"rendered_html",
    r"mermaid", r"autosummary", r"MathJax_SVG", r"clearfix", r"font-monospace", r"sd-card-(?:hover|footer)",
    r"pst-sidebar-collapse", r"blockquote-footer", r"full_width", r"pst-sticky-header",
)  # fmt: skip
_PARTS = (
    r"#(?:pst-back-to-top|bd-header-version-warning|pst-collapse-sidebar-button|pst-search-dialog|ethical-ad-placement)"
    r"|\[data-bs-theme[^]]*\]|admonition-title::?(?:before|after)|\[type=\"?(?:date|time|color|range|month|week)"
)
_DROPPED = re.compile(r"(?:\.(?:" + "|".join(_FAMILIES) + rf"))(?![\w-])|(?:{_PARTS})(?![\w-])")
_CLASS, _BRACKETS = re.compile(r"\.(-?[A-Za-z_][\w-]*)"), re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PROPERTY = re.compile(
    r"(--(?:bs|fa|pst-(?:gray|teal|violet|pink|icon|foundation))-[\w-]+):(?:\"[^\"]*\"|[^;{}\"])*(?:;|(?=\}))"
)
_SPACE = re.compile(
    r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)\"']*\)|[\s;]*(?P<end>\})\s*|\s*(?P<mark>[{;,])\s*|:\s+|\s+"
)
"""What keeps its spaces (texts and addresses), and where spaces say nothing."""
_FALLBACK = re.compile(r"var\((--course-[\w-]+),(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_SEPARATOR = re.compile(r",(?![^(]*\))")
_HIDING = re.compile(r"\[hidden\]|\.d-(?:print-)?none\b|\.only-(?:dark|light)\b|\.(?:no|only)print\b")
"""Selectors of what is there or not, whatever else holds: the attribute `hidden`, the other color mode, paper."""
_RULE, _FIRST = re.compile(r"([^{}]*)\{([^{}]*)\}"), r"\1"
_GROUPS = ("@media", "@supports", "@layer", "@container")


def kept_only(sheet: str, wanted: str) -> str:
    """Return the rules of a style sheet whose selectors match a pattern, and those about the root."""
    found = ((head, body) for head, body in _rules(_COMMENT.sub("", sheet)) if not head.startswith("@"))
    selectors = re.compile(wanted)
    chosen = ((",".join(filter(selectors.search, _SEPARATOR.split(head))), body) for head, body in found)
    return "".join(f"{head}{{{body}}}\n" for head, body in chosen if head)


def without_idle_properties(sheet: str) -> str:
    """Return a style sheet without properties of Bootstrap and of the palette that none of its rules reads."""
    while True:
        read = set(re.findall(r"var\((--[\w-]+)", sheet))
        idle = {found[0]: "" for found in _PROPERTY.finditer(sheet) if found[1] not in read}
        shorter = _PROPERTY.sub(lambda found, idle=idle: idle.get(found[0], found[0]), sheet)  # type: ignore[misc]
        if shorter == sheet:
            return sheet
        sheet = shorter


def yielding(sheet: str, properties: str = r"[\w-]+") -> str:
    """Return a style sheet in which rules no longer insist (`!important`), but where they hide or show a whole part.

    In a layer of the cascade, what insists outweighs every later layer, so that a course could change nothing of it.
    `properties` is a pattern of the names of properties that it is about.
    """
    insisting = re.compile(rf"((?<![\w-])(?:{properties}):[^;{{}}]*?)\s*!important")

    def softened(rule: re.Match[str]) -> str:
        return rule[0] if _HIDING.search(rule[1]) else f"{rule[1]}{{{insisting.sub(_FIRST, rule[2])}}}"

    return _RULE.sub(softened, sheet)


def without_comments(sheet: str) -> str:
    """Return a style sheet without comments and without the space at the beginning of lines."""
    return re.sub(r"\n\s+", "\n", _COMMENT.sub("", sheet)).strip()


def without_fallbacks(sheet: str) -> str:
    """Return a style sheet that trusts the tokens of a course: `var(--course-a, #000)` becomes `var(--course-a)`."""
    return _FALLBACK.sub(r"var(\1)", sheet)


def tightened(sheet: str) -> str:
    """Return a style sheet without the spaces and semicolons that say nothing; texts and addresses keep theirs."""

    def tight(found: re.Match[str]) -> str:
        if found["end"] or found["mark"] or found[0].isspace():
            return found["end"] or found["mark"] or " "
        return ":" if found[0].startswith(":") else found[0]

    return _SPACE.sub(tight, sheet)


def is_dropped(name: str) -> bool:
    """Say whether rules about this class are left out."""
    return _DROPPED.fullmatch(f".{name}") is not None


def trimmed(sheet: str) -> str:
    """Return a style sheet without comments, icon fonts and the families of classes that courses do not use."""
    return "".join(_kept(_COMMENT.sub("", sheet).replace('@charset "UTF-8";', "")))


def used_only(sheet: str, used: Callable[[str], bool]) -> str:
    """Return a style sheet without selectors that name, outside of brackets, a class of which `used` says no."""

    def dropped(selector: str) -> bool:
        return not all(map(used, _CLASS.findall(_BRACKETS.sub("", selector))))

    return "".join(_kept(_COMMENT.sub("", sheet), dropped))


def _kept(text: str, dropped: Callable[[str], object] = _DROPPED.search) -> Iterator[str]:
    for head, body in _rules(text):
        if head.startswith(_GROUPS):
            inner = "".join(_kept(body, dropped))
            if inner:
                yield f"{head}{{{inner}}}\n"
        elif head.startswith(("@font-face", "@keyframes fa", "@-webkit-keyframes fa")):
            continue
        elif head.startswith("@"):
            yield f"{head}{{{body}}}\n"
        else:
            selectors = [one for one in _SEPARATOR.split(head) if not dropped(one)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}\n"


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield head and body of each block at the outermost level; braces inside quotation marks do not count."""
    start = depth = opened = 0
    quote = ""
    position = -1
    for mark in re.finditer(r"\\.|[{}\"';]", text):
        sign, position = mark[0], mark.start()
        if quote or sign in "\"'":
            quote = "" if sign == quote else quote or sign
        elif sign == ";" and not depth:
            start = position + 1  # @import and the like: everything the page needs is linked
        elif sign == "{":
            opened = opened if depth else position
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield text[start:opened].strip(), text[opened + 1 : position]
                start = position + 1

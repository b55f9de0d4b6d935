"""Style attributes of a page, moved into a sheet of its own, so that the policy can forbid inline styles.

Widths of table columns and pictures are written as `style` attributes by docutils. Each distinct one becomes a class;
the sheet is named after its content, so that it stays right when only some pages are written again.
"""

from __future__ import annotations

import hashlib
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from course.sphinxext.static_file import write_static

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_TAG = re.compile(r'<[a-z][\w-]*(?:\s+[\w:-]+(?:="[^"]*")?)*?\s+style="([^"]*)"[^<>]*>')
_STYLE = re.compile(r'\s+style="[^"]*"')
_CLASS = re.compile(r'(\sclass=")')


def without_styles(body: str) -> tuple[str, str]:
    """Return the HTML without style attributes, and the rules that stand for them ('' for none)."""
    rules: dict[str, str] = {}
    moved = _TAG.sub(lambda tag: _classed(tag, rules), body)
    return moved, "".join(f".{name}:not(#_) {{ {style} }}\n" for name, style in rules.items())


def _classed(tag: re.Match[str], rules: dict[str, str]) -> str:
    style = unescape(tag[1]).strip().rstrip(";")
    bare = _STYLE.sub("", tag[0], count=1)
    if not style or any(sign in style for sign in "{}<@"):
        return bare
    name = f"style-{hashlib.sha256(style.encode()).hexdigest()[:8]}"
    rules[name] = style
    if _CLASS.search(bare):
        return _CLASS.sub(rf"\g<1>{name} ", bare, count=1)
    return re.sub(r"(\s*/?>)$", rf' class="{name}"\1', bare)


def move_styles(app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None) -> None:
    """Take the style attributes out of the body and name the sheet that holds them; write it when it is new."""
    context["course_inline_sheet"] = ""
    if not context.get("course_policy") or ' style="' not in str(context.get("body", "")):
        return
    context["body"], rules = without_styles(str(context["body"]))
    if rules:
        name = f"course-styles-{hashlib.sha256(rules.encode()).hexdigest()[:12]}.css"
        write_static(app, name, rules)
        context["course_inline_sheet"] = name

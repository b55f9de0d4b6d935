"""MathML of web pages as TeX, of the elements whose meaning TeX has; of any other nothing, and its signs are told.

Source of the elements: MathML Core, https://www.w3.org/TR/mathml-core/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.ingest.readers.omml import tex_signs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element as Element

_DEEPEST = 60
_GROUPS = frozenset(["math", "mrow", "mstyle", "semantics", "mpadded", "a"])
_TOKENS = frozenset(["mn", "mo", "mi", "mtext", "ms", "mspace"])
_SILENT = frozenset(["annotation", "annotation-xml"])
_SHAPES: Mapping[str, tuple[int, Callable[..., str]]] = {
    "mfrac": (2, lambda one, other: rf"\frac{{{one}}}{{{other}}}"),
    "msup": (2, lambda one, up: f"{{{one}}}^{{{up}}}"),
    "msub": (2, lambda one, down: f"{{{one}}}_{{{down}}}"),
    "msubsup": (3, lambda one, down, up: f"{{{one}}}_{{{down}}}^{{{up}}}"),
    "mroot": (2, lambda one, degree: rf"\sqrt[{degree}]{{{one}}}"),
}


def mathml_to_tex(element: Element, depth: int = 0) -> str | None:
    """Return an element of MathML as TeX, None when a part of it is not known."""
    name = str(element.tag).rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""
    if not name or name in _SILENT:
        return ""
    if name in _TOKENS:
        return _token(name, " ".join((element.text or "").split())) if len(element) == 0 else None
    parts = (
        [mathml_to_tex(kid, depth + 1) for kid in element if isinstance(kid.tag, str)] if depth < _DEEPEST else [None]
    )
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or (name not in _GROUPS and name != "msqrt" and name not in _SHAPES):
        return None
    if name in _GROUPS or name == "msqrt":
        row = " ".join(filter(None, known))
        return rf"\sqrt{{{row}}}" if name == "msqrt" else row
    count, shape = _SHAPES[name]
    return shape(*known) if len(known) == count else None


def _token(name: str, text: str) -> str | None:
    if name == "mspace":
        return r"\ "
    if name in ("mtext", "ms"):
        return rf"\text{{{text}}}" if not set(text) & set("\\{}$%#&_^~") else None
    return tex_signs(text) if name != "mi" or len(text) == 1 else rf"\mathrm{{{tex_signs(text)}}}"

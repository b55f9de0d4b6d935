"""Equations of Word (OMML) as TeX, of the commands that website and book draw.

Source of the elements: ECMA-376, part 1, 22.1 (Office Math Markup Language).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.readers.word_xml import M, local

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

_NARY = {
    "∑": r"\sum", "∏": r"\prod", "∐": r"\coprod", "∫": r"\int", "∬": r"\iint", "∭": r"\iiint", "∮": r"\oint",
    "∯": r"\oiint", "∰": r"\oiiint", "⋃": r"\bigcup", "⋂": r"\bigcap", "⋀": r"\bigwedge", "⋁": r"\bigvee",
}  # fmt: skip
_ACCENTS = {
    "\u0302": r"\hat", "\u0303": r"\tilde", "\u0305": r"\overline", "\u20d7": r"\vec", "\u0307": r"\dot",
    "\u0308": r"\ddot", "\u0304": r"\bar", "\u030c": r"\check", "\u20d1": r"\vec", "\u0332": r"\underline",
    "^": r"\hat", "~": r"\tilde", "¯": r"\bar", "→": r"\vec",
}  # fmt: skip
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ",
        """alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon varphi
        chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega""".split(),  # noqa: SIM905
        strict=True,
    )
)
_NAMED = {
    "×": "times", "·": "cdot", "⋅": "cdot", "∙": "cdot", "±": "pm", "∓": "mp", "≤": "le", "≥": "ge", "≠": "ne",
    "≈": "approx", "∞": "infty", "→": "to", "←": "leftarrow", "∈": "in", "∉": "notin", "∂": "partial", "…": "ldots",
    "⋯": "cdots", "∪": "cup", "∩": "cap", "÷": "div", "µ": "mu", "⇒": "Rightarrow", "⇔": "Leftrightarrow",
    "ϵ": "epsilon", "⟨": "langle", "⟩": "rangle", "≡": "equiv", "∼": "sim", "∝": "propto", "∀": "forall",
    "∃": "exists", "∇": "nabla", "∅": "emptyset", "⊂": "subset", "⊆": "subseteq", "≪": "ll", "≫": "gg",
    "↔": "leftrightarrow", "⇌": "rightleftharpoons", "∘": "circ", "⊕": "oplus", "⊗": "otimes", "≅": "cong",
    "∧": "land", "∨": "lor", "¬": "neg", "∠": "angle", "∥": "parallel", "⊥": "perp", "∴": "therefore", "ϕ": "phi",
    "∑": "sum", "∏": "prod", "∫": "int", "†": "dagger", "\\": "setminus", "∖": "setminus", "\u2001": "quad",
    "\u2003": "quad",
}  # fmt: skip
_SIGNS = {
    **{sign: f"\\{name}" for sign, name in (_GREEK | _NAMED).items()},
    "−": "-", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&", "_": r"\_", "^": r"\hat{}",
    "~": r"\sim", "°": r"{}^{\circ}",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u200b": "", "\xa0": r"\ ", "\u2002": r"\ ",
    "\u2009": r"\,", "\u2006": r"\,", "\u2005": r"\ ", "\u200a": "", "\u205f": r"\ ", "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "ℚ": r"\mathbb{Q}", "ℂ": r"\mathbb{C}", "′": "'", "″": "''",
}  # fmt: skip
_FUNCTIONS = frozenset(
    """sin cos tan cot sec csc log ln lg lim max min exp sinh cosh tanh det inf sup arcsin arccos arctan arg dim gcd
    Pr""".split()  # noqa: SIM905
)
_SCRIPTS = {"sans-serif": "mathsf", "double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak",
            "monospace": "mathtt"}  # fmt: skip
_FENCES = {"{": r"\{", "}": r"\}", "": ".", "‖": r"\|", "∥": r"\|", "⟨": r"\langle", "⟩": r"\rangle", "〈": r"\langle",
           "〉": r"\rangle", "⌈": r"\lceil", "⌉": r"\rceil", "⌊": r"\lfloor", "⌋": r"\rfloor"}  # fmt: skip
_DRAWN = frozenset({"(", ")", "[", "]", "|", "/", *_FENCES})
_SILENT = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "rPr", "argPr"})
_GROUPS = frozenset({"oMath", "oMathPara", "box", "borderBox", "phant", "e", "num", "den", "sub", "sup", "deg", "lim",
                     "fName", "ins", "sdt", "sdtContent", "smartTag"})  # fmt: skip
_TEXT = re.compile(r"\s*[^\W\d_][^\W\d_ .-]*(?: +[^\W\d_.-]+)*\s*")


class EquationError(ValueError):
    """An equation with a part that is not known, which the message names."""


def tex_of(node: Element) -> str:
    """Return an equation, or what stands in a part of one, as TeX; raises EquationError for a part not known."""
    return re.sub(r" {2,}", " ", "".join(map(_part, node))).strip()


def _part(node: Element) -> str:
    name = local(node)
    if name in _SILENT or name.endswith("Pr"):
        return ""
    if name in _GROUPS:
        return tex_of(node)
    if name not in _WRITERS:
        raise EquationError(name)
    return _WRITERS[name](node)


def _kid(node: Element, name: str) -> str:
    found = node.find(M + name)
    return "" if found is None else tex_of(found)


def _set(node: Element, path: str, default: str = "") -> str:
    """Return a setting, `default` without the element; an element without value is empty."""
    found = node.find("/".join(M + part for part in path.split("/")))
    return default if found is None else found.get(M + "val", "")


def _is_set(node: Element, path: str) -> bool:
    return _set(node, path, "off") not in ("off", "0", "false")


def _run(node: Element) -> str:
    unknown = next((local(one) for one in node if local(one) not in ("t", "rPr", "tab", "br", *_SILENT)), "")
    if unknown:
        raise EquationError(unknown)
    words = "".join(one.text or "" for one in node.iter(f"{M}t"))
    if words.strip() in _FUNCTIONS:
        return f"\\{words.strip()} "
    script = _SCRIPTS.get(_set(node, "rPr/scr"))
    if script and re.fullmatch(r"\s*[A-Za-z]+\s*", words):
        return rf"\{script}{{{words.strip()}}}"
    style = _set(node, "rPr/sty")
    upright = _is_set(node, "rPr/nor") or style == "p"
    if upright and _TEXT.fullmatch(words) and not (set(words) & set(_GREEK)):
        return rf"\text{{{words}}}" if len(words.strip()) > 1 else rf"\mathrm{{{words.strip()}}}"
    if style in ("b", "bi") and re.fullmatch(r"\s*\w\s*", words):
        return rf"\mathbf{{{tex_signs(words)}}}"
    return tex_signs(words)


def tex_signs(words: str) -> str:
    """Return signs of a formula as TeX writes them."""
    return "".join(f"{_SIGNS[sign]} " if _SIGNS.get(sign) else _SIGNS.get(sign, sign) for sign in words)


def _fraction(node: Element) -> str:
    top, low = _kid(node, "num"), _kid(node, "den")
    match _set(node, "fPr/type", "bar"):
        case "noBar":
            return rf"\begin{{matrix}}{top} \\ {low}\end{{matrix}}"
        case "lin" | "skw":
            return f"{{{top}}}/{{{low}}}"
    return rf"\frac{{{top}}}{{{low}}}"


def _scripts(low: str, high: str) -> str:
    return (f"_{{{low}}}" if low else "") + (f"^{{{high}}}" if high else "")


def _scripted(node: Element) -> str:
    return f"{{{_kid(node, 'e')}}}{_scripts(_kid(node, 'sub'), _kid(node, 'sup'))}"


def _before(node: Element) -> str:
    return f"{{}}{_scripts(_kid(node, 'sub'), _kid(node, 'sup'))}{{{_kid(node, 'e')}}}"


def _root(node: Element) -> str:
    degree = "" if _is_set(node, "radPr/degHide") else _kid(node, "deg")
    return rf"\sqrt[{degree}]{{{_kid(node, 'e')}}}" if degree else rf"\sqrt{{{_kid(node, 'e')}}}"


def _nary(node: Element) -> str:
    sign = _set(node, "naryPr/chr", "∫")
    if sign not in _NARY:
        raise EquationError(f"nary {sign}")
    low = "" if _is_set(node, "naryPr/subHide") else _kid(node, "sub")
    high = "" if _is_set(node, "naryPr/supHide") else _kid(node, "sup")
    return f"{_NARY[sign]}{_scripts(low, high)} {_kid(node, 'e')}"


def _fenced(node: Element) -> str:
    begin, end = _set(node, "dPr/begChr", "("), _set(node, "dPr/endChr", ")")
    if not {begin, end} <= _DRAWN:
        raise EquationError(f"bracket {begin}{end}")
    between = _set(node, "dPr/sepChr", "|")
    inner = f" {tex_signs(between)} ".join(tex_of(one) for one in node.findall(f"{M}e"))
    return rf"\left{_FENCES.get(begin, begin)} {inner} \right{_FENCES.get(end, end)} "


def _function(node: Element) -> str:
    return f"{_kid(node, 'fName')} {{{_kid(node, 'e')}}}"


def _limit(node: Element) -> str:
    base, limit = _kid(node, "e"), _kid(node, "lim")
    below = local(node) == "limLow"
    if base.strip().lstrip("\\") in _FUNCTIONS or "brace" in base:
        return f"{base.strip()}{'_' if below else '^'}{{{limit}}} "
    return rf"\{'under' if below else 'over'}set{{{limit}}}{{{base}}}"


def _grouped(node: Element) -> str:
    sign, inner = _set(node, "groupChrPr/chr", "⏟"), _kid(node, "e")
    above = _set(node, "groupChrPr/pos", "bot") == "top"
    if sign in ("⏟", "⏞"):
        return (r"\overbrace" if sign == "⏞" else r"\underbrace") + f"{{{inner}}}"
    mark = tex_signs(sign).strip()
    return rf"\{'over' if above else 'under'}set{{{mark}}}{{{inner}}}"


def _accent(node: Element) -> str:
    sign = _set(node, "accPr/chr", "\u0302")
    if sign not in _ACCENTS:
        raise EquationError(f"accent {sign}")
    return f"{_ACCENTS[sign]}{{{_kid(node, 'e')}}}"


def _bar(node: Element) -> str:
    name = "overline" if _set(node, "barPr/pos", "bot") == "top" else "underline"
    return rf"\{name}{{{_kid(node, 'e')}}}"


def _array(node: Element) -> str:
    """Return equations below each other; behind "#" stands the number of one."""
    rows = [tex_of(one).replace(r"\# ", r"\qquad ").replace(r"\& ", "& ") for one in node.findall(f"{M}e")]
    return rows[0] if len(rows) == 1 else _stacked("aligned", rows)


def _matrix(node: Element) -> str:
    rows = (" & ".join(tex_of(one) for one in row.findall(f"{M}e")) for row in node.findall(f"{M}mr"))
    return _stacked("matrix", rows)


def _stacked(name: str, rows: Iterable[str]) -> str:
    lines = r" \\ ".join(rows)
    return rf"\begin{{{name}}}{lines}\end{{{name}}}"


_WRITERS = {
    "r": _run, "f": _fraction, "sSup": _scripted, "sSub": _scripted, "sSubSup": _scripted, "sPre": _before,
    "rad": _root, "nary": _nary, "d": _fenced, "func": _function, "limLow": _limit, "limUpp": _limit,
    "groupChr": _grouped, "acc": _accent, "bar": _bar, "eqArr": _array, "m": _matrix,
}  # fmt: skip

"""The words of a node on one line, for what is read aloud and not looked at: bookmarks, running heads, tips."""

from __future__ import annotations

import re
import unicodedata

from docutils import nodes

_NAMED = {
    "cdot": "·", "times": "×", "div": "÷", "pm": "±", "le": "≤", "leq": "≤", "leqslant": "≤", "ge": "≥", "geq": "≥",
    "geqslant": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "~", "to": "→", "rightarrow": "→", "leftarrow": "←",
    "Rightarrow": "⇒", "rightleftharpoons": "⇌", "infty": "∞", "sum": "∑", "int": "∫", "prod": "∏", "circ": "°",
    "degree": "°", "textdegree": "°", "micro": "µ", "mu": "µ", "ldots": "…", "dots": "…", "cdots": "…", "in": "∈",
    "propto": "∝", "partial": "∂", "varepsilon": "ε", "varphi": "φ", "lt": "<", "gt": ">", "%": "%", "&": "&",
    "{": "{", "}": "}", "#": "#", "$": "$", "_": "_",
}  # fmt: skip
_SET_ONLY = frozenset(
    ("left", "right", "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag")
)
# Signs of private use: a `^` that is done with, and the end of a name.
_UP, _END = "\ue000", "\ue001"
_DRESSED = re.compile(
    r"\\(?:text|mbox|math|operatorname|hat|bar|vec|tilde|overline|underline|bm|boldsymbol|cancel)[a-z]*\{([^{}]*)\}"
)
_FRACTION = re.compile(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\{([^{}]*)\}")
_RAISED = re.compile(r"\^(?:\{([^{}]*)\}|(\\[A-Za-z]+|.))")
_LOWERED = re.compile(r"_(?:\{([^{}]*)\}|(\\[A-Za-z]+|.))")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)\s?", re.DOTALL)
_HIGH = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOW = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")


def spoken_words(node: nodes.Node) -> str:
    """Return the words of a node, formulas and pictures as they are called, without marks of footnotes and raw text."""
    copy = node.deepcopy()
    for mark in [*copy.findall(nodes.footnote_reference), *copy.findall(nodes.raw)]:
        mark.parent.remove(mark)
    for formula in [*copy.findall(nodes.math), *copy.findall(nodes.math_block)]:
        formula.parent.replace(formula, nodes.Text(str(formula.get("alt") or formula_on_a_line(formula.astext()))))
    for picture in list(copy.findall(nodes.image)):
        picture.parent.replace(picture, nodes.Text(str(picture.get("alt", ""))))
    return " ".join(copy.astext().split())


def formula_on_a_line(tex: str) -> str:
    r"""Return a LaTeX formula in signs that a voice knows: `\frac{a}{2}` is a/2, `x^2` is x², `\le` is ≤."""
    text, before = tex, ""
    while text != before:  # from the inside out
        before = text
        text = _DRESSED.sub(rf"{_END}\1{_END}", text)
        text = _FRACTION.sub(lambda part: f"{_whole(part[1])}/{_whole(part[2])}", text)
        text = _ROOT.sub(lambda part: f"√{_whole(part[1])}", text)
        text = _RAISED.sub(lambda part: _moved(part, _HIGH, _UP), text)
        text = _LOWERED.sub(lambda part: _moved(part, _LOW, " "), text)
    told = _COMMAND.sub(_said, text).replace(_UP, "^")
    return " ".join(re.sub(f"[{{}}{_END}]|(?<=\\()\\s+|\\s+(?=\\))", "", told).split())


def _whole(part: str) -> str:
    return part if re.fullmatch(r"\s*[\w.,\\]*\s*", part) else f"({part})"


def _moved(part: re.Match[str], table: dict[int, int], sign: str) -> str:
    """Return what is raised or lowered in letters that are, or behind a sign."""
    moved = (part[1] if part[1] is not None else part[2]).replace(_END, "")
    if moved == r"\circ":
        return "°"
    if all(ord(letter) in table for letter in moved):
        return moved.translate(table)
    return f"{sign}{_whole(moved)}" if sign == _UP else f"{sign}{moved}"


def _said(command: re.Match[str]) -> str:
    name = command[1]
    if name in _NAMED:
        return _NAMED[name] + (" " if command[0].endswith(" ") else "")
    if name in _SET_ONLY:
        return ""
    if not name.isalpha():
        return " "
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        letter = unicodedata.lookup(f"GREEK {size} LETTER {'LAMDA' if name.lower() == 'lambda' else name.upper()}")
    except KeyError:
        return f" {name} "
    return letter + (" " if command[0].endswith(" ") else "")

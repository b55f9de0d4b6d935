r"""Write a formula with the environments that every edition draws, where it says the same with others.

An edition draws `aligned`, `cases` and matrices; LaTeX has a dozen environments for lines below each other (amsmath
2.17, chapter 3), whose differences are numbers at the margin and where a line begins.
"""

from __future__ import annotations

import re

_LINES = (
    "align|alignat|aligned|alignedat|gather|gathered|multline|eqnarray|flalign|split|IEEEeqnarray|displaymath|equation"
)
_OUTER = re.compile(rf"\\(begin|end)\{{(?:{_LINES})\*?\}}")
_COLUMNS = re.compile(
    r"\\begin\{(?:alignat\*?|alignedat)\}\s*\{\d+\}|\\begin\{IEEEeqnarray\*?\}\s*(?:\[[^\]]*\])?\{[^{}]*\}"
)
_ARRAY = re.compile(r"\\begin\{array\}\s*(?:\[\w\])?\{[lcr@{}\s.,]*\}(.*?)\\end\{array\}", re.DOTALL)
_BETWEEN = re.compile(r"&\s*([=<>≤≥≈]|\\(?:[lg]eq?|approx|equiv|sim|to|rightarrow|Rightarrow|neq?)(?![A-Za-z]))\s*&")
_TAG = re.compile(r"\\tag(\*?)\{([^{}]*)\}")
_NUMBERS = re.compile(r"\\(?:nonumber|notag)(?![A-Za-z])|\\label\{[^{}]*\}")
_FRACTION = re.compile(r"\\(?:[dtc]frac|nicefrac|sfrac)(?![A-Za-z])")
_CHEMICAL = re.compile(r"\\ce\{((?:[^{}]|\{[^{}]*\})*)\}")
_WORD = r"\\(?:mathrm|text|textrm|mathit)\{([^{}\\$]*)\}"
_MOVED = re.compile(rf"(?:\{{\}})?\s*([\^_])\s*(?:\{{\s*(?:{_WORD}|([\w.,+*−-]+))\s*\}}|{_WORD}|(\w|\+|-|\*))")
_DEGREES = re.compile(
    r"(?:\{\})?\^\s*(?:\\circ|\{\s*\\circ\s*\})\s*(?:\\(?:mathrm|text|textrm)\{\s*([CFK])\s*\}|([CFK])?)"
)


def as_words(tex: str) -> tuple[str, str] | None:
    r"""Return what a formula is that only moves letters: `sup` or `sub` with its words, or nothing with degrees.

    As in m$^2$, Ca$^{2+}$, 38$^\circ$C, where what is moved stands behind a word; None for any other formula.
    """
    if found := _DEGREES.fullmatch(tex.strip()):
        return "", f"°{found[1] or found[2] or ''}"
    if found := _MOVED.fullmatch(tex.strip()):
        words = next(one for one in found.groups()[1:] if one is not None)
        return ("sup" if found[1] == "^" else "sub"), words.replace("-", "−") if words.strip() else ""
    return None


def _chemical(text: str) -> str:
    """Return a formula of mhchem in TeX: numbers behind letters lowered, a sign at the end raised."""
    lowered = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"_{\1}", text)
    charged = re.sub(r"\^\{?(\d*[+-])\}?", r"^{\1}", lowered)
    return (
        re.sub(r"(?<=[A-Za-z0-9)\]}])([+-])$", r"^{\1}", charged)
        .replace("<=>", r"\rightleftharpoons ")
        .replace("->", r"\rightarrow ")
    )


def drawable(tex: str) -> str:
    r"""Return a formula with `aligned` for each environment of lines, `matrix` for bare arrays, and tags as words."""
    tex = _FRACTION.sub(r"\\frac", _NUMBERS.sub("", tex))
    tex = _CHEMICAL.sub(lambda found: rf"\mathrm{{{_chemical(found[1])}}}", tex)
    tex = _TAG.sub(lambda found: rf"\quad {found[2]}" if found[1] else rf"\quad ({found[2]})", tex)
    tex = _COLUMNS.sub(lambda found: found[0][: found[0].index("}") + 1], tex)
    tex = _OUTER.sub(r"\\\1{aligned}", tex)
    tex = _ARRAY.sub(r"\\begin{matrix}\1\\end{matrix}", _BETWEEN.sub(r"&\1 ", tex) if "aligned" in tex else tex)
    return tex.replace("{dcases}", "{cases}").replace("{dcases*}", "{cases}").strip()

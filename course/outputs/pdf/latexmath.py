"""LaTeX mathematics into Typst mathematics: a subset that is exact, and an error for everything else.

Every symbol leaves by its Typst name or as a string, with spaces between, so that nothing can be taken for Typst
syntax: a comma is `comma`, a slash `slash`, a word a string.
"""

from __future__ import annotations

import re
from typing import NoReturn

from course.outputs.pdf.escape import literal

_GREEK = (
    "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega"
    " Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_FUNCTIONS = (
    "arccos arcsin arctan arg cos cosh cot csc det dim exp gcd inf lg lim liminf limsup ln log max min Pr sec sin sinh"
    " sup tan tanh"
)
_NAMES = {name: name for name in f"{_GREEK} {_FUNCTIONS}".split()} | {
    "epsilon": "epsilon.alt", "varepsilon": "epsilon", "phi": "phi.alt", "varphi": "phi", "cdot": "dot.op",
    "times": "times", "div": "div", "pm": "plus.minus", "mp": "minus.plus", "le": "lt.eq", "leq": "lt.eq",
    "ge": "gt.eq", "geq": "gt.eq", "ne": "eq.not", "neq": "eq.not", "lt": "lt", "gt": "gt", "ll": "lt.double",
    "gg": "gt.double", "approx": "approx", "sim": "tilde.op", "simeq": "tilde.eq", "equiv": "equiv",
    "propto": "prop", "to": "arrow.r", "rightarrow": "arrow.r", "leftarrow": "arrow.l",
    "Rightarrow": "arrow.r.double", "Leftarrow": "arrow.l.double", "leftrightarrow": "arrow.l.r",
    "rightleftharpoons": "harpoons.rtlb", "uparrow": "arrow.t", "downarrow": "arrow.b", "mapsto": "arrow.r.bar",
    "infty": "infinity", "sum": "sum", "prod": "product", "int": "integral", "partial": "partial",
    "nabla": "nabla", "in": "in", "notin": "in.not", "subset": "subset", "subseteq": "subset.eq", "cup": "union",
    "cap": "inter", "emptyset": "emptyset", "forall": "forall", "exists": "exists", "neg": "not", "land": "and",
    "lor": "or", "mid": "divides", "ldots": "dots.h", "dots": "dots.h", "cdots": "dots.h.c", "vdots": "dots.v",
    "circ": "compose", "degree": "degree", "prime": "prime", "ell": "ell", "quad": "quad", "qquad": "wide",
    ",": "thin", ":": "med", ">": "med", ";": "thick", " ": "space", "!": "", "%": '"%"', "$": '"$"', "#": '"#"',
    "&": '"&"', "_": '"_"', "{": "brace.l", "}": "brace.r", "\\": "\\\n", "langle": "chevron.l", "rangle": "chevron.r",
    "lbrace": "brace.l", "rbrace": "brace.r", "lvert": "bar.v", "rvert": "bar.v", "|": "bar.v.double",
    "lceil": "ceil.l", "rceil": "ceil.r", "lfloor": "floor.l", "rfloor": "floor.r", "leqslant": "lt.eq.slant",
    "geqslant": "gt.eq.slant", "lesssim": "lt.tilde", "gtrsim": "gt.tilde", "cong": "tilde.equiv",
    "implies": "arrow.r.double.long", "iff": "arrow.l.r.double.long", "longrightarrow": "arrow.r.long",
    "Leftrightarrow": "arrow.l.r.double",
    "top": "top", "perp": "perp", "parallel": "parallel", "angle": "angle", "therefore": "therefore",
    "because": "because", "hbar": "planck", "oplus": "plus.o", "otimes": "times.o", "star": "star.op", "ast": "ast.op",
    "bullet": "bullet", "checkmark": "checkmark", "triangle": "triangle.t", "setminus": "without",
    "supset": "supset", "supseteq": "supset.eq", "colon": "colon", "textdegree": "degree", "micro": "mu",
    "iint": "integral.double", "iiint": "integral.triple", "oint": "integral.cont", "oiint": "integral.surf",
    "oiiint": "integral.vol", "coprod": "product.co", "bigcup": "union.big", "bigcap": "inter.big",
    "bigwedge": "and.big", "bigvee": "or.big", "dagger": "dagger",
    "displaystyle": "", "textstyle": "", "scriptstyle": "", "limits": "", "nolimits": "", "nonumber": "", "notag": "",
}  # fmt: skip
_CHARACTERS = {
    "(": "paren.l", ")": "paren.r", "[": "bracket.l", "]": "bracket.r", ",": "comma", ";": "semi", ":": "colon",
    "/": "slash", "|": "bar.v", "'": "prime", "+": "plus", "-": "minus", "=": "eq", "<": "lt", ">": "gt", "~": "space",
    "*": "ast", ".": '"."', "!": "excl", "&": "&",
}  # fmt: skip
_ACCENTS = {
    "hat": "hat", "bar": "macron", "vec": "arrow", "tilde": "tilde", "dot": "dot", "ddot": "dot.double",
    "overline": "overline", "underline": "underline", "widehat": "hat", "sqrt": "sqrt", "mathbf": "bold",
    "boldsymbol": "bold", "mathit": "italic", "mathcal": "cal", "mathbb": "bb", "mathsf": "sans", "bm": "bold",
    "mathfrak": "frak", "mathtt": "mono", "cancel": "cancel", "widetilde": "tilde", "check": "caron",
    "overrightarrow": "arrow",
}  # fmt: skip
_WORDS = {
    "text": "", "mbox": "", "textrm": "", "mathrm": "upright", "operatorname": "upright", "textbf": "bold",
    "textit": "italic", "textsf": "sans", "texttt": "mono",
}  # fmt: skip
_MATRICES = {
    "matrix": "#none", "array": "#none", "pmatrix": '"("', "bmatrix": '"["', "Bmatrix": '"{"', "vmatrix": '"|"',
    "Vmatrix": '"||"', "smallmatrix": "#none",
}  # fmt: skip
_STACKS = (
    "aligned", "align", "align*", "split", "gathered", "gather", "gather*", "alignedat", "equation", "equation*",
    "cases",
)  # fmt: skip
_BRACES = {"underbrace": "_", "overbrace": "^"}
_ABOVE = {"overset": "^", "stackrel": "^", "underset": "_"}
_SIZES = {f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")}
_NEGATED = {
    "=": "eq.not",
    "<": "lt.not",
    ">": "gt.not",
    "\\in": "in.not",
    "\\equiv": "equiv.not",
    "\\subset": "subset.not",
}
_SIGN = re.compile(r"\\(?:[A-Za-z]+|.)|[0-9]+(?:[.,][0-9]+)*|\s+|.", re.DOTALL)


class FormulaError(ValueError):
    """A formula that cannot be translated; the message names the command or what is missing."""


def to_typst(tex: str) -> str:
    """Translate one formula; raise FormulaError for a command outside the subset or for lost braces."""
    reader = _Reader(tex)
    found = reader.read()
    if reader.peek():
        reader.fail(f"'{reader.peek()}' has no beginning")
    return found


class _Reader:
    """Recursive descent over the signs of one formula: commands, numbers, single characters, blanks."""

    def __init__(self, tex: str) -> None:
        self.tex = tex.strip()
        self.signs: list[str] = _SIGN.findall(self.tex)
        self.place = 0

    def peek(self) -> str:
        """Return the next sign that is no blank, empty at the end."""
        while self.place < len(self.signs) and self.signs[self.place].isspace():
            self.place += 1
        return self.signs[self.place] if self.place < len(self.signs) else ""

    def take(self, wanted: str = "") -> str:
        """Return the next sign and step over it; fail when it is not the wanted one."""
        sign = self.peek()
        if wanted and sign != wanted:
            self.fail(f"'{wanted}' is missing")
        self.place += 1
        return sign

    def fail(self, what: str) -> NoReturn:
        raise FormulaError(f"in the formula '{self.tex}' {what}")

    def read(self, *stops: str) -> str:
        """Read up to a stop, which stays, or to the end."""
        found: list[str] = []
        while (sign := self.peek()) and sign not in (*stops, "}", "\\right", "\\end"):
            self.take()
            if sign in ("_", "^"):
                found[-1:] = [f"{found[-1] if found else '#none'}{sign}({self.group()})"]
            else:
                found.append(self.atom(sign))
        return " ".join(part for part in found if part)

    def group(self) -> str:
        """Read a group in braces, or one sign."""
        if not self.peek():
            self.fail("something is missing at the end")
        sign = self.take()
        if sign != "{":
            # Without braces a group is one digit of a number.
            if len(sign) > 1 and sign.isdigit():
                self.place -= 1
                self.signs[self.place] = sign[1:]
            return self.atom(sign[0] if sign.isdigit() else sign)
        found = self.read()
        self.take("}")
        return found or '""'

    def atom(self, sign: str) -> str:
        if sign == "{":
            self.place -= 1
            return self.group()
        if sign.startswith("\\"):
            return self.command(sign[1:])
        if sign in _CHARACTERS:
            return _CHARACTERS[sign]
        return sign if sign.isascii() and sign.isalpha() else literal(sign)

    def command(self, name: str) -> str:
        if name in _NAMES:
            return _NAMES[name]
        if name in _ACCENTS and not (name == "sqrt" and self.peek() == "["):
            return f"{_ACCENTS[name]}({self.group()})"
        for names, read in ((_WORDS, self.words), (_BRACES, self.brace), (_ABOVE, self.beside)):
            if name in names:
                return read(name)
        readers = {
            **dict.fromkeys(_SIZES, self.delimiter),
            "frac": self.fraction, "dfrac": self.fraction, "tfrac": self.fraction, "binom": self.choose,
            "sqrt": self.root, "left": self.fence, "begin": self.environment, "not": self.negation,
            "xrightarrow": self.reaction, "rm": self.rest_upright,
        }  # fmt: skip
        if name not in readers:
            self.fail(f"the command \\{name} is not known")
        return readers[name]()

    def words(self, name: str) -> str:
        """Read words; what is set in letters of its own may hold indices and other mathematics."""
        style, start = _WORDS[name], self.place
        self.take("{")
        plain = "}" in self.signs[self.place :] and not {"{", "_", "^"} & set(self.until_closed())
        self.place = start
        if plain or name != "mathrm":
            words = literal(self.raw_group())
            return f"{style}({words})" if style else words
        return f"{style}({self.group()})"

    def until_closed(self) -> list[str]:
        """Return the signs up to the next closing brace."""
        return self.signs[self.place : self.signs.index("}", self.place)]

    def brace(self, name: str) -> str:
        """Read what a brace spans, and what is written beside the brace."""
        body = self.group()
        if self.peek() != _BRACES[name]:
            return f"{name}({body})"
        self.take()
        return f"{name}({body}, {self.group()})"

    def beside(self, name: str) -> str:
        """Read what is written above or below a sign."""
        mark = self.group()
        return f"limits({self.group()}){_ABOVE[name]}({mark})"

    def negation(self) -> str:
        sign = self.take()
        if sign not in _NEGATED:
            self.fail(f"the command \\not before '{sign}' is not known")
        return _NEGATED[sign]

    def reaction(self) -> str:
        return f"limits(arrow.r.long)^({self.group()})"

    def rest_upright(self) -> str:
        """Read the rest of a group, which the old command for upright letters is about."""
        return f"upright({self.read()})"

    def fraction(self) -> str:
        return f"frac({self.group()}, {self.group()})"

    def choose(self) -> str:
        return f"binom({self.group()}, {self.group()})"

    def root(self) -> str:
        self.take("[")
        degree = self.read("]")
        self.take("]")
        return f"root({degree}, {self.group()})"

    def raw_group(self) -> str:
        """Return the text of a group as it stands in the source, blanks included."""
        self.take("{")
        found = []
        while self.place < len(self.signs) and self.signs[self.place] != "}":
            if self.signs[self.place] == "{":
                self.fail("braces inside words are not known")
            found.append(self.signs[self.place].removeprefix("\\"))
            self.place += 1
        self.take("}")
        return "".join(found)

    def fence(self) -> str:
        left = self.delimiter()
        inside = self.read()
        self.take("\\right")
        return f"lr({left} {inside} {self.delimiter()})"

    def delimiter(self) -> str:
        sign = self.take()
        return "" if sign == "." else self.atom(sign)

    def environment(self) -> str:
        name = self.raw_group()
        if name not in _STACKS and name not in _MATRICES:
            self.fail(f"the environment '{name}' is not known")
        if name in ("array", "alignedat"):
            self.raw_group()  # the columns
        rows = [self.read("\\\\")]
        while self.peek() == "\\\\":
            self.take()
            rows.append(self.read("\\\\"))
        self.take("\\end")
        if self.raw_group() != name:
            self.fail(f"the environment '{name}' is not closed")
        rows = [row for row in rows if row]
        if name in _MATRICES:
            return f"mat(delim: {_MATRICES[name]}, {'; '.join(row.replace(' & ', ', ') for row in rows)})"
        return f"cases({', '.join(rows)})" if name == "cases" else " \\\n".join(rows)

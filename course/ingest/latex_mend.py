r"""Write LaTeX anew where pandoc drops signs, loses cells or takes measures for words: packages that it does not know.

`5\textpm 1` arrives as "51", `\begin{multicols}{2}` prints its 2, `\qty{5}{\mg\per\kg\per\day}` says "mg kg d⁻⁻¹", and
a table of `tabularray` falls apart. What is rewritten says the same in commands that pandoc reads; lines stay lines.
Sources: symbols of the Text Companion (textcomp), and the manuals of siunitx, mhchem, multirow, beamer and changes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.latex_units import QUANTITY, units
from course.ingest.readers.latex_labels import preamble_lines

if TYPE_CHECKING:
    from collections.abc import Callable

_LITERAL = re.compile(
    r"\\begin\{(?P<name>verbatim\*?|Verbatim|lstlisting|minted|alltt|comment)\}.*?\\end\{(?P=name)\}"
    r"|\\(?:verb\*?|lstinline)(?P<sign>[^\w\s{*]).*?(?P=sign)|(?<!\\)%[^\n]*"
    r"|(?<![\\$])\$(?:[^$\\]|\\.)+\$(?!\$)|\$\$.*?\$\$|\\\(.*?\\\)|\\\[.*?\\\]",
    re.DOTALL,
)
_SIGNS = {
    "textpm": "±", "texttimes": "×", "textdiv": "÷", "textminus": "−", "textperthousand": "‰", "perthousand": "‰",
    "textpertenthousand": "‱", "textcelsius": "°C", "celsius": "°C", "degreeCelsius": "°C", "degree": "°", "micro": "µ",
    "textohm": "Ω", "textmho": "℧", "textonesuperior": "¹", "textthreesuperior": "³", "textthreequarters": "¾",
    "textrightarrow": "→", "textleftarrow": "←", "textuparrow": "↑", "textdownarrow": "↓", "textellipsis": "…",
    "texteuro": "€", "textbar": "|", "textunderscore": r"\_", "textnumero": "№", "textestimated": "℮",
    "textfractionsolidus": "⁄", "textlnot": "¬", "textsurd": "√", "textpeso": "₱", "textwon": "₩", "textbaht": "฿",
    "textdied": "†", "textborn": "∗", "textreferencemark": "※", "textleaf": "❧", "checkmark": "✓", "ding": "✓",
    "textlangle": "⟨", "textrangle": "⟩", "textgravedbl": "˵", "textinterrobang": "‽", "textasciimacron": "¯",
    "leqslant": "≤", "geqslant": "≥", "square": "□", "Box": "□", "CheckedBox": "☑", "XBox": "☒",
}  # fmt: skip
_SIGN = re.compile(rf"\\({'|'.join(sorted(_SIGNS, key=len, reverse=True))})(?![A-Za-z@])(?:\{{\}}|[ \t]*)")
_WIDTH = re.compile(r"(\\begin\{(?:long)?tabu\})\s*(?:to|spread)\s*[^{]*")
_BREAK = re.compile(r"\\\\(?:\[[^\]]*\])?|\\newline(?![A-Za-z])")
_CHEMICAL = re.compile(r"(?<=[A-Za-z)\]])(\d+)|\^\{?([0-9]*[+-]|[0-9]+)\}?|(<?->|<=>)")
_ARROWS = {"->": "→", "<->": "↔", "<=>": "⇌"}


def mended(text: str) -> str:
    """Return a document of LaTeX in which what pandoc would lose or change is said in what it reads."""
    head = preamble_lines(text)
    begin = len("".join(text.splitlines(keepends=True)[: head - 1])) if head else 0
    found: list[str] = [text[:begin]]
    at = begin
    for literal in _LITERAL.finditer(text, begin):
        found += (_mended(text[at : literal.start()], text[:begin]), literal[0])
        at = literal.end()
    return "".join((*found, _mended(text[at:], text[:begin])))


def _mended(text: str, head: str) -> str:
    text = _WIDTH.sub(lambda found: found[1] + "\n" * found[0].count("\n"), text)
    for table in (_ENVIRONMENTS, _COMMANDS):
        text = _rewritten(text, table)
    signs: list[str] = []
    at = 0
    for quantity in QUANTITY.finditer(text := units(text, head)):
        signs += (_signed(text[at : quantity.start()]), quantity[0])
        at = quantity.end()
    return "".join((*signs, _signed(text[at:])))


def _signed(text: str) -> str:
    return _SIGN.sub(lambda found: _SIGNS[found[1]], text)


def _rewritten(text: str, table: dict[str, tuple[int, Callable[[list[str], list[str]], str]]]) -> str:
    """Return a text in which each command of a table is written by its function of its options and arguments."""
    names = re.compile("|".join(map(_named, sorted(table, key=len, reverse=True))))
    at, last = 0, 0
    while found := names.search(text, at):
        name = found[0].rstrip("*") if found[0].rstrip("*") in table else found[0]
        wanted, write = table[name]
        taken = _arguments(text, found.end(), wanted)
        at = found.end()
        if taken is not None:
            options, values, end = taken
            new = write(options, values)
            lines = text.count("\n", found.start(), end) - new.count("\n")
            new += "%\n" * lines
            text = f"{text[: found.start()]}{new}{text[end:]}"
            at = found.start() if found.start() >= last and new != found[0] else found.start() + len(new)
            last = found.start() + 1
    return text


def _named(command: str) -> str:
    return re.escape(command) if command.endswith("}") else rf"{re.escape(command)}(?![A-Za-z@])\*?"


def _arguments(text: str, at: int, wanted: int) -> tuple[list[str], list[str], int] | None:
    """Return the options and arguments behind a command and where they end; None when there are too few."""
    options: list[str] = []
    values: list[str] = []
    closing = {"[": "]", "<": ">", "{": "}"}
    while True:
        start = at
        while start < len(text) and text[start] in " \t" and len(values) < wanted:
            start += 1
        sign = text[start : start + 1]
        if sign not in closing or not sign or (sign == "{" and len(values) == wanted) or (sign == "<" and values):
            break
        if sign == "[" and len(values) == wanted and wanted:
            break
        end = _closed(text, start, closing[sign])
        if end < 0:
            break
        (values if sign == "{" else options).append(text[start + 1 : end])
        at = end + 1
    return (options, values, at) if len(values) == wanted else None


def _closed(text: str, at: int, sign: str) -> int:
    """Return where a bracket closes, -1 when it does not."""
    depth = 0
    for place in range(at, min(len(text), at + 20_000)):
        one = text[place]
        if place and text[place - 1] == "\\":
            continue
        depth += (one == "{") - (one == "}")
        if one == sign and depth <= 0 and place > at:
            return place
    return -1


def _option(options: list[str], *names: str) -> str:
    """Return the value of an option such as `title={Words}`."""
    for option in options:
        if found := re.search(rf"(?:^|,)\s*(?:{'|'.join(names)})\s*=\s*(?:\{{(.*?)\}}|([^,]*))", option, re.DOTALL):
            return (found[1] or found[2] or "").strip()
    return ""


def _enumerate(options: list[str], _: list[str]) -> str:
    """Return the begin of a list with the number and the mark that enumitem gives it, in the words of pandoc."""
    label, start = _option(options, "label"), _option(options, "start")
    mark = re.sub(r"\\(alph|Alph|roman|Roman|arabic)\*", lambda one: _MARKS[one[1]], label)
    mark = re.sub(r"\\[A-Za-z]+|[{}]", "", mark)
    bare = f"[{mark}]" if mark else "".join(f"[{one}]" for one in options if "=" not in one)
    first = rf"\setcounter{{enumi}}{{{int(start) - 1}}}" if start.isdecimal() else ""
    return rf"\begin{{enumerate}}{bare}{first}"


_MARKS = {"alph": "a", "Alph": "A", "roman": "i", "Roman": "I", "arabic": "1"}


def _boxed(options: list[str], values: list[str]) -> str:
    title = values[0] if values else _option(options, "title", "frametitle")
    return rf"\par\textbf{{{title}}}\par " if title else r"\par "


def _table(values: list[str]) -> str:
    """Return the columns of a table as `tabular` has them: letters only."""
    given = values[-1]
    if found := re.search(r"colspec\s*=\s*\{([^{}]*)\}", given):
        given = found[1]
    given = re.sub(r"[@!<>*]\{[^{}]*\}|[QX]\[[^\]]*\]", lambda one: "l" if one[0][0] in "QX" else "", given)
    columns = re.sub(r"[^lcrpmbXLCRJS]", "", re.sub(r"([pmb])\{[^{}]*\}", r"\1", given))
    return rf"\begin{{tabular}}{{{'l' * max(1, len(columns))}}}"


def _line(text: str) -> str:
    return _BREAK.sub(r" \\newline ", text)


def _chemical(text: str) -> str:
    """Return a formula of mhchem in words: digits behind letters lowered, charges raised."""

    def written(found: re.Match[str]) -> str:
        if found[1]:
            return rf"\textsubscript{{{found[1]}}}"
        return _ARROWS[found[3]] if found[3] else rf"\textsuperscript{{{found[2].replace('-', '−')}}}"

    return re.sub(r"([+-])$", r"\\textsuperscript{\1}", _CHEMICAL.sub(written, text.strip()))


def _moved(values: list[str]) -> str:
    name = "textsubscript" if values[0].strip().startswith("-") else "textsuperscript"
    return rf"\{name}{{{values[1]}}}"


def _kept(number: int) -> Callable[[list[str], list[str]], str]:
    return lambda _, values: values[number]


def _struck(_: list[str], values: list[str]) -> str:
    return rf"\sout{{{values[0]}}}"


def _note(_: list[str], values: list[str]) -> str:
    return rf"\footnote{{{values[0]}}}"


def _nothing(_: list[str], __: list[str]) -> str:
    return ""


def _unit(options: list[str], values: list[str]) -> str:
    """Return a unit; the option of the package units is its number, that of siunitx sets it."""
    if options and not options[0].strip("0123456789.,-– "):
        return rf"\SI{{{options[0]}}}{{{values[0]}}}"
    return rf"\unit{''.join(f'[{one}]' for one in options)}{{{values[0]}}}"


def _joined(mark: str) -> Callable[[list[str], list[str]], str]:
    return lambda _, values: f" {values[0]}{mark}{values[1]}"


_WITHOUT_WORDS = {
    "multicols": 1, "spacing": 1, "adjustwidth": 2, "column": 1, "columns": 0, "landscape": 0, "threeparttable": 0,
    "framed": 0, "adjustbox": 1, "appendices": 0, "onehalfspace": 0, "measuredfigure": 0, "shaded": 0, "overlayarea": 2,
    "turn": 1, "rotate": 1, "addmargin": 1,
}  # fmt: skip
_RENAMED = {
    "wrapfigure": (2, "figure"), "wraptable": (2, "table"), "sidewaystable": (0, "table"), "table*": (0, "table"),
    "sidewaysfigure": (0, "figure"), "SCfigure": (0, "figure"), "tablenotes": (0, "itemize"),
    "margintable": (0, "table"),
    "marginfigure": (0, "figure"), "IEEEeqnarray": (1, "align*"), "IEEEeqnarray*": (1, "align*"),
    "thebibliography": (1, "enumerate"), "compactitem": (0, "itemize"), "compactenum": (0, "enumerate"),
}  # fmt: skip
_TABLES = {
    "tabulary": 2, "tabu": 1, "longtabu": 1, "tblr": 1, "longtblr": 1, "talltblr": 1, "NiceTabular": 1,
    "supertabular": 1, "xtabular": 1, "tabularx*": 2, "xltabular": 2, "mpxtabular": 1,
}  # fmt: skip
_BOXES = {"block": 1, "alertblock": 1, "exampleblock": 1, "tcolorbox": 0, "mdframed": 0}


def _begin(name: str) -> str:
    return rf"\begin{{{name}}}"


def _end(name: str) -> str:
    return rf"\end{{{name}}}"


def _parted(name: str) -> str:
    return "" if name in {"threeparttable", "adjustbox", "landscape", "turn", "rotate"} else r"\par "


def _written(text: str) -> Callable[[list[str], list[str]], str]:
    return lambda _, __: text


_ENVIRONMENTS: dict[str, tuple[int, Callable[[list[str], list[str]], str]]] = {
    **{_begin(name): (number, _written(_parted(name))) for name, number in _WITHOUT_WORDS.items()},
    **{_end(name): (0, _written(_parted(name))) for name in _WITHOUT_WORDS},
    **{_begin(name): (number, _written(_begin(new))) for name, (number, new) in _RENAMED.items()},
    **{_end(name): (0, _written(_end(new))) for name, (_, new) in _RENAMED.items()},
    **{_begin(name): (number, lambda _, values: _table(values)) for name, number in _TABLES.items()},
    **{_end(name): (0, _written(r"\end{tabular}")) for name in _TABLES},
    **{_begin(name): (number, _boxed) for name, number in _BOXES.items()},
    **{_end(name): (0, _written(r"\par ")) for name in _BOXES},
    _begin("frame"): (0, lambda _, __: r"\frametitle"),
    _end("frame"): (0, _nothing),
    _begin("enumerate"): (0, _enumerate),
}
_COMMANDS: dict[str, tuple[int, Callable[[list[str], list[str]], str]]] = {
    r"\frametitle": (1, lambda _, values: rf"\subsection{{{values[0]}}}"),
    r"\framesubtitle": (1, _kept(0)),
    r"\nicefrac": (2, _joined("/")), r"\sfrac": (2, _joined("/")),
    r"\unitfrac": (2, lambda options, values: f"{' '.join(options)} {values[0]}/{values[1]}".strip()),
    r"\raisebox": (2, lambda _, values: _moved(values)),
    **dict.fromkeys((r"\fbox", r"\framebox", r"\makebox", r"\centerline", r"\frame", r"\tcbox"), (1, _kept(0))),
    **dict.fromkeys((r"\only", r"\onslide", r"\uncover", r"\visible", r"\alert", r"\structure"), (1, _kept(0))),
    **dict.fromkeys((r"\rotatebox", r"\colorbox", r"\scalebox", r"\adjustbox"), (2, _kept(1))),
    **dict.fromkeys((r"\fcolorbox", r"\resizebox"), (3, _kept(2))),
    **dict.fromkeys((r"\makecell", r"\shortstack", r"\thead", r"\rothead", r"\specialcell"),
                    (1, lambda _, values: _line(values[0]))),
    **dict.fromkeys((r"\diagbox", r"\backslashbox", r"\slashbox"), (2, _joined(" / "))),
    **dict.fromkeys((r"\endnote", r"\sidenote", r"\marginnote", r"\marginpar", r"\footnotetext", r"\tablefootnote"),
                    (1, _note)),
    **dict.fromkeys((r"\cancel", r"\xcancel", r"\bcancel", r"\xout", r"\textst", r"\deleted"), (1, _struck)),
    r"\added": (1, _kept(0)),
    r"\replaced": (2, lambda _, values: rf"{values[0]} \sout{{{values[1]}}}"),
    **dict.fromkeys((r"\subfloat", r"\subcaptionbox"),
                    (1, lambda options, values: rf"{values[0]} \textit{{{' '.join(options)}}} ")),
    r"\unit": (1, _unit),
    r"\tablenum": (1, lambda _, values: rf"\num{{{values[0]}}}"),
    r"\ce": (1, lambda _, values: _chemical(values[0])),
    r"\bibitem": (1, _written(r"\item ")),
    **dict.fromkeys((r"\cline", r"\cmidrule", r"\cellcolor", r"\rowcolor", r"\columncolor"), (1, _nothing)),
    **dict.fromkeys((r"\footnotemark", r"\pause"), (0, _nothing)),
}  # fmt: skip

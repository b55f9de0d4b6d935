"""Typst source to PDF, and a refusal of Typst back to the place in the course that caused it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typst

from quizzes.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
FONTS = Path(str(files("course"))) / "theme" / "fonts"
_REPORT = re.compile(r"^(?:error|warning): (.*)\n?((?:(?!error: |warning: ).*\n?)*)", re.MULTILINE)
_AT = re.compile(r"┌─ (.*?):(\d+):\d+")
# Besides signs without a glyph, those that PDF/A forbids: of private use, and such as say that a sign is unknown.
_SIGN = re.compile(r'the text `"(.*?)"` could not be displayed|the PDF contains the codepoint `"(.*?)"`')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_MARK = re.compile(r"// @(\".*\"):(\d+)")


MEASURED = "measured"
"""The input of the theme that asks where everything with the label `placed` lies."""


@dataclass(frozen=True)
class Compiled:
    """A PDF as bytes, what Typst warned of, and the metadata with the label `placed` as JSON where it is measured."""

    pdf: bytes
    findings: tuple[Finding, ...]
    placed: str = "[]"


class Refused(Exception):  # noqa: N818 - it is not the program's error
    """Typst refused the source; carries the findings, each with the source of the course where it is known.

    `signs` are those for which no font has a glyph; they are no findings yet, since something else can stand for them.
    """

    def __init__(self, findings: list[Finding], signs: Sequence[str] = ()) -> None:
        super().__init__("\n".join([*map(str, findings), *signs]))
        self.findings = findings
        self.signs = tuple(signs)


def compile_here(
    source: Path, root: Path, timestamp: int, inputs: Mapping[str, str] | None = None, fonts: Path | None = None
) -> Compiled:
    """Compile one file to PDF/UA-1 and PDF/A-2a; no fonts of the machine, no packages, no clock.

    `inputs` is what the theme reads from `sys.inputs`, `fonts` a folder of fonts beside those of the project.

    Raises Refused with everything that Typst finds wrong.
    """
    compiler = typst.Compiler(
        input=str(source),
        root=str(root),
        ignore_system_fonts=True,
        font_paths=[str(FONTS), *([str(fonts)] if fonts else [])],
        sys_inputs=dict(inputs or {}),
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=list(STANDARDS), timestamp=timestamp)
    except typst.TypstError as error:
        diagnostic = error.diagnostic or f"error: {error.message}\n"
        raise Refused(locate(diagnostic, source), signs_without_glyph(diagnostic)) from None
    assert isinstance(pdf, bytes), "one file of the format PDF"
    found = [f for w in warnings for f in locate(getattr(w, "diagnostic", None) or f"warning: {w.message}\n", source)]
    placed = str(compiler.query("<placed>", field="value")) if MEASURED in (inputs or {}) else "[]"
    return Compiled(pdf, tuple(found), placed)


def locate(diagnostic: str, source: Path) -> list[Finding]:
    """Turn Typst's report into findings at the last source mark before each place, but for signs without a glyph."""
    lines = source.read_text(encoding="utf-8").splitlines()
    found: list[tuple[Path, int, str]] = []
    reports = _REPORT.findall(diagnostic)
    for message, where in reports:
        # A fault within the theme is told with the calls that lead to it, the last of them in our source.
        own = [int(line) for name, line in _AT.findall(where) if Path(name).name == source.name]
        place = (marked(lines, own[0]) if own else None) or (source, own[0] if own else 1)
        if not _SIGN.search(message):
            found.append((*place, f"the PDF was refused: {message}"))
    if not reports:
        found = [(source, 1, diagnostic.strip())]
    return [Finding(path, number, "P110", words) for path, number, words in dict.fromkeys(found)]


def signs_without_glyph(diagnostic: str) -> list[str]:
    """Return the signs of which Typst says that no font has them, each once."""
    found = dict.fromkeys(one or other for one, other in _SIGN.findall(diagnostic))
    return [_ESCAPE.sub(lambda code: chr(int(code[1], 16)), sign) for sign in found]


def source_mark(path: Path, line: int) -> str:
    """Return the comment that leads back to a place in the course; a name of a file cannot end it."""
    return f"// @{json.dumps(str(path))}:{line}"


def marked(lines: Sequence[str], number: int) -> tuple[Path, int] | None:
    """Return the place in the course to which the last mark up to a line leads back."""
    for line in reversed(lines[:number]):
        if mark := _MARK.fullmatch(line):
            return Path(json.loads(mark[1])), int(mark[2])
    return None

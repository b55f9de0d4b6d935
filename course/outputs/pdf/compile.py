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
    from collections.abc import Mapping

STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
FONTS = Path(str(files("course"))) / "theme" / "fonts"
_REFUSAL = re.compile(r"^(error|warning): (.*)\n(?:.*?┌─ (.*?):(\d+):\d+\n)?", re.MULTILINE)
_SIGN = re.compile(r'the text `"(.*)"` could not be displayed')
_MARK = re.compile(r"// @(\".*\"):(\d+)")


@dataclass(frozen=True)
class Compiled:
    """A PDF as bytes, and what Typst warned of."""

    pdf: bytes
    findings: tuple[Finding, ...]


class Refused(Exception):  # noqa: N818 - it is not the program's error
    """Typst refused the source; carries the findings, each with the source of the course where it is known."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings


def compile_here(source: Path, root: Path, timestamp: int, inputs: Mapping[str, str] | None = None) -> Compiled:
    """Compile one file to PDF/UA-1 and PDF/A-2a; no fonts of the machine, no packages, no clock.

    `inputs` is what the theme reads from `sys.inputs`.

    Raises Refused with everything that Typst finds wrong.
    """
    compiler = typst.Compiler(
        input=str(source),
        root=str(root),
        ignore_system_fonts=True,
        font_paths=[str(FONTS)],
        sys_inputs=dict(inputs or {}),
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=list(STANDARDS), timestamp=timestamp)
    except typst.TypstError as error:
        raise Refused(locate(error.diagnostic or f"error: {error.message}\n", source)) from None
    assert isinstance(pdf, bytes), "one file of the format PDF"
    found = [f for w in warnings for f in locate(getattr(w, "diagnostic", None) or f"warning: {w.message}\n", source)]
    return Compiled(pdf, tuple(found))


def locate(diagnostic: str, source: Path) -> list[Finding]:
    """Turn Typst's report into findings at the last source mark before each place."""
    lines = source.read_text(encoding="utf-8").splitlines()
    found: list[tuple[Path, int, str]] = []
    signs: dict[tuple[Path, int], str] = {}
    for _, message, name, line in _REFUSAL.findall(diagnostic):
        place = (source, int(line or 1))
        if Path(name).name == source.name:
            place = _marked(lines, place[1]) or place
        if unknown := _SIGN.search(message):
            signs[place] = signs.get(place, "") + unknown[1]
        else:
            found.append((*place, f"the PDF was refused: {message}"))
    found += [(*place, _without_font(text)) for place, text in signs.items()]
    return [Finding(path, number, "P110", words) for path, number, words in dict.fromkeys(found)] or [
        Finding(source, 1, "P110", diagnostic.strip())
    ]


def source_mark(path: Path, line: int) -> str:
    """Return the comment that leads back to a place in the course; a name of a file cannot end it."""
    return f"// @{json.dumps(str(path))}:{line}"


def _marked(lines: list[str], number: int) -> tuple[Path, int] | None:
    for line in reversed(lines[:number]):
        if mark := _MARK.fullmatch(line):
            return Path(json.loads(mark[1])), int(mark[2])
    return None


def _without_font(signs: str) -> str:
    """Say which signs of one place no font has; a whole script of them is one message."""
    different = "".join(dict.fromkeys(signs))
    points = " ".join(f"U+{ord(char):04X}" for char in different[:4])
    more = " …" if len(different) > 4 else ""  # noqa: PLR2004 - as many as are shown
    return (
        f"no font of the book has a glyph for '{different}' ({points}{more}); write it in other words, "
        "or build other editions than the PDF"
    )

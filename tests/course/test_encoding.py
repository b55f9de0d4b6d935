"""A byte-order mark, which some editors write before UTF-8, changes nothing in any file of a course."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from course.checks import check
from course.outputs.build import build
from course.outputs.edition import EDITIONS
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.project import load_project
from quizzes.lint import context_of
from quizzes.settings import load_settings
from tests.conftest import ROOTS

if TYPE_CHECKING:
    from quizzes.finding import Finding

TEA = ROOTS / "test-course"
TEXTS = {".md", ".yaml", ".toml", ".csv", ".bib", ".py", ".txt"}
MARK = b"\xef\xbb\xbf"


def marked(course: Path) -> list[str]:
    """Put a byte-order mark before every text of a course but the document, whose bytes are fixed by its checksum."""
    found = [path for path in course.rglob("*") if path.suffix in TEXTS and path.parent.name != "source"]
    for path in found:
        path.write_bytes(MARK + path.read_bytes())
    return sorted({path.suffix for path in found})


def told(course: Path) -> list[tuple[str, int, str, str]]:
    """Return what `course check` finds, without the hashes of the pages."""
    found: list[Finding] = check(load_project(course))
    return [(one.path.relative_to(course).as_posix(), one.line, one.code, one.message) for one in found]


def pages(course: Path, out: Path) -> dict[str, bytes]:
    """Build the site and return its pages."""
    build(Order(load_project(course), out, Silent()), {"html": EDITIONS["html"]})
    return {path.name: path.read_bytes() for path in (out / "html").rglob("*.html")}


def test_a_byte_order_mark_changes_neither_findings_nor_pages(tmp_path: Path) -> None:
    """Settings, pages, banks, register, facts, works, objectives, figures and the session plan have one each."""
    plain, other = (Path(shutil.copytree(TEA, tmp_path / name / "tea")) for name in ("plain", "marked"))
    assert marked(other) == [".bib", ".csv", ".md", ".py", ".toml", ".yaml"]
    assert told(plain) == told(other)
    assert context_of(load_settings(plain / "quizzes")).references == (
        context_of(load_settings(other / "quizzes")).references
    )
    assert pages(plain, tmp_path / "a") == pages(other, tmp_path / "b")

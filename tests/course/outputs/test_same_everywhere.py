"""What is published does not tell where the course lies, and holds nothing that readers have no use for."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from course.cli import main

if TYPE_CHECKING:
    import pytest

EDITIONS = "html,pdf,epub,instructor,singlehtml,text,man,latex,gettext,platforms"

TESTS = Path(__file__).parents[2]
HALF = 11
"""Hours of a day after which it is tomorrow at one end of the world, and before which it is yesterday at the other."""


def built(course: Path, out: Path) -> dict[str, bytes]:
    """Build a course and return every file that was published."""
    done = CliRunner().invoke(main, ["build", str(course), "--out", str(out), "--to", EDITIONS, "-q"])
    assert done.exit_code == 0, done.output
    found = (path for path in out.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def test_a_course_gives_the_same_bytes_under_every_path_and_on_every_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two copies whose paths differ in length and letters, one of them where it is tomorrow or yesterday already.

    No file is a record of Sphinx's or the theme's own.
    """
    course = Path(shutil.copytree(TESTS / "roots" / "test-course", tmp_path / "tea"))
    page = course / "lessons" / "extra.md"
    page.write_text("---\norphan: true\n---\n# Extra\n\n$$x^2$$ and `code`\n\n![A dot](dot.png)\n", encoding="utf-8")
    shutil.copyfile(TESTS / "course/outputs/pdf/roots/book/img/pot.png", course / "lessons" / "dot.png")
    far = tmp_path / "a longer (path) of ümläuts" / "and more" / course.name
    shutil.copytree(course, far)
    here = built(course, tmp_path / "out")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati" if dt.datetime.now(dt.UTC).hour > HALF else "Pacific/Pago_Pago")
    time.tzset()
    try:
        there = built(far, tmp_path / "another" / "place" / "out")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    assert [name for name in here if name.endswith((".buildinfo", "webpack-macros.html"))] == []
    assert [name for name, content in here.items() if str(tmp_path).encode() in content] == []

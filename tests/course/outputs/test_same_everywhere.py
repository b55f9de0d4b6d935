"""What is published does not tell where the course lies, and holds nothing that readers have no use for."""

from __future__ import annotations

import shutil
from pathlib import Path

from click.testing import CliRunner

from course.cli import main

EDITIONS = "html,pdf,epub,instructor,singlehtml,text"

TESTS = Path(__file__).parents[2]


def built(course: Path, out: Path) -> dict[str, bytes]:
    """Build a course and return every file that was published."""
    done = CliRunner().invoke(main, ["build", str(course), "--out", str(out), "--to", EDITIONS, "-q"])
    assert done.exit_code == 0, done.output
    found = (path for path in out.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def test_a_course_gives_the_same_bytes_under_every_path(tmp_path: Path) -> None:
    """Two copies whose paths differ in length and letters; no file is a record of Sphinx's or the theme's own."""
    course = Path(shutil.copytree(TESTS / "roots" / "test-course", tmp_path / "tea"))
    page = course / "lessons" / "extra.md"
    page.write_text("---\norphan: true\n---\n# Extra\n\n$$x^2$$ and `code`\n\n![A dot](dot.png)\n", encoding="utf-8")
    shutil.copyfile(TESTS / "course/outputs/pdf/roots/book/img/pot.png", course / "lessons" / "dot.png")
    far = tmp_path / "a longer (path) of ümläuts" / "and more" / course.name
    shutil.copytree(course, far)
    here, there = built(course, tmp_path / "out"), built(far, tmp_path / "another" / "place" / "out")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    assert [name for name in here if name.endswith((".buildinfo", "webpack-macros.html"))] == []
    assert [name for name, content in here.items() if str(tmp_path).encode() in content] == []

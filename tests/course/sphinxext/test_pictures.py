"""Pictures without words are named, and decorative ones stay silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from course.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PAGES = """
![](dot.svg)

![A dot](dot.svg)

```{image} dot.svg
:class: decorative
```
"""
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def _with_pictures(course: Path) -> Path:
    page = next((course / "lessons").glob("*.md"))
    (page.parent / "dot.svg").write_text(DOT, encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + PAGES, encoding="utf-8")
    return page


def test_a_picture_without_words_is_named_at_its_line(course: Path, tmp_path: Path) -> None:
    """The site is built, and one warning names the picture; HTML then reads out no file name."""
    page = _with_pictures(course)
    line = page.read_text(encoding="utf-8").splitlines().index("![](dot.svg)") + 1
    done = CliRunner().invoke(main, ["build", str(course), "--to", "html", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    told = f"{page}:{line}: C041 warning: the image 'lessons/dot.svg' has no alternative text; "
    named = [text for text in done.output.splitlines() if "C041" in text]
    assert named == [told + "add `alt`, or the class `decorative`"]
    written = (tmp_path / "out" / "html" / "lessons" / f"{page.stem}.html").read_text(encoding="utf-8")
    assert written.count('alt=""') == 2
    assert written.count('alt="A dot"') == 1


def test_a_strict_build_refuses_it(course: Path, tmp_path: Path) -> None:
    """With `--strict` nothing is published that a screen reader cannot tell."""
    _with_pictures(course)
    done = CliRunner().invoke(main, ["build", str(course), "--to", "html", "--strict", "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "C041" in done.output
    assert not (tmp_path / "out" / "html").exists()

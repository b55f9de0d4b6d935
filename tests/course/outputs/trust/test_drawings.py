"""A drawing of an author that runs something is refused wherever a page or a question shows or offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

EVIL = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="x()"><script>x()</script></svg>'
WAYS = {
    "picture": "```{image} ../evil.svg\n:alt: it\n```",
    "figure": "```{figure} ../evil.svg\n:alt: it\n\nA caption.\n```",
    "Markdown": "![it](../evil.svg)",
    "file": "{download}`it <../evil.svg>`",
    "card": "```{card} A card\n:img-top: ../evil.svg\n:img-alt: it\n\nWords.\n```",
}


@pytest.mark.parametrize("flags", [[], ["--untrusted"]])
def test_each_way_to_a_drawing_is_an_error_with_its_line(flags: list[str], tea: Path, tmp_path: Path) -> None:
    """Nothing is published, in a course of one's own too."""
    (tea / "evil.svg").write_text(EVIL, encoding="utf-8")
    pages = [tea / "lessons" / f"{number:02}-way.md" for number in range(len(WAYS))]
    for page, markup in zip(pages, WAYS.values(), strict=True):
        page.write_text(f"# A way\n\nWords.\n\n{markup}\n", encoding="utf-8")
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out", *flags)
    assert done.exit_code == 1
    words = "X005 the drawing 'evil.svg' holds the handler onload"
    assert [f"{page}:5: {words}" in done.output for page in pages] == [True] * len(WAYS), done.output
    assert not (tmp_path / "out" / "text").exists()


def test_a_drawing_of_a_question_is_refused_in_page_and_exam(tea: Path, tmp_path: Path) -> None:
    """Banks bring pictures too."""
    (tea / "evil.svg").write_text(EVIL, encoding="utf-8")
    bank = tea / "quizzes" / "l01.yaml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("    stem: ", "    stem: '![it](/evil.svg)'\n    x: ", 1), encoding="utf-8")
    lines = [line for line in bank.read_text(encoding="utf-8").splitlines(keepends=True) if "    x: " not in line]
    bank.write_text("".join(lines), encoding="utf-8")
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "X005 the drawing 'evil.svg'" in done.output


def test_a_stranger_offers_no_file_that_a_browser_runs(tea: Path, tmp_path: Path) -> None:
    """A page of HTML that is loaded from the site would run in its name; an author of one's own may offer it."""
    (tea / "tool.html").write_text("<script>x()</script>", encoding="utf-8")
    page = tea / "lessons" / "03-way.md"
    page.write_text("# A way\n\n{download}`it <../tool.html>`\n", encoding="utf-8")
    done = run("build", tea, "--to", "text", "--out", tmp_path / "out", "--untrusted")
    assert f"{page}:3: X003 'tool.html' is a file that a browser runs" in done.output
    assert (done.exit_code, run("build", tea, "--to", "text", "--out", tmp_path / "own").exit_code) == (1, 0)

"""Titles of pages: where only their text is taken, raised, changed and computed words keep their meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

TITLE = "Counts of 10{sup}`9`, H<sub>2</sub>O, {del}`old` words and $x^2$"
WORDS = "Counts of 10⁹, H₂O, [deleted: old] words and x²"


def test_a_title_says_the_same_wherever_it_stands(tea: Path, build: Build) -> None:
    """The tab, the shared picture, the side bar, the way on, the search and the button of the start page."""
    first, second = sorted((tea / "lessons").glob("0*.md"))[:2]
    head, old, rest = first.read_text(encoding="utf-8").partition("\n# ")
    first.write_text(f"{head}{old}{TITLE}{rest[rest.index(chr(10)) :]}", encoding="utf-8")
    site = build(tea)
    own, beside, start = (
        BeautifulSoup(site.read(name), "html.parser")
        for name in (f"lessons/{first.stem}.html", f"lessons/{second.stem}.html", "index.html")
    )
    assert own.title is not None
    assert own.title.text.startswith(f"{WORDS} — ")
    assert [tag["content"] for tag in own.select("meta[property='og:title']")] == [WORDS]
    assert [link["title"] for link in beside.select("link[rel=prev]")] == [WORDS]
    for page in (own, beside, start):
        assert WORDS in [link.text for link in page.select(".bd-sidenav a")]
    assert [button.text for button in start.select(".course-primary") if WORDS in button.text]
    assert [sign.text for sign in own.select("h1 sup")] == ["9"]
    script = "".join(path.read_text(encoding="utf-8") for path in site.app.outdir.glob("_static/search/t*.js"))
    assert WORDS in script
    assert "10<sup>" not in script
    assert "of 109" not in script

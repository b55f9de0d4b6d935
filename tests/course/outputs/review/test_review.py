"""The course for reviewers: every block with what it rests on, and nothing of an author that is alive."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from docx import Document
from lxml import html

from course.outputs.order import Order
from course.outputs.progress import Silent
from course.outputs.review.markup import Markup
from course.outputs.review.write import write_review
from course.project import load_project
from course.reviews.blocks import blocks_of
from course.reviews.taken import edition_of
from tests.conftest import copy_tea, run
from tests.course.outputs.trust.live import alive

if TYPE_CHECKING:
    from pathlib import Path


def written(course: Path, folder: Path) -> html.HtmlElement:
    """Return the page of a course."""
    project = load_project(course)
    folder.mkdir(exist_ok=True)
    write_review(Order(project, folder, Silent()), folder, folder)
    return html.fromstring((folder / "index.html").read_bytes())


def data_of(page: html.HtmlElement) -> dict[str, Any]:
    """Return the data that the scripts of a page read."""
    return dict(json.loads(page.get_element_by_id("review-data").text))


def test_every_block_is_there_with_its_sources_and_state(tmp_path: Path) -> None:
    """Each block is one article in order, known by its hash; a row shows its verdict, an item its key and feedback."""
    course = copy_tea(tmp_path)
    page = written(course, tmp_path / "out")
    project = load_project(course)
    blocks, data = blocks_of(project), data_of(page)
    assert [one["sha"] for one in data["blocks"]] == [block.sha256 for block in blocks]
    assert (data["course"], data["edition"]) == (project.title, edition_of(project))
    articles = page.xpath("//article")
    assert [int(one.get("data-at")) for one in articles] == list(range(len(blocks)))
    said = ["".join(" ".join(one.itertext()).split()) for one in articles]
    for block, words in zip(blocks, said, strict=True):
        if block.kind == "paragraph" and block.text.isascii() and not set("`[{*_") & set(block.text):
            assert "".join(block.text.split()) in words
    assert all("Nobodyhassignedit." in words for words in said)
    pairs = list(zip(blocks, said, strict=True))
    items = [words for block, words in pairs if block.kind == "item" and "correct" in block.text]
    assert items
    assert all("Itcitesnothing." in words for block, words in pairs if block.kind == "bank")
    assert all("✓" in words for words in items)
    row = next(at for at, block in enumerate(blocks) if block.text.startswith("S01 |"))
    assert page.xpath(f"//article[@id='b{row}']//div[@class='beside']//b")


def test_what_is_most_dangerous_comes_first_and_a_signed_block_goes(tmp_path: Path) -> None:
    """The list has scores in falling order; the signer stands beside the block, which leaves the way of open ones."""
    course = copy_tea(tmp_path)
    before = data_of(written(course, tmp_path / "out"))["first"]
    assert sorted(before) == list(range(len(before)))
    told = run("review", "sign-sheet", "ana", course).stdout
    head = "name: Ana Tester\nrole: reviewer\ncredentials: none\ndate: 2026-11-22\n"
    (course / "reviews" / "ana.yaml").write_text(head + told, encoding="utf-8")
    page = written(course, tmp_path / "out")
    assert data_of(page)["first"] == []
    assert len(page.xpath("//article//dd[contains(., 'signed by Ana Tester')]")) == len(before)


@pytest.mark.parametrize(
    "text",
    [
        "<script>pwn0()</script> <img src=x onerror=pwn0()>",
        "[l](javascript:pwn0()) ![p](javascript:pwn0())",
        '[s]{.a onclick=pwn0() style=pwn0} {cite:p}`"><pwn0>`',
        ':::{pwn0><pwn0} "><pwn0>\n<pwn0>\n:::\n```{image} "><pwn0>\n:alt: "><pwn0>\n```',
        "```{chart} <pwn0>\n```\n\n```{quiz} <pwn0>\n```",
        "# <pwn0> {#pwn0 onclick=pwn0}\n\n[a]: javascript:pwn0()\n\n[a]",
        "$<pwn0>$\n\n$$\n<pwn0>\n$$\n\n(<pwn0>)=\n## b",
    ],
)
def test_words_of_an_author_are_words(text: str) -> None:
    """No element, handler or address of an author is alive."""
    page = f"<!DOCTYPE html><html><body>{Markup({'cite:k': 'w0'}).html(text)}</body></html>"
    assert list(alive("page.html", page.encode())) == []


def test_words_nested_too_deeply_and_broken_files_are_shown_as_written(tmp_path: Path) -> None:
    """A page that cannot be divided, a bank that is no YAML and a row without its end lose nothing and stop nothing."""
    assert Markup().html("> " * 500 + "deep").startswith("<pre>")
    course = copy_tea(tmp_path)
    lesson = next((course / "lessons").glob("*.md"))
    lesson.write_text("> " * 500 + "a deep word\n", encoding="utf-8")
    (course / "evidence" / "claims.csv").write_text('id,seed_text\nS01,"a row without its end\n', encoding="utf-8")
    page = written(course, tmp_path / "out")
    whole = " ".join(page.itertext())
    assert "a deep word" in whole
    assert "a row without its end" in whole


def test_paper_and_word_have_every_block_with_its_sources(tmp_path: Path) -> None:
    """Pages come as they are read; a block has its place, its hash, lines or a comment; hostile words stay words."""
    course = copy_tea(tmp_path)
    page = course / "lessons" / "01-leaf.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n#set page(width: 1pt) & <b>x</b>.\n", encoding="utf-8")
    done = run("review", "paper", course, "--out", tmp_path / "papers")
    assert done.exit_code == 0, done.output
    blocks = blocks_of(load_project(course))
    document = Document(str(tmp_path / "papers" / "review.docx"))
    said = [comment.text for comment in document.comments]
    assert len(said) == len(blocks)
    assert {one.sha256[:8] for one in blocks} == {
        re.findall(r"· ([0-9a-f]{8})$", one.splitlines()[0])[0] for one in said
    }
    assert "Nobody has signed it." in said[0]
    assert any("leaf" in one.lower() and "Sources:" in one for one in said)
    words = [one.text for one in document.paragraphs]
    assert any("#set page(width: 1pt) &" in one for one in words)
    assert words.index("index.md") < words.index("lessons/01-leaf.md") < words.index("course.toml")
    with pikepdf.open(tmp_path / "papers" / "review.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) > 5


def test_word_is_one_line_without_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said, and the sheets can be had alone."""
    course = copy_tea(tmp_path)
    monkeypatch.setitem(sys.modules, "docx", None)
    done = run("review", "paper", course, "--out", tmp_path / "o")
    assert (done.exit_code, "coursewright[docx]" in done.stderr, (tmp_path / "o").exists()) == (1, True, False)
    assert run("review", "paper", course, "--out", tmp_path / "o", "--to", "pdf").exit_code == 0

"""The book is built like its table of contents, and its links and heads go where they should."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pikepdf

from course.outputs.pdf.tags import elements
from tests.course.outputs.pdf.conftest import ROOT
from tests.course.outputs.print.marks import page_words

if TYPE_CHECKING:
    from collections.abc import Callable


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """Return level and title of each bookmark."""

    def below(items: list[pikepdf.OutlineItem], level: int) -> list[tuple[int, str]]:
        return [row for item in items for row in ((level, item.title), *below(item.children, level + 1))]

    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
        return below(outline.root, 1)


def test_the_chapters_are_the_pages_of_the_toctree(book: Any) -> None:
    """Bookmarks of the first level are the titles of the pages in toctree order, numbered as in HTML."""
    numbered = [name for name in book.app.env.toctree_includes["index"] if name not in ("glossary", "references")]
    numbers = {name: f"{place}\u2002" for place, name in enumerate(numbered, start=1)}
    pages = ["index", *book.app.env.toctree_includes["index"]]
    wanted = [numbers.get(name, "") + book.app.env.titles[name].astext() for name in pages]
    assert [title for level, title in bookmarks(book.pdf) if level == 1] == [*wanted, "Answer key", "Index"]


def test_pages_below_pages_are_deeper(make_book: Callable[..., Any]) -> None:
    """A page that another chapter lists is a section of that chapter."""
    files = {
        "part.md": "# Part\n\n## Own section\n\n```{toctree}\nleaf\n```\n",
        "leaf.md": "# Leaf\n\n## Vein\n",
    }
    made = make_book("# Root\n\n```{toctree}\npart\n```\n", files)
    assert bookmarks(made.pdf) == [(1, "Root"), (1, "Part"), (2, "Own section"), (2, "Leaf"), (3, "Vein")]


def test_questions_and_answers_lead_to_each_other(book: Any) -> None:
    """The number of a question leads to its answer and back: each of the two pages links to the other."""
    with pikepdf.open(io.BytesIO(book.pdf)) as document:
        pages = [p.obj.objgen for p in document.pages]
        names: dict[str, Any] = dict(pikepdf.NameTree(document.Root.Names.Dests).items())
        with document.open_outline() as outline:
            starts = {item.title.split("\u2002")[-1]: pages.index(item.destination[0].objgen) for item in outline.root}
        links = [
            (number, link.Dest if isinstance(link.Dest, pikepdf.Array) else names[str(link.Dest)])
            for number, p in enumerate(document.pages)
            for link in p.obj.get("/Annots", [])
            if "/Dest" in link
        ]
        ways = {(number, pages.index(target[0].objgen)) for number, target in links}
    questions = range(starts["Questions"], starts["Asked again"] + 1)
    key = range(starts["Answer key"], starts["Index"] + 1)
    assert any(here in questions and there in key for here, there in ways)
    assert any(here in key and there in questions for here, there in ways)


def test_a_document_without_a_title_is_printed(make_book: Callable[..., Any]) -> None:
    """A page without a heading keeps its words, and links to it arrive."""
    made = make_book(
        "# Root\n\nSee {doc}`words <bare>`.\n\n```{toctree}\nbare\n```\n",
        {"bare.md": "Only words.\n"},
        suppress_warnings=["toc.no_title"],
    )
    assert made.spoken.endswith("Only words.")


def test_a_link_to_a_page_outside_the_book_is_plain_text(make_book: Callable[..., Any]) -> None:
    """A page that no toctree lists is not printed, and a link to it is words."""
    made = make_book("# Root\n\nSee {doc}`the other <other>`.\n", {"other.md": "---\norphan: true\n---\n# Other\n"})
    assert made.spoken.endswith("See the other.")
    assert "\nOther" not in made.spoken


QUIZ_CONF = (
    'extensions = ["myst_parser", "quizzes", "course.outputs.pdf"]\nproject = "Small"\nquizzes_banks = ["banks"]\n'
)


def asked(number: int, stem: str, rationale: str = "This one is right.") -> str:
    """Return a question of a bank with two choices."""
    return (
        f"  - id: q{number}\n    type: single\n    stem: {stem}?\n    rationale: {rationale}\n    choices:\n"
        "      - {id: a, text: One, correct: true, feedback: This is the right one of the two choices.}\n"
        "      - {id: b, text: Two, feedback: This is not the right one of the two choices.}\n"
    )


def test_the_number_of_a_question_stays_with_its_words(make_book: Callable[..., Any]) -> None:
    """No number stands alone at the foot of a page, neither of a question nor of an answer that runs over the page."""
    items = [asked(n, f"Stem {n}x " + "more words " * (n % 9), "Because " * (40 + n % 7 * 16)) for n in range(1, 41)]
    bank = f"schema: quizbank/1\nid: many\ntitle: Many\nitems:\n{''.join(items)}"
    made = make_book("# Root\n\n```{quiz} many\n```\n", {"banks/many.yaml": bank, "conf.py": QUIZ_CONF})
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        pages = ["".join(page_words(page).split()) for page in document.pages]
    for number in range(1, 41):
        assert sum(f"{number}Stem{number}x" in page for page in pages) == 1
    assert sum(page.count("Correctanswer:") for page in pages) == 40
    assert sum(len(re.findall(r"\d+Correctanswer:", page)) for page in pages) == 40


def test_a_long_question_may_break_and_a_short_one_may_not(make_book: Callable[..., Any]) -> None:
    """Four hundred words in one question run over the page, and every one of them is there."""
    stem = " ".join(f"word{n}" for n in range(900))
    bank = f"schema: quizbank/1\nid: long\ntitle: Long\nitems:\n{asked(1, stem)}"
    made = make_book("# Root\n\n```{quiz} long\n```\n", {"banks/long.yaml": bank, "conf.py": QUIZ_CONF})
    assert all(f"word{n}" in made.spoken for n in range(900))
    source = (made.builder.cache / "small.typ").read_text(encoding="utf-8")
    assert "keep: false" in source


HEADINGS = """# Top $x^2$ with [link](https://example.org)[^a]

Words.

## The formula $E = mc^2$

## A ![disc](d.png) picture

## H<sub>2</sub>O and [a link](https://example.org)

## A note[^b] here

## 10<sup>−9</sup> and <del>not</del> now

## Plain `code` and *stress*

[^a]: First.
[^b]: Second.
"""
TITLES = (
    "Top x² with link",
    "The formula E = mc²",
    "A disc picture",
    "H₂O and a link",
    "A note here",
    "10⁻⁹ and [deleted: not] now",
    "Plain code and stress",
)


def test_a_heading_of_more_than_words_has_one_plain_text(make_book: Callable[..., Any]) -> None:
    """Formulas, pictures, links, notes and HTML stay in the heading; contents, running head and bookmark have words."""
    files: dict[str, str | bytes] = {"d.png": (ROOT / "img" / "pot.png").read_bytes()}
    made = make_book(HEADINGS, files)
    assert [title for _, title in bookmarks(made.pdf)] == list(TITLES)
    with pikepdf.open(io.BytesIO(made.pdf)) as document:
        found = ["".join(page_words(sheet).split()) for sheet in document.pages]
        tags = [str(tag.S) for tag in elements(document.Root.StructTreeRoot, "Formula", "Figure")]
    contents = next(text for text in found if "Contents" in text)
    assert [title for title in TITLES if "".join(title.split()) not in contents] == []
    assert "Topx²withlink" in found[-1]
    assert sorted(tags) == ["/Figure", "/Formula", "/Formula"]

"""Every question says the same in HTML, PDF, EPUB and text.

All banks of the shipped course and one bank of all types are printed with answers below each question. Texts are
compared after a normalization of four steps and no more: runs of white space are one space; typographic quotes,
dashes and dots are the typewriter's (Sphinx sets them, a bank need not); in plain text a line that ends with the
hyphen of a word goes on without a space; and emphasis, which plain text marks by asterisks, loses them. Numbers and
letters are printed around the texts, not in them.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from course.outputs.pdf.reading import read_aloud
from quizzes.load import BankFile, find_banks, load_bank
from tests.conftest import REPOSITORY, ROOTS

pytestmark = pytest.mark.xdist_group("parity")
KLONOPIN = REPOSITORY / "quizzes" / "klonopin"
TYPES = ROOTS / "test-quiz-all" / "quizzes"
BIBLIOGRAPHY = REPOSITORY / "course" / "klonopin" / "evidence" / "references.bib"
BANKS = [load_bank(path) for path in (*find_banks(KLONOPIN), TYPES / "all.yaml")]
FORMATS = ("html", "pdf", "epub", "text")
CONF = f"""
extensions = ["course.outputs.exam.extension"]
project = "Parity"
author = "Test"
language = "en"
version = "1"
copyright = "2026"
quizzes_banks = [{str(KLONOPIN)!r}, {str(TYPES)!r}]
quizzes_answers = "inline"
bibtex_bibfiles = [{str(BIBLIOGRAPHY)!r}]
suppress_warnings = ["bibtex.key_not_found"]
html_theme = "basic"
course_pdf_form = "sheet"
course_pdf_name = "parity"
epub_show_urls = "no"
"""
TYPED = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "--", "—": "---", "…": "..."})
# What the editions print around the texts of a question.
AROUND = re.compile(
    r"Choose the answer that fits each line\.|Choose|Give each step its position\.|Correct (?:pairs|order):|Order:|_+"
    r"|Case for questions? \d+(?: to \d+)?"
    r"|Question \d+\.|Question|Correct answers?:|Not correct\.|Correct\.|Show the answer|Select all that apply\.|Hint:?"
    r"|(?<!\w)[A-Z]\.?(?!\w)|\[\d+\]|\[?[a-z]+_?\w*\d{4}\w*\]?|\d+\.?"
)


def normal(text: str) -> str:
    """Return a text in the one form in which texts are compared."""
    return re.sub(r"\s+", " ", text.translate(TYPED)).strip()


def plain(markdown: str) -> list[str]:
    """Return the blocks of a Markdown text as plain words, read by a parser that is not Sphinx's."""
    page = MarkdownIt().enable("table").render(re.sub(r"\{\{.*?\}\}", "\n\n", markdown))
    soup = BeautifulSoup(page, "html.parser")
    blocks = [block for block in soup.find_all(["p", "li", "td", "th"]) if not block.find(["p", "li"])]
    return [normal(block.get_text()) for block in blocks]


def texts(item: Any) -> list[str]:
    """Return stem, choices or other parts, feedback and rationale of an item in the order in which they are printed."""
    parts: list[str] = [item.title, item.stem] if item.title else [item.stem]
    choices = getattr(item, "choices", ())
    parts += [choice.text for choice in choices]
    parts += [point.text for point in getattr(item, "scale", ())]
    parts += [pair.premise for pair in getattr(item, "pairs", ())]
    parts += item.hints or ()
    parts += [choice.text.partition("\n\n")[0] for choice in choices if choice.correct]
    feedback = getattr(item, "feedback", None)
    told = [*choices, *getattr(item, "pairs", ())]
    parts += [part.feedback for part in told if part.feedback]
    parts += [feedback] if isinstance(feedback, str) else []
    for name in ("answers", "gaps"):
        parts += [part.feedback for part in getattr(item, name, ()) if part.feedback]
    parts += [item.rationale or "", *(work.locator for work in item.reference)]
    return [block for part in parts for block in plain(part)]


def loose(item: Any) -> list[str]:
    """Return the texts whose order the edition chooses: responses of pairs, steps and their feedback, typed keys."""
    parts = [pair.response for pair in getattr(item, "pairs", ())]
    steps = getattr(item, "sequence", ())
    told = [step.feedback for step in steps if step.feedback]
    keys = [str(gap.answer) for gap in getattr(item, "gaps", ())]
    return [*parts, *getattr(item, "distractors", ()), *(step.text for step in steps), *told, *keys]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Build the four formats once and return the normal text by format and bank."""
    folder = tmp_path_factory.mktemp("parity")
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    names = [file.bank.id for file in BANKS]
    (source / "index.md").write_text("# All\n\n```{toctree}\n" + "\n".join(names) + "\n```\n", encoding="utf-8")
    for name in names:
        (source / f"{name}.md").write_text(
            f"# Bank {name}\n\n```{{quiz}} {name}\n```\n\nEnd of {name}.\n", encoding="utf-8"
        )
    warnings = io.StringIO()
    for builder in ("html", "typst", "epub", "text"):
        trees = folder / ("trees-epub" if builder == "epub" else "trees")
        with patch_docutils(str(source)), docutils_namespace():
            Sphinx(source, source, folder / builder, trees, builder, status=None, warning=warnings).build()
    assert warnings.getvalue() == ""
    return {form: {name: normal(text) for name, text in _read(folder, form, names)} for form in FORMATS}


def _read(folder: Path, form: str, names: list[str]) -> list[tuple[str, str]]:
    if form == "pdf":
        book = normal(read_aloud((folder / "typst" / "parity.pdf").read_bytes()))
        return [(name, book[book.index(f"Bank {name} ") : book.index(f"End of {name}.")]) for name in names]
    if form == "text":
        pages = [(name, (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")) for name in names]
        return [
            (name, re.sub(r"(?<=\w-)\n *(?=\w)|(?<!\w)\*+(?=\w)|(?<=[\w.:])\*+(?!\w)", "", text))
            for name, text in pages
        ]
    if form == "html":
        return [(name, _words((folder / "html" / f"{name}.html").read_text(encoding="utf-8"))) for name in names]
    with zipfile.ZipFile(next((folder / "epub").glob("*.epub"))) as book:
        return [(name, _words(book.read(f"{name}.xhtml").decode())) for name in names]


def _words(page: str) -> str:
    """Return the visible text of a page: blocks apart, inline elements together."""
    soup = BeautifulSoup(page, "html.parser")
    body = soup.find("div", role="main") or soup.find("div", class_="body") or soup
    for block in body.find_all(
        ["p", "li", "td", "th", "tr", "div", "legend", "label", "summary", "h1", "option", "span"]
    ):
        if block.name != "span" or "quiz" in " ".join(block.get("class") or []):
            block.insert_before(" ")
            block.insert_after(" ")
    return body.get_text()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("file", BANKS, ids=lambda file: file.bank.id)
def test_every_text_stands_in_every_format_in_its_order(file: BankFile, form: str, pages: Any) -> None:
    """Stem, choices, key, feedback, rationale and places in sources follow each other, item by item."""
    page = pages[form][file.bank.id]
    at = 0
    for item in file.bank.items:
        start = at
        for text in texts(item):
            found = page.find(text, at)
            assert found >= 0, f"{form}: {item.id} lacks {text!r} after {page[max(0, at - 80) : at + 200]!r}"
            at = found + len(text)
        assert all(normal(text) in page[start:] for text in loose(item)), item.id


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("file", BANKS[:-1], ids=lambda file: file.bank.id)
def test_no_format_adds_a_word(file: BankFile, form: str, pages: Any) -> None:
    """What stands between the texts of an item is numbers, letters, marks of sources and words of the interface."""
    page = pages[form][file.bank.id]
    at = page.index(texts(file.bank.items[0])[0])
    left = []
    shown = ""
    mixed = [normal(text) for item in file.bank.items for text in loose(item)]
    mixed += [normal(pair.premise) for item in file.bank.items for pair in getattr(item, "pairs", ())]
    cases = {case.id: normal(case.text) for case in file.bank.stimuli}
    for item in file.bank.items:
        for text in texts(item):
            found = page.find(text, at)
            left.append(page[at:found])
            at = found + len(text)
    for between in left:
        rest = between
        for known in sorted((*cases.values(), *mixed), key=len, reverse=True):
            rest = rest.replace(known, " ")
        shown += re.sub(r"[^\w]+", "", AROUND.sub(" ", rest))
    assert shown == ""


def test_the_search_can_fail(pages: Any) -> None:
    """A word changed in one format is noticed, as is a word added."""
    file = BANKS[0]
    text = texts(file.bank.items[0])[1]
    broken = {"text": {file.bank.id: pages["text"][file.bank.id].replace(text, text[:-1] + "x")}}
    with pytest.raises(AssertionError, match="lacks"):
        test_every_text_stands_in_every_format_in_its_order(file, "text", broken)
    added = {"text": {file.bank.id: pages["text"][file.bank.id].replace(text, f"by the way {text}")}}
    with pytest.raises(AssertionError):
        test_no_format_adds_a_word(file, "text", added)

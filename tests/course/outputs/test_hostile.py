"""Whatever stands in a bank comes out literally in every edition, or is refused in one sentence with file and line."""

from __future__ import annotations

import io
import re
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from course.outputs.pdf.reading import read_aloud
from quizzes.finding import FindingsError

BUILDERS = ("html", "typst", "epub", "text")
CONF = """
extensions = ["course.outputs.exam.extension"]
project = "Hostile"
author = copyright = "Test"
language = "en"
version = "1"
smartquotes = False
quizzes_answers = "inline"
bibtex_bibfiles = []
myst_enable_extensions = ["dollarmath", "colon_fence", "attrs_inline"]
html_theme = "basic"
course_pdf_form = "sheet"
course_pdf_name = "book"
epub_show_urls = "no"
"""
HEAD = "schema: quizbank/1\nid: bad\ntitle: Bad\nitems:\n  - id: one\n    type: short\n"
ITEM = HEAD + "    stem: Why?\n    answers: [{text: a}]\n"


def project(folder: Path, bank: str) -> Path:
    """Make a Sphinx project that shows one bank."""
    (folder / "quizzes").mkdir(parents=True)
    (folder / "refs.bib").write_text("", encoding="utf-8")
    (folder / "conf.py").write_text(CONF.replace("[]", '["refs.bib"]', 1), encoding="utf-8")
    (folder / "index.md").write_text("# T\n\n```{quiz} bad\n```\n\nThe end.\n", encoding="utf-8")
    (folder / "quizzes" / "bad.yaml").write_text(bank, encoding="utf-8", newline="")
    return folder


def build(source: Path, builder: str) -> tuple[str, str]:
    """Build; return the visible text of the page and what was warned of."""
    warnings = io.StringIO()
    out = source.parent / f"{source.name}-{builder}"
    with patch_docutils(str(source)), docutils_namespace():
        trees = source.parent / f"{source.name}-{builder}-trees"
        Sphinx(source, source, out, trees, builder, status=None, warning=warnings).build()
    return visible(out, builder), strip_colors(warnings.getvalue())


def visible(out: Path, builder: str) -> str:
    """Return what a reader sees of the only page."""
    if builder == "typst":
        return read_aloud((out / "book.pdf").read_bytes())
    if builder == "text":
        return (out / "index.txt").read_text(encoding="utf-8")
    if builder == "html":
        return main_part((out / "index.html").read_text(encoding="utf-8"))
    with zipfile.ZipFile(next(out.glob("*.epub"))) as book:
        return main_part(book.read("index.xhtml").decode())


def main_part(page: str) -> str:
    """Return the words of the page without Sphinx's frame, and hold that it has no foreign element."""
    body = BeautifulSoup(page, "html.parser").find("div", class_="body")
    assert body is not None
    assert not body.find_all(["script", "iframe", "object", "style", "b", "marquee"])
    assert not [tag for tag in body.find_all() if any(name.startswith("on") for name in tag.attrs)]
    return body.get_text(" ")


def flat(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return re.sub(r"\s+", " ", text)


def bank(**stems: str) -> str:
    """Return a bank of short items with these stems."""
    items = [{"id": name, "type": "short", "stem": stem, "answers": [{"text": "a"}]} for name, stem in stems.items()]
    whole = {"schema": "quizbank/1", "id": "bad", "title": "Bad", "items": items}
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)


LITERAL = {
    "html": "Is <b onclick=x()>bold</b><script>alert(1)</script> &amp; <!-- c --> fine?",
    "typst": 'Is #panic("x") #import "a": * = <label> @ref // no /* yes */ fine?',
    "latex": "Is \\end{document} \\input{/etc/passwd} %c ~x fine?",
    "jinja": "Is {% raw %} {{ config }} ${HOME} %s %(a)s fine?",
    "xml": "Is <![CDATA[ x ]]> <?php echo 1 ?> </fieldset></form> fine?",
    "combined": "Is e\u0301 \u00e9 \u2116 \u2260 \u00df \u2014 fine?",
}  # fmt: skip
RIGHT_TO_LEFT = "Is \u05e9\u05dc\u05d5\u05dd fine, with \u202emarks\u202c of direction?"
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$~^@&%!:/=+().-])")


@pytest.fixture(scope="module")
def literal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build all hostile texts once in each format: as escaped Markdown in stem and feedback, plainly as an answer."""
    items: list[dict[str, Any]] = []
    for name, text in {**LITERAL, "hebrew": RIGHT_TO_LEFT}.items():
        escaped = MARKUP.sub(r"\\\1", text)
        answers = [{"text": text, "feedback": escaped}]
        items.append({"id": name, "type": "short", "stem": escaped, "answers": answers, "rationale": escaped})
    whole = {"schema": "quizbank/1", "id": "bad", "title": LITERAL["html"], "items": items}
    source = project(tmp_path_factory.mktemp("literal") / "source", yaml.safe_dump(whole, allow_unicode=True))
    pages = {}
    for builder in BUILDERS:
        pages[builder], warnings = build(source, builder)
        assert warnings == ""
    return pages


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("name", LITERAL)
@pytest.mark.xdist_group("hostile")
def test_code_of_any_language_is_words(name: str, builder: str, literal: dict[str, str]) -> None:
    """HTML, Typst, LaTeX, templates, XML and other scripts stand in stem, answer, feedback and rationale as written."""
    page, text = literal[builder], LITERAL[name]
    assert flat(unicodedata.normalize("NFC", page)).count(flat(unicodedata.normalize("NFC", text))) >= 4


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.xdist_group("hostile")
def test_text_from_right_to_left_keeps_its_letters(builder: str, literal: dict[str, str]) -> None:
    """Hebrew and marks of direction stand as written; a PDF holds them in the order in which they are seen."""
    page, word = literal[builder], RIGHT_TO_LEFT[3:7]
    if builder == "typst":
        assert page.count(word) + page.count(word[::-1]) >= 4
        assert all(page.count(words) >= 4 for words in ("fine, with", "direction?"))
    else:
        assert flat(page).count(RIGHT_TO_LEFT) >= 4


RAW = {
    "inline": "Is <script>alert(1)</script> or <b>this</b> right?",
    "block": '<marquee onclick="x()">\nmove\n</marquee>\n\nWhy?',
    "directive": "Why?\n\n```{raw} html\n<script>alert(2)</script>\n```\n",
    "link": "Is [this](javascript:alert(1)) or ![that](data:text/html,x) right?",
}  # fmt: skip


@pytest.mark.parametrize("builder", BUILDERS)
def test_html_without_escape_is_words_too(builder: str, tmp_path: Path) -> None:
    """Tags in the Markdown of a bank are printed and never run, in any format, but for marks such as bold."""
    page, warnings = build(project(tmp_path / "source", bank(**RAW)), builder)
    assert warnings == ""
    for words in ("<script>alert(1)</script> or", '<marquee onclick="x()">', "<script>alert(2)</script>"):
        assert words in flat(page)
    assert "<b>" not in flat(page)
    assert "javascript:alert(1)" in page


@pytest.mark.parametrize(
    ("stem", "line", "words"),
    [
        ("Why?\n\n```{quiz} bad\n```\n", 6, "cannot hold {quiz}"),
        ("Why?\n\n```{quiz-item}\n:item: one\n```\n", 6, "cannot hold {quiz-item}"),
        ("Why?\n\n```{include} ../conf.py\n```\n", 9, 'Directive "include" disabled'),
        ("Why {nobody}`knows`?", 6, 'role "nobody"'),
        ("Why?\n\n```{literalinclude} ../conf.py\n```\n", 9, "insertion disabled"),
    ],
)
def test_what_a_text_may_not_do_is_one_warning_with_its_line(stem: str, line: int, words: str, tmp_path: Path) -> None:
    """Quizzes in quizzes and files of the machine are named with the bank and the line."""
    page, warnings = build(project(tmp_path / "source", bank(one=stem)), "html")
    found = [entry for entry in warnings.splitlines() if words in entry]
    assert found
    assert re.search(r"bad\.yaml:(\d+): ", found[0]), found
    assert abs(int(re.findall(r":(\d+): ", found[0])[0]) - line) <= 3
    assert "extensions" not in page
    assert "The end." in page


BROKEN = {
    "alias": (HEAD + "    stem: &a Why?\n    answers: [{text: *a}]\n", 7, "L009"),
    "depth": (HEAD + "    stem: " + "[" * 5000 + "\n", 7, "L012"),
    "huge": (ITEM + "    rationale: " + "x" * 10_000_000 + "\n", 1, "L002"),
    "long": (ITEM + "    rationale: " + "x" * 1_000_000 + "\n", 9, "L017"),
    "control": (HEAD + "    stem: Wh\x07y?\n", 7, "L004"),
    "tab": (HEAD + "\tstem: Why?\n", 7, "L005"),
    "tag": (HEAD + "    stem: !!python/object:os.system x\n", 7, "L010"),
    "twice": (ITEM + "    stem: Again?\n", 9, "L011"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_bank_is_one_sentence_for_the_page(name: str, tmp_path: Path) -> None:
    """A page that shows the bank is built without it; the warning names file, line and code."""
    content, line, code = BROKEN[name]
    page, warnings = build(project(tmp_path / "source", content), "text")
    assert re.search(rf"bad\.yaml:{line}: WARNING: {code} ", warnings), warnings[:500]
    assert len(warnings) < 2000
    assert "The end." in page


@pytest.mark.parametrize("text", ["\ue000", "\U000f0000"])
def test_a_sign_that_no_font_has_is_one_warning_of_the_pdf(text: str, tmp_path: Path) -> None:
    """It comes out in HTML, EPUB and text; the PDF is made, and a warning names bank, line and sign."""
    content = bank(one=f"Is {text} known?")
    source = project(tmp_path / "source", content)
    for builder in ("html", "epub", "text"):
        assert text in build(source, builder)[0]
    _page, warnings = build(source, "typst")
    line = next(number for number, row in enumerate(content.splitlines(), 1) if "stem:" in row)
    (told,) = [row for row in warnings.splitlines() if "P110" in row]
    assert f"bad.yaml:{line}: WARNING: " in told
    assert f"{ord(text):04x}" in told.casefold()


SIGNS = st.sampled_from([*"abcXYZ019 .,;?!'\"#%&()*+-/:<=>@[\\]^_`{|}~", "\u00e9", "\u2014", "\u00a0", " "])
WORDS = st.text(SIGNS, min_size=1, max_size=12)
PIECES = st.one_of(
    WORDS,
    WORDS.map(lambda words: f"*{words}*"),
    WORDS.map(lambda words: f"**{words}**"),
    WORDS.map(lambda words: f"`{words}`"),
    WORDS.map(lambda words: f"\n\n- {words}\n- b\n\n"),
    WORDS.map(lambda words: f"\n\n1. {words}\n\n"),
    WORDS.map(lambda words: f"\n\n> {words}\n\n"),
    st.just("\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"),
    st.just("<i>x</i>"),
)
STEMS = st.lists(PIECES, min_size=1, max_size=5).map("".join).map(lambda text: f"Q {text}".strip())


# Every example is a build of two formats, so a failure is told as it is, without a search for a smaller one.
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(STEMS, min_size=30, max_size=30))
def test_any_markdown_says_the_same_in_html_and_pdf(stems: list[str]) -> None:
    """Thirty random texts in one build: no traceback, no foreign element, and the same letters in both formats."""
    content = bank(**{f"q{number}": stem for number, stem in enumerate(stems)})
    with tempfile.TemporaryDirectory() as folder:
        source = project(Path(folder) / "source", content)
        page, _ = build(source, "html")
        try:
            book, _ = build(source, "typst")
        except FindingsError as error:  # such as a link `<a:>` to nowhere
            assert {finding.path.name for finding in error.findings} == {"bad.yaml"}  # noqa: PT017
            return
    assert letters(page) == letters(book)


def letters(text: str) -> str:
    """Return the letters between title and end, without what each format prints around a question."""
    inside = flat(text).partition("Bad ")[2].rpartition("The end.")[0]
    around = re.sub(r"Question \d+\.|Your answer:?|Show the answer|Accepted answer: a", " ", inside)
    return re.sub(r"[\W\d_]+", "", around)

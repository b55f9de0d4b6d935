"""Where keys go, and where they never go: by option, by mode and by output format."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

FORMATS = {
    "html": "silent.html",
    "singlehtml": "index.html",
    "epub": "silent.xhtml",
    "text": "silent.txt",
    "latex": "quizzes.tex",
    "man": "quizzes.7",
    "texinfo": "quizzes.texi",
    "xml": "silent.xml",
    "pseudoxml": "silent.pseudoxml",
}


@pytest.mark.parametrize("builder", sorted(FORMATS))
def test_answers_none_leaves_no_trace_of_the_key(builder: str, project: Any, build: Any) -> None:
    """With `:answers: none` neither key nor feedback, rationale or reference is in any output."""
    page = build(project("test-quiz-all"), builder).read(FORMATS[builder])
    assert "Which door is open" in page
    assert "secret" not in page.replace('bank="secrets"', "").replace("secrets", "").replace("Secrets", "")
    assert "8642" not in page
    assert 'correct="True"' not in page or builder in {"xml", "pseudoxml"}


@pytest.mark.parametrize("theme", ["basic", "furo"])
def test_answers_none_leaves_no_key_in_any_file(theme: str, project: Any, build: Any) -> None:
    """Neither the source of a page, nor index, inventory or what Sphinx has read and keeps beside the pages has one."""
    key = "The secret is air"
    choices = f"- [x] Air\n  > {key}\n- [ ] Sea\n  > {key}\n"
    written = f"# Own\n\n```{{quiz-item}} Sky\n:answers: none\n\nWhy blue?\n\n{choices}```\n"
    survey = "# Asked\n\n```{quiz} secrets\n:mode: survey\n```\n"
    site = build(project("test-quiz-all", own_md=f"---\norphan: true\n---\n{written}\n{survey}"), html_theme=theme)
    kept = {path for root in (site.app.outdir, site.app.doctreedir) for path in root.rglob("*") if path.is_file()}
    assert {"own.html", "own.doctree", "searchindex.js", "objects.inv", "quizzes.js"} <= {path.name for path in kept}
    for word in (b"secret-", b"8642", key.encode()):
        assert [path.name for path in kept if word in path.read_bytes()] == []


@pytest.mark.parametrize(("builder", "name"), [("xml", "silent.xml"), ("html", "silent.html")])
def test_attributes_do_not_give_the_key_away(builder: str, name: str, project: Any, build: Any) -> None:
    """No attribute of a withheld item says which choice is right."""
    page = build(project("test-quiz-all"), builder).read(name)
    assert not re.search(r'correct="(True|1)"|data-grading|grading="\{', page)


@pytest.mark.parametrize(
    ("builder", "name"),
    [("text", "posttest.txt"), ("epub", "posttest.xhtml"), ("man", "quizzes.7"), ("latex", "quizzes.tex")],
)
def test_tests_have_no_key_on_paper(builder: str, name: str, project: Any, build: Any) -> None:
    """A pretest or post-test is printed without key, feedback, rationale and hints."""
    page = build(project("test-quiz-all"), builder).read(name)
    assert "nearest" in page
    for words in ("Eight light minutes", "The sun is a star", "Look up at noon"):
        assert words not in page


@pytest.mark.parametrize(("builder", "ending", "count"), [("html", "html", 1), ("text", "txt", 0)])
def test_key_of_a_test_is_shown_on_the_screen_only(
    builder: str, ending: str, count: int, project: Any, build: Any
) -> None:
    """Even an answer key that was asked for leaves out tests on paper."""
    source = project("test-quiz-all")
    (source / "key.md").write_text("# Key\n\nText.\n\n```{quiz-key}\n:quiz: test-stars\n```\n", encoding="utf-8")
    assert build(source, builder).read(f"key.{ending}").count("The sun is a star") == count


def test_survey_never_has_a_key(project: Any, build: Any) -> None:
    """Whatever type an item of a survey has, nothing about it is right or wrong."""
    page = build(project("test-quiz-all")).read("survey.html")
    assert "data-grading" not in page
    assert "quiz-answer" not in page


@pytest.mark.parametrize("where", ["inline", "end"])
def test_answers_on_paper_stand_where_they_were_asked_for(where: str, project: Any, build: Any) -> None:
    """`inline` prints the answer below its question, `end` in a section after all questions."""
    source = project("test-quiz-all")
    text = "# T\n\n```{quiz} all\n:answers: %s\n```\n\nLast words.\n\n```{toctree}\n:glob:\n*\n```\n"
    (source / "index.md").write_text(text % where, encoding="utf-8")
    page = build(source, "text").read("index.txt")
    before = page.index("Mercury needs 88 days") < page.index("Last words.")
    assert before is (where == "inline")
    assert ("\nAnswers\n=====" in page) is (where == "end")


def test_answers_key_stand_only_in_the_key(project: Any, build: Any) -> None:
    """With `:answers: key` the page of the quiz is without answers; the page of the key has them."""
    source = project("test-quiz-all")
    index = source / "index.md"
    text = index.read_text(encoding="utf-8").replace(":label: quiz-all", ":label: quiz-all\n:answers: key")
    index.write_text(text, encoding="utf-8")
    for builder, ending in (("html", "html"), ("text", "txt")):
        site = build(source, builder)
        assert "Mercury needs 88 days" not in site.read(f"index.{ending}")
        assert "Mercury needs 88 days" in site.read(f"key.{ending}")


def test_configuration_sets_the_default(project: Any, build: Any) -> None:
    """`quizzes_answers` holds where a directive says nothing."""
    page = build(project("test-quiz-all"), "text", quizzes_answers="none").read("index.txt")
    assert "Mercury needs 88 days" not in page


def test_override_moves_answers_but_reveals_none(project: Any, build: Any) -> None:
    """`quizzes_answers_override` wins over directives, except where a directive forbids answers."""
    site = build(project("test-quiz-all"), "text", quizzes_answers_override="inline")
    page = site.read("index.txt")
    assert page.index("Mercury needs 88 days") < page.index("Which of them are prime")
    assert "secret-rationale" not in site.read("silent.txt")


def test_order_for_a_paper_exam_changes_letters_and_key_together(project: Any, build: Any) -> None:
    """`quizzes_orders` sets the order of choices on a page; the key names the new letter."""
    order = {"index": {"all-single": ["c", "a", "b"], "all-truefalse": ["nonsense"]}}
    page = build(project("test-quiz-all"), "text", quizzes_orders=order).read("index.txt")
    assert re.search(r"A\. The \*third\* rock\s+B\. Venus\s+C\. Mercury", page)
    assert "**Correct answer:** C. Mercury" in page


def test_html_for_paper_has_no_forms(project: Any, build: Any) -> None:
    """`quizzes_print` prints questions as text, and loads no script of the client."""
    page = build(project("test-quiz-all"), quizzes_print=True).read()
    assert "Which planet is the nearest" in page
    assert not re.search(r"<form class=.quiz|<fieldset|quizzes\.js", page)


HOSTILE = "<script>alert(1)</script> \\end{document} #panic() @bye &amp; \u202eabc \U0001f600"


@pytest.mark.parametrize(
    ("builder", "name", "expected"),
    [
        ("html", "index.html", HOSTILE),
        ("epub", "index.xhtml", HOSTILE),
        ("text", "index.txt", HOSTILE),
        ("latex", "*.tex", "\\textbackslash{}end\\{document\\} \\#panic() @bye \\&amp;"),
        ("texinfo", "*.texi", "\\end@{document@} #panic() @@bye &amp;"),
    ],
)
def test_hostile_text_stays_text(builder: str, name: str, expected: str, tmp_path: Any, build: Any) -> None:
    """Titles, units, accepted words and escaped Markdown come out literally in every format."""
    source = tmp_path / "source"
    (source / "quizzes").mkdir(parents=True)
    (source / "conf.py").write_text('extensions = ["quizzes", "myst_parser"]\n', encoding="utf-8")
    (source / "index.md").write_text("# T\n\n```{quiz} bad\n```\n", encoding="utf-8")
    markdown = HOSTILE.replace("\\", "\\\\").replace("<", "\\<").replace("&", "\\&")
    (source / "quizzes" / "bad.yaml").write_text(
        "schema: quizbank/1\nid: bad\n"
        f"title: '{HOSTILE}'\nitems:\n"
        f"  - id: one\n    type: short\n    stem: 'Stem {markdown}'\n    answers: [{{text: '{HOSTILE}'}}]\n"
        "  - id: two\n    type: match\n    stem: Match.\n    pairs:\n"
        f"      - {{id: p, premise: '{markdown}', response: 'R {markdown}'}}\n"
        "      - {id: q, premise: b, response: c}\n",
        encoding="utf-8",
    )
    site = build(source, builder)
    page = next(site.app.outdir.glob(name)).read_text(encoding="utf-8")
    markup = builder in {"html", "epub"}
    assert re.sub(r"\s+", " ", html.unescape(page) if markup else page).count(expected) >= 4
    assert not (markup and "<script>alert" in page)

"""What `{quiz}`, `{quiz-item}` and `{quiz-key}` put into a page, and what they say when something is wrong."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ConfigError

from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.visitors.html import LONG

BANK = """\
schema: quizbank/1
id: tiny
title: Tiny
items:
  - id: tiny-1
    type: single
    stem: {stem}
    choices:
      - {{id: a, text: {text}, correct: true, feedback: {feedback}}}
      - {{id: b, text: Second, feedback: The second one does not fit here.}}
    rationale: {rationale}
"""
CONF = 'extensions = ["quizzes", "myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\nhtml_theme = "basic"\n'


def bank(stem: str = "Which?", text: str = "First", feedback: str = "Yes.", rationale: str = "So it is.") -> str:
    """Return a bank with one item whose texts are quoted for YAML."""
    values = {"stem": stem, "text": text, "feedback": feedback, "rationale": rationale}
    return BANK.format(**{key: "'" + value.replace("'", "''") + "'" for key, value in values.items()})


@pytest.fixture
def write(tmp_path: Any) -> Any:
    """Return a function that writes a project: its start page, its banks, its other pages."""

    def write_project(index: str, *, banks: dict[str, str] | None = None, conf: str = "", **pages: str) -> Any:
        source = tmp_path / "source"
        (source / "quizzes").mkdir(parents=True)
        (source / "conf.py").write_text(CONF + conf, encoding="utf-8")
        (source / "index.md").write_text(index, encoding="utf-8")
        for name, text in pages.items():
            (source / f"{name}.md").write_text(text, encoding="utf-8")
        for name, text in ({"tiny": bank()} if banks is None else banks).items():
            (source / "quizzes" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return source

    return write_project


MARKED = """\
schema: quizbank/1
id: tiny
title: Tiny
items:
  - id: tiny-1
    type: match
    stem: Match.
    pairs:
      - {id: a, premise: A, response: "10{sup}`9` of CO{sub}`2`"}
      - {id: b, premise: B, response: "10<sup>−7,5</sup>"}
      - {id: c, premise: C, response: "Do {del}`not` stop"}
"""


def test_what_is_raised_or_deleted_shows_in_a_list_to_choose_from(write: Any, build: Any) -> None:
    """A list of a browser has text alone: 10⁹ is never 109, and a deleted "not" never one that holds."""
    source = write("# T\n\n```{quiz} tiny\n```\n", banks={"tiny": MARKED})
    page = BeautifulSoup(build(source).read(), "html.parser")
    shown = {option.text.partition(" ")[2] for option in page.select("option[value]") if option["value"]}
    assert shown == {"10⁹ of CO₂", "10^(−7,5)", "Do [deleted: not] stop"}


@pytest.mark.parametrize(("count", "is_long"), [(LONG, False), (LONG + 1, True)])
def test_a_long_quiz_is_laid_out_where_it_is_read(count: int, *, is_long: bool, write: Any, build: Any) -> None:
    """The style sheet lets a browser leave out what is not in view, from a number of questions on."""
    ends = "answer: true, feedback: {'true': So it is., 'false': It is not.}"
    items = "".join(f"  - {{id: tiny-{n}, type: truefalse, stem: Say {n}., {ends}}}\n" for n in range(count))
    bank = f"schema: quizbank/1\nid: tiny\ntitle: Tiny\nitems:\n{items}"
    source = write("# T\n\n```{quiz} tiny\n```\n", banks={"tiny": bank})
    page = BeautifulSoup(build(source).read(), "html.parser")
    assert (len(page.select("form.quiz-item")), len(page.select(".quiz-long"))) == (count, int(is_long))


def test_selection_by_ids_keeps_their_order(project: Any, build: Any) -> None:
    """`:select:` with ids shows these items and no others."""
    source = project("test-quiz-all")
    (source / "index.md").write_text("# T\n\n```{quiz} all\n:select: all-short, all-single\n```\n", encoding="utf-8")
    page = build(source).read()
    assert re.findall(r'data-item="([^"]+)"', page) == ["all-short", "all-single"]


def test_selection_by_number_is_the_same_in_every_build(project: Any, build: Any) -> None:
    """`:select:` with a number draws that many items with a fixed seed, in the order of the bank."""
    source = project("test-quiz-all")
    (source / "index.md").write_text("# T\n\n```{quiz} all\n:select: 4\n```\n", encoding="utf-8")
    first = re.findall(r'data-item="([^"]+)"', build(source).read())
    again = re.findall(r'data-item="([^"]+)"', build(source, freshenv=True).read())
    assert len(first) == 4
    assert first == again


def test_options_reach_the_page(project: Any, build: Any) -> None:
    """Title, class, numbers, attempts and pass mark are in the page."""
    source = project("test-quiz-all")
    (source / "index.md").write_text(
        "# T\n\n```{quiz} all\n:select: all-short\n:title: My title\n:class: mine\n:nonumber:\n"
        ":attempts: 3\n:pass-mark: 80%\n:name: own-label\n```\n",
        encoding="utf-8",
    )
    page = build(source).read()
    assert ">My title</p>" in page
    assert re.search(r'class="[^"]*\bmine\b', page)
    assert "quiz-number" not in page
    assert 'data-pass-mark="80"' in page
    assert 'id="own-label"' in page
    assert page.count('data-attempts="3"') == 2


def test_shuffled_choices_keep_their_ids_and_keys(write: Any, build: Any) -> None:
    """`:shuffle:` changes the order shown, the same way in every build, and never what is right."""
    choices = "".join(
        f"      - {{id: c{n}, text: Choice {n}, correct: {str(n == 3).lower()}, feedback: Feedback {n}.}}\n"
        for n in range(8)
    )
    head = "schema: quizbank/1\nid: many\ntitle: Many\nitems:\n  - id: m1\n    type: single\n    stem: Which?\n"
    text = f"{head}    choices:\n{choices}"
    source = write("# T\n\n```{quiz} many\n:shuffle:\n```\n", banks={"many": text})
    site = build(source)
    page = site.read()
    order = re.findall(r'type="radio" name="m1" value="([^"]+)"', page)
    assert order != sorted(order)
    assert sorted(order) == [f"c{n}" for n in range(8)]
    letter = re.search(r'value="c3"> <span class="quiz-letter">(\w)\.', page)
    assert letter
    assert f"Correct answer:</strong> {letter[1]}. Choice 3" in page


@pytest.mark.parametrize(
    ("index", "banks", "expected"),
    [
        (
            "```{quiz} nothing\n```\n",
            None,
            r"index\.md:3: WARNING: no bank has the id 'nothing'.*\[quizzes\.bank-missing\]",
        ),
        (
            "```{quiz} tiny\n:select: other\n```\n",
            None,
            r"index\.md:3: WARNING: the bank 'tiny' has no item 'other' \[quizzes\.item-missing\]",
        ),
        (
            "```{quiz} tiny\n```\n\n```{quiz} tiny\n```\n",
            None,
            r"index\.md:6: WARNING: the item 'tiny-1' stands twice.*\[quizzes\.item-twice\]",
        ),
        (
            "```{quiz-item}\n:item: nowhere\n```\n",
            None,
            r"index\.md:3: WARNING: no bank has an item 'nowhere' \[quizzes\.item-missing\]",
        ),
        (
            "```{quiz-key}\n:quiz: nowhere\n```\n",
            None,
            r"index\.md:3: WARNING: no page shows a quiz .*'nowhere' \[quizzes\.key-missing\]",
        ),
        (
            "```{quiz} tiny\n```\n",
            {"tiny": bank().replace("correct: true, ", "")},
            r"quizzes/tiny\.yaml:\d+: WARNING: Q102 tiny-1: no key.*\[quizzes\.Q102\]",
        ),
        (
            "```{quiz-item} Title\nStem?\n\n- [x] One\n  > Right.\n- [ ] Two\n```\n",
            None,
            r"index\.md:8: WARNING: \w\d{3} .*feedback.*\[quizzes\.\w\d{3}\]",
        ),
        (
            "```{quiz-item} Title\n:type: single\nStem?\n\n- [x] One\n  > Right.\n- [x] Two\n  > Too.\n```\n",
            None,
            r"index\.md:\d+: WARNING: Q\d{3} .*\[quizzes\.Q\d{3}\]",
        ),
        ("{quiz}`nowhere`\n", None, r"index\.md:3: WARNING: no page shows a quiz .*'nowhere'"),
        ("{item}`nowhere`\n", None, r"index\.md:3: WARNING: no page shows a question with the id 'nowhere'"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(
    index: str, banks: dict[str, str] | None, expected: str, write: Any, build: Any
) -> None:
    """Each fault is one typed warning at its place, and the page is still built."""
    site = build(write(f"# T\n\n{index}", banks=banks))
    lines = [line for line in site.warnings.splitlines() if line]
    assert len(lines) == 1, site.warnings
    assert re.search(expected, lines[0])
    assert "<h1>T" in site.read()


def test_warnings_are_suppressed_by_name(write: Any, build: Any) -> None:
    """`suppress_warnings` takes the type with its subtype."""
    source = write("# T\n\n```{quiz} nothing\n```\n", conf='suppress_warnings = ["quizzes.bank-missing"]\n')
    assert build(source).warnings == ""


def test_fault_inside_a_text_of_a_bank_names_the_bank(write: Any, build: Any) -> None:
    """A cross-reference to nowhere in a rationale is reported at its line of the bank, not at the page's."""
    source = write("# T\n\n```{quiz} tiny\n```\n", banks={"tiny": bank(rationale="See {ref}`nowhere`.")})
    assert re.search(r"quizzes/tiny\.yaml:1\d: WARNING: .*nowhere.* \[ref\.ref\]", build(source).warnings)


def test_same_item_on_two_pages_is_no_fault_and_links_go_to_the_first(write: Any, build: Any) -> None:
    """Recall may repeat an item in another page; a link finds the first page in the order of names."""
    source = write(
        "# T\n\n```{toctree}\nb\na\n```\n\n{item}`tiny-1`\n",
        a="# A\n\n```{quiz} tiny\n:select: tiny-1\n```\n",
        b="# B\n\n```{quiz} tiny\n```\n",
    )
    site = build(source)
    assert site.warnings == ""
    assert 'href="a.html#tiny-1"' in site.read()
    single = build(source, "singlehtml")
    ids = re.findall(r'\bid="([^"]+)"', single.read())
    assert sorted(ids) == sorted(set(ids))


def test_markup_of_the_document_works_inside_questions(write: Any, build: Any) -> None:
    """Emphasis, tables, glossary terms and cross-references are nodes of the page."""
    source = write(
        "# T\n\n(here)=\n## Here\n\n```{glossary}\ntaper\n  Going down slowly.\n```\n\n```{quiz} tiny\n```\n",
        banks={"tiny": bank(stem="What is a {term}`taper`?", text="A *slow* way down", rationale="See {ref}`here`.")},
    )
    site = build(source)
    assert site.warnings == ""
    assert re.search(r'<a class="reference internal" href="#term-taper">.*taper', site.read())
    assert "A <em>slow</em> way down" in site.read()
    assert re.search(r'quiz-rationale">\s*<p>See <a class="reference internal" href="#here">', site.read())


def test_questions_work_in_restructured_text(write: Any, build: Any) -> None:
    """The directives and roles are the same in a reStructuredText page, and a bank is Markdown there too."""
    source = write(
        "# T\n\n```{toctree}\nrst\n```\n",
        banks={
            "tiny": bank(stem="Which *one*, `a` or $x^2$?", rationale="See {ref}`nowhere`, [there](https://a.example).")
        },
    )
    (source / "rst.rst").write_text(
        "RST\n===\n\n.. quiz:: tiny\n   :label: rst-quiz\n\nSee :quiz:`rst-quiz`.\n\n"
        ".. quiz-item:: Own\n   :label: own\n\n   Which?\n\n   - [x] One\n     > Yes, this is it.\n"
        "   - [ ] Two\n     > No, this is not it.\n",
        encoding="utf-8",
    )
    site = build(source)
    assert re.fullmatch(r".*quizzes/tiny\.yaml:1\d: WARNING: .*nowhere.* \[ref\.ref\].*\n", site.warnings)
    page = site.read("rst.html")
    stem = BeautifulSoup(page, "html.parser").select_one(".quiz-stem")
    assert stem
    assert [(one.name, one.get_text()) for one in stem.select("em, code, .math")] == [
        ("em", "one"), ("code", "a"), ("span", r"\(x^2\)"),
    ]  # fmt: skip
    assert '<a class="reference external" href="https://a.example">there</a>' in page
    assert 'data-item="own"' in page
    assert "Yes, this is it." in page


MARKS = (
    "10<sup>9</sup>, H<sub>2</sub>O, <B>now <i>or</i></B> <code>a</code><br>~~ten~~ {ins}`two` $9$, $5 or $6 <u>x</u>"
)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_texts_of_banks_mean_the_same_on_every_page(builder: str, write: Any, build: Any) -> None:
    """Marks of HTML, struck words and formulas, whatever parser and extensions the page has; other HTML is shown."""
    source = write(
        "# T\n\n```{quiz} tiny\n```\n\n```{toctree}\nrst\n```\n", banks={"tiny": bank(stem=MARKS, text=MARKS)}
    )
    (source / "rst.rst").write_text("RST\n===\n\n.. quiz:: tiny\n", encoding="utf-8")
    site = build(source, builder)
    assert site.warnings == ""
    if builder == "text":
        told = "10^9, H_2O, **now *or***"
        assert all(site.read(name).count(told) == 3 for name in ("index.txt", "rst.txt"))
        assert all("[deleted: ten] [inserted: two]" in site.read(name) for name in ("index.txt", "rst.txt"))
        return
    made = (
        "10<sup>9</sup>, H<sub>2</sub>O, <strong>now <em>or</em></strong> "
        '<code class="docutils literal notranslate"><span class="pre">a</span></code><br/>'
        '<del>ten</del> <ins>two</ins> <span class="math notranslate nohighlight">\\(9\\)</span>, $5 or $6 '
        "&lt;u&gt;x&lt;/u&gt;"
    )
    for name in ("index.html", "rst.html"):
        page = BeautifulSoup(site.read(name), "html.parser")
        for part in page.select(".quiz-stem, .quiz-choice:first-child .quiz-text"):
            assert part.decode_contents().replace("<br/>\n", "<br/>").strip() == made


SPOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def test_pictures_lie_beside_their_bank_wherever_the_page_is(write: Any, build: Any) -> None:
    """Else from the folder of the project, with a slash, or beside the page."""
    texts = {"stem": "Which ![one](pictures/one.svg)?", "text": "![two](/two.svg)", "feedback": "![three](three.svg)"}
    source = write(
        "# T\n\n```{toctree}\ndeep/page\n```\n",
        banks={"tiny": bank(**texts)},
    )
    (source / "quizzes" / "pictures").mkdir()
    (source / "deep").mkdir()
    (source / "deep" / "page.md").write_text("# Deep\n\n```{quiz} tiny\n```\n", encoding="utf-8")
    for name in ("quizzes/pictures/one.svg", "two.svg", "deep/three.svg"):
        (source / name).write_text(SPOT, encoding="utf-8")
    site = build(source)
    assert site.warnings == ""
    shown = re.findall(r'<img alt="(\w+)" src="../_images/(\w+).svg"', site.read("deep/page.html"))
    assert {("one", "one"), ("two", "two"), ("three", "three")} == set(shown)


@pytest.mark.parametrize(
    ("page", "language", "stem", "way"),
    [
        ("en", "he", "1 + 1?", "rtl"),
        ("en", "de", "Welche?", None),
        ("en", "en", "איזה?", "rtl"),
        ("ar", "en", "أي واحد من Xanax؟", None),
        ("ar", "ar", "Which of أي is it?", "ltr"),
    ],
)
def test_a_question_runs_the_way_of_its_words(  # noqa: PLR0917 - columns of the table
    page: str, language: str, stem: str, way: str | None, write: Any, build: Any
) -> None:
    """A question mark of Hebrew stands at the left end, also on an English page, and so does the sign of a number.

    The words decide: a bank that says nothing of its language is not English, and a translated one no longer is.
    """
    source = write("# T\n\n```{quiz} tiny\n```\n", banks={"tiny": f"lang: {language}\n{bank(stem=stem, text='-2 %')}"})
    form = BeautifulSoup(build(source, language=page).read(), "html.parser").select_one("form.quiz-item")
    assert form
    assert form.get("dir") == way
    assert [found.get_text() for found in form.select('.quiz-text > bdi[dir="ltr"]')] == ["-2 %"] * (
        way == "rtl" or (page == "ar" and way is None)
    )


def test_references_are_citations_where_there_is_a_bibliography(write: Any, build: Any) -> None:
    """With sphinxcontrib-bibtex the reference of an item links to the list of works."""
    text = bank() + "    reference: [{key: atlas_2020, locator: page 4}]\n"
    source = write(
        "# T\n\n```{quiz} tiny\n```\n\n```{bibliography}\n```\n",
        banks={"tiny": text},
        conf='extensions += ["sphinxcontrib.bibtex"]\nbibtex_bibfiles = ["works.bib"]\n',
    )
    work = "@book{atlas_2020, title = {Atlas}, author = {Doe, Jane}, year = {2020}, publisher = {Press}}\n"
    (source / "works.bib").write_text(work, encoding="utf-8")
    site = build(source)
    assert site.warnings == ""
    cited = BeautifulSoup(site.read(), "html.parser").select_one(".quiz-rationale > p:last-child")
    assert cited
    assert cited.select("a[href^='#']")
    assert cited.get_text().endswith(", page 4.")


def test_gaps_are_not_taken_for_substitutions(write: Any, build: Any) -> None:
    """A gap is written like a substitution of MyST; with that extension switched on it is still a gap."""
    text = (
        "schema: quizbank/1\nid: tiny\ntitle: Tiny\nitems:\n  - id: c1\n    type: cloze\n"
        "    stem: The sky is {{ g1 }}.\n    gaps: [{id: g1, answer: blue}]\n"
    )
    conf = 'myst_enable_extensions = ["substitution"]\nmyst_substitutions = {"g1": "wrong"}\n'
    site = build(write("# T\n\n```{quiz} tiny\n```\n", banks={"tiny": text}, conf=conf))
    assert site.warnings == ""
    assert re.search(r'The sky is <input class="quiz-gap"[^>]*aria-label="Gap 1">\.', site.read())


def test_inline_item_is_the_same_model(project: Any, build: Any) -> None:
    """An item written as a task list has key, feedback, rationale, objective and Bloom level."""
    site = build(project("test-quiz-all"))
    item = next(
        node for node in site.app.env.get_doctree("index").findall(q.quiz_item) if node["item_id"] == "inline-1"
    )
    assert (item["item_type"], item["bloom"], item["objectives"]) == ("single", "remember", ["LO1.1"])
    assert [choice["correct"] for choice in item.findall(q.quiz_choice)] == [True, False]
    assert "Blue light is scattered most." in site.read()
    choice = next(item.findall(q.quiz_feedback))
    lines = (site.app.srcdir / "index.md").read_text(encoding="utf-8").splitlines()
    assert choice.source.endswith("index.md")
    assert "Air scatters" in lines[choice.line - 1]


def test_nodes_know_the_line_of_the_bank(project: Any, build: Any) -> None:
    """Every text of a question has the bank as its source, and the line where it stands there."""
    site = build(project("test-quiz-all"))
    tree = site.app.env.get_doctree("index")
    lines = (site.app.srcdir / "quizzes" / "all.yaml").read_text(encoding="utf-8").splitlines()
    checked = 0
    for node in tree.findall(q.quiz_choice_text):
        if node.source.endswith("all.yaml") and node.parent.parent.parent["item_type"] != "truefalse":
            assert node[0].astext().split()[0] in lines[node.line - 1]
            checked += 1
    assert checked > 10


def test_page_can_be_kept_between_builds(project: Any, build: Any) -> None:
    """The tree of a page survives pickling, as Sphinx does it."""
    tree = build(project("test-quiz-all")).app.env.get_doctree("index")
    again = pickle.loads(pickle.dumps(tree.deepcopy()))  # noqa: S301 - our own tree
    assert again.pformat() == tree.pformat()


def test_numbers_can_be_referred_to(project: Any, build: Any) -> None:
    """`{ref}` and `{numref}` find quizzes and items."""
    page = build(project("test-quiz-all")).read()
    assert 'href="#quiz-all"><span class="std std-numref">Quiz 1</span>' in page
    assert 'href="#quiz-all"><span class="std std-ref">All types</span>' in page
    assert 'href="#all-order" title="Question 5"><span class="xref std std-ref">Question 5</span>' in page
    assert 'title="Which colour?"><span>Question 11</span>' in page
    assert 'title="Question 5"><span>question no. 5</span>' in page


def test_no_two_questions_of_a_page_share_a_number(project: Any, build: Any) -> None:
    """Two quizzes and the questions between them are counted through; what is chosen leaves no gap."""
    source = project("test-quiz-all")
    more = "\n\n```{quiz} all\n:select: all-single\n:title: Again\n:label: again\n```\n"
    page = source / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + more, encoding="utf-8")
    tree = build(source).app.env.get_doctree("index")
    numbers = [item["number"] for item in tree.findall(q.quiz_item) if item["number"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_pages_without_questions_load_nothing(project: Any, build: Any) -> None:
    """Scripts and style are loaded by pages that ask something only."""
    site = build(project("test-quiz-all", plain_md="---\norphan: true\n---\n# Plain\n\nNothing asked.\n"))
    assert site.read("index.html").count("<script defer") == 1
    assert re.search(r'<script defer="defer" src="_static/quizzes\.js\?v=\w+">', site.read("index.html"))
    assert "quiz" not in re.sub(r"<title>.*?</title>|Quizzes|key|posttest", "", site.read("plain.html"))


@pytest.mark.parametrize(("name", "value"), [("quizzes_answers", "everywhere"), ("quizzes_lint", "loud")])
def test_unknown_configuration_is_refused(name: str, value: str, write: Any, build: Any) -> None:
    """A wrong configuration value stops the build with a sentence."""
    with pytest.raises(ConfigError, match=f"{name} is '{value}'"):
        build(write("# T\n", conf=f"{name} = {value!r}\n"))


def test_footnotes_of_a_bank_are_its_own(write: Any, build: Any) -> None:
    """The same label in the page, in a stem and in a rationale: three notes, each under its own number."""
    note = "A word.[^1]\n\n[^1]: The note of {}."
    texts = {name: note.format(name).replace("\n", "\\n") for name in ("stem", "rationale")}
    made = bank().replace("'Which?'", f'"{texts["stem"]}"').replace("'So it is.'", f'"{texts["rationale"]}"')
    site = build(write(note.format("page") + "\n\n```{quiz} tiny\n```\n", banks={"tiny": made}))
    notes = re.findall(r"The note of (\w+)", re.sub(r"<[^>]+>", "", site.read()))
    marks = re.findall(r'footnote-reference[^>]*href="#([^"]+)"', site.read())
    assert site.warnings == ""
    assert (sorted(notes), len(set(marks))) == (["page", "rationale", "stem"], 3)


LINTED = """\
```{{quiz-item}}
:label: {}

Which word is not an animal of the sea?

- [ ] Zebrafish
  > No: this is a small fish with stripes along its sides.
- [ ] Lungfish
  > No: this is a fish that breathes air when water is low.
- [x] Fishbowl
  > Yes: this is a vessel of glass and swims in no sea.
```
"""


def test_lint_speaks_in_the_build_when_asked(write: Any, build: Any) -> None:
    """With `quizzes_lint` the findings of the lint are warnings with the code as their type; without it none is.

    Questions written in a page are asked too; a label that two pages have is told in any case.
    """
    page = "# T\n\n```{quiz} tiny\n```\n\n" + LINTED.format("one")
    source = write(page, banks={"tiny": bank(text="All of the above")})
    assert build(source).warnings == ""
    (source / "second.md").write_text("---\norphan: true\n---\n# S\n\n" + LINTED.format("one"), encoding="utf-8")
    warnings = build(source, freshenv=True, quizzes_lint="warning").warnings
    assert re.search(r"quizzes/tiny\.yaml:\d+: WARNING: (Q\d{3}).* \[quizzes\.\1\]", warnings)
    assert re.search(r"index\.md:9: WARNING: (Q111E).* \[quizzes\.\1\]", warnings)
    assert re.search(r"second\.md:6: WARNING: (L024).*the label 'one'.*index\.md:6", warnings)


WRITTEN = """# Secret

```{quiz-item} One
:label: one
:answers: %s

Which word is it?

- [x] Zebrafish
  > Feedbackword tells that this is the one.
- [ ] Lungfish
  > Feedbackword tells that this is not the one.

---
Rationaleword tells why.
```
"""


@pytest.mark.parametrize("theme", ["alabaster", "classic", "sphinx_book_theme"])
def test_the_source_of_a_withheld_key_is_not_published(theme: str, project: Any, build: Any) -> None:
    """No file of the site holds the key, feedback or rationale, in any theme; no link to the source is left."""
    site = build(project("test-quiz-all", index_md=WRITTEN % "none"), html_theme=theme)
    files = [path for path in Path(site.app.outdir).rglob("*") if path.is_file() and path.suffix != ".pickle"]
    assert len(files) > 20
    words = (b"Feedbackword", b"Rationaleword", b"[x] Zebrafish")
    assert [path.name for path in files if any(word in path.read_bytes() for word in words)] == []
    assert "_sources/index" not in site.read()


def test_a_key_that_is_shown_may_stand_in_the_source(project: Any, build: Any) -> None:
    """Pages that tell the answer keep their source as other pages do."""
    site = build(project("test-quiz-all", index_md=WRITTEN % "end"), html_theme="alabaster")
    assert "Zebrafish" in (Path(site.app.outdir) / "_sources" / "index.md.txt").read_text(encoding="utf-8")


def test_a_question_with_mixed_bullets_is_refused_with_its_line(project: Any, build: Any) -> None:
    """The page says which line would have been swallowed, and asks nothing."""
    text = WRITTEN % "end"
    wrong = text.replace("- [ ] Lung", "+ [ ] Lung") + text.replace(":label: one", ":label: two\n:next: end")
    site = build(project("test-quiz-all", index_md=wrong))
    assert "index.md:11: " in site.warnings
    assert "L025 one: `+` opens another list" in site.warnings
    assert "L025 two: `next` leads on in a case" in site.warnings
    assert 'id="two"' not in site.read()
    assert 'id="one"' not in site.read()


PRINTED = """schema: quizbank/1
id: printed
title: Printed
items:
  - id: lines
    type: short
    multiline: true
    stem: What does the program print?
    answers: [{text: "a\\n  b", match: exact}]
  - {id: share, type: numeric, stem: How much?, answer: {value: 40, relative_tolerance: 0.25, unit: mg}}
"""


@pytest.mark.parametrize(("builder", "name"), [("html", "index.html"), ("text", "index.txt")])
def test_line_breaks_of_an_answer_are_shown(builder: str, name: str, project: Any, build: Any) -> None:
    """There is an area, or lines, to write in; the answer has its breaks, and a share stands behind its unit."""
    page = "# P\n\n```{quiz} printed\n:answers: inline\n```\n"
    site = build(project("test-quiz-all", index_md=page, quizzes__printed_yaml=PRINTED), builder)
    text = site.read(name)
    assert "a\n  b" in text if builder == "html" else re.search(r"a\n +b\n", text)
    assert "40 mg ± 25 %" in text
    assert ("<textarea" in text) is (builder == "html")
    assert text.count("________________________") == (0 if builder == "html" else 4)


@pytest.mark.parametrize(
    "case",
    [
        ("Practice", "Practice", True),
        ("Practice", "Practice: tiny things", True),
        ("Before", "Practice: tiny things", False),
        ("Practice", "Practices", False),
    ],
)
def test_a_title_that_the_heading_says_is_not_printed_again(
    write: Any, build: Any, case: tuple[str, str, bool]
) -> None:
    """It still names the group for who hears the page, and links to the quiz still say it."""
    heading, title, said = case
    quiz = f"```{{quiz}} tiny\n:title: '{title}'\n```\n"
    source = write(f"# Page\n\n## {heading}\n\n{quiz}\nSee {{quiz}}`tiny`.\n")
    page = BeautifulSoup(build(source).read(), "html.parser")
    shown = page.select_one(".quiz-title")
    assert shown
    assert shown.has_attr("hidden") is said
    assert page.select_one(".quiz")["aria-labelledby"] == shown["id"]  # type: ignore[index]


def test_only_a_page_with_an_essay_has_its_words(project: Any, build: Any) -> None:
    """What a learner reads about own points comes with an essay, and costs no other page anything."""
    site = build(project("test-quiz-all"))
    assert "Points you give yourself" in site.read("index.html")
    assert "Points you give yourself" not in site.read("survey.html")

"""The directives of a course in a small book: right in every builder, in parallel, and when a file changes."""

from __future__ import annotations

import io
import os
import re
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Iterator

# sphinx-book-theme 1.4 still asks a transform for `app`; nothing of ours can avoid that.
pytestmark = pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
BUILDERS = ("html", "singlehtml", "latex", "text", "man", "texinfo", "epub", "gettext", "xml", "dummy", "typst")
Build = "Callable[..., tuple[Path, str]]"


@pytest.fixture
def build(tea: Path, tmp_path: Path) -> Iterator[Build]:
    """Return a function that builds as `sphinx-build -n` does and returns the output folder and the warnings."""

    def run(builder: str = "html", *, jobs: int = 1, tags: tuple[str, ...] = (), **config: object) -> tuple[Path, str]:
        warnings = io.StringIO()
        out = tmp_path / f"out-{builder}-{jobs}-{'-'.join(tags)}"
        doctrees = tmp_path / f"doctrees-{builder if builder in {'gettext', 'epub'} else jobs}"
        with ExitStack() as stack:
            stack.enter_context(patch_docutils(str(tea)))
            stack.enter_context(docutils_namespace())
            app = Sphinx(
                tea, tea, out, doctrees, builder,
                confoverrides=dict(config), status=None, warning=warnings, parallel=jobs, tags=list(tags),
            )  # fmt: skip
            app.build()
        return out, strip_colors(warnings.getvalue())

    return run


def edit(tea: Path, file: str, old: str, new: str) -> None:
    """Change a file and give it a later date."""
    path = tea / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_finishes_without_a_warning(build: Build, builder: str) -> None:
    """All output is standard nodes, so that no builder needs to know courses."""
    assert build(builder)[1] == ""


def test_parallel_reading_gives_the_same_pages(build: Build) -> None:
    """Answers found by several processes are put together."""
    one, _ = build()
    two, warnings = build(jobs=2)
    assert warnings == ""
    for page in ("appendix/statements.html", "lessons/01-leaf.html", "lessons/02-kinds.html"):
        assert (one / page).read_text(encoding="utf-8") == (two / page).read_text(encoding="utf-8")


def test_a_claim_box_says_what_was_read_and_what_is_known(build: Build) -> None:
    """Quotation, answer with its citation, own words, sources, and the way to the appendix."""
    text = (build("text")[0] / "lessons" / "01-leaf.txt").read_text(encoding="utf-8")
    box = " ".join(text[text.index("You may have read") : text.index("Caffeine makes")].split())
    assert box == (
        "You may have read that …: *“Tea is the dried leaf of a shrub and every tea leaf grows only in China.”* "
        "Tea grows in **many** countries [2]. * Kenya is one of them. The word for tea came from China, though. "
        "Sources: [1, 2] Statement S01: rejected"
    )


def test_a_mark_links_to_the_row_of_the_appendix(build: Build) -> None:
    """The link ends at an anchor that exists."""
    out, _ = build()
    lesson = (out / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    assert re.search(r'course-claim-mark"><a [^>]*href="../appendix/statements.html#statement-s02"', lesson)
    assert 'id="statement-s02"' in (out / "appendix" / "statements.html").read_text(encoding="utf-8")


def test_the_appendix_lists_every_statement_with_verdict_and_lesson(build: Build) -> None:
    """Sections are the document's headings; each row says what was done and where."""
    text = (build("text")[0] / "appendix" / "statements.txt").read_text(encoding="utf-8")
    assert re.findall(r"^(S\d\d): (.+)$", text, re.MULTILINE) == [
        ("S01", "rejected"),
        ("S02", "taught"),
        ("S03", "taught"),
        ("S04", "corrected"),
    ]
    assert text.index("“What is tea?”") < text.index("S01") < text.index("“Kinds”") < text.index("S03")
    assert (text.count("Answered in: The leaf"), text.count("Answered in: Kinds of tea")) == (2, 2)


def test_a_new_answer_in_the_register_reaches_lesson_and_appendix(build: Build, tea: Path) -> None:
    """Both depend on the register, and on it only."""
    build()
    edit(tea, "evidence/claims.csv", "holds no tea leaf", "comes from other plants")
    out, warnings = build()
    assert warnings == ""
    for page in ("lessons/02-kinds.html", "appendix/statements.html"):
        assert "comes from other plants" in (out / page).read_text(encoding="utf-8")


def test_the_appendix_follows_a_lesson_that_changes(build: Build, tea: Path) -> None:
    """The list of lessons is right although the appendix itself was not touched."""
    build()
    edit(tea, "lessons/02-kinds.md", "so it stays green. {claim}`S03`", "so it stays green. {claim}`S03, S02`")
    text = (build()[0] / "appendix" / "statements.html").read_text(encoding="utf-8")
    assert text.count("Kinds of tea</span></a></p>") == 3


def test_objectives_come_from_their_file(build: Build, tea: Path) -> None:
    """The lesson names its objectives in one place; their Markdown is read."""
    build()
    edit(tea, "objectives.yaml", "name the plant", "recognize the plant")
    page = (build()[0] / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    assert "recognize the plant that <strong>tea</strong> comes from" in page


def test_notes_for_trainers_need_their_tag(build: Build) -> None:
    """Learner editions never hold them, nor does the index of the search."""
    learner, _ = build()
    searched = [path.read_text(encoding="utf-8") for path in (learner / "_static" / "search").glob("*.js")]
    assert any("tea" in text for text in searched)
    assert not [text for text in searched if "Bring two cups" in text]
    trainer, _ = build(tags=("instructor",))
    assert "Bring two cups" not in (learner / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    assert "Bring two cups" in (trainer / "lessons" / "01-leaf.html").read_text(encoding="utf-8")


def test_a_job_aid_is_linked_by_its_title(build: Build) -> None:
    """`h1` finds handouts/h1-card.md."""
    page = (build()[0] / "lessons" / "01-leaf.html").read_text(encoding="utf-8")
    assert re.search(r'href="../handouts/h1-card.html"><span class="doc">A card for the kitchen', page)


def test_every_page_says_that_nobody_has_reviewed_it(build: Build) -> None:
    """Until a signature stands, the notice of course.toml is on each page, and once in a book."""
    out, _ = build()
    pages = [path for path in out.rglob("*.html") if path.parent.name in {"lessons", "handouts", "appendix"}]
    assert len(pages) == 5
    for path in [*pages, out / "index.html"]:
        text = path.read_text(encoding="utf-8")
        assert text.count("No tea master has read and signed") == 1
        assert ("<details><summary class=" in text) == (path.name != "index.html"), path.name  # whole on the start page
    book = next((build("latex")[0]).glob("*.tex")).read_text(encoding="utf-8")
    assert book.count("No tea master has read and signed") == 1


def test_charts_are_ordinary_numbered_pictures(build: Build, tea: Path) -> None:
    """The picture is copied, described, captioned with its source, told in numbers; the course folder stays clean."""
    before = sorted(tea.rglob("*"))
    out, _ = build()
    page = (out / "lessons" / "02-kinds.html").read_text(encoding="utf-8")
    assert (out / "_images" / "cups.svg").read_bytes().startswith(b"<svg")
    assert 'alt="Two bars. Green tea has two cups, herbal tea has one."' in page
    assert re.search(r'Fig. 1 </span><span class="caption-text">Cups a day in one kitchen <span class="bibtex', page)
    assert "The numbers in this figure" in page
    assert sorted(tea.rglob("*")) == before


@pytest.mark.parametrize(("builder", "folder"), [("html", "../_images"), ("singlehtml", "_images")])
def test_pages_offer_phones_a_narrow_drawing(build: Build, builder: str, folder: str) -> None:
    """Both drawings are copied; sizes stand at both, so that nothing moves; the words stay at the image."""
    out, _ = build(builder)
    page = (out / ("lessons/02-kinds.html" if builder == "html" else "index.html")).read_text(encoding="utf-8")
    found = re.search(r"<picture><source ([^>]*)><img ([^>]*)></picture>", page)
    assert found
    for tag, name in ((found[1], "cups-narrow.svg"), (found[2], "cups.svg")):
        assert f'="{folder}/{name}"' in tag
        width, height = re.findall(r'(?:width|height)="(\d+)"', tag)
        box = re.search(r'viewBox="0 0 (\d+) ([\d.]+)"', (out / "_images" / name).read_text(encoding="utf-8"))
        assert box
        assert (int(width), int(height)) == (int(box[1]), round(float(box[2])))
    assert 'media="(max-width: 37rem)"' in found[1]
    assert 'alt="Two bars. Green tea has two cups, herbal tea has one."' in found[2]


@pytest.mark.parametrize("builder", ["epub", "text"])
def test_books_have_the_wide_drawing_alone(build: Build, builder: str) -> None:
    """What is no page in a browser neither names nor holds the narrow drawing."""
    out, _ = build(builder)
    assert list(out.rglob("*narrow*")) == []
    pages = [path for path in out.rglob("*") if path.suffix in {".xhtml", ".txt"}]
    assert pages
    assert not any("narrow.svg" in path.read_text(encoding="utf-8") for path in pages)


def test_a_chart_follows_its_data(build: Build, tea: Path) -> None:
    """A changed number reaches both pictures and the table."""
    build()
    edit(tea, "figures/cups.yaml", "value: 2}", "value: 7}")
    out, _ = build()
    for name in ("cups.svg", "cups-narrow.svg"):
        assert b">7</text>" in (out / "_images" / name).read_bytes()
    assert "<td><p>7</p></td>" in (out / "lessons" / "02-kinds.html").read_text(encoding="utf-8")


def test_faults_are_warnings_with_file_line_and_code(build: Build, tea: Path) -> None:
    """What `course check` finds reaches the log of any Sphinx build and can be suppressed by its code."""
    edit(tea, "lessons/02-kinds.md", "Heat stops", "Some 40 degrees and more. Heat stops")
    _, warnings = build()
    assert re.search(r"02-kinds.md:22: ERROR: the number 40 has no source.* \[course.T201\]", warnings)
    edit(tea, "lessons/02-kinds.md", "Some 40", "Some 41")
    assert build(suppress_warnings=["course.T201", "course.R001"])[1] == ""


def test_a_second_build_reports_the_same_faults(build: Build, tea: Path) -> None:
    """Nothing is read again, yet what is wrong is still wrong; once mended it is gone."""
    edit(tea, "lessons/02-kinds.md", "Heat stops", "Some 40 degrees and more. Heat stops")
    first = build("text")[1]
    assert "[course.T201]" in first
    assert build("text")[1] == first
    assert "[course.T201]" in build("man")[1]
    edit(tea, "lessons/02-kinds.md", "Some 40 degrees", "Many degrees")
    assert build("text")[1] == ""


def test_in_a_large_book_only_what_changed_is_checked_again(
    build: Build, tea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Findings of other pages stay, those of the changed page are new."""
    monkeypatch.setattr("course.sphinxext.consistency.LARGE", 1)
    edit(tea, "lessons/01-leaf.md", "The shrub grows", "Some 30 shrubs grow. The shrub grows")
    build("text")
    edit(tea, "lessons/02-kinds.md", "Heat stops", "Some 40 degrees and more. Heat stops")
    monkeypatch.setattr("course.checks.check", None)
    warnings = build("text")[1]
    assert re.findall(r"the number (\d+) has no source", warnings) == ["30", "40"]
    edit(tea, "lessons/01-leaf.md", "Some 30 shrubs grow. ", "")
    assert re.findall(r"the number (\d+) has no source", build("text")[1]) == ["40"]


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        (":::{claim} S77\n:::", "E012", "no statement 'S77'"),
        (":::{jobaid} h9\n:::", "T306", "no page handouts/h9"),
        ("```{chart} none\n```", "F001", "no such figure"),
    ],
)
def test_a_wrong_name_is_a_warning_at_its_line(build: Build, tea: Path, text: str, code: str, part: str) -> None:
    """A directive that finds nothing says so, and the page is built without it."""
    edit(tea, "lessons/02-kinds.md", "Heat stops", f"{text}\n\nHeat stops")
    _, warnings = build(course_check=False)
    assert re.search(rf"02-kinds.md:22: \w+: .*{part}.* \[course.{code}\]", warnings), warnings


def test_broken_figures_are_reported_in_their_own_file(build: Build, tea: Path) -> None:
    """The line is that of the data, not of the page."""
    edit(tea, "figures/cups.yaml", "value: 2}", "valu: 2}")
    _, warnings = build(course_check=False)
    assert re.search(r"cups.yaml:9: ERROR: unknown key 'valu'", warnings)


def test_translators_get_every_text(build: Build) -> None:
    """Answers of the register, objectives and the words inside pictures reach the catalogues."""
    texts = "\n".join(path.read_text(encoding="utf-8") for path in build("gettext")[0].rglob("*.pot"))
    for words in ("Herbal tea holds no tea leaf.", "explain how green tea is made", "Is it dark?", "without a leaf"):
        assert f'"{words}"' in texts, words


def test_translations_reach_the_picture(build: Build, tea: Path) -> None:
    """A translated label is drawn, not only printed beside the picture."""
    catalogue = tea / "locales" / "es" / "LC_MESSAGES" / "lessons" / "02-kinds.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid ""\nmsgstr ""\n\nmsgid "Green tea"\nmsgstr "Te verde"\n', encoding="utf-8")
    out, _ = build(language="es", locale_dirs=["locales"], gettext_compact=False, course_check=False)
    assert b"Te verde" in (out / "_images" / "cups.svg").read_bytes()


def test_dashes_and_dots_stay_as_they_were_written(build: Build, tea: Path) -> None:
    """A command and a range are no typography: `--dry-run` and `1--2` must not change on their way into the page."""
    lesson = tea / "lessons" / "02-kinds.md"
    lesson.write_text(f"{lesson.read_text(encoding='utf-8')}\nWrite --dry-run, 1--2 and so on...\n", encoding="utf-8")
    assert "Write --dry-run, 1--2 and so on..." in (build()[0] / "lessons" / "02-kinds.html").read_text("utf-8")


def test_money_is_no_formula(build: Build, tea: Path) -> None:
    """A price stays a price, and a formula a formula."""
    lesson = tea / "lessons" / "02-kinds.md"
    lesson.write_text(f"{lesson.read_text(encoding='utf-8')}\nPay $5 and then $10 for $x^2$.\n", encoding="utf-8")
    page = (build()[0] / "lessons" / "02-kinds.html").read_text("utf-8")
    assert "Pay $5 and then $10 for <" in page
    assert "<msup>" in page


def test_settings_of_the_author_win(build: Build, tea: Path) -> None:
    """course.toml fills only what conf.py leaves open."""
    conf = tea / "conf.py"
    conf.write_text('extensions = ["course"]\nhtml_title = "My own title"\n', encoding="utf-8")
    page = (build()[0] / "index.html").read_text(encoding="utf-8")
    assert "My own title" in page
    assert '<html lang="en"' in page


def test_a_work_is_called_as_it_is_called(build: Build, tea: Path) -> None:
    """Letters, units and raised words of a title stay: a company is no word, 10⁹ is not 109, a mL no ml."""
    works = next(tea.rglob("*.bib"))
    title = r"Cups of $10^9$ mL and CO\textsubscript{2}: First leaves (Accord)"
    text = works.read_text(encoding="utf-8").replace("@book{leaf_2020", "@misc{leaf_2020").replace("The leaf", title)
    works.write_text(text, encoding="utf-8")
    page = (build()[0] / "appendix" / "references.html").read_text(encoding="utf-8")
    assert "Cups of 10⁹ mL and CO₂: First leaves (Accord)." in page


def test_notes_of_the_bibliography_are_for_maintainers(build: Build) -> None:
    """What was read of a source is nobody else's business."""
    page = (build()[0] / "appendix" / "references.html").read_text(encoding="utf-8")
    assert "The leaf" in page
    assert "for maintainers only" not in page

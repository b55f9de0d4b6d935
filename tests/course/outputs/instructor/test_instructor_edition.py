"""The edition for trainers of Klonopin: whole, quiet, on paper accessible, and nothing of it in the learner's site."""

from __future__ import annotations

import html
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import page
import pikepdf
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from course.cli import main
from course.instructor.deck import deck
from course.instructor.stock import read_stock
from course.material.marked import for_slides
from course.material.page import read_page
from course.outputs.leaks import contents
from course.outputs.pdf.reading import read_aloud
from course.project import find_course, load_project
from tests.conftest import run
from tests.course.instructor.conftest import add_sessions

if TYPE_CHECKING:
    from tests.conftest import Edition

pytestmark = pytest.mark.xdist_group("print")
LEARNERS = ("html", "print", "epub", "text")
"""`print` holds the book and the handouts too."""
PEOPLE = ("Zora Example", "Quentin Sample")
SHORTEST = 25
"""Shorter texts can stand in a lesson too."""


@pytest.fixture(scope="module")
def built(klonopin_edition: Edition) -> Path:
    """Give the folder with the trainer's edition and those of learners beside each other."""
    for name in LEARNERS:
        klonopin_edition(name)
    return klonopin_edition("instructor").parent


def plan_texts(value: object) -> list[str]:
    """Return every text of the plan that is long enough to be told apart."""
    if isinstance(value, str):
        return [value] if len(value) >= SHORTEST else []
    if isinstance(value, dict):
        return [text for one in value.values() for text in plan_texts(one)]
    return [text for one in value for text in plan_texts(one)] if isinstance(value, list | tuple) else []


def words(text: str) -> str:
    """Return a text as a page shows it: without markup, in single blanks."""
    text = re.sub(r"\{[\w:]+\}`[^`]*`|[*_`]", "", for_slides(text))
    return " ".join(re.sub(r"[‘’]", "'", re.sub(r"[“”]", '"', html.unescape(text))).split())


def shown(folder: Path, pattern: str) -> str:
    """Return the visible text and the raw bytes of all matching files, in single blanks."""
    found = []
    for path in folder.rglob(pattern):
        raw = path.read_text(encoding="utf-8", errors="replace")
        found.append(words(raw))
        if path.suffix == ".html":
            found.append(words(BeautifulSoup(raw, "html.parser").get_text(" ")))
    return "\n".join(found)


def read_out(folder: Path) -> str:
    """Return everything in an edition that can be read, PDF and EPUB included, in single blanks."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "_static/vendor" not in path.as_posix())
    raw = "\n".join(text for path in files for text in contents(path))
    pages = re.sub(r"<[^>]+>", " ", raw)
    return f"{words(raw)}\n{words(pages)}"


@pytest.mark.parametrize("edition", LEARNERS)
def test_nothing_for_the_trainer_is_in_the_learners_editions(built: Path, edition: str) -> None:
    """No text of the plan and no note of a lesson are in any page, paper, book or script of learners."""
    project = load_project(find_course("klonopin"))
    site = read_out(built / edition)
    assert len(site) > 50_000
    secret = plan_texts(read_stock(project).plan.model_dump())
    kinds = {"instructor", "discussion", "role-play"}
    for path in project.lessons():
        boxes = [one.body for one in read_page(path).directives if one.name in kinds]
        secret += [line for box in boxes for line in re.split(r"(?<=[.?!])\s", box) if len(line) >= SHORTEST]
    assert len(secret) > 200
    # The safety numbers and the four steps stand in lessons as well; their source is the lesson.
    pages = [path.read_text(encoding="utf-8") for path in project.pages() if "instructor" not in path.parts]
    taught = words("\n".join(re.sub(rf"(?s):::\{{(?:{'|'.join(kinds)})\}}.*?\n:::\n", "\n", text) for text in pages))
    assert "Walk through the couch scene" not in taught
    leaked = [text for text in secret if words(text) in site and words(text) not in taught]
    assert leaked == []
    assert not list((built / edition).rglob("*instructor*"))
    assert "course-instructor" not in site


def test_the_search_for_leaks_finds_one(built: Path, tmp_path: Path) -> None:
    """A hidden fact in a paper or an EPUB would be seen: the trainer's own papers hold it."""
    hidden = words(read_stock(load_project(find_course("klonopin"))).plan.role_plays[0].roles[0].hidden or "")
    shutil.copyfile(built / "instructor/print/kit-role-plays.pdf", tmp_path / "leak.pdf")
    with zipfile.ZipFile(tmp_path / "leak.epub", "w") as book:
        book.writestr("page.xhtml", f"<p>{hidden}</p>")
    for name in ("leak.pdf", "leak.epub"):
        folder = tmp_path / name.removeprefix("leak.")
        folder.mkdir()
        (tmp_path / name).rename(folder / name)
        assert hidden in read_out(folder), name


def test_the_view_shows_how_each_question_did_and_names_nobody(tea: Path, tmp_path: Path) -> None:
    """Number, share, choices and remarks stand beside the key; names are in no edition, statistics in no learner's."""
    rows = [f"{name} {number},l02-q1,{'A' if number else 'B'}" for number in range(40) for name in PEOPLE]
    answers = tmp_path / "answers.csv"
    answers.write_text("\n".join(["person,item,response", *rows]), encoding="utf-8")
    out, course = tmp_path / "out", add_sessions(tea)
    done = run("build", course, "--to", ",".join(("instructor", *LEARNERS)), "--out", out, "--responses", answers)
    assert done.exit_code == 0, done.output
    page = (out / "instructor/view/lessons/02-kinds.html").read_text(encoding="utf-8")
    text = " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())
    statistics = "80 answers; right: 98%; discrimination: –"
    assert statistics in text
    assert "A 98%; B 2%; C 0%" in text
    assert "With caution: fewer than 100 answers." in text
    assert "C is never chosen." in text
    assert "No answers yet." in text
    for edition in ("instructor", *LEARNERS):
        said = read_out(out / edition)
        assert [one for one in PEOPLE if one in said] == [], edition
        assert (statistics in said) == (edition == "instructor"), edition


def test_the_view_shows_notes_timings_and_keys_beside_the_lesson(built: Path) -> None:
    """What the learner's page lacks stands on the trainer's page of the same lesson."""
    text = words(
        BeautifulSoup(
            (built / "instructor/view/lessons/03-boxed-warning.html").read_text(encoding="utf-8"), "html.parser"
        ).get_text(" ")
    )
    assert "Half day: 0:33–0:51 (18 minutes), slides 22–31" in text
    assert "In-service of one hour: 0:04–0:12 (8 minutes), slides 9–13" in text
    assert text.index("Do, say and ask: The boxed warning") < text.index("Case: A tooth")
    assert all(word in text for word in ("If time is short:", "Mistakes to expect at question l03-q3:", "Purpose:"))
    assert "For the instructor" in text
    assert "C. Please do not stop suddenly; I will call your prescriber" in text
    learner = shown(built / "html/lessons", "03-boxed-warning.html")
    assert "For the instructor" not in learner
    assert "0:33–0:51" not in learner
    assert "Do, say and ask" not in learner


def test_guides_name_key_rationale_and_mistakes(built: Path) -> None:
    """Expected answers come from the bank: the key, why, and the tag behind a wrong choice."""
    text = shown(built / "instructor/view/instructor/guide", "half-day.html")
    assert "Question l03-q3 (LO3.3, apply)" in text
    assert "Key: C. Please do not stop suddenly" in text
    assert "(stop at once in pregnancy)" in text


def test_every_slide_file_stands_alone(built: Path) -> None:
    """No address outside the folder is loaded, and every local one exists."""
    folder = built / "instructor/slides"
    for path in folder.glob("*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        loaded = [tag.get("src") or tag.get("href") for tag in soup.find_all(["script", "link", "img"])]
        for address in filter(None, loaded):
            assert not re.match(r"[a-z]+:|//", str(address)), address
            assert (folder / str(address).partition("?")[0]).is_file(), address
        for link in soup.find_all("a", href=True):
            target = str(link["href"]).partition("#")[0]
            assert not target or re.match(r"https?:|tel:\+?\d", target) or (folder / target).is_file(), target
        assert [image for image in soup.find_all("img") if len(image.get("alt", "")) < 20] == []


def test_the_start_page_reaches_everything(built: Path) -> None:
    """Every link of the first page leads to a file, and every paper is linked."""
    folder = built / "instructor"
    soup = BeautifulSoup((folder / "index.html").read_text(encoding="utf-8"), "html.parser")
    links = [str(one["href"]) for one in soup.find_all("a") if not one["href"].startswith("#")]
    assert [link for link in links if not (folder / link).is_file()] == []
    assert {f"print/{path.name}" for path in (folder / "print").glob("*.pdf")} <= set(links)
    page = (folder / "index.html").read_text(encoding="utf-8")
    for one in read_stock(load_project(find_course("klonopin"))).plan.formats:
        part = page[page.index(f'<section id="{one.id}">') :].partition("</section>")[0]
        order = [part.index(words) for words in ("1. Read", "2. ", "3. Open the slides")]
        assert order == sorted(order)
        assert f"({one.minutes} minutes)" in part
        assert part.count('href="slides/') == len(read_stock(load_project(find_course("klonopin"))).plan.meetings(one))


def test_a_role_play_hides_its_fact_from_the_other_cards(built: Path) -> None:
    """The hidden fact stands once on the sheet of cards, on the card of its role, and on no page of the trainer's."""
    play = read_stock(load_project(find_course("klonopin"))).plan.role_plays[0]
    text = words(read_aloud((built / "instructor/print/kit-role-plays.pdf").read_bytes()))
    hidden, other = words(play.roles[0].hidden or ""), words(play.roles[1].card)
    assert text.count(hidden) == 1
    assert text.index(words(play.roles[0].card)) < text.index(hidden) < text.index(other)
    assert "show this card to nobody" in text


@pytest.mark.parametrize("look", ["guide-*", "slides-*", "kit-*"])
def test_papers_are_accessible(built: Path, look: str) -> None:
    """A validator finds nothing against PDF/UA-1 in any paper of the trainer."""
    found = sorted((built / "instructor/print").glob(f"{look}.pdf"))
    assert len(found) == {"guide-*": 4, "slides-*": 14, "kit-*": 10}[look]
    for path in found:
        report = page.validate_pdf_bytes(path.read_bytes(), profile="ua1")
        assert [failure.rule_id for failure in report.failures] == [], path.name


def test_slides_on_paper_have_one_page_each(built: Path) -> None:
    """Without notes a slide is a page; the title makes one more."""
    stock = read_stock(load_project(find_course("klonopin")))
    decks = [("half-day", 0), ("virtual", 0), ("in-service", 0), *(("huddles", number) for number in range(1, 5))]
    for name, number in decks:
        frames = [frame for frames in deck(stock, stock.plan.format(name), number) for frame in frames]
        paper = f"huddle-{number}" if number else name
        with pikepdf.open(built / f"instructor/print/slides-{paper}.pdf") as pdf:
            assert len(pdf.pages) == len(frames) + 1, paper


def test_forms_fit_one_sheet(built: Path) -> None:
    """What is handed out once to everybody is one page."""
    for name in ("certificate", "evaluation", "sign-in", "obstacle-cards", "vote-cards"):
        with pikepdf.open(built / f"instructor/print/kit-{name}.pdf") as pdf:
            assert len(pdf.pages) == 1, name


def test_a_course_without_a_plan_gets_the_view_alone(tea: Path, tmp_path: Path) -> None:
    """Notes and keys need no session plan; nothing else is made, and the first page says what there is."""
    done = CliRunner().invoke(main, ["build", str(tea), "--to", "instructor", "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    folder = tmp_path / "out" / "instructor"
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "view"]
    assert "Bring two cups" in (folder / "view/lessons/01-leaf.html").read_text(encoding="utf-8")


def test_a_broken_plan_stops_the_build_and_names_the_line(tea: Path, tmp_path: Path) -> None:
    """A plan that cannot be read is an error with file and line, and the folder of the edition is not made."""
    (tea / "instructor").mkdir()
    (tea / "instructor" / "sessions.yaml").write_text("schema: sessions/1\ntitel: Tea\n", encoding="utf-8")
    (tea / "instructor" / "index.md").write_text("# Run\n\n```{session-checklists}\n```\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["build", str(tea), "--to", "instructor", "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "sessions.yaml:2: I001" in done.stderr
    assert not (tmp_path / "out" / "instructor").exists()

"""A lesson page weighs the same in a long course as in a short one: of the others it names the modules only."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup

from course.outputs.build import build
from course.outputs.edition import EDITIONS
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.project import load_project
from tests.benchmarks.synthetic import write

pytestmark = pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
SMALL, FEW, MANY, LARGE = 10, 40, 80, 1000
"""Two sizes beyond that at which the whole tree is shown tell how a page grows; `LARGE` is reckoned from them."""
NODES, SCRIPTS, REQUESTS, RATIO = 700, 24 * 1024, 12, 1.2


class Page(NamedTuple):
    """A lesson: packed bytes in all and of scripts, requests, and the nodes around the text."""

    weight: int
    scripts: int
    requests: int
    frame: int


def look_at(page: Path) -> Page:
    """Return what a page loads and how much stands around its text."""
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    named = [
        str(tag.get("src") or tag.get("href")) for tag in soup.select("script[src], link[rel=stylesheet], img[src]")
    ]
    files = [page, *((page.parent / name.split("?")[0]).resolve() for name in named)]
    packed = {file: len(gzip.compress(file.read_bytes())) for file in files}
    text = soup.select_one("article")
    assert text is not None
    return Page(
        sum(packed.values()),
        sum(size for file, size in packed.items() if file.suffix == ".js"),
        len(packed),
        len(soup.find_all()) - len(text.find_all()),
    )


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Page]:
    """Build three courses of lessons with one question each, and look at a lesson in the middle of each."""
    folder, found = tmp_path_factory.mktemp("growth"), {}
    for total in (SMALL, FEW, MANY):
        write(folder / str(total), total, questions=1)
        out = folder / f"out{total}"
        build(Order(load_project(folder / str(total)), out, Silent()), {"html": EDITIONS["html"]})
        found[total] = look_at(out / "html" / "lessons" / f"l{total // 2:04}.html")
    return found


def reckoned(few: int, many: int) -> float:
    """Return what a thousand lessons come to when each lesson adds what it added between the two sizes."""
    return many + (many - few) / (MANY - FEW) * (LARGE - MANY)


def test_a_page_shows_the_modules_and_its_own_lessons_only(lessons: dict[int, Page]) -> None:
    """Forty lessons more are four modules more: an entry and a link each, and not forty of them."""
    assert lessons[MANY].frame - lessons[FEW].frame == 2 * (MANY - FEW) // 10
    assert reckoned(lessons[FEW].frame, lessons[MANY].frame) <= NODES


def test_a_page_of_a_thousand_lessons_keeps_to_the_budget(lessons: dict[int, Page]) -> None:
    """At most a fifth heavier than in a course of ten, with 24 KiB of scripts in twelve requests."""
    assert reckoned(lessons[FEW].weight, lessons[MANY].weight) <= RATIO * lessons[SMALL].weight
    assert reckoned(lessons[FEW].scripts, lessons[MANY].scripts) <= SCRIPTS
    assert lessons[FEW].requests == lessons[MANY].requests <= REQUESTS

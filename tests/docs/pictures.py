"""Make the pictures of the README from a build: `python -m tests.docs.pictures`; needs Chromium and pdftoppm (poppler).

Beside them lies the hash of what they say, so that a test without a browser sees that they are stale. Whether they look
like the course of today is seen by `tests/browser/test_site_pictures.py`, which forgives small changes of the look.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image
from playwright.sync_api import sync_playwright

from quizzes.settings import load_objectives
from tests.browser.conftest import find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
SCREEN, PAPER, RECORD = FOLDER / "lesson-on-screen.png", FOLDER / "lesson-on-paper.png", FOLDER / "made-from.txt"
LESSON, SECTION = "07-withdrawal", "When it comes"
COURSE = ROOT / "course" / "klonopin"
STATEMENT = "S57"
"""The statement that is answered on the page of paper."""
WIDTH, HEIGHT, PAPER_DOTS = 1000, 940, 96
COLORS = 192


def made_from() -> str:
    """Return the SHA-256 of the words that the pictures show; a change elsewhere in the course is none of theirs.

    They are the head of the lesson and one of its sections with the figure, its objectives, an answered statement, and
    title and notice of the course.
    """
    lesson = (COURSE / "lessons" / f"{LESSON}.md").read_text(encoding="utf-8")
    head, *sections = re.split(r"^## ", lesson, flags=re.MULTILINE)
    (section,) = (one for one in sections if one.startswith(SECTION))
    with (COURSE / "evidence" / "claims.csv").open(encoding="utf-8-sig", newline="") as stream:
        answered = next(row for row in csv.reader(stream) if row[0] == STATEMENT)
    settings = tomllib.loads((COURSE / "course.toml").read_text(encoding="utf-8"))
    objectives = [one.text for one in load_objectives(COURSE / "objectives.yaml").values() if one.lesson == LESSON]
    figure = (COURSE / "figures" / "plasma-level-after-last-dose.yaml").read_text(encoding="utf-8")
    review = [settings["review"].get(key) for key in ("title", "notice")]
    shown = [head, section, figure, answered, objectives, settings["course"]["title"], review]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def main() -> None:
    """Build the course, take both pictures, and write down what they were made from."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as work:
        command = [sys.executable, "-m", "course", "build", "klonopin", "--to", "html,pdf", "--out", work, "--quiet"]
        subprocess.run(command, cwd=ROOT, check=True)
        _save(_on_screen(Path(work) / "html" / "lessons" / f"{LESSON}.html"), SCREEN)
        _save(_on_paper(Path(work) / "pdf" / "klonopin.pdf"), PAPER)
    RECORD.write_text(made_from() + "\n", encoding="utf-8")


def _on_screen(page: Path) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        picture = screenshot(browser, page)
        browser.close()
    return picture


def screenshot(browser: Browser, page: Path) -> bytes:
    """Return the first screen of a page as PNG."""
    view = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    view.goto(page.as_uri())
    picture = view.screenshot()
    view.close()
    return picture


def _on_paper(book: Path) -> bytes:
    number = str(_page_of(book, SECTION))
    command = ["pdftoppm", "-r", str(PAPER_DOTS), "-f", number, "-l", number, "-png", str(book)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def _page_of(book: Path, title: str) -> int:
    """Return the number (from 1) of the page on which the section of that title begins."""
    with pikepdf.open(book) as document, document.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            if item.title == title:
                target = item.destination if isinstance(item.destination, pikepdf.Array) else item.action.D
                return next(number for number, page in enumerate(document.pages, 1) if page.obj == target[0])
            waiting += item.children
    raise LookupError(f"no section '{title}' in {book}")


def _save(picture: bytes, path: Path) -> None:
    """Write a PNG with as many colours as the page has."""
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()

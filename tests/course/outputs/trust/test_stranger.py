"""A stranger's course reads nothing outside of its folder, runs nothing, and starts nothing; markers are harmless."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course.outputs.guard import guarded
from course.project.load import load_project
from quizzes.finding import FindingsError
from tests.conftest import copy_tea, run

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = "the-marker-of-a-file-outside"
REACHES = {
    "include": "```{include} ../../secret.md\n```\n",
    "literalinclude": "```{literalinclude} ../../secret.md\n```\n",
    "table": "```{csv-table} T\n:file: ../../secret.md\n```\n",
    "raw file": "```{raw} html\n:file: ../../secret.md\n```\n",
    "eval-rst": "```{eval-rst}\n.. include:: ../../secret.md\n```\n",
    "rst raw": "```{eval-rst}\n.. raw:: html\n   :file: ../../secret.md\n```\n",
    "download": "{download}`it <../../secret.md>`\n",
    "picture": "```{image} ../../secret.svg\n:alt: it\n```\n",
    "figure": "```{figure} ../../secret.svg\n:alt: it\n\nA caption.\n```\n",
    "Markdown picture": "![it](../../secret.svg)\n",
    "card": "```{card} A card\n:img-top: ../../secret.svg\n:img-alt: it\n\nWords.\n```\n",
}
CODE = {
    "expression": "{{ env.srcdir }} {{ 7 * 191 }}\n",
    "raw": "```{raw} html\n<b>marker-of-raw</b><script>1</script>\n```\n",
    "role": "```{eval-rst}\n.. role:: html(raw)\n   :format: html\n\n:html:`<i>marker-of-role</i>`\n```\n",
}


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """Give the course on tea, beside a file that is none of its business."""
    (tmp_path / "secret.md").write_text(f"{MARKER}\n", encoding="utf-8")
    (tmp_path / "secret.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {MARKER} --></svg>\n')
    return copy_tea(tmp_path)


def add(course: Path, text: str, front: str = "") -> Path:
    """Put a text below the first lesson, and lines into its front matter."""
    page = course / "lessons" / "01-leaf.md"
    old = page.read_text(encoding="utf-8")
    page.write_text(old.replace("---\n", f"---\n{front}", 1) + f"\n{text}", encoding="utf-8")
    return page


def leaked(out: Path) -> list[Path]:
    """Return the files that hold the marker, those of the cache included."""
    return [path for path in out.rglob("*") if path.is_file() and MARKER.encode() in path.read_bytes()]


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app.*")
@pytest.mark.parametrize("flags", [[], ["--untrusted"]])
def test_no_page_shows_a_file_from_outside(flags: list[str], stranger: Path, tmp_path: Path) -> None:
    """Each way is an error with page and line, nothing is published, and a stranger's course does not even read it."""
    pages = {}
    for number, (way, text) in enumerate(REACHES.items()):
        page = stranger / "lessons" / f"{number:02}-way.md"
        suffix = ".svg" if ".svg" in text else ".md"
        shutil.copyfile(tmp_path / f"secret{suffix}", tmp_path / f"secret{number}{suffix}")
        page.write_text(f"# A way\n\n{text.replace('secret', f'secret{number}')}", encoding="utf-8")
        pages[way] = page
    done = run("build", stranger, "--to", "text", "--out", tmp_path / "out", *flags)
    assert done.exit_code == 1, done.output
    told = {way for way, page in pages.items() if re.search(rf"{re.escape(str(page))}:[3-9]: X002 ", done.output)}
    assert told == set(REACHES)
    assert MARKER not in done.output
    assert not (tmp_path / "out" / "text").exists()
    assert not flags or leaked(tmp_path / "out") == []


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app.*")
def test_an_author_may_allow_a_place(stranger: Path) -> None:
    """`outside` in [trust] lets pages of one's own show files there; the list of a stranger counts nothing."""
    add(stranger, REACHES["include"] + REACHES["picture"] + REACHES["download"])
    settings = stranger / "course.toml"
    allowed = settings.read_text(encoding="utf-8") + '\n[trust]\noutside = ["../secret.md", "../secret.svg"]\n'
    settings.write_text(allowed, encoding="utf-8")
    assert "X002" not in run("check", stranger).output
    done = run("check", stranger, "--untrusted")
    assert done.output.count("X002") == 2
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("key", "value"), [("bibliography", "../works.bib"), ("quizzes", "../banks"), ("register", "../claims.csv")]
)
def test_no_setting_leads_outside(key: str, value: str, stranger: Path) -> None:
    """A path of course.toml that leaves the folder is told with its line, however it is written."""
    target = (stranger / value).resolve()
    named = {"bibliography": "evidence/references.bib", "quizzes": "quizzes", "register": "evidence/claims.csv"}[key]
    (shutil.copytree if key == "quizzes" else shutil.copyfile)(stranger / named, target)
    settings = stranger / "course.toml"
    text = settings.read_text(encoding="utf-8")
    for written in (value, str(target)):
        settings.write_text(text.replace(f'{key} = "{named}"', f'{key} = "{written}"'), encoding="utf-8")
        line = next(number for number, row in enumerate(settings.read_text().splitlines(), 1) if row.startswith(key))
        for flags in ([], ["--untrusted"]):
            done = run("check", stranger, "--no-build", *flags)
            assert f"course.toml:{line}: X002" in done.output
            assert done.exit_code == 1


@pytest.mark.parametrize("name", ["lessons/99-link.md", "figures/link.svg", "evidence/link.csv", "handouts/h9-link.md"])
def test_no_link_leads_outside(name: str, stranger: Path, tmp_path: Path) -> None:
    """A link of the file system that leaves the course is told, and nothing is built."""
    (stranger / name).symlink_to(tmp_path / "secret.md")
    for flags in ([], ["--untrusted"]):
        done = run("check", stranger, "--no-build", *flags)
        assert done.exit_code == 1
        assert f"{name}:1: X002" in done.output


def test_conf_py_and_docutils_conf_are_not_read(stranger: Path, tmp_path: Path) -> None:
    """The code of a stranger does not run, and no file of theirs allows pages to bring code."""
    (stranger / "conf.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\nextensions = ['course']\n")
    (stranger / "docutils.conf").write_text("[general]\nraw_enabled: yes\nfile_insertion_enabled: yes\n")
    done = run("build", stranger, "--untrusted", "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / "out" / "text" / "index.txt").is_file()


@pytest.mark.parametrize("way", CODE)
def test_no_page_brings_code(way: str, stranger: Path, tmp_path: Path) -> None:
    """Expressions are words, and code of one output format is not taken."""
    page = add(stranger, CODE[way])
    (stranger / "docutils.conf").write_text("[general]\nraw_enabled: yes\n")
    done = run("build", stranger, "--untrusted", "--to", "html", "--out", tmp_path / "out")
    html = tmp_path / "out" / "html" / "lessons" / "01-leaf.html"
    text = html.read_text(encoding="utf-8") if html.exists() else ""
    assert "1337" not in text
    assert "<b>marker-of-raw" not in text
    assert "<i>marker-of-role" not in text
    assert way != "raw" or f"{page}:" in done.output


@pytest.mark.parametrize(
    "front",
    [
        "myst: {enable_extensions: [substitution], substitutions: {a: b}}\n",
        "html_meta: {http-equiv=refresh: 0;url=https://example.org}\n",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    ],
)
def test_no_front_matter_sets_how_a_page_is_read(front: str, stranger: Path) -> None:
    """Extensions, expressions and elements of the head are refused by name, and so are lists that grow."""
    page = add(stranger, "{{ 7 * 191 }}\n", front)
    done = run("check", stranger, "--untrusted")
    assert f"{page}:" in done.output
    assert "X003" in done.output
    assert done.exit_code == 1


def test_a_cache_of_the_stranger_is_not_taken_for_ours(stranger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the course's own folder `_build` was made by the stranger: nothing is read there."""
    monkeypatch.chdir(stranger)
    done = run("build", "--untrusted", "--to", "text")
    assert done.exit_code == 1
    assert "--out" in done.output


@pytest.fixture
def inside(tmp_path: Path) -> Iterator[Path]:
    """Put up a guard around a folder."""
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "own.txt").write_text("own", encoding="utf-8")
    (tmp_path / "other.txt").write_text("other", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "other.txt")
    with guarded(folder):
        yield folder


def test_the_guard_lets_only_its_places_be_read(inside: Path) -> None:
    """Files inside and those of Python; nothing through a link or a way around; no program, no network."""
    assert (inside / "own.txt").read_text(encoding="utf-8") == "own"
    for path in (inside.parent / "other.txt", inside / "link.txt", inside / ".." / "other.txt"):
        with pytest.raises(PermissionError):
            path.read_text(encoding="utf-8")
        with pytest.raises(PermissionError):
            os.open(path, os.O_RDONLY)
    with pytest.raises(PermissionError):
        subprocess.run(["/bin/true"], check=False)
    with pytest.raises(PermissionError):
        urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
    (inside / "new.txt").write_text("new", encoding="utf-8")


def test_the_guard_ends_with_its_block(tmp_path: Path) -> None:
    """Afterwards the process reads what it likes."""
    (tmp_path / "other.txt").write_text("other", encoding="utf-8")
    (tmp_path / "place").mkdir()
    with guarded(tmp_path / "place"), pytest.raises(PermissionError):
        (tmp_path / "other.txt").read_text(encoding="utf-8")
    assert (tmp_path / "other.txt").read_text(encoding="utf-8") == "other"


def test_a_private_pool_is_none_of_a_strangers_business(stranger: Path, tmp_path: Path) -> None:
    """A course.toml that names somebody's pool gets nothing of it."""
    from course.project.pool import overlay_at_hand

    (tmp_path / "pool").mkdir()
    settings = stranger / "course.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[quizzes]\noverlay = "../pool"\n', encoding="utf-8")
    assert overlay_at_hand(load_project(stranger)) == tmp_path / "pool"
    assert overlay_at_hand(load_project(stranger, trusted=False)) is None
    with pytest.raises(FindingsError):
        load_project(tmp_path)

"""The wheel: exactly the files it should have, and it works from an empty folder in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = {
    ".py",
    ".typed",
    ".md",
    ".yaml",
    ".toml",
    ".csv",
    ".bib",
    ".txt",
    ".json",
    ".js",
    ".css",
    ".typ",
    ".ttf",
    ".otf",
}
ALLOWED |= {".svg", ".html", ".po", ".mo", ".pot", ".bcf", ".cff"}
ALLOWED |= {".ts"}  # the types of the scripts, which stand beside them
ALLOWED |= {".xsd"}  # the schema of a roster


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel without a network."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_holds_what_git_tracks_and_nothing_else(wheel: Path) -> None:
    """A stray build, cache or test never gets into the wheel, and no content is forgotten."""
    tracked = subprocess.run(
        ["git", "ls-files", "course", "quizzes"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert packed - set(tracked) == set()
    assert set(tracked) - packed == set()
    assert {Path(name).suffix for name in packed} <= ALLOWED | {""}


def test_the_wheel_builds_its_course_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, the wheel alone builds Klonopin in the working folder and writes nothing beside itself."""
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    before = {path for path in site.rglob("*") if "__pycache__" not in path.parts}
    work = tmp_path / "work"
    work.mkdir()
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from course.cli import main; main()"
    subprocess.run(
        [sys.executable, "-P", "-c", code, site, "build", "klonopin", "--to", "html", "-q"],
        cwd=work,
        check=True,
        timeout=300,
    )
    assert (work / "_build/klonopin/html/index.html").is_file()
    assert {path for path in site.rglob("*") if "__pycache__" not in path.parts} == before

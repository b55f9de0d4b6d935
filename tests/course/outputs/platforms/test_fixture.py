"""What people try in platforms is made by one command: every package, and every bank in every format that takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.edition import PACKAGES
from course.project import load_project
from quizzes.formats.registry import OWN
from tests.fixtures.platforms import fixture_course, write_banks, write_packages

if TYPE_CHECKING:
    from pathlib import Path


def test_every_package_and_every_bank_is_there(learner_site: Path, tmp_path: Path) -> None:
    """Each kind twice, with a report each; the bank of every field in each format that is written."""
    root = fixture_course(tmp_path)
    assert load_project(root).bibliography is not None
    write_packages(root, learner_site, tmp_path / "out")
    write_banks(root, tmp_path / "out" / "banks")
    for kind in PACKAGES:
        for folder in (kind, f"{kind}-lessons"):
            made = {path.suffix for path in (tmp_path / "out" / folder).iterdir()}
            assert made == {".zip", ".json", ".html"}
    written = {name for name, how in OWN.items() if how.write}
    assert {path.name for path in (tmp_path / "out" / "banks").iterdir()} == written
    for name in written:
        assert list((tmp_path / "out" / "banks" / name).glob("every.*"))

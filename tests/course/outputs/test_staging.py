"""An interrupted or failed build must leave the earlier output whole."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from course.outputs.staging import close_output, open_output, staged
from quizzes.finding import FindingsError


def made(folder: Path, text: str) -> Path:
    """Make a finished edition that holds one page."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    return folder


def test_a_finished_block_replaces_the_output(tmp_path: Path) -> None:
    """What was built beside stands in the place of the output afterwards."""
    target = made(tmp_path / "html", "old")
    with staged(target, keep=False) as folder:
        (folder / "index.html").write_text("new", encoding="utf-8")
    assert (target / "index.html").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


@pytest.mark.parametrize("fault", [RuntimeError("broken"), KeyboardInterrupt()])
def test_a_failed_block_leaves_the_output_as_it_was(tmp_path: Path, fault: BaseException) -> None:
    """An error or Ctrl-C half-way changes nothing and leaves nothing behind."""
    target = made(tmp_path / "html", "old")
    with pytest.raises(type(fault)), staged(target, keep=True) as folder:
        (folder / "index.html").write_text("half", encoding="utf-8")
        raise fault
    assert (target / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["html"]


def test_a_swap_that_was_killed_half_way_is_repaired(tmp_path: Path) -> None:
    """The moved-away output comes back when the process died between the two renames."""
    made(tmp_path / ".old-html", "old")
    with pytest.raises(RuntimeError), staged(tmp_path / "html", keep=False):
        raise RuntimeError
    assert (tmp_path / "html" / "index.html").read_text(encoding="utf-8") == "old"


def test_keep_starts_from_the_earlier_output_without_touching_it(tmp_path: Path) -> None:
    """The copy has the earlier files and dates; writing into it does not write through."""
    target = made(tmp_path / "html", "old")
    os.utime(target / "index.html", (1_000_000_000, 1_000_000_000))
    with pytest.raises(RuntimeError), staged(target, keep=True) as folder:
        assert int((folder / "index.html").stat().st_mtime) == 1_000_000_000
        (folder / "index.html").write_text("half", encoding="utf-8")
        assert (target / "index.html").read_text(encoding="utf-8") == "old"
        raise RuntimeError


def test_an_unfinished_build_empties_the_cache(tmp_path: Path) -> None:
    """Doctrees of a build that never ended are not trusted."""
    cache = open_output(tmp_path, "engine")
    (cache / "doctrees").mkdir()
    assert not (open_output(tmp_path, "engine") / "doctrees").exists()


def test_a_finished_build_keeps_the_cache(tmp_path: Path) -> None:
    """Doctrees of a whole build are used again."""
    cache = open_output(tmp_path, "engine")
    (cache / "doctrees").mkdir()
    close_output(cache)
    assert (open_output(tmp_path, "engine") / "doctrees").exists()


def test_another_engine_starts_from_nothing(tmp_path: Path) -> None:
    """Trees and notes of an older engine are not trusted by a newer one, though that build came to its end."""
    cache = open_output(tmp_path, "older")
    (cache / "doctrees").mkdir()
    close_output(cache)
    assert not (open_output(tmp_path, "newer") / "doctrees").exists()


def test_a_folder_that_cannot_be_written_is_one_finding(tmp_path: Path) -> None:
    """A file in the place of the folder (true for every account, root too) gives one clear message."""
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        open_output(tmp_path / "out", "engine")
    assert [finding.code for finding in caught.value.findings] == ["C020"]
    assert (tmp_path / "out").read_text(encoding="utf-8") == "a file"
    assert stat.S_ISREG((tmp_path / "out").stat().st_mode)

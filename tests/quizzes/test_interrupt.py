"""Ctrl-C at any moment: one line, exit status 130, and every file as it was or new and whole."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizzes.interrupt import LAST_LINE, end_with
from quizzes.writing import write_together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OLD = {"a.yaml": b"old a", "gone.yaml": b"old gone"}
NEW = {"a.yaml": b"new a", "b/c.yaml": b"new c"}
STEPS = ("write_bytes", "replace", "unlink", "mkdir")


@pytest.fixture(autouse=True)
def as_python_answers() -> Iterator[None]:
    """Give Ctrl-C back to pytest, whatever a test has made of it."""
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt_after(monkeypatch: pytest.MonkeyPatch, number: int) -> list[str]:
    """Press Ctrl-C after the step of this number, and once more after each step that follows."""
    done: list[str] = []

    def pressed(name: str, step: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **options: object) -> object:
            found = step(*arguments, **options)
            done.append(name)
            if len(done) >= number:
                os.kill(os.getpid(), signal.SIGINT)
            return found

        return run

    for name in STEPS:
        monkeypatch.setattr(Path, name, pressed(name, getattr(Path, name)))
    return done


def files(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_all_old_or_all_new_whenever_it_is_pressed(tmp_path: Path) -> None:
    """After every single step of the writing; nothing that was made on the way is left."""
    ends = []
    for number in range(1, 30):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, data in OLD.items():
            (folder / name).write_bytes(data)
        with pytest.MonkeyPatch.context() as patched:
            done = interrupt_after(patched, number)
            try:
                write_together({**{folder / name: data for name, data in NEW.items()}, folder / "gone.yaml": None})
            except KeyboardInterrupt:
                assert files(folder) == OLD, done
                assert not (folder / "b").exists()
            else:
                assert files(folder) == NEW, done
        ends.append(files(folder) == NEW)
        if len(done) < number:
            break
    assert ends == sorted(ends)
    assert set(ends) == {False, True}


@pytest.mark.parametrize("program", ["course", "quizzes"])
def test_a_program_ends_with_one_line_and_130(
    program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also while it is being loaded, which click and argparse know nothing of."""
    from importlib import import_module

    begun = import_module(f"{program}.__main__")

    def pressed() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(begun, "_run", pressed)
    with pytest.raises(SystemExit) as ended:
        begun.main()
    assert ended.value.code == 130
    assert capsys.readouterr() == ("", f"{LAST_LINE}\n")
    assert signal.getsignal(signal.SIGINT) == signal.SIG_DFL


def test_a_program_that_ends_by_itself_keeps_its_status() -> None:
    for status in (0, 1, 2):
        with pytest.raises(SystemExit) as ended:
            end_with(lambda status=status: status)  # type: ignore[misc]
        assert ended.value.code == status

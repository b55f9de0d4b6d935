"""A large book is set by a process of its own, with the same result."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from course.outputs.pdf import apart
from course.outputs.pdf.apart import compile_apart, compile_typst
from course.outputs.pdf.compile import MEASURED, Refused, compile_here, source_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = f"""#set document(title: sys.inputs.at("title"))
#set text(font: "Inter")
= One

{source_mark(Path("lesson.md"), 7)}
Some words.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a text that Typst takes."""
    path = tmp_path / "text.typ"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Begin and end without a process of an earlier test."""
    apart.end_workers()
    yield
    apart.end_workers()


def test_both_ways_give_the_same_bytes(source: Path) -> None:
    """What another process makes, and where it says that things lie, is what this one does."""
    source.write_text(GOOD + "#metadata((page: 1)) <placed>\n", encoding="utf-8")
    order = (source, source.parent, 0, {"title": "Grüße", MEASURED: "yes"})
    assert "page" in compile_here(*order).placed
    assert compile_apart(*order) == compile_here(*order)


def test_a_refusal_keeps_its_place(source: Path) -> None:
    """The finding of another process names the file and the line of the lesson, and the signs that no font has."""
    source.write_text(GOOD + '\U0001fae0 #image("lost.svg")\n', encoding="utf-8")
    found = []
    for way in (compile_here, compile_apart):
        with pytest.raises(Refused) as caught:
            way(source, source.parent, 0, {"title": "One"})
        found.append(caught.value.findings)
    assert found[0] == found[1]
    assert [(str(one.path), one.line, one.code) for one in found[1]] == [("lesson.md", 7, "P110")]


def test_a_process_that_is_stopped_is_a_finding(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process without a result is told with the file that it worked on."""
    monkeypatch.setattr(apart.sys, "executable", shutil.which("false"))
    with pytest.raises(Refused, match="P111 Typst was stopped"):
        compile_apart(source, source.parent, 0, {"title": "One"})


def test_small_texts_share_a_process_until_it_has_had_its_fill(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is refused ends nothing; a text without room begins a new process, and so does one in a fork."""
    monkeypatch.setattr(apart, "SMALL", 3 * len(GOOD))
    order = (source, source.parent, 0, {"title": "One"})
    first = compile_apart(*order)
    (worker,) = apart._workers
    with pytest.raises(Refused):
        compile_apart(*order[:3], {})
    assert compile_apart(*order) == first
    assert apart._workers == []
    assert worker._process.returncode == 0
    compile_apart(*order)
    (worker,) = apart._workers
    worker.owner = 0
    compile_apart(*order)
    assert apart._workers != [worker]
    worker.end()


def test_this_process_sets_so_much_and_no_more(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are set here as long as there is room, and elsewhere then."""
    elsewhere: list[Any] = []
    monkeypatch.setattr(apart, "_room", apart._Room(len(GOOD) + 5))
    monkeypatch.setattr(apart, "compile_apart", lambda *order: elsewhere.append(order))
    order = (source, source.parent, 0, {"title": "One"})
    assert compile_typst(*order).pdf
    assert not elsewhere
    compile_typst(*order)
    assert elsewhere == [(*order, None)]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")  # the pipes of pytest-xdist
def test_the_process_ends_although_a_fork_keeps_its_pipe(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was forked meanwhile has a copy of each pipe, so that closing ours alone ends nothing."""
    monkeypatch.setattr(apart, "_PATIENCE", 0.2)
    compile_apart(source, source.parent, 0, {"title": "One"})
    (worker,) = apart._workers
    forked = os.fork()
    if not forked:
        signal.pause()
        os._exit(0)
    try:
        apart.end_workers()
        assert worker._process.returncode is not None
    finally:
        os.kill(forked, signal.SIGKILL)
        os.waitpid(forked, 0)

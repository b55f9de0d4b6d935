"""A large book is set by a process of its own, with the same result."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from course.outputs.pdf import apart
from course.outputs.pdf.apart import compile_apart, compile_typst
from course.outputs.pdf.compile import Refused, compile_here, source_mark

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


def test_both_ways_give_the_same_bytes(source: Path) -> None:
    """What another process makes is what this one makes."""
    order = (source, source.parent, 0, {"title": "Grüße"})
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

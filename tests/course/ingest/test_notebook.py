"""Notebooks: words, code and results come through by cell; nothing is executed, and what is not kept is told."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

from course.ingest.new import read_division
from course.ingest.readers.notebook import NotebookError, read_notebook
from course.ingest.tree import Image, Listing, Math, Para, Table, walk
from quizzes.finding import FindingsError
from tests.course.ingest.reading import headings, losses, statements

if TYPE_CHECKING:
    from pathlib import Path

    from course.ingest.tree import Document

PNG = b"\x89PNG\r\n\x1a\nnot whole"
SHOWN = base64.b64encode(PNG).decode()


def read(*cells: dict[str, Any], **meta: Any) -> Document:
    """Read a notebook of these cells."""
    return read_notebook(json.dumps({"nbformat": 4, "metadata": meta, "cells": list(cells)}))


def code(source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    """Return a cell of code with what it gave."""
    return {"cell_type": "code", "source": source.splitlines(keepends=True), "outputs": list(outputs)}


def shown(**data: Any) -> dict[str, Any]:
    """Return a result; __ stands for a slash in the names of kinds."""
    return {"output_type": "display_data", "data": {name.replace("__", "/"): value for name, value in data.items()}}


def test_words_code_and_what_it_printed() -> None:
    """In their order, each with the number of its cell; the language of the code is that of the notebook."""
    words = {"cell_type": "markdown", "source": ["# Doses\n", "Take 2 mg of 10<sup>9</sup>.\n"]}
    cell = code("print(1)\nx", {"output_type": "stream", "text": ["1\n", "\x1b[31mred 5\x1b[0m\n"]})
    document = read(words, cell, language_info={"name": "python"})
    assert (document.title, headings(document)) == ("Doses", ["Doses"])
    assert statements(document) == ["Take 2 mg of 10⁹.", "print(1)\nx", "1\nred 5"]
    listings = [block for block in document.blocks if isinstance(block, Listing)]
    assert [(one.language, str(one.place)) for one in listings] == [("python", "cell 2"), ("text", "cell 2")]
    assert document.losses == ()


def test_of_a_result_the_richest_form_is_kept() -> None:
    """A picture, a table, a formula, Markdown; an error by its last line."""
    table = "<table><tr><th>a</th></tr><tr><td>7 mg</td></tr></table><p></p>"
    document = read(
        code("", shown(image__png=SHOWN, text__plain="<Figure>")),
        code("", shown(text__html=[table], text__plain="   a\n0 7 mg")),
        code("", shown(text__latex="$\\displaystyle x^{2}$", text__plain="x**2")),
        code("", shown(text__markdown="**bold 3**")),
        code("", {"output_type": "error", "ename": "ValueError", "evalue": "no 4", "traceback": ["long"]}),
        code("", shown(text__plain="only words")),
    )
    (image,) = [one for one in walk(document.blocks) if isinstance(one, Image)]
    assert document.media[image.name] == PNG
    assert [one for one in walk(document.blocks) if isinstance(one, Math)] == [Math("\\displaystyle x^{2}", shown=True)]
    assert len([one for one in document.blocks if isinstance(one, Table)]) == 1
    assert [one for one in statements(document) if "x^" not in one] == [
        "a", "7 mg", "bold 3", "ValueError: no 4", "only words",
    ]  # fmt: skip


def test_an_attached_picture_and_an_old_notebook() -> None:
    """A picture in a cell of words; version 3 with sheets, headings and one result."""
    cell = {
        "cell_type": "markdown", "source": "![A pill](attachment:pill.png)",
        "attachments": {"pill.png": {"image/png": SHOWN}},
    }  # fmt: skip
    document = read(cell)
    (block,) = document.blocks
    assert isinstance(block, Para)
    assert block.inner == (Image("cell1-1.png", "A pill"),)
    assert dict(document.media) == {"cell1-1.png": PNG}
    given = [{"output_type": "pyout", "text": "one 1"}]
    old = {"worksheets": [{"cells": [
        {"cell_type": "heading", "level": 2, "source": "Old"},
        {"cell_type": "code", "input": "1", "language": "python", "outputs": given},
    ]}]}  # fmt: skip
    document = read_notebook(json.dumps(old))
    assert (headings(document), statements(document)) == (["Old"], ["1", "one 1"])


def test_what_is_not_kept_is_told_by_its_cell() -> None:
    """Raw cells, results of other kinds, pictures that cannot be read."""
    document = read(
        {"cell_type": "raw", "source": "raw 9 words"},
        code("x", shown(application__json={"a": 1})),
        code("y", shown(image__png="%%%")),
    )
    assert losses(document) == {
        ("markup", "raw cell: raw 9 words"),
        ("markup", "result of the kinds application/json"),
        ("picture", "a result that is a picture and cannot be read"),
    }
    assert [str(one.place) for one in document.losses] == ["cell 1", "cell 2", "cell 3"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "line 1 is no JSON"), ("[1]", "it has no list of cells"), ('{"cells": [1]}', "it has no list of cells")],
)
def test_what_is_no_notebook_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """In one line, and nothing is written."""
    with pytest.raises(NotebookError, match=said):
        read_notebook(text)
    path = tmp_path / "a.ipynb"
    path.write_text(text + " x" * (text == "["), encoding="utf-8")
    if any(letter.isalnum() for letter in text):
        with pytest.raises(FindingsError, match=f"N010 the notebook cannot be read: {said}"):
            read_division(path)

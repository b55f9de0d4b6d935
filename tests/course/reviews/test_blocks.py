"""A course as blocks: nothing that a reader sees is in none, and white space is not seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.project import load_project
from course.reviews.blocks import Block, blocks_of
from course.reviews.pieces import pieces_of

PAGE = """---
title: Dose
---
# Dose

Take 5 mg, never
50 mg {cite:p}`leaf_2020`.

- one
- two
  - three

1. first
2. second

| a | b |
|---|---|
| 1 | 2 |

:::{warning}
Never *stop*.
:::

```{figure} cup.png
:alt: A cup
```

[^1]: Never
% a comment
***
"""


def page(tea: Path, text: str) -> list[Block]:
    """Return the blocks of a page with this text."""
    path = tea / "lessons" / "03-dose.md"
    path.write_text(text, encoding="utf-8")
    return [block for block in blocks_of(load_project(tea)) if block.path == path]


def test_a_page_is_divided_without_a_rest(tea: Path) -> None:
    """Front matter, headings, paragraphs, lists, tables, boxes and definitions, each with its line."""
    found = {(block.line, block.kind) for block in page(tea, PAGE)}
    assert found == {
        (1, "front matter"),
        (4, "heading"),
        (6, "paragraph"),
        (9, "list"),
        (13, "list"),
        (16, "table"),
        (20, "box"),
        (24, "box"),
        (28, "definition"),
    }


SAME = {
    "a line wraps elsewhere": ("Take 5 mg, never\n50 mg", "Take 5 mg,\nnever 50\nmg"),
    "blanks": ("Take 5 mg", "Take   5 mg"),
    "a table is aligned": ("| 1 | 2 |", "|  1  |   2   |"),
    "a comment": ("% a comment", "% another"),
    "an empty line": ("# Dose\n", "# Dose\n\n\n"),
    "a longer fence": (":::{warning}\nNever *stop*.\n:::", "::::{warning}\nNever\n*stop*.\n::::"),
    "a list with air": ("- one\n- two\n", "* one\n* two\n"),
}
OTHER = {
    "a number": ("5 mg", "6 mg", {6}),
    "a sign": ("5 mg", "−5 mg", {6}),
    "a blank that parts a number": ("50 mg", "5 0 mg", {6}),
    "a source": ("leaf_2020", "cup_2021", {6}),
    "how a source is cited": ("{cite:p}", "{cite:t}", {6}),
    "emphasis in a box": ("*stop*", "stop", {20}),
    "the kind of a box": ("{warning}", "{note}", {20}),
    "an option of a box": ("A cup", "No cup", {24}),
    "which item an item is in": ("  - three", "- three", {9}),
    "numbers of a list": ("1. first", "3. first", {13}),
    "a cell": ("| 1 | 2 |", "| 2 | 1 |", {16}),
    "a note": ("Never\n%", "Always\n%", {28}),
    "front matter": ("title: Dose", "title: Doses", {1}),
    "a break of a line": ("never\n50", "never\\\n50", {6}),
    "a list of another kind": ("- one\n- two\n  - three", "1. one\n2. two\n  - three", {9, 11}),
}


@pytest.mark.parametrize("name", SAME)
def test_white_space_and_wrap_do_not_matter(tea: Path, name: str) -> None:
    """What looks the same has the same hashes."""
    before, after = SAME[name]
    assert before in PAGE
    old = [block.sha256 for block in page(tea, PAGE)]
    assert [block.sha256 for block in page(tea, PAGE.replace(before, after))] == old


@pytest.mark.parametrize("name", OTHER)
def test_what_a_reader_sees_opens_its_block_and_no_other(tea: Path, name: str) -> None:
    """A number, a sign, a source, an option: the one block that holds it has another hash."""
    before, after, lines = OTHER[name]
    assert before in PAGE
    old = {block.sha256 for block in page(tea, PAGE)}
    new = page(tea, PAGE.replace(before, after))
    assert {block.line for block in new if block.sha256 not in old} == lines


def test_no_letter_can_change_unseen(tmp_path: Path) -> None:
    """Each letter of the page in turn becomes a 7: only in what no reader sees are the blocks what they were.

    That are comments, the bars of tables, and the number of any but the first entry of a list.
    """
    path = tmp_path / "page.md"

    def seen(text: str) -> list[tuple[str, str, str]]:
        path.write_text(text, encoding="utf-8")
        return [(piece.kind, piece.heading, repr(piece.seen)) for piece in pieces_of(path)]

    before = seen(PAGE)
    places = [place for place, letter in enumerate(PAGE) if not letter.isspace()]
    unseen = [place for place in places if seen(f"{PAGE[:place]}7{PAGE[place + 1 :]}") == before]
    lines = {PAGE[: place + 1].rpartition("\n")[2] + PAGE[place + 1 :].partition("\n")[0] for place in unseen}
    assert lines == {"% a comment", "2. second"}


def test_the_same_words_under_another_heading_are_another_block(tea: Path) -> None:
    """A dose under "Never" says something else than under "Always"."""
    text = "# Tea\n\n## Always\n\nTwo cups.\n"
    (old,) = [block for block in page(tea, text) if block.kind == "paragraph"]
    (new,) = [block for block in page(tea, text.replace("Always", "Never")) if block.kind == "paragraph"]
    assert old.sha256 != new.sha256


FILES = {
    "a row of the register": ("evidence/claims.csv", "keeps people awake", "keeps nobody awake", "row"),
    "the status of a fact": ("evidence/facts.csv", "unverified", "read", "row"),
    "a name of a column": ("evidence/facts.csv", "topic,", "topics,", "columns"),
    "a figure": ("figures/cups.yaml", "two cups", "ten cups", "figure"),
    "an item": ("quizzes/l01.yaml", "id: ", "id: x", "bank"),
    "a source": ("evidence/references.bib", "2020", "2021", "file"),
    "settings that are printed": ("course.toml", 'title = "Tea"', 'title = "Te"', "settings"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_other_file_is_in_blocks_too(tea: Path, name: str) -> None:
    """Rows, figures, items, and whole files of which nothing else is known."""
    file, before, after, kind = FILES[name]
    old = {block.sha256 for block in blocks_of(load_project(tea))}
    path = tea / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert kind in {block.kind for block in blocks_of(load_project(tea)) if block.sha256 not in old}


HOSTILE = {
    "a page that is no UTF-8": ("lessons/03-x.md", b"# X\xff\n"),
    "a page that nests too deeply": ("lessons/03-x.md", b">" * 3000 + b" x\n"),
    "a table with an open quote": ("evidence/more.csv", b'id\n"open\n'),
    "a table that is empty": ("evidence/more.csv", b""),
    "a bank that is no YAML": ("quizzes/l03.yaml", b"items: [\n"),
    "a bank without items": ("quizzes/l03.yaml", b"items: 7\n"),
    "a file of bytes": ("figures/x.png", bytes(range(256))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_divided_is_one_block(tea: Path, name: str) -> None:
    """It can be signed, and a change of it is seen; nothing fails."""
    file, data = HOSTILE[name]
    path = tea / file
    hashes = set()
    for content in (data, data + b"more"):
        path.write_bytes(content)
        found = [block for block in blocks_of(load_project(tea)) if block.path == path]
        assert found
        hashes.add(tuple(block.sha256 for block in found))
    assert len(hashes) == 2


def test_no_two_blocks_of_a_course_share_a_hash() -> None:
    """Of 1,600 and more blocks of the shipped course each is known by its hash, so a comment can name one by it."""
    project = load_project(Path(__file__).parents[3] / "course" / "klonopin")
    blocks = blocks_of(project)
    assert len(blocks) > 1_600
    assert len({block.sha256 for block in blocks}) == len(blocks)

"""quizzes.toml and objectives.yaml: defaults, values, and the line of what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizzes import reference
from quizzes.finding import FindingsError
from quizzes.model.objective import Bloom
from quizzes.settings import (
    Blueprint,
    Cell,
    Settings,
    SettingsFile,
    exists,
    load_objectives,
    load_settings,
    objective_lines,
)
from quizzes.toml_file import toml_lines

if TYPE_CHECKING:
    from quizzes.yaml12 import Loc

KLONOPIN = Path(__file__).parents[2] / "quizzes" / "klonopin"
GOOD = """\
objectives = "../objectives.yaml"
topic_words = ["clonazepam"]

[brands]
klonopin = "clonazepam"

[blueprint]
draw = 2
pass = 0.5
cells = [
  {lesson = "l1", bloom = ["remember"], draw = 1},
  {lesson = "l2", bloom = ["apply", "analyse"], draw = 1},
]
"""
OBJECTIVES = """\
# a comment
- {id: LO1, lesson: l1, bloom: remember, text: name it}
- id: LO2
  lesson: l2
  bloom: apply
  text: use it
"""


def write(folder: Path, text: str) -> Path:
    """Write quizzes.toml into a folder `quizzes` beside objectives.yaml, and return that folder."""
    inner = folder / "quizzes"
    inner.mkdir()
    (inner / "quizzes.toml").write_text(text, encoding="utf-8")
    (folder / "objectives.yaml").write_text(OBJECTIVES, encoding="utf-8")
    return inner


def refused(call: object, path: Path) -> list[tuple[str, int, str]]:
    """Return code, line and message of what `call` refuses."""
    with pytest.raises(FindingsError) as caught:
        call(path)  # type: ignore[operator]
    return [(str(finding.code), finding.line, finding.message) for finding in caught.value.findings]


def test_banks_without_settings_have_defaults(tmp_path: Path) -> None:
    """A folder of banks needs no settings."""
    assert load_settings(tmp_path) == Settings(path=tmp_path / "quizzes.toml")


def test_settings_are_read_with_absolute_paths(tmp_path: Path) -> None:
    """Paths count from the file, brands and blueprint are typed."""
    settings = load_settings(write(tmp_path, GOOD))
    assert settings.objectives == tmp_path / "objectives.yaml"
    assert settings.brands == {"klonopin": "clonazepam"}
    assert settings.blueprint == Blueprint(
        draw=2,
        pass_mark=0.5,
        cells=(
            Cell(lesson="l1", bloom=(Bloom.REMEMBER,), draw=1),
            Cell(lesson="l2", bloom=(Bloom.APPLY, Bloom.ANALYSE), draw=1),
        ),
    )


@pytest.mark.parametrize(
    ("change", "code", "line", "words"),
    [
        (("topic_words", "topicwords"), "L014", 2, "unknown key 'topicwords', did you mean 'topic_words'?"),
        (("topic_words", "path"), "L014", 2, "unknown key 'path'"),
        (("draw = 2", "drawn = 2"), "L014", 8, "unknown key 'drawn' in [blueprint], did you mean 'draw'?"),
        (("pass = 0.5", "pass = 80"), "L017", 9, "blueprint.pass is 80: it must be at most 1"),
        (('["apply", ', '["aply", '), "L017", 12, "did you mean 'apply'?"),
        (('["clonazepam"]', '"clonazepam"'), "L016", 2, "topic_words must be a list, not 'clonazepam'"),
        (('klonopin = "', "klonopin = 5 # "), "L016", 5, "brands.klonopin must be text, not 5"),
        (("../objectives", "../none"), "L031", 1, "objectives: there is no file '../none.yaml'"),
        (("draw = 2", "draw = "), "L030", 8, "not TOML"),
        (("[brands]", "[brand]"), "L014", 4, "unknown table [brand], did you mean [brands]?"),
        (('topic_words = ["clonazepam"]', 'lessons = "quizzes.toml"'), "L031", 2, "lessons: there is no folder"),
        (('"../objectives.yaml"', '""'), "L031", 1, "objectives: there is no file ''"),
        (("draw = 2", "draw = 0x" + "f" * 5000), "L017", 8, "blueprint.draw is a number of many digits"),
    ],
)
def test_a_mistake_in_the_settings_has_its_line(
    tmp_path: Path, change: tuple[str, str], code: str, line: int, words: str
) -> None:
    """Each wrong key or value is told where it stands."""
    found = refused(load_settings, write(tmp_path, GOOD.replace(*change)))
    assert (code, line) in [(name, number) for name, number, _ in found]
    assert any(words in message for _, _, message in found)


def test_lines_of_toml_are_found_in_tables_and_arrays() -> None:
    """Keys of a table, and each inline table of a list, have the line on which they stand."""
    lines = toml_lines(GOOD)
    assert lines["blueprint", "draw"] == 8
    assert lines["blueprint", "cells", 1] == 12
    assert lines["brands",] == 4


HARD = '''\
title = """
[not a table]
key = "no key"
"""
"quoted key" = {inner = 1, "other.one" = [1, {deep = 2}]}
dotted.inside = 3  # [no table]
list = [
  "a]",
  # a comment = 4
  {x = 1},
  [5],
]

[[people]]
name = "A"

[[people]]  # again
name = "B"
[people.home]
town = "C"

[ "spaced" . table ]
x = '[y]'
'''


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("title",), 1),
        (("quoted key", "inner"), 5),
        (("quoted key", "other.one", 1, "deep"), 5),
        (("dotted", "inside"), 6),
        (("list",), 7),
        (("list", 0), 8),
        (("list", 1, "x"), 10),
        (("list", 2, 0), 11),
        (("people", 0, "name"), 15),
        (("people", 1), 17),
        (("people", 1, "name"), 18),
        (("people", 1, "home", "town"), 20),
        (("spaced", "table", "x"), 23),
    ],
)
def test_every_layout_of_toml_has_its_lines(loc: Loc, line: int) -> None:
    """Texts over several lines, quoted and dotted keys, inline tables and lists of tables are told apart."""
    assert tomllib.loads(HARD)["people"][1]["home"] == {"town": "C"}
    assert toml_lines(HARD)[loc] == line


def test_no_line_is_found_for_what_is_no_key() -> None:
    """What looks like a key in a text or a comment is none."""
    assert not {"key", "a comment", "not a table", "no table", "y"} & {loc[-1] for loc in toml_lines(HARD)}


def test_an_invalid_file_is_told_whole(tmp_path: Path) -> None:
    """Several mistakes are several findings, each on its line, a wrong path among them."""
    text = GOOD.replace("topic_words", "topicwords").replace("draw = 2", 'draw = "two"').replace("../obj", "../none")
    found = refused(load_settings, write(tmp_path, text))
    assert [(code, line) for code, line, _ in found] == [("L031", 1), ("L014", 2), ("L016", 8)]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """Some editors write one before UTF-8."""
    folder = write(tmp_path, "\ufeff" + GOOD)
    assert load_settings(folder).brands == {"klonopin": "clonazepam"}


def test_page_and_schema_are_those_of_the_model() -> None:
    """`python -m quizzes.reference docs/reference/quizzes-toml.md` writes both after a change."""
    page = KLONOPIN.parents[1] / "docs" / "reference" / "quizzes-toml.md"
    assert page.read_text(encoding="utf-8") == reference.render()
    schema = reference.schema_of(SettingsFile, "quizzes.toml")
    assert reference.SCHEMA.read_text(encoding="utf-8") == reference.written(schema)
    tables = [schema, *schema["$defs"].values()]
    silent = [key for table in tables for key, one in table.get("properties", {}).items() if "description" not in one]
    assert silent == []


def test_objectives_are_read_by_id_with_their_lines(tmp_path: Path) -> None:
    """The order of the file is kept."""
    path = write(tmp_path, GOOD).parent / "objectives.yaml"
    assert [(name, entry.bloom) for name, entry in load_objectives(path).items()] == [
        ("LO1", Bloom.REMEMBER),
        ("LO2", Bloom.APPLY),
    ]
    assert objective_lines(path) == {"LO1": 2, "LO2": 3}


@pytest.mark.parametrize(
    ("change", "code", "line", "words"),
    [
        (("LO2", "LO1"), "L032", 3, "the objective id 'LO1' is used twice"),
        (("bloom: apply", "blom: apply"), "L014", 5, "unknown key 'blom', did you mean 'bloom'?"),
        (("text: use it", "text: 5"), "L016", 6, "objectives[2].text must be text, not 5"),
        ((OBJECTIVES, "id: x\n"), "L032", 1, "not a list of objectives"),
        ((OBJECTIVES, ""), "L032", 1, "not a list of objectives"),
        ((OBJECTIVES, "[]"), "L017", 1, "objectives has 0 entries"),
    ],
)
def test_a_mistake_in_the_objectives_has_its_line(
    tmp_path: Path, change: tuple[str, str], code: str, line: int, words: str
) -> None:
    """Each wrong objective is told where it stands."""
    path = tmp_path / "objectives.yaml"
    path.write_text(OBJECTIVES.replace(*change), encoding="utf-8")
    found = refused(load_objectives, path)
    assert (code, line) in [(name, number) for name, number, _ in found]
    assert any(words in message for _, _, message in found)


def test_the_objectives_of_the_course_can_be_read() -> None:
    """The shipped course has an objective for each of its ten lessons."""
    objectives = load_objectives(KLONOPIN.parents[1] / "course" / "klonopin" / "objectives.yaml")
    assert {entry.lesson[:2] for entry in objectives.values()} == {f"{number:02}" for number in range(1, 11)}


def test_a_place_is_of_its_kind_or_there_is_none(tmp_path: Path) -> None:
    """A file is no folder; names that no system knows are no places."""
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    asked = [(tmp_path, "folder"), (tmp_path, "file"), (tmp_path / "a.txt", "file"), (tmp_path / "a.txt", "folder")]
    assert [exists(*one) for one in asked] == [True, False, True, False]
    assert [exists(tmp_path / name, kind) for name in ("a\0b", "x" * 5000) for kind in ("file", "folder")] == [
        False
    ] * 4

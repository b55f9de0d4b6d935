"""quizzes.toml and objectives.yaml: defaults, values, and the line of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzes.finding import FindingsError
from quizzes.model import Bloom
from quizzes.settings import Blueprint, Cell, Settings, load_objectives, load_settings, objective_lines, toml_lines

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
        (("draw = 2", "drawn = 2"), "L014", 8, "unknown key 'drawn', did you mean 'draw'?"),
        (("pass = 0.5", "pass = 80"), "L017", 9, "blueprint.pass is 80: it must be at most 1"),
        (('["apply", ', '["aply", '), "L017", 12, "did you mean 'apply'?"),
        (('["clonazepam"]', '"clonazepam"'), "L016", 2, "topic_words must be a list, not 'clonazepam'"),
        (('klonopin = "', "klonopin = 5 # "), "L016", 5, "brands.klonopin must be text, not 5"),
        (("../objectives", "../none"), "L031", 1, "objectives: there is no ../none.yaml"),
        (("draw = 2", "draw = "), "L030", 8, "not TOML"),
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

"""A second import: what changed elsewhere is taken, what was written here stays, and nothing is taken for another."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quizzes.finding import FindingsError
from quizzes.formats.bring import bring, words_only
from quizzes.formats.building import FEEDBACK
from quizzes.formats.essays import MODEL_ANSWER
from quizzes.formats.update import Merged, merge, record_text


def item(name: str, stem: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "short", "stem": stem, **more}


def merged(values: list[dict[str, Any]], foreign: dict[str, str], before: Merged | None = None, **old: Any) -> Merged:
    """Import items into what an earlier import made."""
    taken: Any = SimpleNamespace(foreign=foreign)
    here = before.values | old if before else None
    return merge(taken, {"title": "T", "items": values}, here, before.record if before else {})


def told(made: Merged) -> tuple[list[str], list[str], list[str], list[str]]:
    return made.new, made.changed, made.same, made.gone


def test_what_became_of_each_item() -> None:
    """New, changed, the same and gone, whatever its place; the title of the bank stays that of its author."""
    first = merged([item("a", "One?"), item("b", "Two?"), item("c", "Three?")], {"a": "A", "b": "B"})
    assert told(first) == (["a", "b", "c"], [], [], [])
    assert [entry["foreign"] for entry in first.record["items"].values()] == ["A", "B", "text:Three?"]
    again = merged([item("b", "One!"), item("x", "Two?"), item("d", "Four?")], {"b": "A", "x": "B", "d": "D"}, first,
                   title="Mine")  # fmt: skip
    assert told(again) == (["d"], ["a"], ["b"], ["c"])
    assert again.values["title"] == "Mine"
    assert [(one["id"], one["stem"], one.get("revision")) for one in again.values["items"]] == [
        ("a", "One!", 2), ("b", "Two?", None), ("c", "Three?", None), ("d", "Four?", None)
    ]  # fmt: skip
    assert sorted(again.record["items"]) == ["a", "b", "c", "d"]
    third = merged([item("a", "One?"), item("b", "Two?")], {"a": "A", "b": "B"}, again)
    assert told(third) == ([], ["a"], ["b"], ["d", "c"])
    assert third.values["items"][0]["revision"] == 3


def test_a_name_that_is_taken_gets_a_number() -> None:
    """An item of the author with that id, and an item of this import."""
    first = merged([item("a", "One?")], {"a": "A"})
    more = merged([item("a", "Other?")], {"a": "B"}, first)
    assert more.new == ["a-2"]
    long = "x" * 64
    first = merged([item(long, "One?")], {long: "A"})
    assert merged([item(long, "Two?")], {long: "B"}, first).new == ["x" * 60 + "-2"]


def test_what_an_author_wrote_stays_where_the_source_has_nothing() -> None:
    """Feedback and misconceptions by the text of the choice; feedback of the source wins over it."""
    choices = [
        {"id": "a", "text": "Iron", "correct": True, "feedback": FEEDBACK},
        {"id": "b", "text": "Tin", "feedback": FEEDBACK},
    ]
    first = merged([item("a", "One?", choices=choices, feedback={"true": FEEDBACK, "false": "F"})], {"a": "A"})
    mine = [choices[0] | {"feedback": "Mine."}, choices[1] | {"feedback": "Mine too.", "misconception": "m"}]
    here = [first.values["items"][0] | {"choices": mine, "feedback": {"true": "Mine.", "false": "Mine."}}]
    theirs = [choices[1], choices[0] | {"feedback": "Theirs."}, {"id": "c", "text": "Gold", "feedback": FEEDBACK}]
    news = item("a", "Two?", choices=theirs, feedback={"true": FEEDBACK, "false": "Theirs."})
    again = merged([news], {"a": "A"}, first, items=here)
    made = again.values["items"][0]
    assert [(one["text"], one["feedback"], one.get("misconception")) for one in made["choices"]] == [
        ("Tin", "Mine too.", "m"), ("Iron", "Theirs.", None), ("Gold", FEEDBACK, None)
    ]  # fmt: skip
    assert made["feedback"] == {"true": "Mine.", "false": "Theirs."}
    assert made["revision"] == 2


def test_the_record_is_written_alike_each_time() -> None:
    """Sorted, and with signs of every script."""
    assert record_text({"version": 1, "items": {"ä": 1, "a": 2}}) == (
        '{\n "items": {\n  "a": 2,\n  "ä": 1\n },\n "version": 1\n}\n'
    )
    assert merged([], {}).record == {"version": 1, "items": {}}


def test_a_rubric_that_was_written_stays() -> None:
    """No program has one, so what comes again is the placeholder."""
    asked = {"type": "essay", "model_answer": MODEL_ANSWER, "rubric": [{"id": "r1", "text": "To be written."}]}
    first = merged([item("a", "Why?", **asked)], {"a": "A"})
    written = [{"id": "cause", "text": "Names the cause.", "points": 2}]
    first.values["items"][0] |= {"rubric": written, "model_answer": "Because."}
    again = merged([item("a", "Why so?", **asked)], {"a": "A"}, first).values["items"][0]
    assert (again["stem"], again["rubric"], again["model_answer"]) == ("Why so?", written, "Because.")


def test_another_file_of_the_same_name_is_not_taken_for_a_later_one(tmp_path: Path) -> None:
    """Questions of two teachers would lie in one bank, told as new; one question in common makes it a later one."""
    one, other = tmp_path / "a" / "quiz.txt", tmp_path / "b" / "Quiz.txt"
    for path, stem in ((one, "Is it?"), (other, "Was it?")):
        path.parent.mkdir()
        path.write_text(f"{stem}\nA. x\nB. y\nANSWER: A\n", encoding="utf-8")
    out = tmp_path / "out"
    with pytest.raises(FindingsError, match=r"two of these files would become Quiz\.yaml"):
        bring([one, other], "", None, out, words_only)
    out.mkdir()
    for path, content in bring([one], "", None, out, words_only).files.items():
        path.write_bytes(content or b"")
    with pytest.raises(FindingsError, match="this is another file"):
        bring([other.rename(other.with_name("quiz.txt"))], "", None, out, words_only)
    one.write_text(one.read_text(encoding="utf-8") + "\nNew?\nA. x\nB. y\nANSWER: B\n", encoding="utf-8")
    assert bring([one], "", None, out, words_only).lines[0][1].startswith("1 new, 0 changed, 1 as before")

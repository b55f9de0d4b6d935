"""`course items`: questions of a page become a bank, and the page shows what it showed before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course.cli import main
from course.outputs.progress import Silent
from course.outputs.sphinx_run import Run, run_sphinx
from course.project import load_project
from quizzes.dump import dump_bank
from quizzes.inline_export import plan_move, written_items
from quizzes.load import load_bank
from quizzes.yaml12 import parse_document

PAGE = """---
minutes: 3
---

# A page of questions

Words before.

```{quiz-item} Blue sky
:label: blue-sky
:objective: LO1.1
:points: 2
:hint: Look up.
:answers: inline

Why is the sky *blue* at noon?

- [x] Air scatters blue light
  > Yes. Short waves are scattered more than long ones.
  > That is all.
- [ ] The sea: it is mirrored
  > No. The sky is blue far from any sea.

---
The effect has a name # and a sign.
```

Words between, and {ref}`a link <blue-sky>`.

::::{note}
:::{quiz-item}
:label: two-right
:nonumber:
:mode: pretest

Which numbers are even?

- [x] 2
  > Two is even.
- [X] 1e5
  > A hundred thousand is even.
- [ ] no
  > "no" is not a number.
:::
::::

```md
    ```{quiz-item} Only an example
    ```
```

````md
```{quiz-item} Only an example as well
- [x] a
```
````

```{quiz-item}
:item: l01-q1
```

Words after.
"""


@pytest.fixture
def page(tea: Path) -> Path:
    """Give the page in a course of its own."""
    page = tea / "lessons" / "03-asked.md"
    page.write_text(PAGE, encoding="utf-8")
    index = tea / "index.md"
    index.write_text(
        index.read_text(encoding="utf-8").replace("lessons/02-kinds", "lessons/02-kinds\nlessons/03-asked")
    )
    return page


def items(page: Path, *options: str) -> Result:
    """Run `course items`."""
    return CliRunner().invoke(main, ["items", str(page), *options])


def built(page: Path, out: Path) -> dict[str, str]:
    """Build the page as text, EPUB's XHTML and HTML, without lint; return each."""
    project = load_project(page.parents[1])
    overrides = (("quizzes_lint", "off"), ("course_check", False))
    made = {}
    for builder, ending in (("text", "txt"), ("html", "html"), ("epub", "xhtml")):
        run_sphinx(Run(project, builder, out / builder, out / f"trees-{builder}", overrides=overrides), Silent())
        made[builder] = (out / builder / "lessons" / f"03-asked.{ending}").read_text(encoding="utf-8")
    return made


def test_the_page_shows_the_same_before_and_after(page: Path, tmp_path: Path) -> None:
    """Text and EPUB come out byte by byte the same; HTML differs in the name of the bank alone."""
    before = built(page, tmp_path / "before")
    done = items(page)
    assert done.exit_code == 0, done.output
    assert "2 questions moved to" in done.output
    after = built(page, tmp_path / "after")
    assert after["text"] == before["text"]
    assert after["epub"] == before["epub"]
    assert after["html"].replace('data-bank="03-asked-items"', 'data-bank=""') == before["html"]
    assert "Short waves are scattered" in after["text"]


def test_the_bank_holds_everything(page: Path) -> None:
    """Ids, texts, feedback, options and types are those of the page; the first line says where they come from."""
    assert items(page, "--bank", "asked").exit_code == 0
    bank = page.parents[1] / "quizzes" / "asked.yaml"
    assert bank.read_text(encoding="utf-8").startswith(
        "# Moved from 03-asked.md by `course items`.\nschema: quizbank/1"
    )
    first, second = load_bank(bank).bank.items
    assert (first.id, first.type, first.title, first.points) == ("blue-sky", "single", "Blue sky", 2)
    assert (first.hints, first.objective, first.shuffle) == (("Look up.",), ("LO1.1",), False)
    assert first.rationale == "The effect has a name # and a sign."
    assert first.choices[0].feedback == "Yes. Short waves are scattered more than long ones.\nThat is all."
    assert first.choices[1].text == "The sea: it is mirrored"
    assert (second.id, second.key) == ("two-right", ("a", "b"))
    assert [choice.text for choice in second.choices] == ["2", "1e5", "no"]


def test_the_page_keeps_how_it_shows_its_questions(page: Path) -> None:
    """Label, mode, number and answers stay in the page; examples, other items and all other lines are untouched."""
    assert items(page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "```{quiz-item}\n:item: blue-sky\n:bank: 03-asked-items\n:label: blue-sky\n:answers: inline\n```\n" in text
    assert (
        ":::{quiz-item}\n:item: two-right\n:bank: 03-asked-items\n:label: two-right\n:nonumber:\n:mode: pretest\n:::"
        in text
    )
    kept = [
        line for line in PAGE.splitlines() if line.startswith(("Words", "````", "    ```", "- [x] a", ":item: l01"))
    ]
    assert all(line in text.splitlines() for line in kept)
    assert "[x] Air" not in text


def test_a_dry_run_shows_both_files_and_writes_none(page: Path) -> None:
    """The difference names bank and page, and nothing on disk changes."""
    done = items(page, "--dry-run")
    assert done.exit_code == 0
    assert "+  - id: blue-sky" in done.output
    assert "-Why is the sky *blue* at noon?" in done.output
    assert page.read_text(encoding="utf-8") == PAGE
    assert not (page.parents[1] / "quizzes" / "03-asked-items.yaml").exists()


@pytest.mark.parametrize(
    ("old", "new", "options", "words"),
    [
        ("", "", ["--bank", "l01"], "C068 there is a bank 'l01' already"),
        ("", "", ["--bank", "../x"], "C068 '../x' is no id"),
        (":label: two-right\n", "", [], "03-asked.md:31: L015 this item has no id of its own"),
        (":label: two-right", ":label: l02-q1", [], "C069 l02-q1: the item id 'l02-q1' is already used in l02.yaml"),
        (":label: two-right", ":label: blue-sky", [], "03-asked.md:31: L019 the item id 'blue-sky' is used twice"),
        ("  > Two is even.\n", "", [], "03-asked.md:31: L015 "),
        (":points: 2", ":points: many", [], "03-asked.md:9: L016 "),
        ("{quiz-item}", "{note}", [], "03-asked.md:1: L008 this page has no item of its own"),
    ],
)
def test_what_cannot_be_moved_is_one_clear_error(
    old: str, new: str, options: list[str], words: str, page: Path
) -> None:
    """The place in the page is named, exit status 1, and neither file is written."""
    text = PAGE.replace(old, new) if old else PAGE
    page.write_text(text, encoding="utf-8")
    banks = sorted((page.parents[1] / "quizzes").iterdir())
    done = items(page, *options)
    assert done.exit_code == 1
    assert words in done.output
    assert page.read_text(encoding="utf-8") == text
    assert sorted((page.parents[1] / "quizzes").iterdir()) == banks


def test_a_page_outside_of_a_course_is_refused(tmp_path: Path) -> None:
    """Without course.toml above nobody knows where the banks are."""
    lonely = tmp_path / "page.md"
    lonely.write_text(PAGE, encoding="utf-8")
    assert "C067" in items(lonely).output


def test_line_ends_and_an_open_fence_are_kept(tmp_path: Path) -> None:
    """A page of Windows stays one, and an item that is never closed ends with the page."""
    page = tmp_path / "page.md"
    text = "# T\n\n```{quiz-item}\n:label: q\n\nWhy?\n\n- [x] a\n  > Because.\n- [ ] b\n  > No.\n"
    page.write_bytes(text.replace("\n", "\r\n").encode())
    move = plan_move(page, "bank", "Bank", "")
    assert move.after == "# T\r\n\r\n```{quiz-item}\r\n:item: q\r\n:bank: bank\r\n:label: q\r\n```"
    assert [one.first for one in written_items(text.splitlines())] == [2]


@pytest.mark.parametrize(
    "text", ["no", "1e5", "010", "1:30", "~", "null", "# a", "a: b", "- a", "a\nb\n", " a", "\u00e9", "'", "%"]
)
def test_texts_are_read_back_as_they_were(text: str, tmp_path: Path) -> None:
    """Whatever looks like something else in YAML 1.1 or 1.2 is written so that it stays a text."""
    assert parse_document(dump_bank({"a": text, "b": [text]}), tmp_path).data == {"a": text, "b": [text]}

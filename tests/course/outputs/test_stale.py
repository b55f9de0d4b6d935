"""Nothing stale: after any edits with any dates the bytes of a build are those of a build from nothing.

`--hypothesis-profile=thorough` tries many more.
"""

from __future__ import annotations

import os
import shutil
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from course.outputs.build import build
from course.outputs.edition import EDITIONS
from course.outputs.order import Order
from course.outputs.progress import Silent
from course.outputs.standing import Said, answer, begin, call_of, remember
from course.outputs.warm import Preview, Warm
from course.project import load_project

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.filterwarnings("ignore:'sphinx_book_theme"),
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'"),  # MyST asks for it to include
    pytest.mark.xdist_group("stale"),
]
BANK = """schema: quizbank/1
id: {name}
title: Practice
items:
  - id: {name}-q1
    type: truefalse
    stem: {text}
    answer: true
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{text}</title></svg>\n'
CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "A note."\nmsgstr "{text}"\n'
CHART = """id: cups
kind: bars
title: Cups
alt: Two bars.
caption: "{text} {{cite:p}}`an_2000`."
source: [an_2000]
y: {{label: Cups, unit: a day}}
bars:
  - {{label: Green tea, value: 2}}
  - {{label: Herbal tea, value: 1}}
"""
WORK = "@book{{an_2000, author={{An, A.}}, title={{{text}}}, publisher={{Press}}, year={{2000}}}}\n"
CLAIMS = "id,seed_text,verdict,source_keys,answer\nS01,Tea is a drink.,supported,an_2000,{text}\n"
OBJECTIVES = '- {{id: LO1.1, lesson: 01-a, bloom: remember, text: "{text}"}}\n'
SETTINGS = """[course]
title = "Tea"
subtitle = "{text}"
document = "source/tea.txt"
register = "evidence/claims.csv"
bibliography = "evidence/references.bib"
objectives = "objectives.yaml"
quizzes = "quizzes"

[trust]
outside = ["../shared", "../elsewhere", "../links"]
"""
INDEX = "# Tea\n\n{text}\n\n```{{toctree}}\n:glob:\n\nlessons/*\nlinked/*\nworks\n```\n"
FIRST = """# {text}

A note.

:::{{objectives}}
:::

```{{include}} ../_parts/part.md
```

```{{literalinclude}} ../../shared/outside.txt
```

![A picture](picture.svg)
![Another](../figures/picture.svg)

:::{{claim}} S01
:::

{{cite:p}}`an_2000`

```{{quiz}} l01
```
"""
SECOND = "# Second\n\n{text} See {{doc}}`01-a` and {{download}}`data <../data.csv>`.\n\n```{{chart}} cups\n```\n"
CONF = """# {text}
extensions = ["course"]
course_check = False
html_static_path = ["_static"]
html_css_files = ["own.css"]
"""
FILES: dict[str, str] = {
    "course/course.toml": SETTINGS,
    "course/conf.py": CONF,
    "course/_static/own.css": "/* {text} */\n",
    "course/source/tea.txt": "Tea is a drink. {text}\n",
    "course/evidence/claims.csv": CLAIMS,
    "course/evidence/references.bib": WORK,
    "course/objectives.yaml": OBJECTIVES,
    "course/quizzes/l01.yaml": BANK.replace("{name}", "l01"),
    "course/quizzes/quizzes.toml": 'topic_words = ["{text}"]\n',
    "course/figures/cups.yaml": CHART,
    "course/figures/picture.svg": PICTURE,
    "course/lessons/picture.svg": PICTURE,
    "course/_parts/part.md": "A part: {text}.\n",
    "course/data.csv": "a,{text}\n",
    "course/locales/en/LC_MESSAGES/lessons/01-a.po": CATALOGUE,
    "course/index.md": INDEX,
    "course/lessons/01-a.md": FIRST,
    "course/lessons/02-b.md": SECOND,
    "course/works.md": "# Works\n\n{text}\n\n```{{bibliography}}\n```\n",
    "elsewhere/03-c.md": "# Third\n\n{text}\n",
    "shared/outside.txt": "{text}\n",
}
WORDS = ("one", "two", "three")
DATES: dict[str, Callable[[float], float]] = {
    "equal": lambda was: was,
    "older": lambda was: was - 3600,
    "oldest": lambda _was: 1.0,
    "now": lambda _was: time.time(),
    "newer": lambda was: was + 3600,
}
ADDED = {
    "course/lessons/04-d.md": "# Fourth\n\n{text}\n",
    "course/quizzes/l02.yaml": BANK.replace("{name}", "l02"),
    "course/_templates/extra.html": "{text}\n",
    "course/lessons/picture2.svg": PICTURE,
}
MOVED = {"course/lessons/02-b.md": "course/lessons/05-e.md", "elsewhere/03-c.md": "elsewhere/06-f.md"}
REMOVED = ("course/lessons/02-b.md", "elsewhere/03-c.md", "course/locales/en/LC_MESSAGES/lessons/01-a.po")
Edit = tuple[str, str, str, str]
EDITS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from([*FILES, *ADDED]), st.sampled_from(WORDS), st.sampled_from([*DATES])),
    st.tuples(st.just("link"), st.sampled_from([*FILES]), st.sampled_from(WORDS), st.sampled_from([*DATES])),
    st.tuples(st.just("move"), st.sampled_from([*MOVED]), st.just(""), st.just("")),
    st.tuples(st.just("remove"), st.sampled_from(REMOVED), st.just(""), st.just("")),
)


def write(path: Path, text: str, date: str = "now") -> None:
    """Write a file and give it a date that follows from the one it had."""
    path.parent.mkdir(parents=True, exist_ok=True)
    was = path.stat().st_mtime if path.exists() else time.time()
    path.write_text(text, encoding="utf-8")
    then = DATES[date](was)
    os.utime(path, (then, then))


def make(folder: Path) -> Path:
    """Write a course whose third page lies in a linked folder, and which includes a file from outside."""
    for name, text in FILES.items():
        write(folder / name, text.format(text="zero"))
    (folder / "course" / "linked").symlink_to(folder / "elsewhere", target_is_directory=True)
    return folder / "course"


def apply(folder: Path, edit: Edit) -> None:
    """Make one edit; what is no longer there cannot be edited."""
    kind, name, word, date = edit
    path = folder / name
    match kind:
        case "write":
            write(path, {**FILES, **ADDED}[name].format(text=word), date)
        case "link" if path.exists():
            target = folder / "links" / f"{word}-{name.replace('/', '-')}"
            write(target, FILES[name].format(text=word), date)
            path.unlink()
            path.symlink_to(target)
        case "move" if path.exists():
            path.rename(folder / MOVED[name])
        case "remove":
            path.unlink(missing_ok=True)


def built(course: Path, out: Path, edition: str = "html") -> dict[str, bytes]:
    """Build as the command does, unless the same call is answered, and return the files of the edition."""
    call = call_of(out, course, edition)
    if answer(call) is None:
        snapshot = begin(course)
        project = load_project(course)
        snapshot.take_folder(project.quizzes)
        note = partial(remember, call, snapshot, project, Said((), ()), [edition])
        build(Order(project, out, Silent()), {edition: EDITIONS[edition]}, lambda _made: note())
    return files_of(out / edition)


def files_of(found: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {path.relative_to(found).as_posix(): path.read_bytes() for path in found.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a course and its output, built once; its copy is put back before each example."""
    folder = tmp_path_factory.mktemp("stale") / "work"
    built(make(folder), folder / "out")
    shutil.copytree(folder, folder.with_name("kept"), symlinks=True)
    return folder


def restore(folder: Path) -> None:
    """Put the course and its output back as they were, in the same place."""
    shutil.rmtree(folder)
    shutil.copytree(folder.with_name("kept"), folder, symlinks=True)


def hold(folder: Path, edits: list[Edit]) -> None:
    """Build after each edit upon what was there, and at the end from nothing as well; compare the bytes."""
    restore(folder)
    course, again = folder / "course", {}
    for edit in edits:
        apply(folder, edit)
        again = built(course, folder / "out")
    whole = built(course, folder / "whole")
    assert sorted(again) == sorted(whole)
    assert [name for name in whole if again[name] != whole[name]] == []


THOROUGH = settings.default is not None and settings.default.max_examples > 100
OLDER = ("course/lessons/01-a.md", "course/lessons/picture.svg", "course/_parts/part.md", "shared/outside.txt")


@settings(
    deadline=None,
    max_examples=settings.default.max_examples if THOROUGH and settings.default else 2,
    derandomize=not THOROUGH,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(edits=st.lists(EDITS, min_size=1, max_size=3))
@example(edits=[("write", OLDER[0], "one", "older")])
@example(edits=[("write", OLDER[1], "one", "older")])
@example(edits=[("write", OLDER[2], "one", "older"), ("write", "course/evidence/claims.csv", "one", "equal")])
@example(edits=[("link", OLDER[3], "one", "oldest"), ("link", OLDER[3], "two", "oldest")])
@example(edits=[("write", "course/figures/cups.yaml", "one", "older"), ("remove", "elsewhere/03-c.md", "", "")])
def test_a_build_after_any_edits_is_a_build_from_nothing(work: Path, edits: list[Edit]) -> None:
    """Content decides, whatever the dates, links and moves."""
    hold(work, edits)


def test_an_edition_does_not_miss_what_another_has_read(work: Path) -> None:
    """All editions share what was read; a page is written by each of them all the same."""
    restore(work)
    course = work / "course"
    write(course / "quizzes" / "l01.yaml", FILES["course/quizzes/l01.yaml"].format(text="one"), "older")
    built(course, work / "out", "text")
    assert b"one" in built(course, work / "out")["lessons/01-a.html"]


def test_only_what_holds_something_else_is_read(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later date alone makes no page be read again, as when files come from elsewhere together with a cache."""
    restore(work)
    course, read = work / "course", []
    monkeypatch.setattr(Silent, "begin", lambda _self, task, total: read.append((task, total)))
    built(course, work / "out")  # what was changed within two seconds of being read is read once more
    read.clear()
    for path in course.rglob("*"):
        os.utime(path, (2**31, 2**31))
    built(course, work / "out")
    assert read == []
    write(course / "lessons" / "02-b.md", SECOND.format(text="one"), "older")
    built(course, work / "out")
    assert read[0] == ("reading (html)", 1)


def test_a_file_outside_of_the_course_counts(work: Path) -> None:
    """What a page includes from elsewhere makes the edition anew, whatever its date; without a change it stays."""
    restore(work)
    for word in ("first", "second"):
        write(work / "shared" / "outside.txt", f"{word}\n", "oldest")
        assert word.encode() in built(work / "course", work / "out")["lessons/01-a.html"]


SAVED: tuple[Edit, ...] = (
    ("write", "course/lessons/01-a.md", "one", "older"),
    ("write", "course/quizzes/l01.yaml", "one", "older"),
    ("write", "course/locales/en/LC_MESSAGES/lessons/01-a.po", "one", "oldest"),
    ("write", "course/course.toml", "one", "older"),
    ("link", "shared/outside.txt", "two", "oldest"),
    ("write", "course/evidence/references.bib", "two", "equal"),
    ("move", "course/lessons/02-b.md", "", ""),
    ("remove", "course/locales/en/LC_MESSAGES/lessons/01-a.po", "", ""),
    ("write", "course/conf.py", "three", "older"),
    ("remove", "elsewhere/03-c.md", "", ""),
)
"""One save of each kind, in an order in which each of them changes something."""


def previewed(course: Path, out: Path) -> Preview:
    """Return a preview that lets the test fail on whatever goes wrong in this process."""

    def fail(error: BaseException) -> None:
        (out.parent / "went-wrong").write_text(repr(error), encoding="utf-8")

    return Preview(course, out, lambda _found: None, fail)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")  # the pipes of pytest-xdist; the fork has none
def test_what_is_served_after_any_save_is_a_preview_from_nothing(work: Path) -> None:
    """The process that waits, and what it read at the beginning, hide no save, whatever the dates."""
    restore(work)
    warm = Warm(preview := previewed(work / "course", work / "served"))
    try:
        for number, edit in enumerate(SAVED):
            apply(work, edit)
            warm.build()
            assert not (work / "went-wrong").exists(), (edit, (work / "went-wrong").read_text(encoding="utf-8"))
            if number in (2, 6, len(SAVED) - 1):
                fresh = previewed(work / "course", work / f"fresh-{number}")
                fresh.make()
                served, whole = files_of(preview.pages), files_of(fresh.pages)
                assert sorted(served) == sorted(whole), edit
                assert [name for name in whole if served[name] != whole[name]] == [], edit
    finally:
        warm.close()  # comes back only when the process has ended: one that is left over keeps every pipe open

"""`course new`: everything that is written, nothing that is overwritten."""

from __future__ import annotations

import csv
import hashlib
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from course.checks.run import check
from course.cli import main
from course.ingest.codes import IngestCode
from course.ingest.new import make_course
from course.project import load_project
from quizzes.finding import FindingsError, Level
from quizzes.load import find_banks, load_banks
from quizzes.settings import load_settings

ROOT = Path(__file__).parents[3]
KLONOPIN = ROOT / "course" / "klonopin" / "source" / "klonopin.txt"
BREAD = ROOT / "tests" / "data" / "documents" / "bread.md"
TEA = ROOT / "tests" / "data" / "documents" / "tea.html"
README = Path(str(files("mdit_py_plugins"))) / "texmath" / "README.md"
HOSTILE = """\
{{ title }} # no heading

````{raw} html
<script>alert(1)</script>
````

:::{toctree}
/etc/passwd
:::

---
title: injected
---

- {claim}`S99` and $x$ | a | b | <b>bold</b>
"""


def run(*arguments: object) -> Result:
    """Run `course new` with these arguments."""
    return CliRunner().invoke(main, ["new", *map(str, arguments)])


def tree(folder: Path) -> dict[str, bytes]:
    """Return the content of every file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_document_becomes_seven_lessons(tmp_path: Path) -> None:
    """Every part of the new course is there, and the command says what it made and what comes next."""
    folder = tmp_path / "deep" / "mine"
    result = run(KLONOPIN, folder)
    assert result.exit_code == 0, result.output
    assert "7 lessons, 66 statements" in result.output
    for words in ("1 doubled word", "course build", "course check", "pytest "):
        assert words in result.output
    made = tree(folder)
    assert {name for name in made if "/" not in name} == {
        ".gitignore", ".gitlab-ci.yml", "AGENTS.md", "README.md",
        "conf.py", "course.toml", "index.md", "objectives.yaml",
    }  # fmt: skip
    assert made["conf.py"] == b'extensions = ["course"]\n'
    assert made["source/klonopin.txt"] == KLONOPIN.read_bytes()
    assert hashlib.sha256(KLONOPIN.read_bytes()).hexdigest() in made["course.toml"].decode()
    assert len([name for name in made if name.startswith("lessons/")]) == 7
    assert "lessons/06-symptoms-of-klonopin-withdrawal" in made["index.md"].decode()
    assert "not reviewed" in made["index.md"].decode()
    assert "weened" in made["evidence/typos.csv"].decode()
    assert "{claim}`S66`" in made["lessons/07-klonopin-addiction-treatment.md"].decode()
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]


@pytest.mark.parametrize("document", [KLONOPIN, BREAD, TEA, README], ids=lambda path: path.name)
def test_a_new_course_has_only_open_claims_and_examples(tmp_path: Path, document: Path) -> None:
    """The checks find no error: warnings for open statements, example items and the missing review are all."""
    folder = tmp_path / "mine"
    made = make_course(document, folder)
    found = [finding for finding in check(load_project(folder)) if finding.level is not Level.INFO]
    missing = [loss for loss in made.division.losses if loss.kind == "picture" and loss.is_dropped]
    assert bool(missing) == (document is README)  # its pictures lie on the web, from where nothing is fetched
    errors = [finding for finding in found if finding.level is Level.ERROR]
    assert [finding.code for finding in errors] == ["E024"] * len(missing)
    assert {finding.code for finding in found} - {"E024"} == {"E010", "Q147", "R001"}
    assert sum(finding.code == "E010" for finding in found) == len(made.division.statements)
    assert sum(finding.code == "Q147" for finding in found) == len(made.lessons)


@pytest.mark.parametrize("document", [KLONOPIN, BREAD, TEA, README], ids=lambda path: path.name)
def test_every_statement_is_marked_once_in_order(tmp_path: Path, document: Path) -> None:
    """The marks of the lessons, one after the other, are the statements of the register."""
    folder = tmp_path / "mine"
    make_course(document, folder)
    with (folder / "evidence" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lessons = "".join(path.read_text(encoding="utf-8") for path in sorted((folder / "lessons").glob("*.md")))
    marks = [part.split("`")[0] for part in lessons.split("{claim}`")[1:]]
    assert marks == [row["id"] for row in rows if row["id"].startswith("S")]
    assert {row["verdict"] for row in rows} == {"open"}


def test_starter_banks_are_sound(tmp_path: Path) -> None:
    """One bank a lesson with one marked example; keys take turns; settings and objectives belong together."""
    folder = tmp_path / "mine"
    make_course(KLONOPIN, folder)
    banks, findings = load_banks(find_banks(folder / "quizzes"))
    assert findings == []
    assert [file.bank.id for file in banks] == [f"l0{number}" for number in range(1, 8)]
    assert all(item.example for file in banks for item in file.bank.items)
    assert {file.bank.items[0].key for file in banks} == {("a",), ("b",), ("c",)}  # type: ignore[union-attr]
    assert load_settings(folder / "quizzes").objectives == folder / "objectives.yaml"


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Directives, roles, HTML, front matter and tables of a plain text are escaped in the lesson."""
    document = tmp_path / "a b.txt"
    document.write_text(HOSTILE, encoding="utf-8")
    folder = tmp_path / "mine"
    make_course(document, folder)
    (lesson,) = (folder / "lessons").glob("*.md")
    body = lesson.read_text(encoding="utf-8").split("---\n", 2)[2].split("## Practice")[0]
    assert "\\{\\{ title \\}\\} \\# no heading" in body
    assert "\\{claim\\}\\`S99\\` and \\$x\\$ \\| a \\| b \\| \\<b\\>bold\\</b\\>" in body
    for markup in ("\n````{", "\n:::{toc", "\n---", "{raw} "):
        assert markup not in body
    assert body.count("<") == body.count("\\<")
    assert (folder / "source" / "a-b.txt").is_file()


def test_a_title_keeps_its_formulas_marks_and_notes(tmp_path: Path) -> None:
    """The heading of a lesson is the document's: a note in it was lost, and a formula stood there as signs."""
    text = "# Energy $E = mc^2$ of H~2~O[^1]\n\nWords stand here.\n\n# Other\n\nMore words.\n\n[^1]: Since 1905.\n"
    (tmp_path / "d.md").write_text(text, encoding="utf-8")
    make_course(tmp_path / "d.md", tmp_path / "c")
    page = min((tmp_path / "c" / "lessons").glob("*.md")).read_text(encoding="utf-8")
    assert "\n# Energy {math}`E = mc^2` of H{sub}`2`O[^n1]\n" in page
    assert "\n[^n1]: Since 1905. {claim}`S01`\n" in page


def test_a_document_without_headings_is_one_lesson(tmp_path: Path) -> None:
    """The lesson is named after the file, and a warning says why."""
    document = tmp_path / "my_notes.txt"
    document.write_text("One sentence. And another one.\n", encoding="utf-8")
    result = run(document, tmp_path / "mine")
    assert result.exit_code == 0
    assert "N006 warning: the document has no headings" in result.output
    assert [path.name for path in (tmp_path / "mine" / "lessons").iterdir()] == ["01-my-notes.md"]


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_is_ever_overwritten(tmp_path: Path, kind: str) -> None:
    """A folder that holds something, a file and a link in the place of the course are left as they are."""
    folder = tmp_path / "mine"
    if kind == "folder":
        folder.mkdir()
        (folder / "note.txt").write_text("mine", encoding="utf-8")
    elif kind == "file":
        folder.write_text("mine", encoding="utf-8")
    else:
        folder.symlink_to(tmp_path / "nowhere")
    before = tree(tmp_path)
    result = run(KLONOPIN, folder)
    assert result.exit_code == 1
    what = {"folder": "the folder exists and is not empty"}.get(kind, f"a {kind} of this name exists")
    assert f"N008 {what}; nothing was written" in result.output
    assert tree(tmp_path) == before


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    """An empty folder counts as a new one."""
    folder = tmp_path / "mine"
    folder.mkdir()
    assert run("-q", KLONOPIN, folder).output == ""
    assert (folder / "course.toml").is_file()


def test_a_fault_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The course is written beside its place and moved when it is whole."""
    wrote: list[Path] = []

    def fail(path: Path, content: bytes) -> int:
        if wrote:
            raise OSError(28, "No space left on device")
        wrote.append(path)
        return len(content)

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(FindingsError, match="N009 the folder cannot be made: No space left on device"):
        make_course(KLONOPIN, tmp_path / "mine")
    assert wrote
    assert list(tmp_path.iterdir()) == []


def test_a_bad_document_ends_with_its_finding(tmp_path: Path) -> None:
    """The command prints one line and ends with status 1, without a folder."""
    result = run(tmp_path / "none.txt", tmp_path / "mine")
    assert result.exit_code == 1
    assert result.output.splitlines()[0].endswith(
        "none.txt:1: N001 the document cannot be read: No such file or directory"
    )
    assert not (tmp_path / "mine").exists()


def test_every_code_is_explained_in_the_tutorial() -> None:
    """A code that a user can meet is on the page about own documents."""
    page = (ROOT / "docs" / "tutorial" / "bring-your-own-document.md").read_text(encoding="utf-8")
    assert [code.value for code in IngestCode if f"`{code.value}`" not in page] == []


def test_a_course_is_not_made_inside_another(tmp_path: Path) -> None:
    """Its pages would become pages of the course around it."""
    assert run("-q", TEA, tmp_path / "mine").exit_code == 0
    result = run(BREAD, tmp_path / "mine" / "deep" / "inner")
    assert result.exit_code == 1
    assert "N014 the folder lies in another course" in result.output
    assert not (tmp_path / "mine" / "deep").exists()


def test_the_folder_where_one_stands_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`course new DOCUMENT .` works in an empty folder and does not replace it."""
    monkeypatch.chdir(tmp_path)
    inode = tmp_path.stat().st_ino
    assert run("-q", TEA, ".").output == ""
    assert tmp_path.stat().st_ino == inode
    assert {path.name for path in tmp_path.iterdir()} >= {"course.toml", "lessons", "source"}
    assert not list(tmp_path.glob(".new-course-*"))


@pytest.mark.parametrize(
    ("text", "option", "language"),
    [
        ("Der Blutdruck ist nicht zu hoch.\n", (), "de"),
        ("قياس ضغط الدم.\n", (), "ar"),
        ("血圧の測り方です。\n", (), "ja"),
        ("Blood pressure is the force of the blood.\n", (), "en"),
        ("x y z\n", (), "en"),
        ("Blood pressure is the force.\n", ("--language", "pt-BR"), "pt-BR"),
    ],
)
def test_the_language_is_guessed_or_given(tmp_path: Path, text: str, option: tuple[str, ...], language: str) -> None:
    """It stands in course.toml, so that readers and screen readers get the right one."""
    document = tmp_path / "a.txt"
    document.write_text(text, encoding="utf-8")
    assert run("-q", *option, document, tmp_path / "mine").exit_code == 0
    assert load_project(tmp_path / "mine").language == language


def test_a_language_that_is_none_is_a_wrong_use(tmp_path: Path) -> None:
    """The name of a language is not its code."""
    result = run("--language", "German", TEA, tmp_path / "mine")
    assert result.exit_code == 2
    assert "'German' is not the code of a language, such as en, de or pt-BR" in result.output


def test_the_next_steps_can_be_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a space is quoted, and without pytest the line says how to get it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("course.cli.new.find_spec", lambda _: None)
    output = run(TEA, "my course").output
    assert "\n  course build 'my course'\n" in output
    assert "\n  pytest 'my course'   # once before: python -m pip install pytest\n" in output


def test_a_work_that_is_cited_is_listed(tmp_path: Path) -> None:
    """Who adds the first source by the tutorial finds it in the list; nothing is said to be missing."""
    folder = tmp_path / "mine"
    assert run("-q", TEA, folder).exit_code == 0
    work = "@book{lee2020, author={Lee, A.}, title={Tea}, publisher={Leaf}, year={2020}}\n"
    (folder / "evidence" / "references.bib").write_text(work, encoding="utf-8")
    lesson = next((folder / "lessons").glob("01-*.md"))
    page = lesson.read_text(encoding="utf-8")
    lesson.write_text(page.replace("## Practice", "Tea is hot {cite:p}`lee2020`.\n\n## Practice"), encoding="utf-8")
    lines = CliRunner().invoke(main, ["check", str(folder)]).stdout.splitlines()
    assert [line for line in lines if " E010 " not in line and " Q147 " not in line and " R001 " not in line] == []

"""The private pool: drawn into exams, and without a trace in anything that a learner gets (rule B213)."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

import pytest

from course.outputs.leaks import find_leaks
from quizzes.load import load_bank
from quizzes.overlay import Secret, leaked, load_pool, secrets_of, squeeze, texts_of
from quizzes.review import content_hash
from tests.conftest import copy_tea, run

from .conftest import TELL, bank, make_overlay, make_tea, pool

FIRST = "the first of the private questions has a stem that is long enough"


def traces(folder: Path) -> list[Secret]:
    """Return the traces of the private pool of a folder made by `make_overlay`."""
    return secrets_of([load_bank(folder / "more.yaml")])


def test_without_the_private_pool_its_questions_are_not_drawn(tmp_path: Path) -> None:
    """The same course without overlay prints the public pool alone."""
    assert run("exam", make_tea(tmp_path), "--to", "text", "--out", tmp_path / "out").exit_code == 0
    assert "secret" not in (tmp_path / "out" / "key" / "draw.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("way", ["option", "variable", "settings"])
def test_the_private_pool_is_named_in_three_ways(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--overlay`, $COURSE_OVERLAY and `overlay` in [quizzes] of course.toml all find it."""
    course, overlay = make_tea(tmp_path, draw=20), make_overlay(tmp_path)
    options: list[str | Path] = ["--to", "text", "--versions", "1", "--out", tmp_path / "out"]
    if way == "option":
        options += ["--overlay", overlay]
    elif way == "variable":
        monkeypatch.setenv("COURSE_OVERLAY", str(overlay))
    else:
        with (course / "course.toml").open("a", encoding="utf-8") as settings:
            settings.write('\n[quizzes]\noverlay = "../private"\n')
    done = run("exam", course, *options)
    assert done.exit_code == 0, done.output
    assert "20 questions" in done.output


def test_nothing_that_learners_get_holds_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTML, PDF, EPUB and text are searched for ids, texts and hashes; the search can find."""
    course, overlay = copy_tea(tmp_path), make_overlay(tmp_path)
    monkeypatch.setenv("COURSE_OVERLAY", str(overlay))
    done = run("build", course, "--to", "html,pdf,epub,text", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and ".cache" not in path.parts]
    whole = b"".join(path.read_bytes() for path in files).lower()
    assert b"secret-" not in whole
    assert b", secret" not in whole
    assert TELL.encode() not in whole
    assert find_leaks(tmp_path / "out" / "html", traces(overlay)) == []
    known = secrets_of([load_bank(course / "quizzes" / "l01.yaml")])
    found = find_leaks(tmp_path / "out", known)
    assert {finding.path.suffix for finding in found} >= {".html", ".pdf", ".epub", ".txt"}


@pytest.mark.parametrize(("edition", "trace"), [("html", "secret-one"), ("pdf", FIRST), ("epub", FIRST)])
def test_a_leak_stops_the_build(edition: str, trace: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that copies a private id or text is not published, and the earlier edition stays."""
    course, overlay = copy_tea(tmp_path), make_overlay(tmp_path)
    items = pool("secret")
    items[0]["stem"] = FIRST
    (overlay / "more.yaml").write_text(bank("more", items), encoding="utf-8")
    monkeypatch.setenv("COURSE_OVERLAY", str(overlay))
    assert run("build", course, "--to", edition, "--out", tmp_path / "out").exit_code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out" / edition).rglob("*") if path.is_file()}
    with (course / "lessons" / "01-leaf.md").open("a", encoding="utf-8") as page:
        page.write(f"\nA note: {trace}\n")
    done = run("build", course, "--to", edition, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "B213 secret-one: the file holds the " in done.output
    assert {path: path.read_bytes() for path in (tmp_path / "out" / edition).rglob("*") if path.is_file()} == before


def test_a_new_private_question_is_looked_for_in_an_unchanged_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition counts as changed when the private pool has changed, so that nothing slips through."""
    course, overlay = copy_tea(tmp_path), make_overlay(tmp_path)
    items = pool("secret")
    with (course / "index.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{FIRST}\n")
    monkeypatch.setenv("COURSE_OVERLAY", str(overlay))
    assert run("build", course, "--to", "text", "--out", tmp_path / "out").exit_code == 0
    items[0]["stem"] = FIRST
    (overlay / "more.yaml").write_text(bank("more", items), encoding="utf-8")
    done = run("build", course, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "B213 secret-one" in done.output


def test_ids_that_clash_are_findings(tmp_path: Path) -> None:
    """An item or bank id of both pools is named with file and line, and nothing is printed."""
    course, overlay = make_tea(tmp_path), make_overlay(tmp_path)
    (overlay / "more.yaml").write_text(bank("more", pool("public")), encoding="utf-8")
    done = run("exam", course, "--overlay", overlay, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "the item id 'public-one' is already used in pool.yaml" in done.output
    assert "more.yaml:" in done.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("where", "code"), [("missing", "C060"), ("tea/quizzes/private", "C061"), ("", "C061")])
def test_a_private_pool_lies_outside_of_the_course(where: str, code: str, tmp_path: Path) -> None:
    """A folder that is missing, inside the course or around it is refused."""
    course = make_tea(tmp_path)
    if where != "missing":
        (tmp_path / where).mkdir(exist_ok=True)
    done = run("exam", course, "--overlay", tmp_path / where, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert code in done.output


def test_a_machine_without_the_private_pool_builds_the_course(tmp_path: Path) -> None:
    """course.toml may name a folder that only the trainer has; a build goes on, an exam says what is missing."""
    course = copy_tea(tmp_path)
    with (course / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[quizzes]\noverlay = "../elsewhere"\n')
    assert run("build", course, "--to", "text", "--out", tmp_path / "out").exit_code == 0
    assert "C060" in run("exam", course, "--out", tmp_path / "exam").output


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('answers = "perhaps"', "quizzes.answers is 'perhaps'"),
        ('overlays = "x"', "unknown key 'overlays' in [quizzes], did you mean 'overlay'?"),
        ("answers = 3", "quizzes.answers is 3, which is not one of"),
    ],
)
def test_a_wrong_table_is_one_error_with_its_line(line: str, words: str, tmp_path: Path) -> None:
    """[quizzes] of course.toml knows `answers` and `overlay` only."""
    course = copy_tea(tmp_path)
    path = course / "course.toml"
    path.write_text(path.read_text(encoding="utf-8") + f"\n[quizzes]\n{line}\n", encoding="utf-8")
    number = path.read_text(encoding="utf-8").splitlines().index(line) + 1
    done = run("build", course, "--to", "text", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert f"course.toml:{number}: C005 {words}" in done.output


SIGN = squeeze("Nobody may read these words before the test, not even once.")
SECRET = [Secret("x-1", "id", "x-1"), Secret("x-1", "text", SIGN), Secret("x-1", "hash", "0123456789abcdef")]


@pytest.mark.parametrize(
    "content",
    [
        "Nobody may read\nthese words before the test, not even once.",
        "Nobody may <em>read</em> these words before the test, not even&nbsp;once.",
        '{"t": "Nobody may \\u0072ead these words before the test, not even once."}',
        "NOBODY MAY READ THESE WORDS BEFORE THE TEST – NOT EVEN ONCE",
        '<form data-item="x-1">',
        "hash=0123456789abcdef0123",
    ],
)
def test_a_trace_is_found_in_any_dress(content: str) -> None:
    """Line ends, tags, escapes, case and typographic marks hide nothing."""
    assert leaked(content, SECRET)


@pytest.mark.parametrize("content", ["x-10", "ax-1", "x-1-b", "Nobody may read these words.", "x - 1", ""])
def test_what_only_looks_alike_is_no_trace(content: str) -> None:
    """A longer id, or a part of a text, gives nothing away."""
    assert leaked(content, SECRET) == []


def test_every_text_of_every_type_is_guarded(tmp_path: Path) -> None:
    """Each long text, the case, the id and the content hash of each item are among the traces."""
    overlay = make_overlay(tmp_path)
    file = load_bank(overlay / "more.yaml")
    signs = {secret.sign for secret in traces(overlay)}
    case = file.bank.stimuli[0].text
    for item in file.bank.items:
        assert item.id in signs
        assert content_hash(item, case if item.stimulus else "")[:16] in signs
        assert all(squeeze(text) in signs for text in texts_of(item) if len(squeeze(text)) >= 24)
        assert item.stem in texts_of(item)
        assert item.rationale in texts_of(item)
    assert squeeze(case) in signs


def test_a_text_that_is_public_already_is_no_secret(tmp_path: Path) -> None:
    """Choices that both pools offer raise no alarm."""
    public, private = load_pool(make_tea(tmp_path) / "quizzes", make_overlay(tmp_path))
    shared = squeeze("Warm the pot before the leaves")
    assert shared in {secret.sign for secret in secrets_of(private)}
    assert shared not in {secret.sign for secret in secrets_of(private, public)}


def test_packed_files_are_opened(tmp_path: Path) -> None:
    """Inventories and EPUB members are searched as what they hold."""
    (tmp_path / "objects.inv").write_bytes(b"# a\n# b\n# c\n# d\n" + zlib.compress(b"x-1 quizzes:item 1 p.html -\n"))
    with zipfile.ZipFile(tmp_path / "book.epub", "w") as book:
        book.writestr("page.xhtml", "<p>x-1</p>")
    (tmp_path / "broken.inv").write_bytes(b"# a\n# b\n# c\n# d\nno")
    found = find_leaks(tmp_path, SECRET[:1])
    assert [finding.path.name for finding in found] == ["book.epub", "objects.inv"]

"""A release is refused while something stands against it; its manifest is true, and records are laid against it."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from course.outputs.release.authors import unknown_authors
from course.outputs.release.manifest import as_json, printed_hash, software
from course.project import load_project
from course.reviews import content_hashes
from tests.conftest import DOCS, run
from tests.course.outputs.provider.test_papers import ACTIVE, course_with
from tests.course.reviews.test_standing import sign

if TYPE_CHECKING:
    from pathlib import Path


def released(tea: Path) -> dict[str, Any]:
    """Sign and release the course; return the manifest."""
    sign(tea, "Ana Tester")
    done = run("release", "1.0", tea)
    assert done.exit_code == 0, done.output
    return dict(json.loads((tea / "releases" / "1.0.json").read_text(encoding="utf-8")))


def test_what_is_dangerous_and_unsigned_old_or_expired_is_refused(tea: Path) -> None:
    """Each is named at its line, all at once, and nothing is written."""
    settings = tea / "course.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[activity]\nexpires = 2020-01-01\nreviewed = 2019-01-01\n", encoding="utf-8")
    works = tea / "evidence" / "references.bib"
    works.write_text(re.sub(r"urldate\s*=\s*\{\d{4}", "urldate = {2019", works.read_text(encoding="utf-8")), "utf-8")
    refused = run("release", "2.0", tea)
    assert refused.exit_code == 1
    codes = set(re.findall(r": ([A-Z]\d{3})", refused.output))
    assert {"C092", "C093", "C102", "C103"} <= codes, refused.output
    assert not (tea / "releases").exists()


def test_what_a_draft_may_have_is_refused(tea: Path) -> None:
    """A statement that nobody compared and an example item are warnings, and errors of a release."""
    register = tea / "evidence" / "claims.csv"
    rows = list(csv.reader(register.read_text(encoding="utf-8").splitlines()))
    rows[2][rows[0].index("verdict")] = "open"
    with register.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    bank = tea / "quizzes" / "l01.yaml"
    text = bank.read_text(encoding="utf-8")
    bank.write_text(text.replace("    type: single\n", "    type: single\n    example: true\n", 1), encoding="utf-8")
    sign(tea, "Ana Tester")
    for judged, level in ((run("check", tea), "warning"), (run("check", "--release", tea), "error")):
        assert [word for word in ("E010", "Q147") if f"{word} {level}" not in judged.output] == [], judged.output
    refused = run("release", "1.0", tea)
    assert refused.exit_code == 1
    assert {"E010", "Q147"} <= set(re.findall(r": ([A-Z]\d{3})", refused.output)), refused.output
    assert not (tea / "releases").exists()


@pytest.mark.parametrize("version", ["../1", "", "1 0", "1/0"])
def test_a_version_that_names_no_file_is_refused(tea: Path, version: str) -> None:
    """One finding, and no file anywhere."""
    refused = run("release", version, tea)
    assert refused.exit_code == 1
    assert "C093" in refused.output
    assert not (tea / "releases").exists()


def test_the_manifest_has_what_was_read_signed_and_built(tea: Path, tmp_path: Path) -> None:
    """Hashes are those of the files, the release leaves the content as it was, and nothing is overwritten."""
    built = tmp_path / "built"
    (built / "html").mkdir(parents=True)
    (built / ".cache").mkdir()
    (built / "html" / "index.html").write_bytes(b"page")
    sign(tea, "Ana Tester")
    assert run("release", "1.0", tea, "--editions", built).exit_code == 0
    manifest = json.loads((tea / "releases" / "1.0.json").read_text(encoding="utf-8"))
    project = load_project(tea)
    assert manifest["content"] == content_hashes(project)
    assert manifest["hash"] == printed_hash(project)
    lesson = (tea / "lessons" / "01-leaf.md").read_bytes()
    assert manifest["files"]["content/lessons/01-leaf.md"] == hashlib.sha256(lesson).hexdigest()
    assert manifest["editions"] == {"html": {"index.html": hashlib.sha256(b"page").hexdigest()}}
    (signature,) = manifest["signatures"]
    assert (signature["name"], signature["as"], signature["credentials"]) == ("Ana Tester", "clinical", "tea master")
    bill = json.loads((tea / "releases" / "1.0.sbom.json").read_text(encoding="utf-8"))
    names = {one["name"]: one["version"] for one in bill["components"]}
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {"sphinx", "myst-parser", "docutils"} <= set(names)
    again = run("release", "1.0", tea)
    assert again.exit_code == 1
    assert "nothing is overwritten" in again.output


def progress(tea: Path, **record: object) -> dict[str, object]:
    """Return a file of progress with one record, as the pages save it."""
    kept = {"at": 1, "minutes": 9, "parts": [], **record}
    entries = {f"course/1/{tea.name}/record/x": json.dumps(kept), f"course/1/{tea.name}/done/y": "{}"}
    return {"format": "course-progress", "version": 1, "course": tea.name, "entries": entries}


def test_a_record_is_laid_against_the_releases(tea: Path, tmp_path: Path) -> None:
    """Edition and hash decide; a changed hash, an unknown edition and a manifest that is broken are told."""
    manifest = released(tea)
    file = tmp_path / "progress.json"
    file.write_text(json.dumps(progress(tea, edition="1.0", hash=manifest["hash"])), encoding="utf-8")
    fits = run("verify", file, tea)
    assert fits.exit_code == 0, fits.output
    assert fits.output == f"edition 1.0 with hash {manifest['hash']} is release 1.0 of {manifest['date']}\n"
    file.write_text(json.dumps({"course": tea.name, "version": "1.0", "hash": manifest["hash"]}), encoding="utf-8")
    assert run("verify", file, tea).output == fits.output
    for record, told in (
        ({"edition": "1.0", "hash": "0" * 16}, f"that release has {manifest['hash']}"),
        ({"edition": "7", "hash": manifest["hash"]}, "no release 7 is known"),
    ):
        file.write_text(json.dumps(progress(tea, **record)), encoding="utf-8")
        other = run("verify", file, tea)
        assert other.exit_code == 1
        assert told in other.output
    (tea / "releases" / "0.9.json").write_text("{", encoding="utf-8")
    assert "C094 warning: not readable as JSON" in run("verify", file, tea).output


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "not readable as JSON"),
        ("[]", "this is no record"),
        ("{}", "holds no record"),
        ('{"course": "coffee", "hash": "x"}', "this record is of 'coffee'"),
        ('{"entries": {"course/1/tea/record/x": "{"}}', "a record in it is broken"),
        ("[" * 100_000, "not readable as JSON"),
    ],
)
def test_a_file_that_is_no_record_is_one_line(tea: Path, tmp_path: Path, content: str, told: str) -> None:
    """Each kind of it, with exit status 1."""
    file = tmp_path / "a.json"
    file.write_text(content, encoding="utf-8")
    refused = run("verify", file, tea)
    assert refused.exit_code == 1
    assert told in refused.output.splitlines()[0]


def test_the_commands_of_the_page_release_and_verify(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They run as they stand there, once the course is signed."""
    page = (DOCS / "how-to" / "release-a-course.md").read_text(encoding="utf-8")
    build, release, verify = [block.split() for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)]
    tea.rename(tea.with_name("my-course"))
    monkeypatch.chdir(tea.parent)
    sign(tea.with_name("my-course"), "Ana Tester")
    assert run(*build[1:]).exit_code == 0
    assert run(*release[1:]).exit_code == 0
    (record,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    record = record.replace("…", printed_hash(load_project(tea.with_name("my-course"))))
    (tea.parent / "record.json").write_text(record, encoding="utf-8")
    done = run(*verify[1:])
    assert done.exit_code == 0, done.output


def test_the_list_of_software_is_cyclonedx() -> None:
    """It fits the schema of its version, and a component without a name does not."""
    made = software()
    schema = JsonStrictValidator(SchemaVersion.V1_6)
    assert schema.validate_str(as_json(made).decode()) is None
    del made["components"][0]["name"]
    assert schema.validate_str(as_json(made).decode()) is not None


def test_who_wrote_a_lesson_is_a_person_of_the_record(tmp_path: Path) -> None:
    """Names come from git, through its table of names; who is in the record, and who wrote elsewhere, is not told."""
    course = course_with(tmp_path, ACTIVE)
    named = load_project(course).tables.everybody[0].name

    def git(*command: str) -> None:
        subprocess.run(
            ("git", "-C", course, "-c", "user.email=a@example.org", *command), check=True, capture_output=True
        )

    def commit(name: str, path: str) -> None:
        with (course / path).open("a", encoding="utf-8") as file:
            file.write("\nMore.\n")
        git("add", ".")
        git("-c", f"user.name={name}", "commit", "-m", "x")

    git("init", "-q")
    commit(named, "lessons/01-leaf.md")
    commit("Somebody Else", "index.md")
    assert [*unknown_authors(load_project(course))] == []
    commit("A Stranger", "lessons/02-kinds.md")
    (found,) = unknown_authors(load_project(course))
    assert (found.code, found.path.name) == ("C229", "02-kinds.md")
    assert "'A Stranger' wrote in this lesson" in found.message
    (course / ".mailmap").write_text(f"{named} <a@example.org>\n", encoding="utf-8")
    assert [*unknown_authors(load_project(course))] == []

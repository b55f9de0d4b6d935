"""Packages for learning platforms: what is in them, that they are valid and the same twice, and what is lost."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html

from course.outputs.edition import EDITIONS, GROUPS, PACKAGES
from course.outputs.order import Order
from course.outputs.platforms.cmi5 import structure
from course.outputs.platforms.manifest import manifest
from course.outputs.platforms.package import write_package
from course.outputs.platforms.shell import shell_files
from course.outputs.platforms.site import read_website
from course.outputs.progress import Silent
from course.project import load_project
from course.project.tables import PlatformTable, keys_of
from tests.conftest import DOCS, ROOTS, run
from tests.course.outputs.platforms.schema import faults

if TYPE_CHECKING:
    from course.outputs.platforms.site import Website
    from course.project import Project


@pytest.fixture(scope="module")
def project() -> Project:
    """Give the small course with every type of question."""
    return load_project(ROOTS / "test-learner")


@pytest.fixture(scope="module")
def website(learner_site: Path) -> Website:
    """Read its finished pages."""
    return read_website(learner_site)


def packages(project: Project, site: Path, folder: Path, **table: Any) -> dict[str, zipfile.ZipFile]:
    """Make every package, with other settings of `[platform]`."""
    tables = replace(project.tables, platform=replace(project.tables.platform, **table))
    found = {}
    for kind in PACKAGES:
        (folder / kind).mkdir(parents=True)
        order = Order(replace(project, tables=tables), folder, Silent())
        assert write_package(kind, order, site, folder / kind) == []
        found[kind] = zipfile.ZipFile(io.BytesIO((folder / kind / f"test-learner-{kind}.zip").read_bytes()))
    return found


@pytest.fixture(scope="module")
def made(project: Project, learner_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, zipfile.ZipFile]:
    """Make every package once."""
    return packages(project, learner_site, tmp_path_factory.mktemp("packages"))


def data_of(package: zipfile.ZipFile) -> dict[str, Any]:
    """Return what the shell of a package knows."""
    text = package.read("shell-data.js").decode()
    data: dict[str, Any] = json.loads(text.partition("data: ")[2].rstrip().removesuffix("};"))
    return data


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_has_everything_that_its_manifest_and_its_pages_name(
    kind: str, made: dict[str, zipfile.ZipFile]
) -> None:
    """Files of the manifest are those of the archive; each script and sheet of the shell is there."""
    names = set(made[kind].namelist())
    if kind != "cmi5":
        tree = etree.fromstring(made[kind].read("imsmanifest.xml"))
        assert set(tree.xpath("//*[local-name()='file']/@href")) == names - {"imsmanifest.xml"}
    shell = made[kind].read("index.html").decode()
    assert set(re.findall(r'(?:src|href)="([^"]+)"', shell)) <= names
    assert "site/index.html" in names
    assert [name for name in names if name.endswith((".map", ".inv", ".md"))] == []


@pytest.mark.parametrize("kind", PACKAGES)
@pytest.mark.parametrize("sco", ["course", "lesson"])
def test_manifests_are_valid(kind: str, sco: str, project: Project, learner_site: Path, tmp_path: Path) -> None:
    """By the order, number and form of elements and attributes that the standards ask for."""
    package = packages(project, learner_site, tmp_path, sco=sco)[kind]
    name = "cmi5.xml" if kind == "cmi5" else "imsmanifest.xml"
    assert faults(kind, package.read(name)) == []


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_planted_fault_in_a_manifest_is_found(kind: str, made: dict[str, zipfile.ZipFile]) -> None:
    """The check of the check: an element out of order, an attribute that is missing, a value of the wrong form."""
    name = "cmi5.xml" if kind == "cmi5" else "imsmanifest.xml"
    whole = made[kind].read(name).decode()
    plants = {
        "cmi5": [
            ("<url>index.html</url>", ""),
            ('moveOn="CompletedAndPassed"', 'moveOn="Maybe"'),
            ('masteryScore="0', 'masteryScore="8'),
        ],
        "scorm12": [
            ("<schema>ADL SCORM</schema>", ""),
            ('identifierref="shell"', 'identifierref="none"'),
            ("<adlcp:masteryscore>66", "<adlcp:masteryscore>660"),
        ],
        "scorm2004": [
            ("2004 4th Edition", "2005"),
            ('identifierref="shell"', 'identifierref="none"'),
            ("Measure>0.66", "Measure>66"),
        ],
    }
    for old, new in plants[kind]:
        assert old in whole
        assert faults(kind, whole.replace(old, new).encode()) != [], old


def test_the_manifest_speaks_in_the_words_of_the_course(made: dict[str, zipfile.ZipFile]) -> None:
    """Title, description, language, minutes, version and pass mark."""
    for kind in ("scorm12", "scorm2004"):
        text = made[kind].read("imsmanifest.xml").decode()
        for said in (
            "Small things",
            "A course for trying out",
            ">en<",
            "PT0H24M",
            ">2.0<",
            "66" if kind == "scorm12" else "0.66",
        ):
            assert said in text, (kind, said)
    text = made["cmi5"].read("cmi5.xml").decode()
    for said in ("Small things", 'lang="en"', 'masteryScore="0.6600"', 'moveOn="CompletedAndPassed"'):
        assert said in text


def test_one_part_a_lesson_where_the_author_says_so(project: Project, learner_site: Path, tmp_path: Path) -> None:
    """The platform opens each part by its address; only that with the test has the pass mark."""
    made = packages(project, learner_site, tmp_path, sco="lesson")
    for kind in ("scorm12", "scorm2004"):
        tree = etree.fromstring(made[kind].read("imsmanifest.xml"))
        items = tree.xpath("//*[local-name()='item']")
        assert [item.get("parameters") for item in items] == ["?part=1", "?part=2", "?part=3", "?part=4"]
        marks = [
            item.xpath("count(.//*[local-name()='masteryscore' or local-name()='minNormalizedMeasure'])")
            for item in items
        ]
        assert marks == [0, 0, 1, 0]
    tree = etree.fromstring(made["cmi5"].read("cmi5.xml"))
    units = tree.xpath("//*[local-name()='au']")
    assert [unit.get("moveOn") for unit in units] == ["Completed", "Completed", "CompletedAndPassed", "Completed"]


def test_settings_reach_the_shell(project: Project, learner_site: Path, tmp_path: Path) -> None:
    """Status, score, interactions, opinions and address; a platform that is told completion gets no pass mark."""
    table = {"status": "completed", "score": "last", "interactions": "test", "id": "https://example.org/x"}
    made = packages(project, learner_site, tmp_path, **table)
    data = data_of(made["scorm12"])
    assert [data[name] for name in ("status", "score", "interactions", "iri")] == list(table.values())
    assert b"masteryscore" not in made["scorm12"].read("imsmanifest.xml")
    assert b'id="https://example.org/x/part/1"' in made["cmi5"].read("cmi5.xml")


def test_every_type_of_question_is_known_with_its_key(website: Website) -> None:
    """Choices, pairs, steps, gaps and numbers as platforms are told of them."""
    items = {item["id"]: item for item in website.items}
    assert {item["type"] for item in website.items} == {
        "single", "multiple", "truefalse", "match", "order", "numeric", "short", "cloze", "likert"
    }  # fmt: skip
    assert (items["all-single"]["options"], items["all-single"]["key"]) == (["a", "b", "c"], ["b"])
    assert items["all-single"]["texts"] == ["Venus", "Mercury", "The third rock"]
    assert items["all-multiple"]["key"] == ["a", "c"]
    assert (items["all-truefalse"]["options"], items["all-truefalse"]["key"]) == (["false", "true"], ["true"])
    assert items["all-match"]["key"] == [["fr", "Paris"], ["it", "Rome"]]
    assert (items["all-match"]["texts"], items["all-match"]["targets"]) == (
        ["France", "Italy"],
        ["Milan", "Paris", "Rome"],
    )
    assert items["all-order"]["key"] == ["s1", "s2", "s3"]
    assert (items["all-numeric"]["key"], items["all-numeric"]["number"]["answer"]["unit"]) == ([49.5, 50.5], "m")
    assert items["all-short"]["key"] == ["ice", "Ice cubes"]
    assert items["all-cloze"]["stem"] == "The sky is […] and grass is […]."
    assert items["all-cloze"]["gaps"] == [["g1", None], ["g2", ["green", "red"]]]
    assert {item["mode"] for item in website.items if item["opinion"]} == {"survey"}
    assert website.mastery == 0.66


def test_the_same_bytes_twice_in_one_order_with_one_date(
    project: Project, learner_site: Path, tmp_path: Path, made: dict[str, zipfile.ZipFile]
) -> None:
    """Nothing of the day or of the machine."""
    again = packages(project, learner_site, tmp_path)
    for kind, package in made.items():
        names = package.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.fp.getvalue() == again[kind].fp.getvalue()  # type: ignore[union-attr]


def test_only_the_shell_of_cmi5_reaches_out(made: dict[str, zipfile.ZipFile]) -> None:
    """The pages keep their policy; the record store is asked by the page around them alone."""
    for kind, package in made.items():
        shell = unescape(package.read("index.html").decode())
        assert ("connect-src 'self' https: http:" in shell, "connect-src 'none'" in shell) == (
            kind == "cmi5",
            kind != "cmi5",
        )
        assert "connect-src &#39;self&#39;;" in package.read("site/index.html").decode()
        assert "frame-src &#39;none&#39;" in package.read("site/lessons/01-things.html").decode()


def test_pages_ask_the_shell_for_their_memory_before_anything_else(made: dict[str, zipfile.ZipFile]) -> None:
    """The first script of each page begins with it."""
    for package in made.values():
        head = package.read("site/_static/course-head.js").decode()
        assert head.index("courseShell") < head.index("localStorage")


def test_the_report_says_what_is_lost(project: Project, learner_site: Path, tmp_path: Path) -> None:
    """Opinions are dropped unless the author sends them; SCORM 1.2 says which of its words it gets."""
    packages(project, learner_site, tmp_path / "one")
    packages(project, learner_site, tmp_path / "two", opinions=True, status="completed")
    fates = {}
    for name in ("one", "two"):
        path = tmp_path / name / "scorm12" / "test-learner-scorm12.losses.json"
        rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
        fates[name] = {row["what"]: (row["fate"], row.get("how", "")) for row in rows}
        page = path.with_suffix(".html").read_text(encoding="utf-8")
        assert page.count("<tr class=") == len(rows)
    opinions = "answers of the evaluation and open answers"
    assert (fates["one"][opinions][0], fates["two"][opinions][0]) == ("dropped", "kept")
    assert "never told whether all parts are done" in fates["one"]["done and passed"][1]
    assert "never told whether the test is passed" in fates["two"]["done and passed"][1]


def test_a_course_without_minutes_is_told_that_nothing_can_be_completed(
    project: Project, learner_site: Path, tmp_path: Path
) -> None:
    """The platform would wait for ever; the package is made all the same."""
    site = Path(shutil.copytree(learner_site, tmp_path / "site"))
    data = site / "_static" / "course-data.js"
    text = data.read_text(encoding="utf-8")
    data.write_text(re.sub(r'"steps": \[\[.*?\]\]', '"steps": []', text), encoding="utf-8")
    (finding,) = write_package("scorm12", Order(project, tmp_path, Silent()), site, tmp_path)
    assert (finding.code, finding.level, finding.path.name) == ("C023", "warning", "course.toml")
    assert (tmp_path / "test-learner-scorm12.zip").is_file()


def test_platforms_stands_for_all_packages() -> None:
    """`course build --list` names the group with its members."""
    listed = run("build", "--list").output
    assert re.search(r"^platforms +scorm12, scorm2004, cmi5, banks$", listed, re.MULTILINE)


@pytest.mark.parametrize("title", ['</script><script>"', "a & <b> 'c' \\ \u2028", "دورة \U0001f600"])
def test_a_title_is_words_in_shell_and_manifest(title: str, project: Project, website: Website) -> None:
    """Whatever it holds, it ends no script, no attribute and no element."""
    told = replace(website, data={**website.data, "title": title, "subtitle": title}, about=title)
    for kind in PACKAGES:
        files = shell_files(told, project, kind)
        shell = html.fromstring(files["index.html"].decode())
        assert (shell.findtext(".//title"), len(shell.findall(".//script"))) == (title, 2)
        assert shell.get_element_by_id("shell-frame").get("title") == title
        made = structure(told, project) if kind == "cmi5" else manifest(told, project, kind, files)
        assert faults(kind, made) == []
        assert title in "".join(etree.fromstring(made).itertext())


def test_the_settings_of_the_page_are_those_that_there_are(tea: Path) -> None:
    """The table that authors copy loads, says what is the case without it, and names every key but the address."""
    page = (DOCS / "how-to" / "publish-to-a-platform.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    with (tea / "course.toml").open("a", encoding="utf-8") as settings:
        settings.write(table)
    assert load_project(tea).tables.platform == PlatformTable()
    assert set(re.findall(r"^([\w-]+) =", table, re.MULTILINE)) == keys_of("platform") - {"id"}
    assert set(re.findall(r"^\| [^|]+ \| `(\w+)` \|", page, re.MULTILINE)) == set(PACKAGES)
    commands = re.search(r"```sh\n(.*?)```", page, re.DOTALL)
    assert commands
    for line in commands[1].splitlines():
        named = line.split("--to ")[1].split()[0]
        assert {*GROUPS.get(named, (named,))} <= set(EDITIONS)


def test_the_shell_speaks_with_the_words_that_the_course_brings(website: Website, tmp_path: Path) -> None:
    """Catalogues of the course come before ours, for a language that we lack too."""
    course = shutil.copytree(ROOTS / "test-learner", tmp_path / "test-learner")
    own = course / "locales" / "fr" / "LC_MESSAGES"
    own.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text = f'{head}msgid "Leave the course"\nmsgstr "Quitter le cours"\n'
    (own / "course.po").write_text(text, encoding="utf-8")
    files = shell_files(replace(website, language="fr-CA"), load_project(course), "scorm12")
    assert b"Quitter le cours" in files["index.html"]
    assert b"Quitter le cours" in files["shell-data.js"]
    assert b"Close this note" in files["index.html"]

"""The search for a private pool finds what a writer has escaped: planted in each edition, it is found in each."""

from __future__ import annotations

import gzip
import html
import io
import json
import tarfile
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml

from course.outputs.edition import EDITIONS as SHIPPED
from course.outputs.leaks import find_leaks
from quizzes.overlay import Secret, leaked, squeeze
from tests.conftest import copy_tea, run
from tests.course.instructor.conftest import add_sessions

HARD = "The guest's 50% \"first-flush\" cup – so she said – isn't half_empty & won't be: Zoë's café \\ day-night"
"""A text with the signs that writers escape: quotes, hyphens, dashes, percent, underscore, backslash, accents."""
PLACES = {
    "words": "\n{}\n",
    "emphasis": "\n*{}*\n",
    "heading": "\n### {}\n",
    "code": "\n```text\n{}\n```\n",
    "cell": "\n| a |\n|---|\n| {} |\n",
    "note": "\nWords[^n].\n\n[^n]: {}\n",
}
EDITIONS = tuple(SHIPPED)
PARTS = {
    "handouts": ("question",),
    "job-aids": ("card", "one"),
    "banks": ("question",),
    "pptx": ("slide",),
    "gettext": tuple(place for place in (*PLACES, "question", "card", "one") if place != "code"),
}
"""Editions that hold a part of the pages, and which places are in it."""


def escaped(text: str) -> str:
    """Return a text as words of Markdown."""
    return "".join(f"\\{sign}" if sign in "\\*_&|<>%`" else sign for sign in text)


def texts(found: list[Secret]) -> set[str]:
    """Return the kinds of what was found."""
    return {one.kind for one in found}


def at(place: str) -> str:
    """Return the text that is planted at a place, which differs from the others in its end."""
    return f"{HARD} {place}"


def secret(place: str) -> list[Secret]:
    """Return the trace of that text."""
    return [Secret(f"p-{place}", "text", squeeze(at(place)))]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a course in every edition, with a text planted at each place of a page, and in a question."""
    folder = tmp_path_factory.mktemp("planted")
    course = copy_tea(folder)
    (course / "conf.py").write_text('extensions = ["course"]\ncourse_check = False\n', encoding="utf-8")
    add_sessions(course)
    page = course / "lessons" / "02-kinds.md"
    plants = [form.format(at(place) if place == "code" else escaped(at(place))) for place, form in PLACES.items()]
    text = page.read_text(encoding="utf-8").replace("- Herbal leaf\n", f"- Herbal leaf: {escaped(at('slide'))}\n")
    page.write_text(f"{text}{''.join(plants)}\nIt is p-one here.\n", encoding="utf-8")
    with (course / "handouts" / "h1-card.md").open("a", encoding="utf-8") as card:
        card.write(f"\n{escaped(at('card'))} p-one.\n")
    bank = course / "quizzes" / "l02.yaml"
    data = yaml.safe_load(bank.read_text(encoding="utf-8"))
    data["items"][0]["choices"][0]["feedback"] = escaped(at("question"))
    bank.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    done = run("build", course, "--to", ",".join(EDITIONS), "--out", folder / "out")
    assert done.exit_code == 0, done.output
    return folder / "out"


@pytest.mark.xdist_group("leaks")
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_planted_text_is_found_in_every_edition(edition: str, planted: Path) -> None:
    """As words, in emphasis, a heading, code, a cell, a note, a question: the writer's own escapes hide nothing."""
    places = (*PLACES, "question", "card", "one")
    ids = [Secret(name, "id", name) for name in ("p-one", "p-two")]
    asked = [*ids, *(one for place in {*places, *PARTS.get(edition, ()), "nowhere"} for one in secret(place))]
    found = {one.subject for one in find_leaks(planted / edition, asked)}
    assert found == {f"p-{place}" for place in PARTS.get(edition, places)}


LINES = "The guest's cup\nstands on the table\nsince the evening"
FORMS = {
    "JSON": json.dumps(LINES),
    "JSON in JSON": json.dumps(json.dumps(LINES)),
    "Typst": '#"The guest\\u{2019}s cup\\nstands on the table\\nsince the evening";',
    "roff": "The guest\\(aqs cup\nstands \\fBon\\fP the table\nsince the eve\\-ning",
    "LaTeX": "The guest\\textquotesingle{}s cup stands \\sphinxstylestrong{on} the table since the eve"
    "\\sphinxhyphen{}ning",
    "entities": "The guest&#39;s cup st&#x61;nds on the table since the evening",
    "tags": "The guest's c<b>up</b> stands on the t<wbr>able since the evening",
    "address": quote(LINES),
    "script": "The guest\\x27s cup \\u0073tands on the table since the evening",
    "composed": "The guest's cup stands on the table since the evening".replace("e", "e\u200b"),
}


@pytest.mark.parametrize("form", FORMS)
def test_escapes_of_any_writer_are_read(form: str) -> None:
    """Each form says the same text."""
    assert texts(leaked(FORMS[form], [Secret("p-one", "text", squeeze(LINES))])) == {"text"}


def test_ids_are_read_through_escapes_and_stand_alone() -> None:
    """A hyphen of LaTeX or of a manual page is one; a longer id is another."""
    secret = [Secret("p-one", "id", "p-one")]
    assert all(leaked(text, secret) for text in ("p-one", "p\\sphinxhyphen{}one", "p\\-one", "p\\(hyone", "p&#45;one"))
    assert not any(leaked(text, secret) for text in ("p-one-more", "up-one", "p one", "p-ones"))


def packed(name: str, content: bytes) -> bytes:
    """Return a zip with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_archives_are_opened_whatever_they_are_called(tmp_path: Path) -> None:
    """A package in a package, a tar in a gzip, and a name that gives an id away."""
    secret = [Secret("p-one", "text", squeeze(LINES)), Secret("p-one", "id", "p-one")]
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(LINES)
        archive.addfile(entry, io.BytesIO(LINES.encode()))
    files = {
        "package.bin": packed("inner.zip", packed("a.json", json.dumps(LINES).encode())),
        "course.tar.gz": gzip.compress(out.getvalue()),
        "named.zip": packed("p-one.txt", b"nothing"),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    assert {one.path.name for one in find_leaks(tmp_path, secret)} == set(files)


def test_signs_of_less_and_more_hide_no_words() -> None:
    """What stands between them looks like a tag: in a page, in a script and in an address."""
    words = "When x < 3 and y > 1, the kettle is stopped"
    secret = [Secret("p-one", "text", squeeze(words))]
    escaped = html.escape(words)
    forms = (words, escaped, json.dumps(words.replace(" and", "\n and")), quote(words), f"<b>{escaped}</b>")
    assert [form for form in forms if texts(leaked(form, secret)) != {"text"}] == []

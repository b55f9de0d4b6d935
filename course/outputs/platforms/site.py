"""A finished website as packages see it: pages, parts, and every question with what a platform is told of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import html

from course.sphinxext.learner.data import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

_LEFT = ("_sources", ".doctrees")
_IDLE = ("objects.inv", ".buildinfo", "searchindex.js")
"""What a server of documents has, and no page asks for."""
_OTHER = ("genindex.html", "search.html")
_FIGURES = 1e-9


@dataclass(frozen=True)
class Website:
    """What was read: `data` is what all pages share, `items` one entry a question as the shell takes it.

    `pages` are the pages of the course by their files, `files` all that belongs into a package; `mastery` is the share
    that passes the test, None for a course without a test.
    """

    folder: Path
    data: dict[str, Any]
    pages: tuple[str, ...]
    files: tuple[str, ...]
    titles: dict[str, str]
    items: tuple[dict[str, Any], ...]
    mastery: float | None
    about: str
    language: str


def read_website(folder: Path) -> Website:
    """Read the finished edition `html` in a folder."""
    files = tuple(sorted(_files(folder)))
    pages = tuple(name for name in files if name.endswith(".html") and not name.startswith("_") and name not in _OTHER)
    roots = {name: html.fromstring((folder / name).read_bytes().decode()) for name in pages}
    shared = {name: json.loads(found[0]) for name, root in roots.items() if (found := _page_data(root))}
    items = {_key(one): one for name, root in roots.items() if name in shared for one in _items(root)}
    tests = [data["test"]["pass"] for data in shared.values() if "test" in data]
    start = roots["index.html"]
    return Website(
        folder,
        _shared_data(folder),
        tuple(name for name in pages if name in shared),
        files,
        {data["doc"]: data["title"] for data in shared.values()},
        tuple(items[key] for key in sorted(items)),
        tests[0] if tests else None,
        next(iter(start.xpath("//meta[@name='description']/@content")), ""),
        start.get("lang") or "en",
    )


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(_LEFT) and name not in _IDLE and path.suffix != ".map":
            yield name


def _shared_data(folder: Path) -> dict[str, Any]:
    text = (folder / "_static" / DATA).read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text.partition("Course.data = ")[2].rstrip().removesuffix(";"))
    return data


def _page_data(root: HtmlElement) -> list[str]:
    return [text for text in root.xpath("//*[@id='course-page']/@data-page") if text != "{}"]


def _key(item: dict[str, Any]) -> tuple[str, str, str]:
    return item["page"], item["bank"], item["id"]


def _items(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the questions of a page."""
    for form in _classed(root, "quiz-item"):
        grading = json.loads(form.get("data-grading") or "null")
        varies = bool(form.get("data-variants"))  # then its key is another for each learner
        kind, mode = form.get("data-type", ""), form.get("data-mode", "")
        options = sorted(_options(form), key=lambda one: one[0])
        yield {
            "page": form.get("data-page", ""),
            "bank": form.get("data-bank", ""),
            "id": form.get("data-item", ""),
            "mode": mode,
            "type": kind,
            "answer": form.get("data-answer", ""),
            "revision": form.get("data-revision", ""),
            "fingerprint": form.get("data-fingerprint", ""),
            "opinion": mode == "survey" or kind in ("likert", "essay"),
            "options": [name for name, _ in options],
            "texts": [text for _, text in options],
            "targets": sorted(set(form.xpath("(.//fieldset//select)[1]/option/@value")) - {""})
            if kind == "match"
            else [],
            "gaps": [[gap.get("name"), _choices(gap)] for gap in _classed(form, "quiz-gap")],
            "key": None if varies else _key_of(grading),
            "number": {"answer": grading["answer"], "decimal": grading.get("decimal")} if kind == "numeric" else None,
            "stem": _stem(form),
            "anchor": form.get("id", ""),
            "objectives": form.get("data-objectives", "").split(),
        }


def _classed(node: HtmlElement, name: str) -> list[HtmlElement]:
    found: list[HtmlElement] = node.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return found


def _words(node: HtmlElement, name: str) -> str:
    """Return the text of the first element of a class, on one line."""
    found = _classed(node, name)
    return " ".join(found[0].text_content().split()) if found else ""


def _stem(form: HtmlElement) -> str:
    """Return the words of a question, with a mark for each gap."""
    for gap in _classed(form, "quiz-gap"):
        gap.tail = f"[…]{gap.tail or ''}"
        for option in list(gap):
            gap.remove(option)
    return _words(form, "quiz-stem")


def _options(form: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield id and words of what can be chosen, matched or put in order."""
    for choice in _classed(form, "quiz-choice"):
        for field in choice.xpath(".//input"):
            yield field.get("value", ""), _words(choice, "quiz-text") or " ".join(choice.text_content().split())
    for row in _classed(form, "quiz-row"):
        for field in row.xpath(".//select"):
            letter = _words(row, "quiz-letter")
            yield field.get("name", ""), _words(row, "quiz-text").removeprefix(letter).strip()


def _choices(gap: HtmlElement) -> list[str] | None:
    """Return what a gap offers, None where it is typed."""
    return sorted({value for value in gap.xpath("./option/@value") if value}) if gap.tag == "select" else None


def _key_of(grading: dict[str, Any] | None) -> list[Any] | None:
    """Return the right answer in the shape of its type, None where no pattern of a platform says it."""
    given = grading or {}
    typed = given.get("answers", given.get("gaps", []))
    if any(one.get("match") == "regex" for one in typed):
        return None
    way = _KEYS.get(given.get("type", ""))
    return way(given) if way else None


_KEYS: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "single": lambda key: [one["id"] for one in key["choices"] if one["correct"]],
    "multiple": lambda key: [one["id"] for one in key["choices"] if one["correct"]],
    "truefalse": lambda key: [str(key["answer"]).lower()],
    "match": lambda key: [[one["id"], one["response"]] for one in key["pairs"]],
    "order": lambda key: [one["id"] for one in key["sequence"]],
    "numeric": lambda key: _range(key["answer"]),
    "short": lambda key: [one["text"] for one in key["answers"]],
    "cloze": lambda key: [one["answer"] for one in key["gaps"]],
}


def _range(answer: dict[str, Any]) -> list[float]:
    """Return the least and the largest right number."""
    if answer.get("range"):
        return [float(end) for end in answer["range"]]
    value = float(answer["value"])
    off = float(answer.get("tolerance") or 0) or abs(value) * float(answer.get("relative_tolerance") or 0)
    return [round(end, 9) if abs(end) > _FIGURES else 0.0 for end in (value - off, value + off)]

"""Write the website as one HTML file: frame, pages, styles, scripts, data, and a policy that names them by hash."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from typing import TYPE_CHECKING

from lxml import html

from course.outputs.exam.words import speaking
from course.outputs.onefile.carried import local_file, with_files
from course.outputs.onefile.pages import (
    MARK,
    Page,
    moved_in,
    read_pages,
    relink,
    shared_by_all,
    tests_of,
    without_idle_classes,
    without_idle_ids,
    written,
)
from course.outputs.onefile.scripts import ROUTER, packed_data, script_of
from course.sphinxext.learner.scripts import CLIENT, joined
from course.sphinxext.strings import _
from course.theme.trim import used_only
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from course.outputs.order import Order
    from course.project import Project

CODE = "C091"
_STYLE = ".course-scripts .course-part{display:none}.course-part{margin-block-end:4rem}"
_STYLE += ".bd-article figure>picture>img{max-width:30rem;margin-inline:auto}"
"""The drawing for phones is the only one, and its type would be huge in a wide column."""
_PAGES = "\ue000pages\ue000"
"""Where the pages go in the frame."""
_NAME = re.compile(r"\w+(?:-[\w-]+)+")
"""What scripts say of classes; those of one word are known to a style sheet as well."""
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def write_onefile(order: Order, finished: Path, folder: Path) -> list[Finding]:
    """Write `<course>.html` into the folder; return what a single file cannot hold."""
    pages = read_pages(finished)
    sheet = "\n".join([*_sheets(pages, finished), _STYLE]).replace("</", "<\\/")
    course = f"globalThis.Course.onefile.ready(() => {{\n{script_of(finished)}}});"
    scripts = [joined([CLIENT / ROUTER]), course, *_own_scripts(pages, finished)]
    text = _document(order.project, pages, sheet, [inlined(script) for script in scripts], finished)
    (folder / f"{order.project.name}.html").write_text(text, encoding="utf-8")
    return list(_lost(pages, order.project.root / "course.toml"))


def _document(project: Project, pages: list[Page], sheet: str, scripts: list[str], site: Path) -> str:
    frame = html.fromstring((site / "index.html").read_bytes())
    head = joined([CLIENT / "course-head.js"])
    parts = _parts(pages, site)
    body = _frame(frame, pages, site)
    used = {*_CLASS.findall(sheet), *_NAME.findall("\n".join(scripts))}
    without_idle_classes([*parts, body], used)
    language = frame.get("lang") or "en"
    tests = tests_of(parts, _needs(project, language))
    sheet = used_only(sheet, used_in([*parts, body], tests, scripts))
    bar, foot = shared_by_all(parts)
    around, rest = written(body).split(_PAGES, 1)
    tongue = "".join(f' {name}="{escape(value)}"' for name in ("lang", "dir") if (value := frame.get(name)))
    icon = frame.find(".//link[@rel='icon']")
    return "\n".join(
        [
            "<!DOCTYPE html>", f'<html{tongue} data-content_root="./">', "<head>", '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy([head, *scripts], sheet)}">',
            f"<title>{escape(pages[0].title)}</title>", written(icon) if icon is not None else "",
            f"<script>{head}</script>", f"<style>{sheet}</style>", "</head>", around,
            bar, *(written(part) for part in parts), foot, rest.replace("</body>", ""),
            f'<script type="text/plain" id="course-packed">{packed_data(site, tests)}</script>',
            *(f"<script>{script}</script>" for script in scripts), "</body>", "</html>", "",
        ]
    )  # fmt: skip


def _parts(pages: list[Page], site: Path) -> list[html.HtmlElement]:
    """Return the main parts of all pages."""
    names = {page.name for page in pages}
    parts = [moved_in(page, names, site) for page in pages]
    without_idle_ids(parts)
    return parts


def _frame(frame: html.HtmlElement, pages: list[Page], site: Path) -> html.HtmlElement:
    """Return what is around every page: that of the start page, with a mark where the pages go."""
    body = frame.find("body")
    main = None if body is None else body.find(".//main")
    assert body is not None
    assert main is not None
    relink(body, pages[0], {page.name for page in pages}, site)
    for skip in body.xpath(f".//a[@href='#index{MARK}main-content']"):
        skip.set("href", "#main-content")
    body.attrib.pop("data-course-offline", None)
    main[:] = []
    main.text = _PAGES
    for stray in body.xpath(".//script"):
        stray.drop_tree()
    return body


def _needs(project: Project, language: str) -> str:
    """Return what stands in the place of a test where no script runs."""
    with speaking(project, language):
        return str(_("This test needs a browser that runs scripts."))


def used_in(parts: list[html.HtmlElement], tests: Mapping[str, list[str]], scripts: list[str]) -> Callable[[str], bool]:
    """Return what says whether a class stands on a page or in a script."""
    pools = [html.fromstring(pool) for pools in tests.values() for pool in pools]
    names = {name for part in (*parts, *pools) for node in part.iter() for name in _classes(node)}
    said = "\n".join(scripts)
    return lambda name: name in names or name in said


def _classes(node: html.HtmlElement) -> list[str]:
    return node.get("class", "").split() if isinstance(node.tag, str) else []


def inlined(script: str) -> str:
    """Return a script in which no text ends its element, or begins a comment of HTML."""
    return re.sub(r"<(/script|script|!--)", r"\\x3c\1", script, flags=re.IGNORECASE)


def policy(scripts: Iterable[str], sheet: str) -> str:
    """Return the policy: these scripts and this style sheet by their SHA-256, pictures and media from inside alone."""
    allowed = " ".join(map(_hash, scripts))
    inside = "; ".join(f"{kind}-src data:" for kind in ("img", "media", "font"))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(sheet)}; {inside}; "
        "form-action 'none'; base-uri 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _sheets(pages: list[Page], site: Path) -> Iterator[str]:
    """Yield each style sheet once, in the order in which pages load them."""
    known: dict[Path, None] = {}
    for page in pages:
        known |= {path: None for name in page.sheets if (path := local_file(name, page.path, site))}
    extra = [site / "_static" / f"course-{name}.css" for name in ("search", "notes")]
    known |= {path.resolve(): None for path in extra if path.is_file()}
    for path in known:
        yield with_files(path.read_text(encoding="utf-8"), path, site)


def _own_scripts(pages: list[Page], site: Path) -> Iterator[str]:
    """Yield the scripts that the author linked."""
    known: dict[Path, None] = {}
    for page in pages:
        found = [path for name in page.scripts if (path := local_file(name, page.path, site))]
        known |= {path: None for path in found if not re.match(r"course-|quizzes\.js|design-tabs", path.name)}
    for path in known:
        yield path.read_text(encoding="utf-8")


def _lost(pages: list[Page], settings: Path) -> Iterator[Finding]:
    """Yield a warning for each file of another server that a page would load: a mail has no such permission."""
    named = {name for page in pages for name in (*page.scripts, *page.sheets)}
    named |= {str(src) for page in pages for src in page.main.xpath(".//iframe/@src | .//embed/@src")}
    for name in sorted(name for name in named if re.match(r"(?:https?:)?//", name)):
        message = f"'{name}' is on another server and no part of the one file"
        yield Finding(settings, 1, CODE, message, Level.WARNING, hint="keep it beside the course, or link to it")

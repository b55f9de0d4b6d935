"""The site in the pocket: where a server offers it, a browser can install it, and it opens without a network.

A service worker keeps every page and what the pages load, under a name with the hash of all of them. The network comes
first, so that a correction is read at once; what is kept is for when there is none. Progress lies elsewhere and stays.
From disk, in a frame of a learning platform and in the preview nothing is registered.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from course.sphinxext.learner.pages import BUILDERS
from course.sphinxext.learner.scripts import ASKED, CLIENT, joined
from course.sphinxext.memory import project_of
from course.sphinxext.site_options import drawn_icon
from course.sphinxext.translation import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

WORKER, MANIFEST, ICON = "sw.js", "manifest.webmanifest", "icon.svg"
LARGEST = 5_000_000
"""Bytes of a file that is kept; a film is shown where there is a network."""
_LOADED = re.compile(r"<(?!a\b)[a-z]+\s[^>]*?\b(?:src|href|srcset|poster)=[\"']([^\"'?#]+)")
_ASKED = ("course-search.*", "course-notes.*", "search/*.js", *ASKED)
"""What scripts load when somebody asks for it."""
_DRAWN = {"sizes": "any", "type": "image/svg+xml"}


def offline_pages(folder: Path) -> Iterator[Path]:
    """Yield the pages of a finished site."""
    yield from (path for path in sorted(folder.rglob("*.html")) if "_static" not in path.relative_to(folder).parts)


def kept_files(folder: Path) -> list[str]:
    """Return what works without a network: pages, what they load, what scripts load; by address from the start page."""
    root, found = folder.resolve(), set()
    for page in offline_pages(root):
        named = _LOADED.findall(page.read_text(encoding="utf-8"))
        found |= {page, *((page.parent / unquote(name)).resolve() for name in named if ":" not in name)}
    found |= {path for pattern in _ASKED for path in (root / "_static").glob(pattern)}
    kept = [path for path in found if path.is_file() and path.is_relative_to(root) and path.stat().st_size <= LARGEST]
    return sorted(path.relative_to(root).as_posix() for path in kept)


def worker(name: str, folder: Path) -> str:
    """Return the service worker of a finished site; its version is the hash of every file that it keeps."""
    files = kept_files(folder)
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file}\0".encode() + hashlib.sha256((folder / file).read_bytes()).digest())
    told = json.dumps({"course": name, "version": digest.hexdigest()[:16], "files": ["./", *files]}, ensure_ascii=False)
    return f'"use strict";\n\nconst COURSE = {told};\n{joined([CLIENT / "course-worker.js"])}'


def manifest(app: Sphinx) -> dict[str, Any]:
    """Return what a browser is told of the site when it is installed."""
    project, start = project_of(app.env), app.config.root_doc
    title = text_of(app.env, start, project.title)
    return {
        "name": title,
        "short_name": title if len(title) <= 20 else project.name,  # noqa: PLR2004 - what fits below an icon
        "lang": app.config.language,
        "start_url": "./index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0b5c8a",
        "icons": [{"src": ICON, **_DRAWN, "purpose": purpose} for purpose in ("any", "maskable")],
    }


def write_offline(app: Sphinx, error: Exception | None) -> None:
    """Write worker, manifest and icon beside the start page, when all pages are there."""
    if error is not None or app.builder.name not in BUILDERS or not app.config.course_policy:
        return
    folder = Path(app.outdir)
    (folder / ICON).write_text(drawn_icon(project_of(app.env).title), encoding="utf-8")
    (folder / MANIFEST).write_text(json.dumps(manifest(app), ensure_ascii=False, indent=1), encoding="utf-8")
    (folder / WORKER).write_text(worker(project_of(app.env).name, folder), encoding="utf-8")


def setup_offline(app: Sphinx) -> None:
    """Register the last step of a build."""
    app.connect("build-finished", write_offline, priority=900)

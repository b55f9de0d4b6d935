"""The page around the pages of a package, its scripts and its data."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import TYPE_CHECKING

from course.outputs.platforms.words import shell_words
from course.sphinxext.learner.scripts import joined
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from course.outputs.platforms.site import Website
    from course.project import Project

CLIENT = Path(__file__).parent / "client"
SITE = "site/"
"""Where the pages lie in a package."""
HEAD = "_static/course-head.js"
"""The script that each page runs first."""
_ALWAYS = ("digits", "response", "state", "unpack", "memory", "answers")
PARTS = {"scorm12": ("scorm",), "scorm2004": ("scorm",), "cmi5": ("xapi", "cmi5")}
"""The scripts that speak with the platform, by the kind of package."""
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' file:",
    "style-src": "'self' file:",
    "frame-src": "'self' file:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_REACH = {"cmi5": "'self' https: http:"}
"""Whom the shell may ask: the record store of cmi5 is known only when somebody learns. Pages may never."""


def shell_files(website: Website, project: Project, kind: str) -> dict[str, bytes]:
    """Return the files of the shell by their names in the package."""
    data = json.dumps(_data(website, project, kind), ensure_ascii=False, sort_keys=True)
    files = {
        "index.html": _page(website, project, kind),
        "shell.css": (CLIENT / "shell.css").read_text(encoding="utf-8"),
        "shell-data.js": f'"use strict";\n\nglobalThis.Shell = {{ data: {data} }};\n',
        "shell.js": joined(shell_scripts(kind)),
    }
    return {name: text.encode() for name, text in files.items()}


def shell_scripts(kind: str) -> list[Path]:
    """Return the scripts of the shell in the order in which they run."""
    return [*(CLIENT / f"shell-{name}.js" for name in (*_ALWAYS, *PARTS[kind], "session")), CLIENT / "shell.js"]


def adopted(head: bytes) -> bytes:
    """Return the first script of pages, which asks the shell for its memory before anything else."""
    return joined([CLIENT / "shell-page.js"]).encode() + head


def course_iri(project: Project) -> str:
    """Return the address that names the course in statements."""
    told = project.tables.platform.id or project.tables.site.url
    return told or f"urn:x-coursewright:{project.name}"


def _data(website: Website, project: Project, kind: str) -> dict[str, object]:
    table, course = project.tables.platform, website.data
    return {
        "kind": kind,
        "site": SITE,
        "iri": course_iri(project),
        "language": website.language,
        "pages": website.pages,
        "titles": website.titles,
        "items": website.items,
        "status": table.status if website.mastery is not None else "completed",
        "score": table.score,
        "interactions": table.interactions,
        "opinions": table.opinions,
        "words": shell_words(project, website.language),
        **{name: course[name] for name in ("course", "version", "hash", "steps")},
    }


def _page(website: Website, project: Project, kind: str) -> str:
    words = {name: html.escape(text) for name, text in shell_words(project, website.language).items()}
    rules = {**_POLICY, "connect-src": _REACH.get(kind, "'none'")}
    policy = html.escape("; ".join(f"{name} {value}" for name, value in rules.items()))
    title, language = html.escape(website.data["title"]), html.escape(website.language)
    way = ' dir="rtl"' if runs_right_to_left(website.language) else ""
    return f"""<!DOCTYPE html>
<html lang="{language}"{way}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="shell.css">
<script defer src="shell-data.js"></script>
<script defer src="shell.js"></script>
</head>
<body>
<header>
<div id="shell-note" hidden><span role="status"></span><button type="button">{words["close"]}</button></div>
<div id="shell-bar"><button type="button" id="shell-leave" hidden>{words["leave"]}</button></div>
</header>
<main>
<noscript><p><a href="{SITE}index.html">{words["noScripts"]}</a></p></noscript>
<iframe id="shell-frame" title="{title}"></iframe>
</main>
</body>
</html>
"""

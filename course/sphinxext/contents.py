"""Which pages have to be read again: those of which a file holds something else than when they were read.

Sphinx compares dates, and a correction with an older date than the page it corrects would never be read. Here a build
begins by taking the digests of all files of the course, before anything is read; each page keeps those of the files it
was made from. What changed and belongs to no page (a module of Python, a template, a new bank) has every page read
again, so that nothing depends on our knowing every way in which a page may come by a file.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import docname_to_domain

from course.project.files import files_below
from course.project.inputs import inputs_of
from course.sphinxext.memory import project_of
from quizzes.content import digest_of, is_settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.project import Project

KNOWN = "course_contents"
"""The attribute of the environment that is kept with it."""
OUTSIDE = "outside.json"
"""The file beside the doctrees: files outside of the course that its pages show, with their digests."""

_ENGINE = Path(__file__).parents[1]


@dataclass
class Contents:
    """What the last build found: `files` the digests of the course, `pages` those that each page was made from."""

    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, dict[str, str]] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    """Where the settings say that the parts of the course are."""


@dataclass
class _Begun:
    """What a build found when it began: the time in nanoseconds, and the digests before anything was read.

    `elsewhere` are those of the files outside of the course that pages were made from; `catalogues` those of each page.
    """

    at: int
    contents: Contents
    elsewhere: dict[str, str]
    catalogues: dict[str, set[str]]
    reading: list[str] = field(default_factory=list)


_begun: dict[str, _Begun] = {}


def contents_of(env: BuildEnvironment) -> Contents:
    """Return what is known of the files of the course."""
    known: Contents = env.__dict__.setdefault(KNOWN, Contents())
    return known


def choose_pages(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], _removed: set[str]
) -> list[str]:
    """Return the pages whose contents changed, and take out of `changed` those of which only a date did."""
    begun, known = _begin(env), contents_of(env)
    stale = set(_stale(env, known, begun, added))
    for docname in changed - stale:
        if docname not in env.reread_always and Path(env.doctreedir, f"{docname}.doctree").is_file():
            changed.discard(docname)
    return sorted(stale)


def _begin(env: BuildEnvironment) -> _Begun:
    project = project_of(env)
    places = tuple(str(getattr(project, name)) for name in ("register", "bibliography", "objectives", "quizzes"))
    files = [*map(str, inputs_of(project)), *_named_in_conf(env)]
    contents = Contents({path: digest_of(path) for path in files}, {}, places)
    noted = {path for made_from in contents_of(env).pages.values() for path in made_from}
    elsewhere = {path: digest_of(path) for path in noted - contents.files.keys()}
    catalogues = {name: {path for path in _needs(env, name) if path.endswith(".mo")} for name in env.found_docs}
    begun = _begun[str(env.doctreedir)] = _Begun(time.time_ns(), contents, elsewhere, catalogues)
    return begun


def _stale(env: BuildEnvironment, known: Contents, begun: _Begun, added: set[str]) -> Iterable[str]:
    """Yield the pages that are not what their files would give now."""
    now = begun.contents
    moved = {path for path in {*known.files, *now.files} if known.files.get(path) != now.files.get(path)}
    owned = {path for made_from in known.pages.values() for path in made_from}
    sources = {str(env.doc2path(docname)) for docname in env.found_docs}
    loose = (path for path in moved - owned - sources if not _is_idle(path, env))
    if known.places != now.places or any(loose):
        return env.found_docs - added
    return (name for name in env.found_docs - added if _has_changed(name, known, now, _needs(env, name)))


def _has_changed(docname: str, known: Contents, now: Contents, needs: set[str]) -> bool:
    made_from = known.pages.get(docname)
    if made_from is None or not needs <= made_from.keys():
        return True
    return any(not was or (now.files.get(path) or digest_of(path)) != was for path, was in made_from.items())


def _needs(env: BuildEnvironment, docname: str) -> set[str]:
    """Return the source of a page and everything that it was noted to depend on, also by the way without detours."""
    noted = {str(env.doc2path(docname)), *map(str, env.dependencies.get(docname, ()))}
    return noted | {os.path.realpath(path) for path in noted if ".." in path}


def _is_idle(path: str, env: BuildEnvironment) -> bool:
    """Say whether a file of which no page is made cannot change any page by being another, by coming or by going."""
    project, place = project_of(env), Path(path)
    if place in _read_while_writing(project) or place.suffix in env.config.source_suffix:
        return True
    if not place.is_relative_to(project.root):
        return False
    folder, *inner = place.relative_to(project.root).parts
    if folder == "locales" and inner[1:2] == ["LC_MESSAGES"]:
        domains = {docname_to_domain(name, env.config.gettext_compact) for name in env.found_docs}
        return inner[0] != env.config.language or Path(*inner[2:]).with_suffix("").as_posix() in domains
    return folder in {"instructor", "reviews", "source"} and f"{folder}/**" in env.config.exclude_patterns


def _read_while_writing(project: Project) -> set[Path | None]:
    """Return the files that `outdated` asks about, or the bibliography, or that only the checks read."""
    settings = (project.settings, project.quizzes / "quizzes.toml", project.quizzes / "angoff.csv")
    return {*settings, project.document, project.facts, project.bibliography, project.objectives, project.register}


def note_reading(_app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note which pages are read."""
    _begun[str(env.doctreedir)].reading = list(docnames)


def keep_contents(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Keep with the environment what each page was made from, and tell which files outside of the course count."""
    begun = _begun.pop(str(env.doctreedir))
    pages = {name: made_from for name, made_from in contents_of(env).pages.items() if name in env.found_docs}
    for docname in begun.reading:
        needs = _needs(env, docname) | begun.catalogues.get(docname, set())
        pages[docname] = {path: _as_read(path, begun, env) for path in sorted(needs)}
    env.__dict__[KNOWN] = Contents(begun.contents.files, pages, begun.contents.places)
    found = {
        path: digest for made_from in (begun.contents.files, *pages.values()) for path, digest in made_from.items()
    }
    inside = {*map(str, inputs_of(project_of(env)))}
    outside = {path: digest for path, digest in found.items() if path not in inside and not _is_made(path, env)}
    Path(env.doctreedir, OUTSIDE).write_text(json.dumps(outside), encoding="utf-8")
    return []


def _as_read(path: str, begun: _Begun, env: BuildEnvironment) -> str:
    """Return the digest under which a page was read; empty where the file may have changed meanwhile."""
    known = begun.contents.files.get(path) or (not _is_made(path, env) and begun.elsewhere.get(path))
    if known:
        return known
    try:
        sure = _is_made(path, env) or is_settled(Path(path).stat(), begun.at)
    except OSError:
        return ""
    return digest_of(path) if sure else ""


def _is_made(path: str, env: BuildEnvironment) -> bool:
    """Say whether a file was written by this build, or belongs to the engine."""
    place = Path(os.path.normpath(path))  # a picture beside the doctrees is noted by its way from the course
    return place.is_relative_to(env.doctreedir) or place.is_relative_to(_ENGINE)


def _named_in_conf(env: BuildEnvironment) -> Iterator[str]:
    """Yield the files of the folders that conf.py names: templates, style sheets and whatever is copied."""
    own = env.config._raw_config  # noqa: SLF001 - the values without what themes and extensions have added
    for name in ("templates_path", "html_static_path", "html_extra_path"):
        for folder in own.get(name, ()):
            place = Path(os.path.normpath(Path(env.srcdir, folder)))
            yield from map(str, files_below(place) if place.is_dir() else [place])


def setup_contents(app: Sphinx) -> None:
    """Register the steps; the first comes before those of other extensions, which may add pages."""
    app.connect("env-get-outdated", choose_pages, priority=100)
    app.connect("env-before-read-docs", note_reading)
    app.connect("env-updated", keep_contents, priority=100)

"""Which pages must be written anew although only another page has changed.

Sphinx writes a page again when its own files have changed. But a page also prints what others are called: in links, in
the side bar, as the way on. So each page notes the names that it refers to; a build compares what stands behind each
name with what the last one saw, and writes the pages whose names mean something else now.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from course.sphinxext.contents import contents_of
from course.sphinxext.domain import course_domain
from course.sphinxext.learner.pages import BUILDERS, LISTING, ROWS, TESTS, lesson_numbers, minutes_of
from course.sphinxext.memory import project_of
from course.sphinxext.navigation import Navigation, read_parts
from course.sphinxext.notes import citing
from quizzes.sphinxext import nodes as q

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    Facts = dict[str, list[Any]]

NAMES = "course_names"
"""The key in the metadata of a page: the names it refers to."""
EVERYTHING = "*"
"""The name that stands for all pages and objectives: tests, review and record list them."""
BIBLIOGRAPHY = "* works"
"""The name that stands for all works cited."""
SETTINGS = "* settings"
"""The name that stands for `course.toml`, to which every page refers."""


def note_names(app: Sphinx, document: nodes.document) -> None:
    """Note which names a page refers to, in lower case."""
    docname, meta = app.env.docname, app.env.metadata[app.env.docname]
    names = {EVERYTHING} if _lists_everything(document, str(meta.get("course_blocks", ""))) else set()
    for link in document.findall(addnodes.pending_xref):
        target = str(link.get("reftarget", ""))
        names |= {name.strip().lower() for name in target.split(",")} | {docname_join(docname, target).lower()}
    meta[NAMES] = sorted(names)


def _lists_everything(document: nodes.document, blocks: str) -> bool:
    tests = any(quiz["mode"] in TESTS for quiz in document.findall(q.quiz))
    return tests or not {*LISTING, ROWS}.isdisjoint(blocks.split())


def facts_of(env: BuildEnvironment) -> Facts:
    """Return what stands behind each name: titles, places and numbers."""
    facts: Facts = defaultdict(list)
    for name, fact in _facts(env):
        facts[name.lower()].append(fact)
    return dict(facts)


def _facts(env: BuildEnvironment) -> Iterator[tuple[str, Any]]:
    for docname in sorted(env.titles):
        heads = [(link.get("anchorname", ""), link.astext()) for link in env.tocs[docname].findall(nodes.reference)]
        yield docname, (env.titles[docname].astext(), env.longtitles[docname].astext(), heads)
        yield EVERYTHING, (docname, env.titles[docname].astext(), minutes_of(env, docname))
    project = project_of(env)
    yield SETTINGS, project.tables
    listed = (project.objectives, project.quizzes / "quizzes.toml")
    yield EVERYTHING, [path.read_bytes() for path in listed if path and path.is_file()]
    standard = env.domains.standard_domain
    for label, (docname, node_id, words) in standard.labels.items():
        numbers = [kind[node_id] for kind in env.toc_fignumbers.get(docname, {}).values() if node_id in kind]
        yield label, (docname, node_id, str(words), numbers)
    for (_kind, name), place in standard.objects.items():
        yield name, place
    for kind in ("quiz", "item"):
        for name, places in env.domains["quizzes"].data[kind].items():
            yield name, tuple(min(places))
    yield from course_domain(env).data["rows"].items()
    yield BIBLIOGRAPHY, list(citing(env))
    for work in _works(env).citations:
        tooltip = work.tooltip_entry.text.render_as("text") if work.tooltip_entry else ""
        texts = [work.formatted_entry.label, work.formatted_entry.text.render_as("text"), tooltip]
        yield work.key, (*work.bibliography_key, work.citation_id, *map(str, texts))
        yield BIBLIOGRAPHY, (*work.bibliography_key, work.key, *map(str, texts))


def _works(env: BuildEnvironment) -> Any:
    return env.domains["cite"]


def names_of(env: BuildEnvironment, docname: str) -> set[str]:
    """Return the names that a page refers to, those of the pages that it lists among them."""
    names = {SETTINGS, *env.metadata[docname].get(NAMES, ())}
    waiting = [docname]
    while waiting:
        listed = [name for name in env.toctree_includes.get(waiting.pop(), ()) if name.lower() not in names]
        names |= {name.lower() for name in listed}
        waiting += listed
    if any(key.docname == docname for key in _works(env).bibliographies):
        names.add(BIBLIOGRAPHY)
    return names


def surroundings_of(env: BuildEnvironment) -> Facts:
    """Return for each page what the side bar and the ways on say there, what it was made from, and its pictures.

    Another edition may have read a page anew since this one wrote it, so that nothing is left to be read.
    """
    navigation, beside = Navigation(read_parts(env), lesson_numbers(env)), env.collect_relations()
    title = {name: node.astext() for name, node in env.titles.items()}
    return {
        docname: [
            navigation.shown_on(docname),
            *(title.get(name or "") for name in beside.get(docname, ())),
            sorted(contents_of(env).pages.get(docname, {}).items()),
            sorted(name for pages, name in env.images.values() if docname in pages),
        ]
        for docname in env.found_docs
    }


def outdated_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to be written anew, for builders that write each page into a file of its own."""
    if app.builder.name not in BUILDERS:
        return []
    seen: dict[str, tuple[Facts, Facts, Facts]] = env.__dict__.setdefault("course_seen", {})
    before, now = seen.get(app.builder.name), (facts_of(env), surroundings_of(env), _copied(env))
    seen[app.builder.name] = now
    if before is None or before == now:
        return []
    facts, around, copies = (_changed(*both) for both in zip(before, now, strict=True))
    for name in copies - now[2].keys():
        Path(app.outdir, name).unlink(missing_ok=True)
    return [name for name in sorted(env.found_docs) if name in around or not facts.isdisjoint(names_of(env, name))]


def _copied(env: BuildEnvironment) -> Facts:
    """Return the files beside the pages by their names in the output, each with the pages that show it."""
    found: Facts = {f"_images/{name}": sorted(pages) for pages, name in env.images.values()}
    return found | {f"_downloads/{name}": sorted(pages) for pages, name in env.dlfiles.values()}


def _changed(before: Facts, now: Facts) -> set[str]:
    return {name for name in {**before, **now} if before.get(name) != now.get(name)}


def setup_outdated(app: Sphinx) -> None:
    """Register both steps, after all others of their kind: links and numbers are known by then."""
    app.connect("doctree-read", note_names, priority=900)
    app.connect("env-get-updated", outdated_pages, priority=900)

"""What the learner's scripts need to know: the parts of the course with their minutes, and what each page asks.

The data of a page stands in the page (`#course-page`); what all pages share is one small classic script,
`_static/course-data.js`. There is no inline script anywhere, so that the Content-Security-Policy can forbid them.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from course.reviews import content_hashes
from course.sphinxext.learner.pages import (
    BUILDERS,
    LISTING,
    block_page,
    kind_of,
    page_data,
    pretest_page,
    steps_of,
    whole_minutes,
)
from course.sphinxext.learner.words import client_words
from course.sphinxext.memory import project_of
from course.sphinxext.notice import notice_words
from course.sphinxext.static_file import write_static
from course.sphinxext.translation import text_of
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from course.project import Project

DATA = "course-data.js"
POLICY = {
    "default-src": "'self' file:",
    "img-src": "'self' file: data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "frame-src": "'none'",
    "worker-src": "'self'",
    "form-action": "'self' file:",
    "base-uri": "'none'",
    "script-src": "'self' file:",
    "style-src": "'self' file:",
}
"""Nothing from elsewhere, no inline script or style, no eval. `file:` lets the site work from a folder. The default
is no `none`, because Firefox fetches the next page ahead under it."""
_OPENED = ("img-src", "connect-src", "frame-src", "script-src", "style-src")
"""What the hosts of `[site] hosts` may bring."""


def policy(hosts: Iterable[str] = ()) -> str:
    """Return the policy of a page, open to some hosts (origins such as `https://giscus.app`)."""
    more = " ".join(hosts)
    own = {name: POLICY[name].replace("'none'", "") for name in _OPENED if more}
    opened = {name: f"{value} {more}".strip() for name, value in own.items()}
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, **opened}.items())


def hosts_of(project: Project) -> tuple[str, ...]:
    """Return the hosts from which pages may load something: none in a stranger's course."""
    return project.tables.site.hosts if project.trusted else ()


def course_data(env: BuildEnvironment) -> dict[str, Any]:
    """Return what every page of the course shares."""
    project = project_of(env)
    steps = steps_of(env)
    hashes = "".join(content_hashes(project).values())
    return {
        "course": project.name,
        "title": text_of(env, env.config.root_doc, project.title),
        "subtitle": text_of(env, env.config.root_doc, project.subtitle),
        "version": project.version,
        "hash": hashlib.sha256(hashes.encode()).hexdigest()[:16],
        "notice": notice_words(env.config)[0],
        "reviewed": bool(env.config.course_reviewed),
        "minutes": whole_minutes(env),
        "lock": project.tables.assessment.lock,
        "steps": [[step.docname, step.minutes] for step in steps],
        "closing": [step.docname for step in steps if kind_of(env, step.docname) != "lesson"],
        "pretest": pretest_page(env),
        "record": block_page(env, "record"),
        "review": block_page(env, "review"),
        "words": client_words(),
    }


def write_data(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Write the shared data before the pages; no page needs to be read again for it."""
    if app.builder.name in BUILDERS:
        data = json.dumps(course_data(env), ensure_ascii=False, sort_keys=True)
        text = f'"use strict";\n\nglobalThis.Course = globalThis.Course || {{}};\nglobalThis.Course.data = {data};\n'
        write_static(app, DATA, text)
    return []


def offer_page(app: Sphinx, page: str, _template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Give templates the data of the page, and the policy for its scripts."""
    learning = app.builder.name in BUILDERS
    guarded = app.config.course_policy and app.builder.format == "html"
    context["course_policy"] = policy(hosts_of(project_of(app.env))) if guarded else ""
    context["course_learning"] = learning
    context["course_rtl"] = runs_right_to_left(app.config.language)
    if learning:
        data = page_data(app.env, page, tree) if page in app.env.found_docs else {}
        context["course_page"] = json.dumps(data, ensure_ascii=False)
        context["course_kind"] = data.get("kind", "")
        blocks = str(app.env.metadata[page].get("course_blocks", "")).split() if data else []
        context["course_keeps"] = "keep" in blocks
        context["course_tested"] = "objectives" in data or "keep" in blocks or not set(LISTING).isdisjoint(blocks)
        context["course_closing"] = not set(LISTING).isdisjoint(blocks)

"""One run of Sphinx in this process: quiet, with its warnings as findings."""

from __future__ import annotations

import gc
import gettext
import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx import locale
from sphinx.application import Sphinx
from sphinx.errors import ConfigError, SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from course.outputs.guard import denied
from course.outputs.in_hand import STOPPED, in_code, in_hand
from course.outputs.records import records_apart
from course.project.borders import page_naming, reach
from course.project.front import front_of, read_front
from course.project.nesting import refuse_deep
from course.project.trouble import EXPECTED, FULL, finding_of
from course.shortcuts.citations import citations_found_by_key, plugins_found_once
from course.shortcuts.installed import packages_read_once
from course.shortcuts.page_settings import settings_made_once
from course.shortcuts.selectors import classes_found_plainly
from course.shortcuts.smart_quotes import quotes_set_where_they_are
from course.shortcuts.tree_walk import walked_flat
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from course.outputs.progress import Progress
    from course.project import Project

_LINE = re.compile(
    r"^(?:(?P<path>[^\n:]+?):(?:(?P<line>\d*):)? )?(?P<level>WARNING|ERROR|CRITICAL): "
    r"(?P<message>.*?)(?: \[(?P<type>[\w.-]+)\])?$",
    re.DOTALL,
)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Run:
    """Where one run reads and writes; `label` is what its progress is called."""

    project: Project
    builder: str
    outdir: Path
    doctrees: Path
    jobs: int = 1
    overrides: tuple[tuple[str, Any], ...] = ()
    label: str = ""
    tags: tuple[str, ...] = ()


def run_sphinx(run: Run, progress: Progress) -> list[Finding]:
    """Build, and return Sphinx's warnings as findings.

    Raises FindingsError when Sphinx cannot go on; its message names the file and line where Sphinx knows them.
    """
    warnings, at_work = io.StringIO(), _AtWork()
    root = run.project.root
    # A stranger's conf.py and docutils.conf are not read: one is code, the other lets pages bring code.
    conf = root if run.project.trusted else None
    strange = {} if run.project.trusted else {"extensions": ["course"], "course_trusted": False}
    try:
        with (
            fewer_collections(),
            words_of_its_own(),
            packages_read_once(),
            classes_found_plainly(),
            quotes_set_where_they_are(),
            plugins_found_once(),
            citations_found_by_key(),
            walked_flat(),
            settings_made_once(),
            patch_docutils(conf),
            docutils_namespace(),
            records_apart(run.outdir, run.doctrees / f"{run.builder}.buildinfo"),
        ):
            app = Sphinx(
                root,
                conf,
                run.outdir,
                run.doctrees,
                run.builder,
                confoverrides={"nitpicky": True, **strange, **dict(run.overrides)},
                status=None,
                warning=warnings,
                parallel=run.jobs,
                tags=run.tags,
            )
            _report(app, progress, run.label or run.builder)
            app.connect("source-read", settle)
            app.connect("source-read", _refuse_unreadable)
            for event in at_work.PLACES:
                app.connect(event, at_work.note(event), priority=0)
            app.build()
    except SphinxError as error:
        told = findings_in(warnings.getvalue(), root)
        raise FindingsError(*_fatal(error, told, run, at_work.page(root))) from error
    except EXPECTED as error:
        place = run.outdir if getattr(error, "errno", 0) in FULL else at_work.page(root) or run.project.settings
        raise FindingsError(finding_of(error, place)) from error
    except Exception as error:
        if (page := at_work.page(root)) and (finding := in_hand(error, page, Path(__file__))):
            raise FindingsError(*_errors(findings_in(warnings.getvalue(), root)), finding) from error
        error.add_note(f"at {at_work.page(root) or root}")
        raise
    return [*findings_in(warnings.getvalue(), root), *_denied(run.project)]


def _denied(project: Project) -> list[Finding]:
    """Return an error for each file outside that a stranger's course has asked for."""
    return [reach(project, page_naming(project, path), path) for path in denied()]


@contextmanager
def words_of_its_own() -> Iterator[None]:
    """Let a build neither find nor leave translations: Sphinx keeps them for the process and adds to them.

    So does the standard library with catalogues, by their names and whatever they held.
    """
    kept: dict[Any, Any] = gettext._translations  # type: ignore[attr-defined]  # noqa: SLF001 - no public way
    kept.clear()
    locale.translators.clear()
    try:
        yield
    finally:
        locale.translators.clear()


@dataclass
class _Looked:
    """How many objects were left when the garbage collector last looked through all of them."""

    left: int = 0

    def again(self) -> None:
        """Look again once they have grown by half: an exam of twenty papers was looked through twenty times."""
        if self.left and gc.get_freeze_count() > 1.5 * self.left:
            gc.unfreeze()
            gc.collect()
            self.left = 0
        gc.freeze()
        self.left = self.left or gc.get_freeze_count()


_looked = _Looked()


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Let the garbage collector look less often: trees are large, live long and are freed by counting.

    Measured: a fifth of the CPU time of a hundred lessons, without the memory that switching it off costs. What a
    build leaves is freed when a later one begins and enough has come together; at the end of the process it need not
    be, nor in a fork, which has switched the collector off before.
    """
    before = gc.get_threshold()
    if gc.isenabled():
        _looked.again()
    else:
        gc.freeze()
    gc.enable()
    gc.set_threshold(100_000, 20, 50)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*before)


def settle(*_event: object) -> None:
    """Free what reading the page before has left behind, and never look again at what it keeps.

    Called when a page begins: the tree of a page lives until it is written, so looking through all of them again and
    again frees nothing.
    """
    gc.collect(1)
    gc.freeze()


def findings_in(log: str, root: Path) -> list[Finding]:
    """Return the warnings of a Sphinx log as findings, each once, in their order.

    A page warns of its broken bank, and the checks of the course call the same an error: that one is kept.
    """
    found: dict[Finding, None] = {}
    for entry in re.split(r"\n(?=(?:[^\n]*?: )?(?:WARNING|ERROR|CRITICAL): )", _STYLE.sub("", log).strip()):
        match = _LINE.match(entry.strip())
        if match:
            found[_finding(match, root)] = None
    errors = {(one.path, one.line, one.code) for one in _errors(list(found))}
    return [one for one in found if one.level is Level.ERROR or (one.path, one.line, one.code) not in errors]


def _finding(match: re.Match[str], root: Path) -> Finding:
    path = Path(match["path"]) if match["path"] else root / "course.toml"
    level = Level.WARNING if match["level"] == "WARNING" else Level.ERROR
    code, message = _code(match["type"] or "", match["message"].strip())
    return Finding(path, int(match["line"] or 1), code, message, level)


def _code(kind: str, message: str) -> tuple[str, str]:
    """Return the finding's own code when one of ours is in the warning's type, Sphinx's type otherwise."""
    family, _, name = kind.partition(".")
    if family in {"course", "quizzes"} and name:
        return name, message.removeprefix(f"{name} ")
    return kind or "sphinx", message


def _refuse_unreadable(app: Sphinx, docname: str, source: list[str]) -> None:
    """Stop before the parser meets what it would drop in silence, or what its own readers would choke on."""
    page = Path(app.env.doc2path(docname))
    refuse_deep(source[0], page)
    if front := front_of(source[0]):
        read_front(front[0], page)


@dataclass
class _AtWork:
    """Which page Sphinx has in hand."""

    PLACES: ClassVar[Mapping[str, int]] = {"source-read": 1, "doctree-resolved": 2, "env-updated": 0}
    """Which argument of an event names the page; with the last one reading is over, and no page is in hand."""
    docname: str = ""

    def note(self, event: str) -> Callable[..., None]:
        """Return a handler of the event that notes its page."""
        place = self.PLACES[event]

        def noted(*given: object) -> None:
            self.docname = str(given[place]) if place else ""

        return noted

    def page(self, root: Path) -> Path | None:
        """Return the file of the page, None before the first one."""
        return root / f"{self.docname}.md" if self.docname else None


def _fatal(error: SphinxError, known: list[Finding], run: Run, page: Path | None) -> list[Finding]:
    """Return what stopped Sphinx; raises what began in our own code again, which is none of the author's."""
    origin = getattr(error, "orig_exc", None) or error.__cause__
    attached = getattr(error, "findings", None) or getattr(origin, "findings", None)
    project, place = run.project, page or run.project.settings
    if attached:
        return [*attached]
    if isinstance(origin, EXPECTED):
        return [finding_of(origin, run.outdir if getattr(origin, "errno", 0) in FULL else place)]
    code, finding = project.root / "conf.py", None
    if isinstance(origin, Exception) and not isinstance(origin, SphinxError | ImportError):
        extension = str(getattr(error, "modname", None) or "")
        finding = in_code(origin, code) or in_hand(origin, place, Path(__file__), extension)
        if finding is None:
            origin.add_note(f"at {page or project.root}")
            raise origin from error
    if finding is None:
        place = code if isinstance(error, ConfigError) and code.exists() else project.settings
        finding = Finding(place, 1, STOPPED, f"{error.category}: {error}")
    return [*_errors(known), finding]


def _errors(known: list[Finding]) -> list[Finding]:
    return [finding for finding in known if finding.level is Level.ERROR]


def _report(app: Sphinx, progress: Progress, label: str) -> None:
    """Tell the progress of reading and writing through Sphinx's own events."""
    reading = f"reading ({label})"

    def begin_reading(_app: Sphinx, _env: object, docnames: list[str]) -> None:
        progress.begin(reading, len(docnames))

    def begin_writing(_app: Sphinx, env: Any) -> None:
        progress.begin(f"writing ({label})", len(env.found_docs))

    app.connect("env-before-read-docs", begin_reading)
    app.connect("source-read", lambda *_: progress.step())
    app.connect("env-check-consistency", begin_writing, priority=900)
    app.connect("doctree-resolved", lambda *_: progress.step())

"""The first page of the edition for trainers: for each format what to open, what to print and how often, in order."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from course.instructor.clock import minutes
from course.instructor.kits import copies, kits_of
from course.instructor.words import _
from course.material.page import read_page
from course.sessions.load import FOLDER, load_plan, plan_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from course.project import Project
    from course.sessions.plan import Plan, SessionFormat

STYLE = (
    "body{font:1.05rem/1.5 sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#16202c}a{color:#0b4a6f}"
    "h1{line-height:1.2}section{border-top:2px solid #0b4a6f;margin-top:2rem}li{margin:.25rem 0}"
    "nav ul{padding-left:1.2rem}"
)
_HTML = (
    '<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    "<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
)


def write_start_page(project: Project, out: Path) -> None:
    """Write index.html into the folder of the edition; it needs no script and no style from elsewhere."""
    title = escape(str(_("For the instructor: %1")).replace("%1", project.title))
    body = "\n".join(_body(project, out))
    page = _HTML.format(language=escape(project.language), title=title, style=STYLE, body=body)
    (out / "index.html").write_text(page, encoding="utf-8")


def _body(project: Project, out: Path) -> Iterator[str]:
    view = _link("view/index.html", str(_("The course with notes, keys and timings")))
    if not plan_path(project).is_file():
        yield f"<p>{view}</p>"
        return
    plan = load_plan(plan_path(project)).plan
    made = made_pages(project)
    yield f"<p>{escape(str(_('Choose a format. Do what stands under it from top to bottom: read, print, open.')))}</p>"
    links = "".join(f'<li><a href="#{one.id}">{escape(one.title)}</a></li>' for one in plan.formats)
    yield f"<nav><ul>{links}</ul></nav>"
    first = "view/instructor/index.html"
    ready = [_link(first, str(_("Checklists: before, during and after a session")))] if (out / first).is_file() else []
    yield _list([*ready, view])
    for one in plan.formats:
        yield from _format(plan, one, made, out)


def _format(plan: Plan, one: SessionFormat, made: dict[str, str], out: Path) -> Iterator[str]:
    yield f'<section id="{one.id}">\n<h2>{escape(one.title)} ({minutes(one.minutes)})</h2>\n<p>{escape(one.about)}</p>'
    if page := made.get(f"session-guide {one.id}"):
        guide = _link(f"print/guide-{page}.pdf", str(_("Facilitator guide (PDF)")))
        online = _link(f"view/{FOLDER}/guide/{page}.html", str(_("the same as a page")))
        yield f"<h3>{escape(str(_('1. Read')))}</h3>\n{_list([f'{guide}, {online}'])}"
    papers = str(_("2. Send out or share on the screen") if one.producer else _("2. Print and cut"))
    yield f"<h3>{escape(papers)}</h3>\n{_list(_papers(plan, one, made, out))}"
    yield f"<h3>{escape(str(_('3. Open the slides')))}</h3>\n{_list(_decks(plan, one, made))}\n</section>"


def _papers(plan: Plan, one: SessionFormat, made: dict[str, str], out: Path) -> Iterator[str]:
    """Yield the kits of a format with how often each is printed, then its handouts."""
    used = [one for one in map(plan.taught, plan.segments(one)) if one]
    wanted = {name for activity in used for name in activity.kits}
    for name in (name for name in kits_of(plan) if name in wanted and f"kit {name}" in made):
        words = made[f"title {name}"]
        yield f"{_link(f'print/kit-{name}.pdf', words)}: {escape(copies(plan, name))}"
    for name in dict.fromkeys(name for activity in used for name in activity.handouts):
        pages = sorted((out / "view" / "handouts").glob(f"{name}-*.html"))
        once = escape(str(_("once a person (the button Print)")))
        words = made.get(f"handout {name}", name.upper())
        yield from (f"{_link(f'view/handouts/{page.name}', words)}: {once}" for page in pages[:1])


def _decks(plan: Plan, one: SessionFormat, made: dict[str, str]) -> Iterator[str]:
    meetings = plan.meetings(one)
    keys = [one.id] if len(meetings) == 1 else [f"{one.id} {number}" for number in range(1, len(meetings) + 1)]
    for key, meeting in zip(keys, meetings, strict=True):
        if page := made.get(f"deck {key}"):
            paper = _link(f"print/slides-{page}.pdf", str(_("as PDF")))
            notes = _link(f"print/slides-{page}-with-notes.pdf", str(_("as PDF with notes")))
            yield f"{_link(f'slides/{page}.html', meeting.title)} ({paper}, {notes})"


def made_pages(project: Project) -> dict[str, str]:
    """Return the pages of the trainer by their directives, for example 'deck half-day', and titles of kits."""
    found: dict[str, str] = {}
    for path in sorted((project.root / FOLDER).rglob("*.md")):
        page = read_page(path)
        for one in page.directives:
            found[f"{one.name} {one.argument}"] = path.stem
            if one.name == "kit" and page.headings:
                found[f"title {one.argument}"] = page.headings[0][1]
    for path in sorted((project.root / "handouts").glob("*.md")):
        headings = read_page(path).headings
        found[f"handout {path.stem.partition('-')[0]}"] = headings[0][1] if headings else path.stem
    return found


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _list(lines: Iterator[str] | list[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{line}</li>" for line in lines) + "\n</ul>"

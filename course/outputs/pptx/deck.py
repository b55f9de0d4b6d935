"""A presentation made of the resolved page of a deck: a slide a section, with its notes and works."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pptx.util import Emu, Pt
from sphinx.util import logging
from sphinx.util.images import guess_mimetype

from course.instructor import stage
from course.outputs.instructor.places import REFERENCES
from course.outputs.pptx.slide import Painter, new_slide
from course.outputs.pptx.template import Template, brand, open_template
from course.outputs.pptx.words import Line, Run, lines_of
from course.outputs.pptx.writing import LEFT, PIXEL, POINTS, ROOM, write
from course.project.load import setting_line
from course.sphinxext.memory import project_of
from course.sphinxext.teaching.drawn import session_strip, slide_stamp
from course.sphinxext.teaching.nodes import course_tally, slide_body, speaker_notes
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.pptx.builder import PptxBuilder

log = logging.getLogger(__name__)
FIXED = (1980, 1, 1, 0, 0, 0)
"""The date of every part of a file, so that the same course gives the same bytes."""
TITLE, USUAL, UNDER_TITLE = 40, 28, 372
MOST = 255
"""Letters that a property of a file may have; the whole stands on the slides."""


class DeckWriter:
    """Writes presentations for a builder."""

    def __init__(self, builder: PptxBuilder) -> None:
        self.builder, self.config, self.env, self.docname = builder, builder.config, builder.env, ""

    def write(self, docname: str, doctree: nodes.document) -> bytes:
        """Return the presentation; raises FindingsError for a template that cannot be used."""
        self.docname = docname
        project = project_of(self.env)
        named = (project.settings, setting_line(project, "slides", "template"))
        template = open_template(self._template, named)
        for number, (section, body) in enumerate(_slides(doctree)):
            self._slide(template, section, body, first=number == 0)
        show = template.show
        facts = show.core_properties
        facts.title, facts.author = (
            shorten(text, MOST, placeholder="…") for text in (_title(doctree), self.config.author)
        )
        facts.language = self.config.language
        facts.created = facts.modified = dt.datetime(*FIXED, tzinfo=dt.UTC).replace(tzinfo=None)
        facts.last_modified_by, facts.revision = "", 1
        made = io.BytesIO()
        show.save(made)
        return dated(made.getvalue())

    @property
    def _template(self) -> Path | None:
        given = str(self.config.course_slides_template)
        return Path(given) if given else None

    def _slide(self, template: Template, section: nodes.section, body: list[nodes.Node], *, first: bool) -> None:
        language = self.config.language
        rtl = runs_right_to_left(language)
        plain = next((one for one in body if isinstance(one, slide_body)), None)
        content = [*plain.children] if plain else [one for one in body if not isinstance(one, speaker_notes)]
        look = plain["look"] if plain else ""
        words = not look and not any(_shapes(one) for one in content)
        layout = template.title if first else template.text if words else template.free
        slide = new_slide(template, layout, _title(section), language, rtl=rtl)
        own = self._template is not None
        if not own:
            _place_title(slide, first=first)
        letters = plain["letters"] if plain else USUAL
        frame = next((one for one in slide.placeholders if one.placeholder_format.idx == 1), None)
        if words and frame is not None:
            if not own:
                begin = UNDER_TITLE if first else 120
                frame.left, frame.top, frame.width, frame.height = _box(LEFT, begin, ROOM, 680 - begin)
            lines = [line for child in content for line in lines_of(child)]
            write(frame.text_frame, _unbulleted(lines), letters, language, rtl=rtl)
        else:
            painter = Painter(slide, max(letters, stage.LEAST), language, rtl, self._found, self._number, look)
            painter.y = UNDER_TITLE if first else painter.y
            painter.paint(content)
        for empty in [one for one in slide.placeholders if one.has_text_frame and not one.text_frame.text]:
            empty._element.getparent().remove(empty._element)  # noqa: SLF001 - an empty one asks to be filled in
        for lost in [
            lost for one in content for lost in one.findall() if isinstance(lost, nodes.raw) and lost.astext()
        ]:
            log.warning(
                "a presentation cannot show this: %s", " ".join(lost.astext().split())[:60], location=lost,
                type="course", subtype="C099",
            )  # fmt: skip
        said = [line.text for one in body if isinstance(one, speaker_notes) for line in lines_of(one)]
        said += self._works(body)
        if said:
            slide.notes_slide.notes_text_frame.text = "\n".join(said)

    def _found(self, node: nodes.image) -> Path | None:
        uri = str(node.get("uri", ""))
        path = Path(self.builder.srcdir) / uri
        if path.is_file() and guess_mimetype(path) in self.builder.supported_image_types:
            return path
        log.warning("a presentation cannot show the picture %s", uri, location=node, type="course", subtype="C099")
        return None

    def _number(self, figure: nodes.Node | None) -> str:
        """Return what stands before a caption: 'Fig. 12 ', the number that the figure has in the book."""
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get("figure", {})
        names = figure["ids"] if isinstance(figure, nodes.Element) else []
        found = next((numbers[name] for name in names if name in numbers), None)
        return f"{self.config.numfig_format['figure'] % '.'.join(map(str, found))} " if found else ""

    def _works(self, body: list[nodes.Node]) -> Iterator[str]:
        """Yield the works that a slide cites, since the list of them is on another page."""
        seen: dict[str, str] = {}
        for reference in (one for part in body for one in part.findall(nodes.reference)):
            target = str(reference.get("refuri", ""))
            if target.startswith(f"%{REFERENCES}#") and (work := self._known.get(target.partition("#")[2])):
                seen[f"[{reference.astext().strip('[]')}]"] = work
        yield from (f"{number} {work}" for number, work in seen.items())

    @cached_property
    def _known(self) -> dict[str, str]:
        """Return the works of the course by the ids of their entries."""
        if REFERENCES not in self.env.found_docs:
            return {}
        tree = self.builder.resolved(REFERENCES)
        works = {}
        for work in tree.findall(nodes.citation):
            text = " ".join(" ".join(one.astext() for one in work.children[1:]).split())
            works.update(dict.fromkeys(work["ids"], text))
        return works


def _slides(doctree: nodes.document) -> Iterator[tuple[nodes.section, list[nodes.Node]]]:
    """Yield every slide: a section and what it holds beside further slides."""
    for section in doctree.findall(nodes.section):
        yield section, [one for one in section.children if not isinstance(one, nodes.section | nodes.title)]


def _title(node: nodes.Element) -> str:
    title = next(node.findall(nodes.title), None)
    return " ".join(title.astext().split()) if title else ""


def _shapes(node: nodes.Node) -> bool:
    kinds = (nodes.table, nodes.image, course_tally, session_strip, slide_stamp)
    return isinstance(node, nodes.Element) and any(any(node.findall(kind)) for kind in kinds)


def _unbulleted(lines: list[Line]) -> list[Line]:
    """Return lines as a placeholder has them: it would put a bullet of its own before each."""
    return lines or [Line([Run("")])]


def _box(*pixels: float) -> tuple[Emu, ...]:
    return tuple(Emu(int(one * PIXEL)) for one in pixels)


def _place_title(slide: Any, *, first: bool) -> None:
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = _box(LEFT, 180 if first else 24, ROOM, 170 if first else 90)
    for paragraph in title.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(round((56 if first else TITLE) * POINTS)), True
            run.font.color.rgb = brand()


def dated(package: bytes) -> bytes:
    """Return a package whose parts have one date each, in the same order: the clock is not part of a course."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name, FIXED)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            after.writestr(part, before.read(name))
    return made.getvalue()

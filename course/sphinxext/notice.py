"""'Not reviewed': on every page of every edition until a qualified reviewer has signed the content."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from course.sphinxext.strings import _

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

CLASS = "course-notice"
Signed = tuple[Sequence[str], int, int, Sequence[str]]
"""Who signed parts of a page, how many parts it has, how many are open, and where these are."""
_NAMED = 2
"""So many names have room in a foot."""


def notice_words(config: Config) -> tuple[str, str]:
    """Return title and text of the notice: those of course.toml, else our own."""
    title, words = config.course_notice_title, config.course_notice
    return title or str(_("Not yet reviewed")), words or str(
        _("No qualified reviewer has read and signed this course yet. Check what it says before you rely on it.")
    )


def signed_words(signers: Sequence[str], total: int, open_: int, places: Sequence[str]) -> str:
    """Return who signed what of a page: derived from signatures, so that no sentence of an author replaces it."""
    if not signers:
        return str(_("No part of it is signed."))
    who = ", ".join(signers)
    if not open_:
        return str(_("Signed by %s; other parts of the course are not.")) % who
    where = f": {'; '.join(places)}" if places else ""
    return str(_("Signed by %s, except %s of %s parts")) % (who, open_, total) + f"{where}."


def short_notice(title: str, signed: Signed | None, *, reviewed: bool) -> str:
    """Return the notice for feet and covers, in one line: nothing of what is signed as a whole.

    `signed` is what `told_by_page` has for the start page, which speaks for the whole; names stand without roles there,
    and after two of them only how many more.
    """
    if reviewed:
        return ""
    if not signed or not signed[0]:
        return title
    if not signed[2]:
        return str(_("Reviewed in part"))
    names = [*dict.fromkeys(who.rpartition(" (")[0] or who for who in signed[0])]
    shown = ", ".join(names[:_NAMED])
    if more := len(names) - _NAMED:
        shown += f" {_('and %s more')}" % more if more > 0 else ""
    return str(_("Signed by %s, except %s of %s parts")) % (shown, signed[2], signed[1])


def notice_in_short(config: Config) -> str:
    """Return the notice for feet and covers of a build; nothing where no course is, as in an exam."""
    told = getattr(config, "course_signed", {}).get("index")
    title = str(getattr(config, "course_notice_title", ""))
    return short_notice(title, told, reviewed=bool(getattr(config, "course_reviewed", "")))


class AddNotice(SphinxTransform):
    """Put the notice under the title of a page, before translation (priority 20), so that it is translated."""

    default_priority = 10

    def apply(self, **_kwargs: object) -> None:
        """Insert the notice unless the content is signed."""
        section = next(self.document.findall(nodes.section), None)
        if self.config.course_reviewed or section is None:
            return
        title, words = notice_words(self.config)
        signed = self.config.course_signed.get(self.env.docname)
        if signed and signed[0]:
            title, words = str(_("Reviewed in part")), ""
        box = nodes.admonition("", nodes.title(title, title), classes=[CLASS])
        box += [nodes.paragraph(words, words)] if words else []
        for node in box.findall(nodes.Element):
            node.source, node.line = self.document["source"], section.line or 1
        if self.config.course_signed or self.config.course_notice:
            told = signed_words(*signed) if signed else str(_("No part of it is signed."))
            box += nodes.paragraph(told, told)  # it has no place in a source, so no catalogue asks for it
        section.insert(1, box)


class KeepOneNotice(SphinxPostTransform):
    """A book says it once, at its beginning."""

    default_priority = 4

    def run(self, **_kwargs: object) -> None:
        """Remove every notice but the first."""
        found = [node for node in self.document.findall(nodes.admonition) if CLASS in node["classes"]]
        e_book = self.env._builder_cls.name == "epub"  # noqa: SLF001 - as Sphinx's own transforms ask
        kept = 0 if e_book and self._is_told_elsewhere() else 1
        for node in found[kept:]:
            node.parent.remove(node)

    def _is_told_elsewhere(self) -> bool:
        """Say whether this page of an e-book is neither the first nor a test: the first page says it for all others."""
        meta = self.env.metadata[self.env.docname]
        is_test = meta.get("course_kind", "lesson") != "lesson" or "course_pretest" in meta
        return self.env.docname != self.config.root_doc and not is_test


class FoldNotice(SphinxPostTransform):
    """On a page that only teaches, the website says the notice in one line, which opens the rest.

    The rest stands beside what opens it, not inside: paper shows it whole without any script.
    """

    default_priority = 750
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Leave it whole on the start page, where a test or a pre-test is, and in every edition but the website."""
        name = self.env.docname
        whole = name == self.config.root_doc or "course_kind" in self.env.metadata[name]
        web = self.env._builder_cls.name in {"html", "dirhtml"}  # noqa: SLF001 - as Sphinx's own transforms ask
        if not web or whole or "course_pretest" in self.env.metadata[name]:
            return
        for box in self.document.findall(nodes.admonition):
            title = box[0] if CLASS in box["classes"] else None
            if isinstance(title, nodes.title):
                line = f'<details><summary class="admonition-title">{escape(title.astext())}</summary></details>\n'
                title.replace_self(nodes.raw("", line, format="html"))


def setup_notice(app: Sphinx) -> None:
    """Register both steps; `course_reviewed` holds the hash of the signed content, empty when unsigned.

    Title and text come from the table [review] of course.toml where it has them.
    """
    app.add_config_value("course_signed", {}, "env", types=(dict,))
    for name in ("course_reviewed", "course_notice_title", "course_notice"):
        app.add_config_value(name, "", "env", types=(str,))
    app.add_transform(AddNotice)
    app.add_post_transform(KeepOneNotice)
    app.add_post_transform(FoldNotice)

"""Read Word (.docx) into the tree, straight from its XML: what is not known is told with its words, never skipped."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from course.ingest.losses import WHOLE, Losses, LossKind
from course.ingest.names import stated_title
from course.ingest.readers.bold_heads import headed
from course.ingest.readers.package import Package, PackageError
from course.ingest.readers.word_blocks import Story
from course.ingest.readers.word_numbering import Numbering
from course.ingest.readers.word_styles import Styles, is_monospaced
from course.ingest.readers.word_words import Words
from course.ingest.readers.word_xml import W, value, words_of
from course.ingest.tree import Document, Heading
from course.ingest.wording import plain

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_HALF = 0.5


def read_word(content: bytes, losses: Losses | None = None) -> Document:
    """Read a document; its title is the paragraph of that style, else the one in its properties.

    Raises PackageError for a file that is damaged, protected, too big unpacked, or holds no document of Word.
    """
    losses = losses or Losses()
    package = Package(content)
    main = package.main
    root = package.part(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise PackageError("it holds no document of Word")
    styles = Styles(_only(package, main, "styles"))
    fonts = [value(one, "ascii") for one in body.iter(f"{W}rFonts")]
    if sum(map(is_monospaced, fonts)) > _HALF * sum(1 for _ in body.iter(f"{W}r")):
        styles.mono_is_code = False  # a text that is typed, not a program
    words = Words(package, styles, losses, main)
    story = Story(words, Numbering(_only(package, main, "numbering"), styles))
    _find_notes(words)
    blocks = headed(tuple(story.blocks(body)))
    for field in words.fields:
        words.tell_swallowed(field)
    _tell_rest(words)
    above = next((plain(one.inner) for one in blocks if isinstance(one, Heading) and one.level == 0), "")
    media = MappingProxyType(words.media)
    return Document(blocks, above or _title(package), _language(words), media, tuple(losses.found))


def _only(package: Package, main: str, kind: str) -> Element | None:
    return next((package.part(name) for name in package.related(main, kind)), None)


def _find_notes(words: Words) -> None:
    """Find the notes and comments of the document."""
    for kind, tag in _NOTES.items():
        for name in words.package.related(words.part, kind):
            root = words.package.part(name)
            for one in () if root is None else root.findall(f"{W}{tag}"):
                if value(one, "type") in ("", "normal"):
                    words.notes[tag, value(one, "id")] = (name, one)
    for name in words.package.related(words.part, "comments"):
        root = words.package.part(name)
        words.comments.update({} if root is None else {value(one, "id"): one for one in root.findall(f"{W}comment")})


def _tell_rest(words: Words) -> None:
    """Note what stands beside the text: heads and feet of pages, comments and notes to which nothing refers."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for name in words.package.related(words.part, kind):
            root = words.package.part(name)
            told = "" if root is None else _running(root)
            if told and told not in seen:
                words.losses.add(WHOLE, LossKind.HEADER, told)
            seen.add(told)
    for comment in words.comments.values():
        words.losses.add(WHOLE, LossKind.COMMENT, f"{value(comment, 'author')}: {words_of(comment)}")
    for (kind, name), (_, note) in words.notes.items():
        if (kind, name) not in words.cited and (told := words_of(note)):
            words.losses.add(WHOLE, LossKind.HIDDEN, f"{kind} to which no mark refers: {told}")


def _running(root: Element) -> str:
    """Return the words of a head or foot, with those of its watermark."""
    marks = (one.get("string") or "" for one in root.iter("{*}textpath"))
    return " ".join(filter(None, (words_of(root), *marks)))


def _title(package: Package) -> str:
    """Return the title in the properties of the document, unless it is the name of a file or a program."""
    for name in package.related("", "core-properties"):
        root = package.part(name)
        found = None if root is None else next(root.iter("{http://purl.org/dc/elements/1.1/}title"), None)
        text = " ".join((found.text or "" if found is not None else "").split())
        return stated_title(text)
    return ""


def _language(words: Words) -> str:
    """Return the language that most marked words bear, else that of the styles, which is English unless it is set."""
    most = max(words.spoken, key=lambda one: words.spoken[one], default="")
    if most and words.spoken[most] > _HALF * words.written:
        return most
    default = words.styles.language
    return "" if default.lower().startswith("en") else default

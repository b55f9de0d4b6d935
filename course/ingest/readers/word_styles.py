"""The styles of Word: what a paragraph or a run is by its own properties, its styles, and what these are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from course.ingest.readers.word_xml import W, child_value, is_on, local, value, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

_HEADING = re.compile(r"heading ([1-9])")
_CODE = re.compile(
    r"\b(?:source ?code|code|preformatted|verbatim|html (?:code|keyboard|sample|typewriter)|source text)\b"
)
_MONO = re.compile(
    r"mono|consolas|courier|menlo|typewriter|lucida console|fixedsys|source code|fira code|hack|cascadia|andale",
    re.IGNORECASE,
)
_ON = ("1", "true", "on")
_DEEPEST = 9
_RAISED = 4
_USUAL = 20
"""Half points of a document that names no size (ECMA-376-1, 17.3.2.38)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the properties of a run mean; `moved` is raised (sup) or lowered (sub)."""

    strong: bool = False
    emph: bool = False
    moved: Literal["", "sup", "sub"] = ""
    struck: bool = False
    hidden: bool = False
    caps: bool = False
    code: bool = False
    font: str = ""
    language: str = ""


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {value(style, "styleId"): style for style in found}
        default = [one for one in found if value(one, "default") in _ON and value(one, "type") == "paragraph"]
        self.default = value(default[0], "styleId") if default else ""
        self._found: dict[tuple[str, str, str], Element | None] = {}
        self._looks: dict[tuple[object, str], Look] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._code: dict[str, bool] = {}
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.language = child_value(self._defaults, "lang")
        self.mono_is_code = not is_monospaced(self.font(None, "", self.default))

    def name(self, style: str) -> str:
        """Return the name of a style in small letters: those that Word brings are English in every language."""
        return child_value(self._styles.get(style), "name").lower()

    def names(self, style: str) -> tuple[str, ...]:
        """Return the name of a style and of those that it is based on."""
        if style not in self._names:
            self._names[style] = tuple(child_value(one, "name").lower() for one in self._chain(style))
        return self._names[style]

    def _chain(self, style: str) -> list[Element]:
        chain: list[Element] = []
        while (one := self._styles.get(style)) is not None and one not in chain:
            chain.append(one)
            style = child_value(one, "basedOn")
        return chain

    def property(self, style: str, group: str, tag: str) -> Element | None:
        """Return a property of a style; `group` is pPr or rPr."""
        key = (style, group, tag)
        if key not in self._found:
            found = (one.find(f"{W}{group}/{W}{tag}") for one in self._chain(style))
            self._found[key] = next((one for one in found if one is not None), None)
        return self._found[key]

    def level(self, properties: Mapping[str, Element], style: str) -> int | None:
        """Return the level of a heading: 0 for the title, None for what is no heading."""
        own = properties.get("outlineLvl")
        names = self.names(style)
        if own is None and names[:1] == ("title",):
            return 0
        outline = self.property(style, "pPr", "outlineLvl") if own is None else own
        if outline is not None:
            level = whole(value(outline), _DEEPEST)
            return level + 1 if 0 <= level < _DEEPEST else None
        found = next((match for name in names if (match := _HEADING.fullmatch(name))), None)
        return int(found[1]) if found else None

    def has_head(self, style: str) -> bool:
        """Say whether the style of a table sets the first row apart."""
        parts = (part for one in self._chain(style) for part in one.findall(f"{W}tblStylePr"))
        return any(value(part, "type") == "firstRow" for part in parts)

    def is_code(self, style: str) -> bool:
        """Say whether a style, or one that it is based on, is made for programs."""
        if style not in self._code:
            self._code[style] = any(_CODE.search(name) for name in self.names(style))
        return self._code[style]

    def font(self, properties: Element | None, character: str, paragraph: str) -> str:
        """Return the font of a run; a font of the theme is none."""
        places = (
            None if properties is None else properties.find(f"{W}rFonts"),
            self.property(character, "rPr", "rFonts"),
            self.property(paragraph, "rPr", "rFonts"),
            None if self._defaults is None else self._defaults.find(f"{W}rFonts"),
        )
        names = (value(one, "ascii") or value(one, "hAnsi") for one in places)
        return next((name for name in names if name), "")

    def look(self, properties: Element | None, paragraph: str) -> Look:
        """Return what the properties of a run in a paragraph of a style mean."""
        if properties is None or not len(properties):
            key: tuple[object, str] = ((), paragraph)
        else:
            key = (tuple((one.tag, *one.attrib.values()) for one in properties), paragraph)
        if key not in self._looks:
            self._looks[key] = self._look(properties, paragraph)
        return self._looks[key]

    def _look(self, properties: Element | None, paragraph: str) -> Look:
        own: Mapping[str, Element] = {} if properties is None else {local(one): one for one in properties}
        character = value(own.get("rStyle"))

        def switch(tag: str, *, whole_paragraph: bool = True) -> bool:
            """Return a switch; those of both styles cancel each other."""
            direct = own.get(tag)
            by_paragraph = is_on(self.property(paragraph, "rPr", tag))
            by_style = is_on(self.property(character, "rPr", tag))
            shown = is_on(direct) if direct is not None else by_style != by_paragraph
            return shown and (whole_paragraph or not by_paragraph)

        def setting(tag: str) -> str:
            found = own.get(tag)
            found = self.property(character, "rPr", tag) if found is None else found
            return value(self.property(paragraph, "rPr", tag) if found is None else found)

        font = self.font(properties, character, paragraph)
        code = self.is_code(character) or (self.mono_is_code and is_monospaced(font))
        line = value(own.get("u"))
        small = self._is_small(setting("sz"), paragraph)
        underlined = line not in ("", "none") and "hyperlink" not in self.names(character)
        return Look(
            strong=switch("b", whole_paragraph=False),
            emph=switch("i", whole_paragraph=False) or underlined,
            moved=_moved(setting("vertAlign"), whole(setting("position")), small=small),
            struck=switch("strike") or switch("dstrike"),
            hidden=switch("vanish"),
            caps=switch("caps"),
            code=code,
            font=font,
            language=value(own.get("lang")),
        )

    def _is_small(self, size: str, paragraph: str) -> bool:
        """Say whether a size, in half points, is less than that of the paragraph."""
        usual = value(self.property(paragraph, "rPr", "sz")) or child_value(self._defaults, "sz")
        return 0 < whole(size) < whole(usual, _USUAL)


def is_monospaced(font: str) -> bool:
    """Say whether a font is one in which programs are written."""
    return bool(_MONO.search(font))


def _moved(name: str, points: int, *, small: bool) -> Literal["", "sup", "sub"]:
    """Return how a run is moved: by name, or by hand in half points, which are fewer where it is `small`."""
    least = 1 if small else _RAISED
    if name == "superscript" or (name != "subscript" and points >= least):
        return "sup"
    return "sub" if name == "subscript" or points <= -least else ""

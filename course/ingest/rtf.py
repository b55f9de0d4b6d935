r"""Write RTF anew where pandoc misreads it, and find the words that it drops in silence.

pandoc 3.9 swallows a letter behind `\u8211?`, so that 5–10 becomes 5–0; it knows no letter above U+FFFF, no footnote
that LibreOffice writes and no font of signs, so that µg becomes mg; it takes the looks of styles for those of every
word, counts lists anew, lowers no letter by hand, and knows a heading by its level, never by its style.
Source: Rich Text Format Specification 1.9.1, Microsoft 2008.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field, replace

from course.ingest.losses import WHOLE, Losses, LossKind
from course.ingest.readers.word_signs import is_of_signs, shown_sign
from course.ingest.rtf_tables import Row, Rows

_TOKEN = re.compile(
    rb"\\u(?P<code>-?\d+) ?|\\uc(?P<skip>\d+) ?|\\bin(?P<size>\d+) ?|(?P<star>\{\s*\\\*\s*\\footnote(?![a-z]))"
    rb"|(?P<open>\{)|(?P<close>\})|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-z]+)(?P<value>-?\d*) ?|\\(?P<sign>[^a-z])"
    rb"|(?P<text>[^\\{}]+?(?=[\\{}]|$)|[^\\{}])",
    re.DOTALL,
)
_AREA = range(0xE000, 0xF8FF)
_OF_SIGNS = range(0xF020, 0xF100)
"""Letters of fonts of signs in the private area, which no other font draws."""
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_BEYOND = 0x10000
_LOST = {
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), LossKind.HEADER
    ),
    "annotation": LossKind.COMMENT,
}
_PARTS = frozenset({"fonttbl", "stylesheet", "listtext", "nesttableprops"})
_LOOKS = frozenset({
    "super", "sub", "up", "dn", "b", "i", "ul", "ulw", "uld", "uldb", "strike", "striked", "caps", "scaps", "v", "outl",
})  # fmt: skip
MARK = "\uf8fe"
"""The sign of the private area around the written number of an entry."""
_ROW = ("tr", "cl", "cellx", "irow", "lastrow")
_HEADING = re.compile(r"heading ([1-9])")
_MOVED = {"up": rb"\super ", "dn": rb"\sub "}
_MARKS = {"par": " ", "line": " ", "tab": " ", "cell": " ", "emdash": "—", "endash": "–", "bullet": "•",
          "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}  # fmt: skip


@dataclass(frozen=True)
class Readable:
    """RTF as pandoc reads it right; `letters` are those above U+FFFF by the private ones that stand for them.

    `rows` are those of its tables, which pandoc reads without their merged cells.
    """

    content: bytes
    letters: dict[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()


@dataclass
class _Group:
    """Where a pair of braces stands: how many letters stand for one of Unicode, and what is lost in it.

    `font` is the number of its font, `part` what it holds besides words: `fonttbl`, `stylesheet`, or `listtext`.
    """

    skip: int = 1
    kind: LossKind | None = None
    is_hidden: bool = False
    font: str = ""
    part: str = ""


def readable(content: bytes, losses: Losses) -> Readable:
    """Return a text in RTF as pandoc reads it right; words of heads, feet, comments and hidden text are told."""
    return _Writer(losses).run(content)


class _Writer:
    def __init__(self, losses: Losses) -> None:
        self.losses = losses
        self.parts: list[bytes] = []
        self.letters: dict[str, str] = {}
        self.groups = [_Group()]
        self.lost: list[tuple[LossKind, list[str]]] = []
        self.waiting = self.high = 0
        self.fonts: dict[str, str] = {}
        self.mark = ""
        self.list_at = -1
        self.is_marked = False
        self.row: list[bytes] = []
        self.is_after_row = False
        self.rows = Rows()
        self.style = ""
        self.levels: dict[str, int] = {}

    def run(self, content: bytes) -> Readable:
        """Return the whole written anew."""
        at = 0
        while at < len(content) and (found := _TOKEN.match(content, at)):
            at = found.end()
            if found["size"]:
                at += int(found["size"])  # the bytes of a picture
            elif not self._skipped(found):
                self._token(found)
        self._tell()
        return Readable(b"".join(self.parts) + content[at:], self.letters, tuple(self.rows.found))

    def _skipped(self, found: re.Match[bytes]) -> bool:
        """Say whether a token only stands for a letter of Unicode before it."""
        if not self.waiting or found["open"] or found["close"] or found["star"] or found["code"] or found["skip"]:
            self.waiting = 0
            return False
        if found["text"]:
            kept = found["text"].lstrip(b"\r\n")
            part, self.waiting = kept[self.waiting :], max(0, self.waiting - len(kept))
            self._words(part.decode("latin-1"))
            self.parts.append(part)
        else:
            self.waiting -= 1
        return True

    def _token(self, found: re.Match[bytes]) -> None:
        if found["code"]:
            font = self.fonts.get(self.groups[-1].font, "")
            code = int(found["code"]) % _BEYOND if font else int(found["code"])
            if (font and code not in _HIGH and code not in _LOW) or code % _BEYOND in _OF_SIGNS:
                self._draw(chr(code % _BEYOND), font)
            else:
                self._letter(code)
            self.waiting = self.groups[-1].skip
        elif found["skip"]:
            self.groups[-1].skip = int(found["skip"])
            self.parts.append(rb"\uc1 ")
        elif found["open"] or found["star"]:
            self.groups.append(replace(self.groups[-1]))
            self.parts.append(b"{\\footnote" if found["star"] else found[0])
        elif found["close"]:
            closed = self.groups.pop() if len(self.groups) > 1 else self.groups[-1]
            self.parts.append(found[0])
            if closed.part == "listtext" != self.groups[-1].part:
                self._write_mark()
        elif not self._drawn(found) and not self._is_look(found):
            self._plain(found)
            self._row(found)
            self._list(found)
            self.parts.append(b"" if found["word"] == b"ls" and self.is_marked else self._told(found))

    def _told(self, found: re.Match[bytes]) -> bytes:
        """Return a word of control as pandoc understands it."""
        word, value = (found["word"] or b"").decode(), (found["value"] or b"").decode()
        if word in _MOVED:
            return rb"\nosupersub " if value.strip("-0") == "" and value else _MOVED[word]
        if word == "s" and not self.groups[-1].part and value in self.levels:
            return found[0] + rb"\outlinelevel%d " % (self.levels[value] - 1)
        return found[0]

    def _drawn(self, found: re.Match[bytes]) -> bool:
        """Write letters of a font of signs as what they show, and say whether that was one."""
        group = self.groups[-1]
        font = self.fonts.get(group.font, "") if not group.part else ""
        if not font or not (found["hex"] or found["text"]):
            return False
        given = bytes.fromhex(found["hex"].decode()) if found["hex"] else found["text"]
        for sign in given.decode("latin-1").replace("\r", "").replace("\n", ""):
            self._draw(sign, font)
        return True

    def _draw(self, sign: str, font: str) -> None:
        """Write what a letter of a font of signs shows; one that nobody knows is seen and told."""
        shown = shown_sign(sign, font)
        if not shown and sign.strip():
            self.losses.add(WHOLE, LossKind.LETTER, f"letter {ord(sign):#x} of the font {font}", "shown as ⟦?⟧")
            shown = "⟦?⟧"
        for one in shown:
            self._letter(ord(one))

    def _is_look(self, found: re.Match[bytes]) -> bool:
        """Say whether a token is a look in the list of styles: pandoc gives it to every word of the document."""
        return self.groups[-1].part == "stylesheet" and (found["word"] or b"").decode() in _LOOKS

    def _list(self, found: re.Match[bytes]) -> None:
        """Leave out of its list a paragraph whose number is written: pandoc would count it anew."""
        word = (found["word"] or b"").decode()
        if word == "ls":
            self.list_at = len(self.parts)
        elif word in {"par", "cell", "row"}:
            self.list_at, self.is_marked = -1, False

    def _write_mark(self) -> None:
        """Write the number of an entry between two signs that `rtf_lists` looks for."""
        mark, self.mark = " ".join(self.mark.split()), ""
        if any(map(str.isalnum, mark)):
            self.is_marked = True
            if self.list_at >= 0:
                self.parts[self.list_at] = b""
            for sign in f"{MARK}{mark}{MARK}":
                self._letter(ord(sign))

    def _row(self, found: re.Match[bytes]) -> None:
        """Give a row of a table that goes on without a definition that of the row above: pandoc makes one of both."""
        word = (found["word"] or b"").decode()
        if word == "trowd":
            self.row, self.is_after_row = [found[0]], False
        elif word.startswith(_ROW) and self.row and not self.is_after_row:
            self.row.append(found[0])
        elif word == "row":
            self.is_after_row = True
        elif word == "intbl" and self.is_after_row:
            self.parts += self.row
            self.is_after_row = False

    def _plain(self, found: re.Match[bytes]) -> None:
        group = self.groups[-1]
        if found["word"]:
            word = found["word"].decode()
            self._belongs(word, found["value"].decode())
            if word in _LOST:
                group.kind = _LOST[word]
                self.lost.append((group.kind, []))
            elif word == "v":
                if found["value"] != b"0" and not group.is_hidden:
                    self.lost.append((LossKind.HIDDEN, []))
                group.is_hidden = found["value"] != b"0"
            elif word in _MARKS:
                self._words(_MARKS[word])
        elif found["hex"]:
            self._words(bytes.fromhex(found["hex"].decode()).decode("cp1252", "replace"))
        elif found["text"]:
            self._words(found["text"].decode("latin-1").replace("\r", "").replace("\n", ""))

    def _belongs(self, word: str, value: str) -> None:
        """Note in which font, or in which part of the head, the words of a group stand."""
        group = self.groups[-1]
        if group.part != "nesttableprops":
            self.rows.read(word, value)
        if word == "s":
            self.style = value
        if word in _PARTS:
            group.part = word
        elif word in {"f", "plain"}:
            group.font = value if word == "f" else ""

    def _letter(self, code: int) -> None:
        """Write a letter with one sign behind it that stands for it, which pandoc reads right."""
        code = code % _BEYOND if code < _BEYOND else code
        if code in _HIGH:
            self.high = code
            return
        if (code in _LOW and self.high) or code >= _BEYOND:
            beyond = code if code >= _BEYOND else _BEYOND + ((self.high - _HIGH.start) << 10) + (code - _LOW.start)
            sign = chr(beyond) if beyond <= sys.maxunicode else "\ufffd"
            code = _AREA.start + len(self.letters) % len(_AREA)
            code = next((ord(key) for key, value in self.letters.items() if value == sign), code)
            self.letters[chr(code)] = sign
        self.high = 0
        self._words(self.letters.get(chr(code), chr(code)))
        self.parts.append(rb"\uc1\u%d\'3f" % (code if code < _BEYOND // 2 else code - _BEYOND))

    def _words(self, text: str) -> None:
        group = self.groups[-1]
        if group.part == "fonttbl":
            name = text.strip(" ;").casefold()
            if is_of_signs(name):
                self.fonts[group.font] = name
        elif group.part == "listtext":
            self.mark += text
        elif group.part == "stylesheet":
            if heading := _HEADING.fullmatch(text.strip(" ;\r\n").casefold()):
                self.levels[self.style] = int(heading[1])
        elif group.kind or group.is_hidden:
            self.lost[-1][1].append(text)

    def _tell(self) -> None:
        told: set[tuple[LossKind, str]] = set()
        for kind, parts in self.lost:
            words = " ".join("".join(parts).split())
            if any(map(str.isalnum, words)) and (kind, words) not in told:
                told.add((kind, words))
                self.losses.add(WHOLE, kind, words)

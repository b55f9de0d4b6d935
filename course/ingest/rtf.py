r"""Write RTF anew where pandoc misreads it, and find the words that it drops in silence.

pandoc 3.9 swallows a letter behind `\u8211?`, so that 5–10 becomes 5–0; it knows no letter above U+FFFF, and no
footnote that LibreOffice writes. Source: Rich Text Format Specification 1.9.1, Microsoft 2008.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field, replace

from course.ingest.losses import WHOLE, Losses, LossKind

_TOKEN = re.compile(
    rb"\\u(?P<code>-?\d+) ?|\\uc(?P<skip>\d+) ?|\\bin(?P<size>\d+) ?|(?P<star>\{\s*\\\*\s*\\footnote(?![a-z]))"
    rb"|(?P<open>\{)|(?P<close>\})|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-z]+)(?P<value>-?\d*) ?|\\(?P<sign>[^a-z])"
    rb"|(?P<text>[^\\{}]+?(?=[\\{}]|$)|[^\\{}])",
    re.DOTALL,
)
_AREA = range(0xE000, 0xF8FF)
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_BEYOND = 0x10000
_LOST = {
    **dict.fromkeys(
        ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"), LossKind.HEADER
    ),
    "annotation": LossKind.COMMENT,
}
_ROW = ("tr", "cl", "cellx", "irow", "lastrow")
_MARKS = {"par": " ", "line": " ", "tab": " ", "cell": " ", "emdash": "—", "endash": "–", "bullet": "•",
          "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}  # fmt: skip


@dataclass(frozen=True)
class Readable:
    """RTF as pandoc reads it right; `letters` are those above U+FFFF by the private ones that stand for them."""

    content: bytes
    letters: dict[str, str] = field(default_factory=dict)


@dataclass
class _Group:
    """Where a pair of braces stands: how many letters stand for one of Unicode, and what is lost in it."""

    skip: int = 1
    kind: LossKind | None = None
    is_hidden: bool = False


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
        self.row: list[bytes] = []
        self.is_after_row = False

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
        return Readable(b"".join(self.parts) + content[at:], self.letters)

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
            self._letter(int(found["code"]))
            self.waiting = self.groups[-1].skip
        elif found["skip"]:
            self.groups[-1].skip = int(found["skip"])
            self.parts.append(rb"\uc1 ")
        elif found["open"] or found["star"]:
            self.groups.append(replace(self.groups[-1]))
            self.parts.append(b"{\\footnote" if found["star"] else found[0])
        elif found["close"]:
            if len(self.groups) > 1:
                self.groups.pop()
            self.parts.append(found[0])
        else:
            self._plain(found)
            self._row(found)
            self.parts.append(found[0])

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
        if group.kind or group.is_hidden:
            self.lost[-1][1].append(text)

    def _tell(self) -> None:
        told: set[tuple[LossKind, str]] = set()
        for kind, parts in self.lost:
            words = " ".join("".join(parts).split())
            if any(map(str.isalnum, words)) and (kind, words) not in told:
                told.add((kind, words))
                self.losses.add(WHOLE, kind, words)

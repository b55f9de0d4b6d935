"""The words of a text, as a search counts them.

One rule for the index and for what a reader types: `course-search-words.js` says the same in the browser, and both are
held against one file of examples. Letters lose case and marks; a telephone number is one word, with and without its
area code; words joined by hyphens are also one word; writing without blanks gives pairs of letters, as in Lucene's
analyzer for Chinese, Japanese and Korean.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670\u0640]")
_LETTER = r"(?:(?![0-9_])\w)"
_WORD = re.compile(rf"[0-9]+(?:[.][0-9]+)?|{_LETTER}+(?:[’']{_LETTER}+)*[0-9]*")
_PHONE = re.compile(r"(?<![0-9-])(?:1[-. ])?\(?[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9-])")
_JOINED = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]")
_OWNER = re.compile(r"[’']s?$")


def fold(text: str) -> str:
    """Return a text without case and marks, such as the accents of Latin and the vowel signs of Arabic."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
    return unicodedata.normalize("NFC", plain).replace("ß", "ss")


def words(text: str) -> list[str]:
    """Return every word of a text: telephone numbers, joined words, then the single words in their order."""
    folded = fold(text)
    numbers = [re.sub(r"[^0-9]", "", found[0])[-10:] for found in _PHONE.finditer(folded)]
    joined = [re.sub(r"[-\u2010\u2011]", "", found[0]) for found in _JOINED.finditer(folded)]
    return [
        *(part for number in numbers for part in (number, number[-7:])),
        *(word for word in joined if not word.isdecimal()),
        *(part for found in _WORD.finditer(folded) for part in _parts(found[0])),
    ]


def _parts(word: str) -> list[str]:
    plain = _OWNER.sub("", word).replace("’", "").replace("'", "")
    if not plain:
        return []
    if _UNSPACED.search(plain):
        return [plain[at : at + 2] for at in range(max(1, len(plain) - 1))]
    return [plain]

"""The words of a text, as a search counts them.

One rule for the index and for what a reader types: `course-search-words.js` says the same in the browser, and both are
held against one file of examples. Letters lose case and marks; a telephone number is one word, with and without its
area code; words joined by hyphens are also one word; writing without blanks gives pairs of letters, as in Lucene's
analyzer for Chinese, Japanese and Korean; words of Arabic lose their article.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670\u0640]")
_ALIKE = str.maketrans(
    "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9\u0629\u0649\u06cc\u06a9",
    "01234567890123456789\u0647\u064a\u064a\u0643",
)
"""Digits of Arabic and Persian, and letters that writers change for each other: teh marbuta, alef maksura, keheh."""
_ARTICLE = re.compile("^(?:(?:[\u0648\u0628\u0643\u0641]?\u0627\u0644|\u0644\u0644)(?=.{2})|\u0648(?=.{3}))")
"""The article of Arabic with what is written to it, and "and": the prefixes of Lucene's ArabicStemmer (light10)."""
_LETTER = r"(?:(?![0-9_])\w)"
_WORD = re.compile(rf"[0-9]+(?:[.][0-9]+)?|{_LETTER}+(?:[’']{_LETTER}+)*[0-9]*")
_PHONE = re.compile(r"(?<![0-9-])(?:1[-. ])?\(?[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9-])")
_JOINED = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f]")
_OWNER = re.compile(r"[’']s?$")


def fold(text: str) -> str:
    """Return a text without case and marks, such as the accents of Latin and the vowel signs of Arabic."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.lower()))
    return unicodedata.normalize("NFC", plain).replace("ß", "ss").translate(_ALIKE)


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
    plain = _ARTICLE.sub("", _OWNER.sub("", word).replace("’", "").replace("'", ""))
    if not plain:
        return []
    if _UNSPACED.search(plain):
        return [plain[at : at + 2] for at in range(max(1, len(plain) - 1))]
    return [plain]

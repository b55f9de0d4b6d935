"""The words of a text, as a search counts them.

One rule for the index and for what a reader types: `course-search-words.js` says the same in the browser, and both are
held against one file of examples. Letters lose case and marks; a telephone number is one word, with and without its
area code; words joined by hyphens are also one word; numbers lose what groups their digits, and a comma before a
fraction is a point; writing without blanks gives pairs of letters, as in Lucene's analyzer for Chinese, Japanese and
Korean; words of Arabic lose their article, and those of French, Italian and Catalan what stands before an apostrophe.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What no reader sees: soft hyphens, joiners, marks of direction."""
_FRACTION = re.compile("(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u064b-\u0655\u0670\u0640]")
_ALIKE = str.maketrans(
    {
        **dict(zip("\u0629\u0649\u06cc\u06a9", "\u0647\u064a\u064a\u0643", strict=True)),
        **dict(zip("\u00f8\u0142\u0111\u00f0\u0131\u0127\u0167\u03c2", "olddiht\u03c3", strict=True)),
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00fe": "th",
        "\u02bc": "'",
    }
)
"""Letters that writers change for each other: teh marbuta, alef maksura, keheh; and those that have no mark to lose."""
_ARTICLE = re.compile("^(?:(?:[\u0648\u0628\u0643\u0641]?\u0627\u0644|\u0644\u0644)(?=.{2})|\u0648(?=.{3}))")
"""The article of Arabic with what is written to it, and "and": the prefixes of Lucene's ArabicStemmer (light10)."""
_ELISION = re.compile(
    r"^(?:[cdjlmnstv]|qu|gl|un|(?:jus|lors|puis|quoi)qu|[dns]?[aeu]ll|(?:a|da|de|ne|su)gl|questo?|quell)[’'](?=.{2})"
)
"""What is written before an apostrophe: the articles of Lucene's ElisionFilter for French, Italian and Catalan."""
_MARK_LETTERS = "".join(
    chr(code) for code in (*range(0x300, 0x3000), *range(0xA000, 0xAC00)) if unicodedata.category(chr(code))[0] == "M"
)
"""Vowels and other signs of scripts that write them to a letter, such as those of India."""
_LETTER = rf"(?:(?![0-9_])[\w{_MARK_LETTERS}])"
_GROUPED = r"[1-9][0-9]{0,2}(?:[.,’'][0-9]{3})+(?![0-9])"
_WORD = re.compile(rf"{_GROUPED}(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?|{_LETTER}+(?:[’']{_LETTER}+)*[0-9]*")
_GROUPS = re.compile(rf"({_GROUPED})(?:[.,]([0-9]+))?")
_SPACED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?: [0-9]{3})+(?! ?[0-9]|[.,][0-9])")
_PHONE = re.compile(r"(?<![0-9-])(?:1[-. ])?\(?[0-9]{3}\)?[-. ][0-9]{3}[-. ][0-9]{4}(?![0-9-])")
"""A number of North America."""
_CALL = re.compile(
    r"(?<![0-9.,/-])(?:\+[0-9]{1,3}|\(?[0-9]{2,5}\)?)(?: ?\(0\) ?[0-9]{1,8})?"
    r"(?:[ /-]\(?[0-9]{1,8}\)?){1,6}(?![0-9/-]|[.,][0-9])"
    r"|(?<![0-9.])0[1-9](?:[.][0-9]{2}){4}(?![0-9.])"
)
"""Groups of digits as the rest of the world writes such numbers."""
_MARKED_WORD = rf"[\w{_MARK_LETTERS}]"
_JOINED = re.compile(rf"{_MARKED_WORD}+(?:[-\u2010\u2011]{_MARKED_WORD}+)+")
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]"
)
_OWNER = re.compile(r"[’']s?$")
_TAIL = 7
"""Digits of a telephone number without its area code."""


def fold(text: str) -> str:
    """Return a text without case and marks, such as the accents of Latin and the vowel signs of Arabic."""
    if text.isascii():
        return text.lower()
    parted = _FRACTION.sub(" ", _SILENT.sub("", text.lower()))
    plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", parted)))
    return re.sub(r"[^\W\D]", lambda found: str(unicodedata.decimal(found[0])), plain.translate(_ALIKE))


def words(text: str) -> list[str]:
    """Return every word of a text: telephone numbers, joined words, then the single words in their order."""
    folded = fold(text)
    joined = [re.sub(r"[-\u2010\u2011]", "", found[0]) for found in _JOINED.finditer(folded)]
    return [*_numbers(folded), *(word for word in joined if not word.isdecimal()), *_singles(folded)]


def single_words(text: str) -> list[str]:
    """Return the single words of a text in their order."""
    return _singles(fold(text))


def _singles(folded: str) -> list[str]:
    return [part for found in _WORD.finditer(folded) for part in _parts(found[0])]


def _numbers(folded: str) -> list[str]:
    """Return telephone numbers, each also without its area code, and numbers whose digits blanks group."""
    american = [_digits(found[0])[-10:] for found in _PHONE.finditer(folded)]
    others = [
        _digits(found[0].replace("(0)", "")) for found in _CALL.finditer(_PHONE.sub("|", folded)) if _rings(found[0])
    ]
    grouped = [_digits(found[0]) for found in _SPACED.finditer(folded)]
    called = [part for number in (*american, *others) for part in (number, number[-_TAIL:])]
    return list(dict.fromkeys([*called, *grouped]))


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _rings(found: str) -> bool:
    """Say whether groups of digits may be a telephone number: by their sum, and by how they begin or go on."""
    groups = re.findall("[0-9]+", found)
    long = 6 <= sum(map(len, groups)) <= 15  # noqa: PLR2004 - the most of E.164, and six as in 116 117 and 13 11 14
    return long and (found[0] in "+0(" or len(groups) > 2 or min(map(len, groups)) > 2)  # noqa: PLR2004


@lru_cache(maxsize=65_536)
def _parts(word: str) -> tuple[str, ...]:
    if word[0] in "0123456789":
        return (_plain_number(word),)
    plain = _ELISION.sub("", _OWNER.sub("", word))
    plain = _ARTICLE.sub("", plain.replace("’", "").replace("'", ""))
    if not plain:
        return ()
    if _UNSPACED.search(plain):
        return tuple(plain[at : at + 2] for at in range(max(1, len(plain) - 1)))
    return (plain,)


def _plain_number(word: str) -> str:
    """Return 2,142 and 2.142 as 2142, 3,5 as 3.5, 4.0 as 4."""
    grouped = _GROUPS.fullmatch(word)
    if grouped:
        return _digits(grouped[1]) + (f".{grouped[2]}" if grouped[2] else "")
    return re.sub(r"\.0+$", "", word.replace(",", "."))

"""Measure text: plain words out of Markdown, sentences, content tokens, syllables, the Flesch-Kincaid grade.

Every function is pure and cheap; what is asked again and again for one item is kept by `quizzes.lint.reading.Reading`.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text that is a list of words."""
    return frozenset(text.split())


STOP_WORDS = word_set(
    "a an the of to in on at by for with and or is are was were be been being which following most best that this"
    " these those it its as from who what when how patient patients clinician person people taking take has have"
    " had likely should would next step than more less after before during while her his she he they their first"
)
"""Words without content, and words that every clinical question has."""

SHORT_WORDS = STOP_WORDS | word_set(
    "all and any are ask but can day did does due each else end ever even few for form get give got had has how its"
    " just kind know last late left less let like long look lot low made main make many may mean much must name need"
    " new next nor not now off old once one only out own part per put ran rate real red right run said same saw say"
    " see set show side six some such sure ten term them then they this time too top try two type upon use used uses"
    " very was way week well went were why will word work year yes yet you your high good help cause called give"
    " given best main case about above also among begin being both could different during every example following"
    " found between because cannot correct describe example explain first general group important include into item"
    " large level likely method might number occur often other place point present process question reason result"
    " second several should since small state statement still system there thing three through under until using"
    " usual value where while within without would years program function people find finds finding findings shows sign"
    " signs nurse client clients person persons reads reading"
)
"""Words, most of them short, that give nothing away when they come back."""
_MIN_TELLING = 3

SUFFIXES = ("ingly", "edly", "ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly")
"""Endings that light stemming takes away, tried in this order."""

_MARKUP = re.compile(r"[*_`\[\\{]")
_MARKS = (
    (re.compile(r"\{cite[^}]*\}`[^`]*`"), ""),
    (re.compile(r"\{[\w:.-]+\}`([^`<]*?)(?:\s*<[^`>]*>)?`"), r"\1"),
    (re.compile(r"!?\[([^\[\]]{0,400})\]\([^()\s]{0,400}(?:\s+\"[^\"]{0,400}\")?\)"), r"\1"),
    (re.compile(r"(?<!`)(`{1,3})([^`]+)\1"), r"\2"),
    (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<![\w_\\])__(?=[^\s_])(.+?)(?<=[^\s_])__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>%:-])"), r"\1"),
)
_BOLD = re.compile(r"\*\*(.+?)\*\*|(?<![\w_])__([^_]+?)__(?![\w_])")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|‘[^’]*’(?!\w)|(?<!\w)'[^']{2,}'(?!\w)")
_NOT_WORD = re.compile(r"\W+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ABBREVIATED = r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bNo)(?<!\bapprox)(?<!\bca)"
_SENTENCE_END = re.compile(rf"(?:{_ABBREVIATED}\.|[!?؟])[\"”’')\]]*(?=\s)|[！？。][」』”’）]*|\n+")
_CLAUSE_END = re.compile(rf"(?:{_ABBREVIATED}\.|[!?:])[\"”’')\]]*(?=\s)|\n+")
_HAN = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSPACED = re.compile(f"{_HAN.pattern[:-1]}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_SIGNS, _LETTERS = 1.5, 4
_SILENT = re.compile(r"(?:([^laeiouy])es|([^aeiouytd])ed|([^laeiouy])e)$")
_VOWELS = re.compile(r"[aeiouy]{1,2}")
_NOT_LETTER = re.compile(r"[^a-z]+")
_SHORT_WORD = 3
_MIN_STEM = 4


def plain(text: str) -> str:
    """Return Markdown as the words that are read: no emphasis, links, roles or citations; blanks (`___`) stay."""
    if not _MARKUP.search(text):
        return text
    for mark, put in _MARKS:
        text = mark.sub(put, text)
    return text


def bold_words(text: str) -> frozenset[str]:
    """Return the lower-case words that Markdown shows in bold."""
    found = (a or b for a, b in _BOLD.findall(text)) if "**" in text or "__" in text else ()
    return frozenset(word for part in found for word in norm(part).split())


def without_speech(text: str) -> str:
    """Return the text without what stands between quotation marks."""
    return _QUOTED.sub(" ", text) if any(mark in text for mark in "\"“«‘'") else text


@lru_cache(maxsize=4096)
def norm(text: str) -> str:
    """Return the text in lower case with every run of non-word characters as one space."""
    return _NOT_WORD.sub(" ", text.lower()).strip()


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """Return a word without the first of `SUFFIXES` that leaves at least four letters."""
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            return word[: -len(suffix)]
    return word


def content_tokens(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content: four letters or more, no stop word."""
    return frozenset(
        stem_of(word)
        for word in norm(text).split()
        if len(word) >= _MIN_STEM and word not in STOP_WORDS and not word.isdigit()
    )


@lru_cache(maxsize=8192)
def telling_words(text: str) -> frozenset[str]:
    """Return the stems of the words that could give a key away: three letters or more, no `SHORT_WORDS`."""
    return frozenset(
        stem_of(word)
        for word in norm(text).split()
        if len(word) >= _MIN_TELLING and word.isalpha() and word not in SHORT_WORDS
    )


def words(text: str) -> list[str]:
    """Return the runs of letters and apostrophes."""
    return _WORD.findall(text)


def word_count(text: str) -> int:
    """Return how many words and numbers a text has; of scripts without blanks by their letters.

    A word of Chinese or Japanese counts as 1.5 signs and one of Thai, Lao, Khmer or Burmese as 4, which is what
    translators reckon with for a word of English.
    """
    if not _UNSPACED.search(text):
        return sum(any(map(str.isalnum, word)) for word in text.split())
    letters = sum(1 / _SIGNS if _HAN.match(sign) else 1 / _LETTERS for sign in _UNSPACED.findall(text))
    return math.ceil(letters) + word_count(_UNSPACED.sub(" ", text))


def sentences(text: str) -> list[str]:
    """Return the sentences: split after `.`, `!` or `?` before white space, and at line ends."""
    return _split(_SENTENCE_END, text)


def clauses(text: str) -> list[str]:
    """Return the sentences, split after a colon too, as the readability formula counts them."""
    return _split(_CLAUSE_END, text)


def _split(mark: re.Pattern[str], text: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for found in mark.finditer(text):
        parts.append(text[start : found.end()])
        start = found.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if any(map(str.isalnum, part))]


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Return the number of spoken syllables of an English word, at least 1; counted by its letters."""
    letters = _NOT_LETTER.sub("", word.lower())
    if len(letters) <= _SHORT_WORD:
        return 1
    letters = _SILENT.sub(lambda found: found[1] or found[2] or found[3], letters)
    return max(1, len(_VOWELS.findall(letters.removeprefix("y"))))


def grade_level(text: str, easy: frozenset[str] = frozenset()) -> float:
    """Return the Flesch-Kincaid grade: 0.39 words/sentences + 11.8 syllables/words - 15.59; 0 without words.

    Words whose stem is in `easy` count as two syllables at most.
    """
    every, parts = words(text), clauses(text)
    if not every or not parts:
        return 0.0
    spoken = sum(min(2, syllables(word)) if stem_of(word.lower()) in easy else syllables(word) for word in every)
    return 0.39 * len(every) / len(parts) + 11.8 * spoken / len(every) - 15.59

"""Guess the language of a document by its letters and its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from typing import Any

DEFAULT = "en"
_SAMPLE = 50_000
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = tuple(
    (language, re.compile(f"[{letters}]"))
    for language, letters in (
        ("ja", "\u3040-\u30ff"),
        ("ko", "\u1100-\u11ff\uac00-\ud7af"),
        ("zh", "\u4e00-\u9fff"),
        ("ar", "\u0600-\u06ff"),
        ("he", "\u0590-\u05ff"),
        ("el", "\u0370-\u03ff"),
        ("ru", "\u0400-\u04ff"),
        ("th", "\u0e00-\u0e7f"),
        ("hi", "\u0900-\u097f"),
    )
)
"""Letters that tell a language, or the one that is most often written with them."""
_SCRIPT_SHARE = 0.2
_FREQUENT = {
    "en": "the of and to is in that for with are was be this it as on by or from at not have you",
    "de": "der die und das ist nicht den von ein eine zu mit sich auf für im dem des werden sie wird oder bei",
    "fr": "le la les des et est une dans pour que du en au par sur pas qui avec ne plus sont vous",
    "es": "el la los las una y es que para con por del en se al como más no su lo son usted",
    "it": "il di che è per una con non sono gli della dei del le si da nel alla più anche",
    "pt": "o os uma que não para com por do da dos das em no na é ao mais você se como",
    "nl": "het een van de en is niet met voor zijn op te dat aan bij ook of wordt u er",
}
_WORDS = {language: frozenset(words.split()) for language, words in _FREQUENT.items()}
_FEWEST = 20
_LEAST_HITS = 3
_LEAST_SHARE = 0.08
_MARGIN = 1.2


def guess_language(text: str) -> str:
    """Return the code of the language of `text`, English where nothing speaks for another.

    With the extra `languages` py3langid is asked, which knows 97 of them; the frequent words of seven and the letters
    of nine are asked without it.
    """
    sample = text[:_SAMPLE]
    if (found := _detected(sample)) is not None:
        return found
    letters = len(_LETTER.findall(sample)) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > _SCRIPT_SHARE * letters:
            return language
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    count = Counter({language: sum(word in known for word in words) for language, known in _WORDS.items()})
    (best, hits), *_ = count.most_common(1)
    clear = hits >= max(_LEAST_HITS, _LEAST_SHARE * len(words)) and hits > _MARGIN * count[DEFAULT]
    return best if clear else DEFAULT


def _detected(sample: str) -> str | None:
    """Return what py3langid says, None without it and where there is too little text."""
    if len(_LETTER.findall(sample)) < _FEWEST:
        return None
    try:
        langid: Any = import_module("py3langid")
    except ImportError:
        return None
    return str(langid.classify(sample)[0])

"""The index of a search as small classic scripts, which a page can load from disk as well as from a server.

`index.js` holds the pages and the places in them, and where the whole fits into one part also the words; `w0.js` and
so on hold the words of a large course in parts, of which a query loads those that its letters ask for; `wr.js` those of
the appendix; `t0.js` and so on the text of one page each, for the lines of a result. Words are sorted and front-coded:
`4ing` goes on from the word before with its first four letters. Places are gaps in a safe alphabet.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.search.words import fold, single_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LESSON, HANDOUT, APPENDIX, GLOSSARY, STATEMENTS, REFERENCE = range(6)
"""Kinds of pages in the order of their weight."""
_ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in "\"\\<&'`")
"""88 letters that need no escape in a string of a script; the second half says that more digits follow."""
_HALF = len(_ALPHABET) // 2
PART = 16_000
"""Letters of a part of the words, about 7 KB when a server packs it."""
STOPS = {
    language: frozenset(common.split())
    for language, common in {
        "en": "a an and are as at be but by can do does for from has have he her his how i if in into is it its may my"
        " of on or she so than that the their them then there these they this to was we what when where which who why"
        " will with you your",
        "de": "der die das und ist ein eine von zu im mit den dem des nicht auf fur in an es er sie wie was wer",
    }.items()
}
"""Words of a language that stand everywhere and so find nothing; in capitals, as in WHO, they are names."""
_NAMES = re.compile(r"(?<!\w)[A-Z]{2,}(?!\w)")
_COMPOUNDING = ("de", "nl", "sv", "da", "nb", "fi")
"""Languages that write compounds as one word: a compound is also found by its last part."""
Postings = dict[str, dict[int, bool]]
"""Each word to the numbers of the places that have it, and whether in their heading."""


@dataclass(frozen=True)
class SearchSection:
    """One place that a result can lead to; `asks` says that it holds questions of its own, `also` are further ids."""

    anchor: str
    heading: str
    text: str
    asks: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class SearchPage:
    """One page: its address from the start page, its title, and its places in their order."""

    address: str
    title: str
    kind: int
    sections: tuple[SearchSection, ...]


def index_files(pages: Sequence[SearchPage], synonyms: Mapping[str, Iterable[str]], language: str) -> dict[str, str]:
    """Return the scripts of the index by name; `synonyms` lead from what people say to words of the course."""
    tongue = re.split("[-_]", language, maxsplit=1)[0]
    stops = STOPS.get(tongue, frozenset())
    main, appendix, lengths = _postings(pages, stops)
    if tongue in _COMPOUNDING:
        _split_compounds(main)
    parts = list(_coded(main))
    places = [(section, number) for number, page in enumerate(pages) for section in page.sections]
    head = {
        "pages": [[page.address, page.title, page.kind, len(page.sections)] for page in pages],
        "lengths": "".join(map(str, lengths)),
        "asking": [at for at, (section, _) in enumerate(places) if section.asks],
        "parts": [part[0] for part in parts],
        "synonyms": _said(synonyms),
        "stops": sorted(stops),
    }
    files = {"index.js": f"courseSearch.index({_js(head)});\n"}
    called = {f"w{at}.js": _part(at, part) for at, part in enumerate(parts)}
    if len(parts) == 1:
        files["index.js"] += called.pop("w0.js")
    return {
        **files,
        **called,
        "wr.js": "".join(_part("r", part) for part in _coded(appendix, whole=True)),
        **{f"t{at}.js": f"courseSearch.text({at},{_js(_lines(page))});\n" for at, page in enumerate(pages)},
    }


def _said(synonyms: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return synonyms as they are looked up, word by word without case and marks; two that so become one are joined."""
    found: dict[str, list[str]] = {}
    for said, meant in sorted(synonyms.items()):
        found.setdefault(" ".join(single_words(said)), []).extend(meant)
    return {said: list(dict.fromkeys(meant)) for said, meant in sorted(found.items()) if said}


def _lines(page: SearchPage) -> list[list[str]]:
    return [[section.anchor, section.heading, section.text] for section in page.sections]


def _postings(pages: Sequence[SearchPage], stops: frozenset[str]) -> tuple[Postings, Postings, list[int]]:
    """Return the words of the pages, those of the appendix, and the class of length of each place (its logarithm)."""
    main: Postings = defaultdict(dict)
    appendix: Postings = defaultdict(dict)
    lengths: list[int] = []
    for page in pages:
        for section in page.sections:
            counted, heading = Counter(words(section.text)), set(words(section.heading))
            place = len(lengths)
            lengths.append(min(9, int(math.log2(1 + counted.total()))))
            apart = page.kind >= STATEMENTS
            names = {fold(name) for name in _NAMES.findall(f"{section.heading} {section.text}")}
            for word in {*counted, *heading} - (stops - names):
                if not apart or len(word) > 2:  # noqa: PLR2004 - short signs of an appendix are codes and initials
                    (appendix if apart else main)[word][place] = word in heading
    return main, appendix, lengths


def _split_compounds(postings: Postings) -> None:
    """Let a place with `Benzodiazepinentzug` be found by `entzug`, where the course has that word too."""
    tails = {word for word in postings if len(word) > 4 and word.isalpha()}  # noqa: PLR2004
    for word in [word for word in postings if len(word) > 8]:  # noqa: PLR2004
        tail = next((word[at:] for at in range(3, len(word) - 4) if word[at:] in tails), None)
        for place in postings[word] if tail else ():
            postings[tail or ""].setdefault(place, False)


def _coded(postings: Postings, *, whole: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield the first word, the words and the places of each part."""
    names: list[str] = []
    places: list[str] = []
    first, before, size = "", "", 0
    for word in sorted(postings):
        first = first or word
        shared = _shared(before, word) if names else 0
        names.append(f"{shared}{word[shared:]}\n")
        places.append(_gaps(postings[word]))
        size += len(names[-1]) + len(places[-1])
        before = word
        if size > PART and not whole:
            yield first, "".join(names), " ".join(places)
            first, names, places, size = "", [], [], 0
    if names:
        yield first, "".join(names), " ".join(places)


def _shared(before: str, word: str) -> int:
    """Return how many letters two words begin with alike, at most nine."""
    pairs = zip(before[:9], word[:9], strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(before), len(word), 9))


def _gaps(places: Mapping[int, bool]) -> str:
    """Return places as numbers: twice the gap to the place before, and one more where the word is in the heading."""
    ordered = sorted(places)
    befores = [-1, *ordered[:-1]]
    return "".join(_number((at - before - 1) * 2 + places[at]) for before, at in zip(befores, ordered, strict=True))


def _number(value: int) -> str:
    digits = ""
    while value >= _HALF:
        digits += _ALPHABET[_HALF + value % _HALF]
        value //= _HALF
    return digits + _ALPHABET[value]


def _part(name: int | str, part: tuple[str, str, str]) -> str:
    return f"courseSearch.part({_js(name)},{_js(part[1])},{_js(part[2])});\n"


def _js(value: object) -> str:
    """Return a value as JavaScript; the two line ends of Unicode may stand in no old script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")

"""List what is doubtful in the words of a document: nothing is changed, a person decides."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from course.ingest.division import Division
    from course.ingest.losses import Place
    from course.ingest.statements import Statement

_WORDS = """\
abscence absence, acheive achieve, accomodate accommodate, accross across, adress address, agressive aggressive,
apparant apparent, arguement argument, begining beginning, beleive believe, calender calendar, commitee committee,
concious conscious, definately definitely, dependance dependence, difficulities difficulties, embarass embarrass,
enviroment environment, existance existence, foriegn foreign, goverment government, harrass harass, independant
independent, knowlege knowledge, liason liaison, maintainance maintenance, neccessary necessary, noticable noticeable,
occassion occasion, occured occurred, perscription prescription, persistant persistent, posession possession, prefered
preferred, priviledge privilege, publically publicly, reccomend recommend, recieve receive, refered referred, relevent
relevant, seizeure seizure, seperate separate, succesful successful, suprise surprise, teh the, tommorow tomorrow,
tounge tongue, truely truly, untill until, ween wean, weened weaned, wich which, wierd weird, withdrawl withdrawal"""
MISSPELLINGS = dict(pair.split() for pair in _WORDS.split(","))
PHRASES = {
    "alot": "a lot", "loose control": "lose control", "loose weight": "lose weight", "wok through": "work through",
    "non medical": "non-medical", "well being": "well-being", "could of": "could have", "should of": "should have",
    "would of": "would have", "such as;": "such as", "such as:": "such as", "due to the fact that": "because",
}  # fmt: skip
_VOWEL_SOUND = re.compile(r"(?:[aeio]|u(?!ni(?![nm])|s[aeiu]|ti|r[aei]|b[ei])|hour|honest|honou?r|heir)", re.IGNORECASE)
_CONSONANT_SOUND = re.compile(r"(?:eu|ewe|one(?!r)|once|ouija)", re.IGNORECASE)
_DOUBLES_MEANT = frozenset({"that", "had", "is", "no", "so", "very", "bye", "ha"})
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_OFTEN = 4


@dataclass(frozen=True)
class Remark:
    """Something doubtful in the document: where, the words, the kind of doubt, and what may be meant."""

    place: Place
    text: str
    kind: str
    suggestion: str = ""


def find_typos(division: Division) -> list[Remark]:
    """Return every doubt about headings and statements, by their places."""
    texts = [one for one in division.found if not one.is_code]
    checks = _CHECKS + (_ENGLISH if division.language.partition("-")[0] in ("", "en") else ())
    found = [remark for statement in texts for check in checks for remark in check(statement)]
    found += _variants(texts)
    return sorted(set(found), key=lambda remark: (remark.place, remark.kind, remark.text))


def _misspelt(statement: Statement) -> Iterator[Remark]:
    for word in re.findall(r"[^\W\d_]+", statement.text):
        right = MISSPELLINGS.get(word.casefold())
        if right:
            yield Remark(statement.place, word, "spelling", right.capitalize() if word[0].isupper() else right)


def _phrases(statement: Statement) -> Iterator[Remark]:
    for phrase, right in PHRASES.items():
        for found in re.finditer(rf"\b{re.escape(phrase)}(?!\w)", statement.text, re.IGNORECASE):
            yield Remark(statement.place, found.group(), "wording", right)


def _doubled(statement: Statement) -> Iterator[Remark]:
    for found in re.finditer(r"\b([^\W\d_]+)\s+\1\b", statement.text, re.IGNORECASE):
        if found[1].casefold() not in _DOUBLES_MEANT:
            yield Remark(statement.place, found.group(), "doubled word", found[1])


def _articles(statement: Statement) -> Iterator[Remark]:
    for found in re.finditer(r"\b(an?)\s+([^\W\d_][\w-]*)", statement.text, re.IGNORECASE):
        article, word = found[1], found[2]
        if word.partition("-")[0].isupper():
            continue  # how letters are spoken is not seen: an MRI, a NASA plan
        wanted = "an" if _begins_with_vowel(word) else "a"
        if article.casefold() != wanted and not (article == "A" and len(word) == 1):
            yield Remark(statement.place, found.group(), "article", f"{wanted} {word}")


def _begins_with_vowel(word: str) -> bool:
    return _VOWEL_SOUND.match(word) is not None and _CONSONANT_SOUND.match(word) is None


def _spaces(statement: Statement) -> Iterator[Remark]:
    for found in re.finditer(r"(?<!\S)\S* {2,}\S*", statement.text):
        yield Remark(statement.place, found.group(), "double space", " ".join(found.group().split()))
    for found in re.finditer(r"\b\w+ +[,.;:!?](?=\s|$)", statement.text):
        yield Remark(statement.place, found.group(), "space before punctuation", re.sub(" +", "", found.group()))
    for name, letter in (("non-breaking space", "\xa0"), ("zero-width character", "\u200b"), ("soft hyphen", "\xad")):
        if letter in statement.text:
            yield Remark(statement.place, name, "unusual character", "remove or replace")


def _capitals(statement: Statement) -> Iterator[Remark]:
    for found in re.finditer(r"\b[a-z]{2,}[A-Z]\w*|\b[A-Z]{2,}[a-z]{3,}\w*", statement.text):
        yield Remark(statement.place, found.group(), "mixed capitals", "check")


def _markup(statement: Statement) -> Iterator[Remark]:
    for found in re.finditer(_LEFT, statement.text):
        yield Remark(statement.place, found.group(), "markup", "it is printed as it stands")


_LEFT = r"</?[a-z][^<>]{0,80}>|\{[\w:.-]+\}`|\*\*|&[a-z]+;|\]\(|^[:`~]{3,}|(?<![\w~])~\w{1,12}~(?![\w~])"
"""Markup that a reader has left in the words; a single tilde strikes out on some hosts and is nothing on others."""
_CHECKS: tuple[Callable[[Statement], Iterator[Remark]], ...] = (_spaces, _capitals, _markup)
_ENGLISH: tuple[Callable[[Statement], Iterator[Remark]], ...] = (_misspelt, _phrases, _doubled, _articles)


def _variants(statements: Iterable[Statement]) -> Iterator[Remark]:
    """Find rare spellings that differ by one letter from a name that is used often."""
    places = [(word, statement.place) for statement in statements for word in _NAME.findall(statement.text)]
    count = Counter(word for word, _ in places)
    names = [word for word, number in count.items() if number >= _OFTEN]
    for word, place in places:
        for name in names:
            if count[word] * _OFTEN <= count[name] and _one_letter_apart(word, name):
                yield Remark(place, word, "name", name)


def _one_letter_apart(word: str, name: str) -> bool:
    if word in (f"{name}s", f"{name}d") or name in (f"{word}s", f"{word}d"):
        return False
    longer, shorter = (word, name) if len(word) >= len(name) else (name, word)
    if len(longer) == len(shorter):
        return sum(a != b for a, b in zip(word, name, strict=True)) == 1
    return len(longer) == len(shorter) + 1 and any(
        longer[:cut] + longer[cut + 1 :] == shorter for cut in range(len(longer))
    )

"""Rules about form: options that fit the lead-in by article and number, and each other by their grammar."""

# ruff: noqa: D401 - the docstring of a rule says what holds, and is the title of the rule in the documentation

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizzes.lint import patterns
from quizzes.lint.prose import CODE, prose
from quizzes.lint.rule import ERROR, WARNING, Flaw, item_rule
from quizzes.lint.text_measures import word_set
from quizzes.model.choices import MultipleItem, SingleItem
from quizzes.model.words import ClozeItem
from quizzes.structure import GAP_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizzes.lint.reading import Option, Part, Reading

_STEM = "What should the clinician do first for this patient?"


def _said_as_word(capitals: str) -> bool:
    """Say whether capitals are read as a word (GABA, SAMHSA), not letter by letter (EEG, SSRI, NSAID)."""
    return len(capitals) > 3 and capitals[1] in "AEIOU" and capitals[0] not in "AEIOU"  # noqa: PLR2004 - as in MAO


def vowel_sound(text: str) -> bool:
    """Say whether the first word of a text begins with a vowel when spoken ('hour', 'EEG', not 'one', 'use')."""
    if re.match(r"\W*[aefhilmnorsx]-", text):
        return True
    word = text.lstrip("\"'“‘(*_ ").split(maxsplit=1)[0] if text.strip("\"'“‘(*_ ") else ""
    initials = word.split("-")[0].rstrip("s.,;:")
    if initials.isupper() and (len(initials) > 1 or "-" in word) and not _said_as_word(initials):
        return initials[0] in patterns.SPELLED_VOWEL or initials[0] in "AEIO"
    if word[:1].isdigit():
        return bool(re.match(r"8|11(?!\d)|18(?!\d)|11,|18,", word))
    if patterns.VOWEL_SOUND.match(word.lower()):
        return True
    return word[:1].lower() in {*"aeiou"} and not patterns.CONSONANT_SOUND.match(word.lower())


def slots(reading: Reading) -> Iterator[tuple[str, str, list[Part]]]:
    """Yield what stands before and behind each place that a choice fills, as prose, and the choices.

    The place is the end of the lead-in or a blank in the stem; in a cloze text each gap with a menu.
    """
    item = reading.item
    if isinstance(item, SingleItem | MultipleItem):
        parts = [part for part in reading.choosable if part.at[-1] == "text"]
        before, blank, after = _split_at_blank(reading)
        yield (before, after, parts) if blank else (reading.lead_in, "", parts)
    elif isinstance(item, ClozeItem):
        for mark in GAP_MARK.finditer(item.stem):
            place = next((place for place, gap in enumerate(item.gaps) if gap.id == mark[1]), -1)
            parts = [part for part in reading.choosable if part.at[:3] == ("gaps", place, "choices")]
            if parts:
                yield prose(item.stem[: mark.start()])[-80:], prose(item.stem[mark.end() :])[:80], parts


def _split_at_blank(reading: Reading) -> tuple[str, str, str]:
    found = patterns.BLANK.search(reading.stem)
    if not found or patterns.BLANK.search(reading.stem, found.end()):
        return "", "", ""
    return reading.stem[: found.start()], found[0], reading.stem[found.end() :]


@item_rule(
    "Q113",
    ERROR,
    "HDR28c; NBME",
    english=True,
    bad={
        "stem": "The group of the common frog is best called an:",
        "choices": ["Insect", "* Tailless amphibian", "Eel"],
    },
    good={"stem": "The time that this test needs is about an:", "choices": ["* Hour", "Afternoon", "Evening"]},
)
def article_cue(reading: Reading) -> Iterator[Flaw]:
    """An 'a' or 'an' before the options, or before the menu of a gap, fits every choice by its sound.

    By sound, not by letter: an hour, an EEG, a one-time dose, a use. Options that are letters of a figure, numbers or
    code are not asked.
    """
    for before, _, parts in slots(reading):
        found = patterns.ENDS_WITH_ARTICLE.search(before)
        if not found or _NAMED_A.search(before) or all(len(part.text.strip()) <= 1 for part in parts):
            continue
        wrong = [
            part for part in parts if part.text[:1].isalpha() and CODE not in part.text and _misfits(part, found[1])
        ]
        if wrong:
            message = f"'{found[1]}' does not fit '{wrong[0].text}'"
            yield Flaw(message, wrong[0].at, hint="move the article into the options")


_NAMED_A = re.compile(r"(?:a/an|\b(?:vitamin|hepatitis|type|group|plan|model|class|grade|part|section) [Aa])[\W_]*$")


def _misfits(part: Part, article: str) -> bool:
    return vowel_sound(part.text) != (article.lower() == "an")


@item_rule(
    "Q114",
    WARNING,
    "HDR28c",
    english=True,
    bad={
        "stem": "The signs that call for help today are:",
        "choices": ["* Seizures and confusion", "A dry mouth", "A mild itch"],
    },
    good={
        "stem": "The sign that calls for help today is:",
        "choices": ["* Diabetes insipidus", "A dry mouth", "A mild itch"],
    },
)
def number_cue(reading: Reading) -> Iterator[Flaw]:
    """An 'is' or 'are' before the choices (or behind the blank) does not meet singular and plural ones.

    A choice is singular when it begins with 'a', 'an' or 'one', and plural by its ending. Options and the menus of gaps
    are asked.
    """
    for before, after, parts in slots(reading):
        found = patterns.ENDS_WITH_VERB.search(before) or patterns.BEGINS_WITH_VERB.match(after)
        if found and any(_singular(part.text) for part in parts) and any(_plural(part.text) for part in parts):
            at = parts[0].at[:1] if parts[0].at[0] == "choices" else parts[0].at[:3]
            yield Flaw(f"'{found[1]}' fits only some of the options", at, hint="make them all singular or plural")


def _singular(text: str) -> bool:
    return text.lower().startswith(("a ", "an ", "one ")) and not _plural(text)


def _plural(text: str) -> bool:
    head = re.split(r" (?:of|in|for|with|from|to|on|at|by|that|after|before)\b", text, maxsplit=1)[0].strip(" .")
    last = head.split()[-1] if head.split() else ""
    return " and " in head or (last.endswith("s") and not patterns.SINGULAR_S.match(last))


@item_rule(
    "Q115",
    WARNING,
    "HDR23",
    english=True,
    subs={"f": "form of the first word", "p": "final punctuation", "c": "capitals"},
    bad={"stem": _STEM, "choices": ["Stopping the drug", "Doubling the dose", "* Agree on a slow taper"]},
    good={"stem": _STEM, "choices": ["Stop the drug", "Double the dose", "* Agree on a slow taper"]},
)
def parallel_form(reading: Reading) -> Iterator[Flaw]:
    """The options have one grammatical form, one final punctuation, one use of capitals.

    The form is that of the first words: a gerund with its object ('stopping the drug'), 'to' with a verb, or other
    words; one option without the gerund or the 'to' of all others is found. Names and 'working memory' are no gerunds.
    A capital is odd when the other options begin in small letters and the word is no name, a small letter when the
    others are sentences.
    """
    options = [option for option in reading.options if not option.wordless]
    if len(options) < 3:  # noqa: PLR2004 - with two nobody can say which one is odd
        return
    forms = [_form(option.said) for option in options]
    for option, form in zip(options, forms, strict=True):
        others = [other for place, other in enumerate(forms) if options[place] is not option and other]
        if form and len(others) > 1 and set(others) in ({"ing"}, {"to"}) and form not in others:
            yield Flaw(f"'{option.shown}' begins in another form than the others", (*option.at, "text"), "f")
    if len({_stopped(option.text) for option in options}) > 1:
        yield Flaw("some options end with a full stop, some do not", ("choices",), "p")
    if _odd_capitals(options, reading):
        yield Flaw("some options begin with a capital, some do not", ("choices",), "c")


_GERUND = re.compile(
    r"\W*(?:not )?(\w+ing) (?:the|an?|his|her|their|its|to|for|in|on|at|with|by|of|up|and|or|each|all|more|less|that"
    r"|from|as|about|into|out|through|what|how|one|your|my|no|any|one['’]s|this|these|those)\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\W*to (?!the\b|an?\b|his\b|her\b|their\b|its\b|\w+(?:ing|s) )[a-z]", re.IGNORECASE)
_FINITE = re.compile(
    r"(?<!to )\b(?:does|do|did|is|are|was|were|has|had|can|could|will|would|should|may|might|must|seems?|makes|causes"
    r"|leads|requires|increases|decreases|reduces|helps|allows|improves|prevents)\b"
)
_SUBORDINATE = re.compile(r"\b(?:that|who|which|whose|if|when|where|what|how|why|because|whether|until|before|after)\b")
_ABBREVIATION_END = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:etc|Jr|Sr|Inc|Co|St|spp?|al|[A-Z]|min|max|vs)\.$|\.{3}$|…$")


def _form(text: str) -> str:
    """Return "ing", "to" or "other"; nothing where the first words do not tell."""
    if not text.strip() or not text.lstrip("\"'“‘(")[:1].isalpha():
        return ""
    if _INFINITIVE.match(text):
        return "to"
    gerund = _GERUND.match(text)
    if gerund and not patterns.ING_NOUN.match(gerund[1]):
        return "" if _is_sentence(text) else "ing"
    unclear = re.match(r"\W*(?:not )?\w+ing\b", text, re.IGNORECASE) or text.startswith(CODE)
    return "" if unclear else "other"


def _is_sentence(text: str) -> bool:
    """Say whether the gerund is the subject of a sentence ('Adding a state does not …')."""
    verb = _FINITE.search(text)
    return verb is not None and not _SUBORDINATE.search(text[: verb.start()])


def _stopped(text: str) -> bool:
    end = text.rstrip("\"'”’)")
    return end.endswith(".") and not _ABBREVIATION_END.search(end)


def _odd_capitals(options: Sequence[Option], reading: Reading) -> bool:
    """Say whether capitals at the beginning are mixed in a way that no name explains."""
    firsts = [(found, option) for option in options if (found := _FIRST_WORD.match(option.text))]
    plain = [(found, option) for found, option in firsts if found[1][1:].islower() and _is_word(found[1])]
    small = [found[1] for found, _ in plain if found[1][0].islower()]
    capital = [(found[1], option) for found, option in plain if found[1][0].isupper()]
    if not small or not capital:
        return False
    sentences = [
        option
        for word, option in capital
        if word in _OPENERS or (re.match(r"\W*\w+ [a-z]", option.text) and not word.endswith(_NAMELIKE))
    ]
    if len(capital) > len(small):
        return len(sentences) > 1
    written = _SMALL_WORD.findall(reading.whole)
    return any(word in _OPENERS or word.lower() in written for word, _ in capital)


def _is_word(text: str) -> bool:
    """Say whether the first letters of an option are a word: 'Aa' is a genotype, 'pH' a quantity."""
    return len(text) > 2 or text.capitalize() in _OPENERS  # noqa: PLR2004 - as in Aa


_NAMELIKE = ("ian", "ean", "ish", "ese", "ic")
_FIRST_WORD = re.compile(r"[\"“‘'(]*([^\W\d_]{2,})(?![\w.:-]*[A-Z\d])")
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z]{2,}(?!-)")
_OPENERS = word_set(
    "The An It They There This These All None Both In On At By To If When Because He She We You No Not Only After"
    " Before With Without For From As"
)

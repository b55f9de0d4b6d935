"""One slide, and the slides that a lesson, a statement, a figure or a question becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from course.charts.load import load_figure
from course.charts.words import translated, words_of
from course.instructor import stage
from course.instructor.drawn import ARROWS, STEPS, Strip, has_steps
from course.instructor.pictures import UNDER, as_table, picture_of
from course.instructor.texts import Block, bullets, cited, flat, spoken
from course.instructor.words import _
from course.material.marked import Taken, count_words, for_slides, take

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from course.instructor.answers import Asked
    from course.instructor.stock import Stock
    from course.sessions.plan import Slide

SLIDE_WORDS = 105
"""More words than that are read, not listened to."""
SPLIT_BELOW = 32
"""A part of a lesson that would need smaller letters becomes two slides, where it can be cut."""
_HEAD_ROWS = 2
"""The lines of a table in Markdown that are its head."""
_STEP = re.compile(r"\d+\. ")


@dataclass
class Frame:
    """One slide: what it shows, and what the trainer says to it; `tally` are the letters that can be counted.

    `opens` marks the first slide of a segment, `say` puts in the words for the place of the edition, which are shown
    and therefore counted, `picture` is set for a figure, `shown` and `caption` for one that
    becomes a table. With `arrows` each row of a table leads from its first cell to the second; `stamp` is what the
    course does with a statement (`corrected`), and `clock` the bar of the time, which gives way to words.
    """

    title: str
    blocks: list[Block]
    notes: list[Block] = field(default_factory=list)
    tally: tuple[tuple[str, str], ...] = ()
    line: int = 1
    opens: bool = False
    say: Callable[[str], str] = str
    picture: stage.Picture | None = None
    shown: str = ""
    caption: str = ""
    arrows: bool = False
    stamp: str = ""
    clock: Strip | None = None

    @property
    def texts(self) -> list[str]:
        """Return what the slide shows below its title, in Markdown; the words of a picture are none."""
        if self.picture or self.shown:
            return [self.say(self.shown)] if self.shown else []
        return [self.say(block.text) for block in self.blocks]

    @property
    def words(self) -> int:
        """Return how many words the slide shows, its title among them."""
        return count_words("\n".join([self.title, *self.texts, *(text for _letter, text in self.tally)]))

    @cached_property
    def letters(self) -> int:
        """Return the size of its letters in pixels of the stage; for a picture, of the smallest letters in it."""
        if self.picture:
            return int(self.picture.letters * stage.picture_scale(self.title, self.picture))
        if self.clock and self.clock.at is None:
            return stage.agenda_letters(self.title, [title for _clock, title, *_ in self.clock.parts])
        return self._fitted(self.look, strip=self.strip is not None)

    def _fitted(self, look: str, *, strip: bool) -> int:
        choices = tuple(text for _letter, text in self.tally)
        taken = stage.STRIP * strip + stage.STAMP * bool(self.stamp)
        return stage.letters(self.title, tuple(self.texts), choices, self.caption, look=look, taken=taken)

    @cached_property
    def look(self) -> str:
        """Return how the slide draws its list or table: `steps`, `arrows`, or empty for plain text."""
        if self.arrows:
            return ARROWS
        plain = self.picture or self.shown or self.tally
        steps = not plain and has_steps(self.texts) and self._fitted(STEPS, strip=False) >= stage.LEAST
        return STEPS if steps else ""

    @cached_property
    def strip(self) -> Strip | None:
        """Return the bar of the time where there is room for it."""
        if self.clock is None or self.picture or self.shown or self.tally:
            return None
        fits = self.clock.at is None or self._fitted(self.look, strip=True) >= stage.LEAST
        return self.clock if fits else None

    @property
    def drawn(self) -> bool:
        """Say whether the slide shows more than words: a figure, or a diagram of what it says."""
        return bool(self.picture or self.shown or self.look or self.strip or self.stamp)

    @property
    def least(self) -> int:
        """Return the smallest letters that the slide may have."""
        return stage.LEAST_IN_FIGURES if self.picture else stage.LEAST


def frames_for(stock: Stock, slide: Slide, line: int, *, online: bool = False) -> Iterator[Frame]:
    """Yield the slides that an entry of the plan stands for; the notes of the entry go to the first."""
    path = stock.file.path
    said = ((str(_("DO")), slide.do), (str(_("SAY")), slide.say), (str(_("ASK")), slide.ask))
    own = [Block(text, path, line) for text in spoken(said)]
    for frame in _content(stock, slide, line, online=online):
        frame.notes, own = [*own, *frame.notes], []
        frame.line = line
        yield frame


def _content(stock: Stock, slide: Slide, line: int, *, online: bool) -> Iterator[Frame]:
    if slide.text is not None:
        yield Frame(slide.title or "", [Block(slide.text, stock.file.path, line)], arrows=slide.arrows)
    elif slide.chart is not None:
        yield chart(stock, slide.chart, slide.title, line)
    elif slide.poll is not None:
        yield from poll(stock.asked[slide.poll], slide.title, online=online)
    elif slide.claim is not None:
        yield from _claim(stock, slide.claim)
    else:
        yield from _lesson(stock, slide)


def chart(stock: Stock, name: str, title: str | None, line: int) -> Frame:
    """Return the slide of a figure."""
    # The figure brings its own caption; the title is what to look for.
    figure = load_figure(stock.project.root / "figures" / f"{name}.yaml").figure
    figure = translated(figure, {word: stock.say(word) for word in words_of(figure)})
    block = Block(f"```{{chart}} {name}\n```", stock.file.path, line)
    words = as_table(figure)
    if words:
        return Frame(title or figure.title, [block], shown=words, caption=UNDER)
    return Frame(title or figure.title, [block], picture=picture_of(figure, title or figure.title))


def _lesson(stock: Stock, slide: Slide) -> Iterator[Frame]:
    name = slide.takes
    source = getattr(slide, name)
    lesson, _sign, title = source.partition("#")
    taken = take(stock.lessons, lesson, "slide" if name == "part" else name, title)
    if taken is None:
        return
    if name == "discussion":
        yield _discussion(slide, taken)
        return
    fallback = {"case": str(_("Case")), "keypoints": str(_("Take with you"))}.get(name, title)
    title, whole = slide.title or taken.title or fallback, Block(taken.text, taken.path, taken.line)
    parts = _parts(Frame(title, [whole], say=stock.say, arrows=slide.arrows), SPLIT_BELOW)
    for number, block in enumerate(parts, 1):
        part = str(_("%1 (%2 of %3)")).replace("%2", str(number)).replace("%3", str(len(parts))).replace("%1", title)
        yield Frame(part if len(parts) > 1 else title, [block], say=stock.say, arrows=slide.arrows)


def _discussion(slide: Slide, taken: Taken) -> Frame:
    """Return the question for the room; what follows its first paragraph are the answers to expect."""
    question, _blank, answers = taken.text.strip().partition("\n\n")
    frame = Frame(slide.title or str(_("Discuss")), [Block(question, taken.path, taken.line)])
    if answers:
        said = f"**{_('Answers to expect')}**\n\n{answers.strip()}"
        frame.notes.append(Block(said, taken.path, taken.line + question.count("\n")))
    return frame


def _parts(one: Frame, least: int) -> list[Block]:
    """Return a text in as many parts as slides need letters of a size; halves are cut again only to be readable."""
    (block,) = one.blocks
    halves = [block] if one.words <= SLIDE_WORDS and one.letters >= least else _halves(block)
    if len(halves) == 1:
        return halves
    return [part for half in halves for part in _parts(replace(one, blocks=[half]), stage.LEAST)]


def _halves(block: Block) -> list[Block]:
    """Return a long text in two, cut between paragraphs, steps or rows of a table, whose head both have; else whole."""
    lines = block.text.split("\n")
    rows = all(line.startswith("|") for line in lines if line.strip())
    first = _HEAD_ROWS + 1 if rows else 1
    places = range(first, len(lines))
    cuts = [place for place in places if rows or not lines[place - 1] or _STEP.match(lines[place])]
    if not cuts:
        return [block]
    cut = min(cuts, key=lambda place: abs(place - len(lines) / 2))
    head = lines[:_HEAD_ROWS] if rows else []
    return [
        Block("\n".join(lines[:cut]), block.path, block.line),
        Block("\n".join([*head, *lines[cut:]]), block.path, block.line + cut - len(head)),
    ]


def _claim(stock: Stock, name: str) -> Iterator[Frame]:
    claim, path = stock.register.by_id[name], stock.register.path
    quoted = f"> {flat(claim.seed_text)}\n\n{_('Supported, outdated, or wrong? Say why.')}"
    yield Frame(str(_("You may have read …")), [Block(quoted, path, claim.line)])
    said = Block(for_slides(claim.answer), path, claim.answer_line)
    yield Frame(str(_("What sources say")), [said], stamp=claim.verdict.outcome)


def poll(asked: Asked, title: str | None = None, *, online: bool = False) -> Iterator[Frame]:
    """Yield two slides: the question, on which the vote is counted, and the key with the rationale."""
    item, path = asked.item, asked.file.path
    choices = tuple((asked.letters[one.id], one.text) for one in asked.choices)
    if asked.stimulus:
        yield Frame(str(_("The case")), [Block(asked.stimulus, path)])
    stem = Block(item.stem, path, asked.line("stem"))
    yield Frame(title or str(_("Vote")), [stem], [*_how_to_vote(path, online=online)], choices)
    why = f"{flat(item.rationale or '')} {cited(asked)}".strip()
    say = f"**{_('SAY')}**\n\n{bullets(asked.answered())}"
    right = Block(bullets(f"**{line}**" for line in asked.key), path, asked.line("choices"))
    notes = [Block(say, path, asked.line("choices"))]
    yield _key(stem, right, Block(why, path, asked.line("rationale")), notes)


def _key(stem: Block, right: Block, why: Block, notes: list[Block]) -> Frame:
    """Return the slide of a key: it repeats the question; a reason that leaves no room for that is said, not shown."""
    whole = Frame(str(_("Key")), [stem, right, why], notes)
    if whole.words <= SLIDE_WORDS and whole.letters >= whole.least:
        return whole
    said = Block(f"**{_('SAY')}**\n\n{bullets([why.text])}", why.path, why.line)
    return Frame(str(_("Key")), [stem, right], [said, *notes])


def _how_to_vote(path: Path, *, online: bool) -> Iterator[Block]:
    do = [str(_("Read the question aloud. Give half a minute of silence before anybody votes."))]
    typed = _("Votes all at once: by the poll of the meeting tool, or letters typed into the chat, sent together.")
    do += [
        str(typed if online else _("Hands or colored cards, all at once.")),
        str(_("Press Space: fields for the count open. Typing a count is up to you. Do not tell the key yet.")),
        str(_("When votes differ: two minutes in pairs, then vote again.")),
    ]
    ask = [str(_("Why might somebody choose another letter?"))]
    producer = [str(_("Open and close the poll; read the count aloud. Pairs need rooms for two."))] if online else []
    said = ((str(_("DO")), do), (str(_("ASK")), ask), (str(_("PRODUCER")), producer))
    yield from (Block(text, path) for text in spoken(said))

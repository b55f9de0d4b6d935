"""The slides of a format: the opening that every session has, then the slides of each segment with their notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from course.instructor.clock import timetable
from course.instructor.lessons import count_words, for_slides, take
from course.instructor.texts import Block, bullets, cited, flat, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.instructor.answers import Asked
    from course.instructor.clock import Row
    from course.instructor.plan import Format, Slide
    from course.instructor.stock import Stock

OBJECTIVES_PER_SLIDE = 8
SLIDE_WORDS = 105
"""More words than that do not fit a slide in letters that can be read from the last row."""
_STEP = re.compile(r"\d+\. ")


@dataclass
class Frame:
    """One slide: what it shows, and what the trainer says to it; `tally` are the letters that can be counted."""

    title: str
    blocks: list[Block]
    notes: list[Block] = field(default_factory=list)
    tally: tuple[tuple[str, str], ...] = ()
    line: int = 1

    @property
    def words(self) -> int:
        """Return how many words the slide shows, its title among them."""
        shown = [self.title, *(block.text for block in self.blocks if not block.text.startswith("```{chart}"))]
        return count_words("\n".join([*shown, *(text for _, text in self.tally)]))


def opening(stock: Stock, one: Format) -> list[Frame]:
    """Return slides 2, 3 and 4 and their like: disclosure, accreditation, objectives, safety."""
    plan, path, line = stock.plan, stock.file.path, stock.file.line
    frames = [
        Frame("Disclosures", [Block(plan.disclosure, path, line("disclosure"))], line=line("disclosure")),
        Frame("Accreditation", [Block(plan.accreditation, path, line("accreditation"))], line=line("accreditation")),
    ]
    wanted = {name for segment in plan.segments(one) for name in plan.objectives_in(segment)}
    texts = [each.text for name, each in stock.objectives.items() if name in wanted]
    assert stock.project.objectives
    for start in range(0, len(texts), OBJECTIVES_PER_SLIDE):
        part = f" ({start // OBJECTIVES_PER_SLIDE + 1})" if len(texts) > OBJECTIVES_PER_SLIDE else ""
        lead = "At the end you will be able to:\n\n" + bullets(texts[start : start + OBJECTIVES_PER_SLIDE])
        frames.append(Frame(f"Objectives{part}", [Block(lead, stock.project.objectives)]))
    for frame in frames:
        frame.notes.append(Block("**DO**\n\n- Read the slide aloud. Leave it on for questions.", path))
    frames.append(Frame("Safe in this room", [Block(bullets(plan.safety), path, line("safety"))], line=line("safety")))
    return frames


def deck(stock: Stock, one: Format) -> Iterator[list[Frame]]:
    """Yield the segments of a format with their slides; the first slide of each has the notes of the segment."""
    yield opening(stock, one)
    for meeting, rows in timetable(stock.plan, one):
        several = len(stock.plan.meetings(one)) > 1
        for row in rows:
            frames = list(frames_of(stock, row))
            if several and row.start == 0:
                frames[0].title = f"{meeting.title}: {row.title}"
            yield frames


def frames_of(stock: Stock, row: Row) -> Iterator[Frame]:
    """Yield the slides of a segment: a title with what to do and say, then its content."""
    path, activity = stock.file.path, row.activity
    when = Block(f"**{row.span}, {row.segment.minutes} minutes**", path)
    if activity is None:
        yield Frame(row.title, [Block(f"Back in {row.segment.minutes} minutes.", path)], [when])
        return
    place = stock.plan.activities.index(activity)
    line = stock.file.line("activities", place)
    said = spoken([("DO", activity.do), ("SAY", activity.say), ("ASK", activity.ask)])
    focus = [Block(f"**In this format:** {flat(row.segment.focus)}", path, line)] if row.segment.focus else []
    notes = [when, *focus, *(Block(text, path, line) for text in said)]
    yield Frame(row.title, [Block(activity.purpose, path, line)], notes, line=line)
    asked = stock.plan.items_in(row.segment)
    for number, slide in enumerate(activity.slides):
        if slide.poll is None or slide.poll in asked:
            yield from _slide(stock, slide, stock.file.line("activities", place, "slides", number))


def _slide(stock: Stock, slide: Slide, line: int) -> Iterator[Frame]:
    path = stock.file.path
    own = [Block(t, path, line) for t in spoken([("DO", slide.do), ("SAY", slide.say), ("ASK", slide.ask)])]
    for frame in _content(stock, slide, line):
        frame.notes = [*own, *frame.notes] if own else frame.notes
        frame.line = line
        own = []
        yield frame


def _content(stock: Stock, slide: Slide, line: int) -> Iterator[Frame]:
    path = stock.file.path
    if slide.text is not None:
        yield Frame(slide.title or "", [Block(slide.text, path, line)])
    elif slide.chart is not None:
        # The figure brings its own caption; the title is what to look for.
        yield Frame(slide.title or "Look at the figure", [Block(f"```{{chart}} {slide.chart}\n```", path, line)])
    elif slide.poll is not None:
        yield from poll(stock.asked[slide.poll], slide.title)
    elif slide.claim is not None:
        yield from _claim(stock, slide.claim)
    else:
        yield from _lesson(stock, slide)


def _lesson(stock: Stock, slide: Slide) -> Iterator[Frame]:
    name = slide.takes
    source = getattr(slide, name)
    lesson, _, title = source.partition("#")
    taken = take(stock.lessons, lesson, "slide" if name == "part" else name, title)
    if taken is None:
        return
    fallback = {"case": "Case", "keypoints": "Take with you"}.get(name, title)
    title, whole = slide.title or taken.title or fallback, Block(taken.text, taken.path, taken.line)
    parts = [whole] if Frame(title, [whole]).words <= SLIDE_WORDS else _halves(whole)
    for number, block in enumerate(parts, 1):
        yield Frame(f"{title} ({number} of {len(parts)})" if len(parts) > 1 else title, [block])


def _halves(block: Block) -> list[Block]:
    """Return a long text in two, cut between paragraphs or steps; one that has neither stays whole."""
    lines = block.text.split("\n")
    cuts = [place for place, line in enumerate(lines) if place and (not lines[place - 1] or _STEP.match(line))]
    if not cuts:
        return [block]
    cut = min(cuts, key=lambda place: abs(place - len(lines) / 2))
    return [
        Block("\n".join(lines[:cut]), block.path, block.line),
        Block("\n".join(lines[cut:]), block.path, block.line + cut),
    ]


def _claim(stock: Stock, name: str) -> Iterator[Frame]:
    claim, path = stock.register.by_id[name], stock.register.path
    quoted = f"> {flat(claim.seed_text)}\n\nSupported, outdated, or wrong? Say why."
    yield Frame("You may have read …", [Block(quoted, path, claim.line)])
    yield Frame("What sources say", [Block(for_slides(claim.answer), path, claim.answer_line)])


def poll(asked: Asked, title: str | None = None) -> Iterator[Frame]:
    """Yield three slides: the question, the vote with fields to type the count, and the key with the rationale."""
    item, path = asked.item, asked.file.path
    choices = tuple((asked.letter(one.id), one.text) for one in asked.choices)
    stem = [Block(item.stem, path, asked.line("stem"))]
    listed = Block(bullets(f"**{letter}** {text}" for letter, text in choices), path, asked.line("choices"))
    case = [Frame("The case", [Block(asked.stimulus, path)])] if asked.stimulus else []
    yield from case
    ask = Block(
        "**DO**\n\n- Read the question aloud. Give half a minute of silence before anybody votes.\n"
        "- Hands or colored cards, all at once.",
        path,
    )
    yield Frame(title or "Vote", [*stem, listed], [ask])
    again = Block(
        "**DO**\n\n- Type the count if you like. Do not tell the key yet.\n"
        "- When votes differ: two minutes in pairs, then vote again.\n\n"
        "**ASK**\n\n- Why might somebody choose another letter?",
        path,
    )
    yield Frame("How did the room vote?", [], [again], choices)
    why = f"{flat(item.rationale or '')} {cited(asked)}".strip()
    wrong = [f"*{said}*{f' ({tag})' if tag else ''}: {flat(answer)}" for said, tag, answer in asked.mistakes()]
    say = Block(f"**SAY**\n\n{bullets(wrong)}", path, asked.line("choices"))
    right = Block(bullets(f"**{line}**" for line in asked.key), path, asked.line("choices"))
    yield Frame("Key", [right, Block(why, path, asked.line("rationale"))], [say])

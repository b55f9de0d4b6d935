"""The sessions of Klonopin: minutes, slides, cards and forms as they were planned."""

from __future__ import annotations

import itertools
import re

import pytest

from course.instructor import stage
from course.instructor.clock import counted, timetable, total
from course.instructor.deck import deck, numbered
from course.instructor.frames import SLIDE_WORDS
from course.instructor.guide import agenda, guide
from course.instructor.kits import kits_of
from course.instructor.stock import Stock, read_stock
from course.instructor.texts import Block, Cards
from course.material.marked import take
from course.project import find_course, load_project

SLIDES = {
    ("half-day", 0): 97,
    ("virtual", 0): 97,
    ("in-service", 0): 39,
    ("huddles", 1): 30,
    ("huddles", 2): 30,
    ("huddles", 3): 25,
    ("huddles", 4): 27,
}
HALF_DAY = [15, 18, 18, 18, 10, 11, 18, 18, 20, 17, 13, 15, 17, 12, 10]


@pytest.fixture(scope="module")
def stock() -> Stock:
    """Read the shipped course once."""
    return read_stock(load_project(find_course("klonopin")))


def words_of(stock: Stock, kit: str) -> str:
    """Return all texts of a kit."""
    blocks = [block for part in kits_of(stock.plan)[kit](stock) for block in part.blocks]
    cards = [f"{title}\n{text.text}" for one in blocks if isinstance(one, Cards) for title, text in one.cards]
    return "\n".join([*(one.text for one in blocks if isinstance(one, Block)), *cards])


def test_the_half_day_makes_230_minutes_with_a_break_of_10(stock: Stock) -> None:
    """The rows add up, and 208 minutes are counted: neither the break nor the time to spare."""
    one = stock.plan.format("half-day")
    ((meeting, rows),) = timetable(stock.plan, one)
    assert [row.segment.minutes for row in rows] == HALF_DAY
    assert (total(meeting), meeting.minutes, one.minutes, counted(stock.plan, one)) == (230, 230, 230, 208)
    assert [row.span for row in rows if row.segment.pause] == ["1:09–1:19"]
    assert rows[-1].span.endswith("3:50")


def test_the_short_formats_keep_their_length(stock: Stock) -> None:
    """An hour is an hour, and each of four huddles has 45 minutes."""
    for name, lengths in (("in-service", [60]), ("huddles", [45] * 4), ("virtual", [230])):
        assert [total(meeting) for meeting, _ in timetable(stock.plan, stock.plan.format(name))] == lengths


def test_the_agenda_prints_the_sum(stock: Stock) -> None:
    """The last row of each table is the sum of the rows above it."""
    for one in stock.plan.formats:
        for part in agenda(stock, one):
            rows = part.blocks[0].text.split("\n* - ")[1:]
            minutes = [int(row.splitlines()[1].removeprefix("  - ")) for row in rows[1:-1]]
            assert f"**{sum(minutes)}**" in rows[-1]
            assert ("Producer" in rows[0]) == one.producer


def test_every_segment_of_a_guide_is_complete(stock: Stock) -> None:
    """Time, purpose, method, materials, both ways out, and a transition but for the last."""
    for one in stock.plan.formats:
        for meeting in guide(stock, one):
            for number, part in enumerate(meeting.parts):
                text = "\n".join(block.text for block in part.blocks)
                if text.startswith(("A pause", "Time to spare")):
                    continue
                for word in ("Time", "Purpose", "Method", "Materials", "If time is short", "If there is time"):
                    assert f"**{word}:**" in text, (part.title, word)
                assert ("**Transition:**" in text) == (number < len(meeting.parts) - 1)


def test_disclosure_accreditation_and_objectives_are_slides_2_3_and_4(stock: Stock) -> None:
    """Slide 1 is the title of the page; what must be said before the content comes next."""
    for one in stock.plan.formats:
        frames = next(iter(deck(stock, one)))
        assert [frame.title for frame in frames[:2]] == ["Disclosures", "Accreditation"]
        assert frames[2].title.startswith("Objectives")
        assert frames[1].blocks[0].text.startswith("None.")


def test_every_slide_is_short_and_every_segment_says_its_minutes(stock: Stock) -> None:
    """No slide has more words than fit; the first slide of a segment has the time in its notes."""
    for one in stock.plan.formats:
        for number, frames in enumerate(deck(stock, one)):
            assert [frame.title for frame in frames if frame.words > SLIDE_WORDS] == []
            assert [frame.title for frame in frames if frame.letters < frame.least] == []
            if number:
                assert "minutes**" in frames[0].notes[0].text


def test_a_vote_shows_the_key_only_after_the_count(stock: Stock) -> None:
    """Question with the count, then the key with the rationale."""
    frames = [frame for frames in deck(stock, stock.plan.format("half-day")) for frame in frames]
    counts = [number for number, frame in enumerate(frames) if frame.tally]
    assert len(counts) >= 10
    for number in counts:
        question, key = frames[number : number + 2]
        assert key.title == "Key"
        assert key.blocks[0].text == question.blocks[0].text, "the key repeats the question"
        assert "Press Space" in question.notes[0].text
        assert all(line.partition(". ")[2] not in question.blocks[0].text for line in key.blocks[1].text.split("\n"))


def test_the_claim_cards_quote_the_register(stock: Stock) -> None:
    """Eight statements, word for word, and a key that is on other paper."""
    cards, key = words_of(stock, "claim-cards"), words_of(stock, "claim-cards-key")
    chosen = [stock.register.by_id[name] for name in stock.plan.sort_claims]
    assert len(chosen) == 8
    for claim in chosen:
        assert " ".join(claim.seed_text.split()) in cards
        assert claim.id in key
        assert " ".join(claim.answer.split()) in key
        assert " ".join(claim.answer.split()) not in cards


def test_each_role_play_has_five_behaviors_and_a_hidden_fact(stock: Stock) -> None:
    """The observer ticks five lines; one role knows what the others do not."""
    for play in stock.plan.role_plays:
        assert len(play.observer) == 5
        assert any(role.hidden for role in play.roles)
    assert words_of(stock, "role-plays").count("☐") == 5 * len(stock.plan.role_plays)


def test_the_taper_sheet_is_blank(stock: Stock) -> None:
    """No number, no dose, no schedule is printed on it."""
    text = re.sub(r":\w[\w-]*: [\d ]*%?|grid\S* 2", "", words_of(stock, "taper-workshop"))
    assert not re.search(r"\d", text), text
    assert "mg" not in text


def test_the_record_of_attendance_promises_no_credit(stock: Stock) -> None:
    """It says that it is no credit, and names neither hours nor an accrediting body."""
    text = words_of(stock, "certificate")
    assert "It is not continuing-education credit." in text
    assert not re.search(r"ACCME|ACPE|ANCC|contact hours?|accredited by", text)


def test_each_format_has_slides_of_its_own(stock: Stock) -> None:
    """Half day, virtual, in-service and every huddle: their numbers of slides, a minute each at the least."""
    counts = {
        (name, number): sum(map(len, deck(stock, stock.plan.format(name), number))) + 1
        for name, number in [("half-day", 0), ("virtual", 0), ("in-service", 0), *(("huddles", n) for n in range(1, 5))]
    }
    assert counts == SLIDES
    for (name, number), slides in counts.items():
        one = stock.plan.format(name)
        spans = [*numbered(stock, one, number).values()]
        assert spans[0][0] == 2
        assert spans[-1][1] == slides
        assert all(after[0] == before[1] + 1 for before, after in itertools.pairwise(spans))
        minutes = stock.plan.meetings(one)[max(0, number - 1)].minutes
        assert minutes / slides > 1, "a slide has more than a minute"


def test_a_huddle_shows_only_its_own_objectives(stock: Stock) -> None:
    """The opening of a meeting names what that meeting practices."""
    one = stock.plan.format("huddles")
    opening = next(iter(deck(stock, one, 3)))
    text = "\n".join(block.text for frame in opening for block in frame.blocks)
    meeting = stock.plan.meetings(one)[2]
    wanted = {name for row in meeting.segments for name in stock.plan.objectives_in(row)}
    assert all((each.text in text) == (name in wanted) for name, each in stock.objectives.items())


def test_the_virtual_slides_have_cues_for_the_producer(stock: Stock) -> None:
    """Every segment and every vote says what the producer does; the half day in a room says nothing of one."""
    for name, expected in (("virtual", True), ("half-day", False)):
        groups = [*deck(stock, stock.plan.format(name))][1:]
        opening = [frames[0] for frames in groups if frames[0].title not in {"Break", "Open questions"}]
        votes = [frame for frames in groups for frame in frames if frame.tally]
        for frame in (*opening, *votes):
            assert ("PRODUCER" in "\n".join(block.text for block in frame.notes)) == expected, frame.title


def test_the_hour_holds_overdose_and_naloxone(stock: Stock) -> None:
    """What kills within minutes is in the shortest format too: its steps, and its objective is not left out."""
    one = stock.plan.format("in-service")
    shown = [block.text for frames in deck(stock, one) for frame in frames for block in frame.blocks]
    assert any("**Call, and give naloxone**" in text for text in shown)
    said = "\n".join(block.text for part in guide(stock, one) for each in part.parts for block in each.blocks)
    assert "give naloxone if it is at hand" in said
    assert not any("LO5.2" in left.objectives for left in one.out_of_scope)


def test_the_in_service_leaves_out_what_it_has_no_time_for(stock: Stock) -> None:
    """A slide that a segment skips is in the half day and not in the hour."""
    titles = {
        name: {frame.title for frames in deck(stock, stock.plan.format(name)) for frame in frames}
        for name in ("half-day", "in-service")
    }
    assert {"Role play 2", "Discuss"} <= titles["half-day"]
    assert not {"Role play 2", "Discuss"} & titles["in-service"]


def test_every_lesson_has_a_discussion_with_answers(stock: Stock) -> None:
    """The question is on the slide, the answers are in the notes and in the guide."""
    for path in stock.project.lessons():
        taken = take(stock.lessons, path.stem, "discussion")
        assert taken is not None, path
        question, _blank, answers = taken.text.strip().partition("\n\n")
        assert question.endswith("?")
        assert answers.count("- ") >= 1
    shown = [
        frame for frames in deck(stock, stock.plan.format("half-day")) for frame in frames if frame.title == "Discuss"
    ]
    assert len(shown) == 6
    for frame in shown:
        assert frame.blocks[0].text.endswith("?")
        assert "Answers to expect" in frame.notes[0].text
    text = "\n".join(
        b.text for part in guide(stock, stock.plan.format("half-day")) for one in part.parts for b in one.blocks
    )
    assert text.count("**Discuss (lesson ") == 10


def test_letters_shrink_before_a_slide_overflows() -> None:
    """More lines need smaller letters; the size is the largest that fits."""
    sizes = [stage.letters("Title", ("\n\n".join(["One line."] * lines),)) for lines in (1, 8, 12, 40)]
    assert sizes[0] == stage.SIZES[0]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[2] < sizes[1]
    assert sizes[3] < stage.LEAST


def test_a_format_says_only_what_it_does(stock: Stock) -> None:
    """What the hour has no time for is in none of its words: no pairs, no role play, no sheets, no second caller."""
    texts = {
        name: "\n".join(
            b.text for part in guide(stock, stock.plan.format(name)) for one in part.parts for b in one.blocks
        )
        for name in ("half-day", "in-service")
    }
    for words in (
        "Role play 2",
        "obstacle card",
        "blank sheet",
        "second caller",
        "When votes differ",
        "kit {doc}`/instructor/kits/taper",
    ):
        assert words in texts["half-day"], words
        assert words not in texts["in-service"], words
    assert "In this format" not in "".join(texts.values())


def test_every_meeting_has_time_to_spare_and_its_slides_have_theirs(stock: Stock) -> None:
    """One minute in twenty is free; what opens a session, the title among it, belongs to its first segment."""
    for one in stock.plan.formats:
        for number, (meeting, rows) in enumerate(timetable(stock.plan, one), 1):
            assert sum(row.segment.minutes for row in rows if row.segment.slack) >= meeting.minutes / 20
            spans = numbered(stock, one, number)
            slides = [last - first + 1 + (row is rows[0]) for row in rows for first, last in [spans[row.place]]]
            assert all(count <= 2 * row.segment.minutes for count, row in zip(slides, rows, strict=True))


def test_no_slide_of_the_audience_has_a_purpose_of_the_trainer(stock: Stock) -> None:
    """The purpose of an activity stands in the notes; no slide is empty below its title."""
    for one in stock.plan.formats:
        for frames in deck(stock, one):
            shown = "\n".join(text for frame in frames for text in frame.texts)
            assert not any(activity.purpose in shown for activity in stock.plan.activities)
            assert all(frame.blocks or frame.strip for frame in frames)


def test_a_long_table_becomes_two_slides_with_its_head_on_both(stock: Stock) -> None:
    """No row is lost, and each part can be read without the other."""
    frames = [frame for frames in deck(stock, stock.plan.format("half-day")) for frame in frames]
    first, second = (frame.blocks[0].text for frame in frames if frame.title.startswith("Put first things first"))
    assert first.split("\n")[:2] == second.split("\n")[:2]
    assert [text.count("| **") for text in (first, second)] == [1, 3]


def test_a_third_of_the_slides_of_a_format_shows_more_than_words(stock: Stock) -> None:
    """Figures, steps, arrows, stamps and the bar of the time, each with letters that the last row reads."""
    for one in stock.plan.formats:
        meetings = range(1, len(stock.plan.meetings(one)) + 1)
        frames = [frame for number in meetings for frames in deck(stock, one, number) for frame in frames]
        drawn = [frame for frame in frames if frame.drawn]
        assert len(drawn) >= (len(frames) + len(meetings)) / 3, one.id
        assert all(frame.letters >= 28 for frame in drawn), one.id
        assert {"steps", "arrows", ""} >= {frame.look for frame in frames}


def test_the_hour_says_each_step_of_an_overdose_whole(stock: Stock) -> None:
    """A figure of the six steps fits only without their words; the list of the lesson has all, on two slides."""
    frames = [frame for frames in deck(stock, stock.plan.format("in-service")) for frame in frames]
    steps = [frame for frame in frames if frame.title.startswith("Six steps in an overdose")]
    assert [frame.look for frame in steps] == ["steps", "steps"]
    said = "\n".join(text for frame in steps for text in frame.texts)
    assert "only when breathing is normal: not slow, not snoring, not gasping" in said

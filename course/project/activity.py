"""The table [activity] of course.toml and what stands below it: what a provider of continuing education records.

A course that nobody gives credit for needs none of it. Fields that are missing or contradict each other are found by
the checks C201 to C217, not here: here only kinds of value and names of keys are known.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads the types
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from course.project.kinds import STRICT, Day, Line, Minutes, Name, Number, Words
from quizzes.model.values import Flag, Text  # noqa: TC001 - pydantic reads the types

Change = Literal["competence", "performance", "patient_outcomes", "skills_strategy", "team_performance"]
"""What an activity may be designed to change."""
LONGEST_YEARS = 3
"""Years after its review for which any activity may be used."""


@dataclass(frozen=True, config=STRICT)
class DatesTable:
    """From when to when the activity may be used; these dates go before those directly in `[activity]`."""

    released: Day | None = None
    """The day on which it was first offered."""
    reviewed: Day | None = None
    """The day of the last full review."""
    expires: Day | None = None
    """The last day on which it may be used; the shortest limit of the accreditations counts."""
    sources_checked: Day | None = None
    """The day on which all sources were last looked at."""


@dataclass(frozen=True, config=STRICT)
class Gap:
    """A gap in practice that the activity answers."""

    id: Name
    """How objectives name it."""
    current: Words = ""
    """What the audience does now."""
    desired: Words = ""
    """What it should do."""
    cause: tuple[Literal["knowledge", "skill", "practice"], ...] = ()
    """What the gap comes from."""
    evidence: tuple[Text, ...] = ()
    """The works that show the gap, by their keys in the bibliography."""


@dataclass(frozen=True, config=STRICT)
class Drug:
    """The medicine that the activity is about."""

    generic: Line = ""
    """The generic name."""
    brands: tuple[Text, ...] = ()
    """Brand names; some accreditors allow them nowhere."""
    labeled_indications: tuple[Text, ...] = ()
    """The uses on the label, in the words of the text."""
    label_setid: Line = ""
    """The set id of the label at DailyMed."""
    label_version: Line = ""
    """The version of that label."""
    label_accessed: Day | None = None
    """The day on which it was read."""


@dataclass(frozen=True, config=STRICT)
class OffLabel:
    """A use outside of the label that the activity speaks about."""

    use: Name
    """The use, in the words of the text."""
    where: Line = ""
    """The page, without its suffix, and `#anchor` where there is one."""
    support: Literal["guideline", "some", "weak", "none"] | None = None
    """How well it is supported."""
    source: Line = ""
    """The work that says so, by its key in the bibliography."""


@dataclass(frozen=True, config=STRICT)
class Evolving:
    """A topic on which knowledge is new or disputed."""

    topic: Name
    """The topic."""
    where: Line = ""
    """The page, without its suffix."""
    status: Literal["new", "disputed", "uncertain"] | None = None
    """How far it is settled."""


@dataclass(frozen=True, config=STRICT)
class TimeTable:
    """How the time was found. What learners are told and what may be claimed are two numbers."""

    words: Minutes | None = None
    """The words that a learner must read. `course ce-matrix` counts them; a number that differs is a mistake."""
    items: Minutes | None = None
    """The questions of one drawn test."""
    difficulty: Number | None = None
    """The difficulty, as a named person rated it."""
    difficulty_scale: Literal["boc", "five_point"] = "boc"
    """The scale: 2, 3 or 4 (`boc`), or 1 to 5 (`five_point`)."""
    difficulty_by: Line = ""
    """Who rated it: the id of a person, or a name."""
    difficulty_on: Day | None = None
    """The day of the rating."""
    audio_video_minutes: Number = 0
    """The run time of recordings that must be played, in minutes."""
    formula: Literal["mergener", "nasba", "words_per_credit", "pilot", "run_time"] = "mergener"
    """The one way that the claim rests on."""
    minutes_formula: Number | None = None
    """What the formula gives, in minutes; computed, and compared where it is written."""
    pilot: Line = ""
    """The file with the measured minutes of people of the audience (CSV with the columns role and minutes)."""
    minutes_stated: Minutes | None = None
    """What learners are told, in minutes: the sum of the parts."""
    minutes_claimed: Minutes | None = None
    """What credit is claimed for, in minutes: never more than formula and pilot give."""


@dataclass(frozen=True, config=STRICT)
class ToolUse:
    """What one AI tool was used for."""

    tool: Line = ""
    """The name of the tool."""
    version: Line = ""
    """Its version or model."""
    begin: Annotated[Day | None, Field(alias="from")] = None
    """The first day of use."""
    end: Annotated[Day | None, Field(alias="to")] = None
    """The last day of use."""
    tasks: tuple[
        Literal["drafting", "editing", "translation", "items", "figures", "analysis", "code", "search"], ...
    ] = ()
    """What it did."""
    parts: tuple[Text, ...] = ()
    """The folders or pages that it touched."""
    checked_by: Line = ""
    """The person who checked the result: an id or a name."""
    checked_on: Day | None = None
    """The day of that check."""


@dataclass(frozen=True, config=STRICT)
class AiTable:
    """Whether AI tools helped. Nothing is assumed: saying nothing is a finding."""

    used: Flag | None = None
    """Whether any was used for what learners see."""
    no_personal_data: Flag | None = None
    """Whether a person vouches that no data of learners or patients and nothing confidential went into an open tool."""
    statement: Words = ""
    """The sentence that learners read before they start."""
    use: tuple[ToolUse, ...] = ()
    """One entry for each tool and task."""


@dataclass(frozen=True, config=STRICT)
class AccessTable:
    """How accessibility was tested."""

    standard: Literal["WCAG 2.1 AA", "WCAG 2.2 AA"] | None = None
    """The standard that it was tested by."""
    tested_on: Day | None = None
    """The day of the test."""
    methods: tuple[Text, ...] = ()
    """How it was tested."""
    results: Line = ""
    """The file with the results."""
    known_gaps: tuple[Text, ...] = ()
    """What is known to fail."""


@dataclass(frozen=True, config=STRICT)
class ReportingTable:
    """What registries ask about the activity."""

    provider_activity_id: Line = ""
    """The number of the activity at the provider; reporting one again changes its entry."""
    start: Day | None = None
    """The first day, as reported."""
    end: Day | None = None
    """The last day, as reported."""
    reporting_years: tuple[int, ...] = ()
    """Every calendar year in which it is offered."""
    hours_of_instruction: Number | None = None
    """The minutes claimed, in hours."""
    delivery: dict[Text, Line] = Field(default_factory=dict)
    """The code of the kind of delivery in each registry."""


@dataclass(frozen=True, config=STRICT)
class MocTable:
    """Maintenance of certification."""

    boards: tuple[Text, ...] = ()
    """The boards, by their abbreviations."""
    credit_type: Line = ""
    """The kind of credit."""


@dataclass(frozen=True, config=STRICT)
class ActivityTable:
    """The course as a learning activity: its time, its dates, its audience and purpose."""

    minutes: Minutes | None = None
    """How long the whole takes; without it the minutes of the parts are added up."""
    start_minutes: Minutes = 0
    """How long the start page takes."""
    test_minutes: Minutes = 0
    """How long the test takes."""
    released: Day | None = None
    """The day of the first release."""
    reviewed: Day | None = None
    """The day of the last review."""
    expires: Day | None = None
    """The day from which the activity must not be used any more, at most three years after the review."""
    accreditation: Line = "none"
    """The provider who gives credit, or `none`; without one no page may promise credit. A provider that fills in
    `[provider]` and `[accreditation]` leaves it out."""
    id: Line = ""
    """The name of the activity in records, the same in all versions."""
    title: Line = ""
    """The title as it stands on a certificate; without it the title of the course."""
    kind: Literal["enduring", "live", "blended"] = "enduring"
    """How it is offered."""
    clinical: Flag = True
    """Whether it is about the care of patients; then no exception from disclosure holds."""
    languages: tuple[Text, ...] = ()
    """The codes of its languages, the reviewed one first."""
    purpose: Words = ""
    """What it is for, in a sentence."""
    audience: tuple[Text, ...] = ()
    """The professions that it is for, such as `nurse`, `pharmacist` or `physician`."""
    level: Literal["beginning", "intermediate", "advanced"] | None = None
    """The level."""
    prerequisites: Words = ""
    """What one should know before; `none` is an answer."""
    designed_to_change: tuple[Change, ...] = ()
    """What it is designed to change."""
    acpe_type: Literal["knowledge", "application", "practice", "none"] | None = None
    """The kind of activity in the words of ACPE."""
    commercial_support: Literal["none", "listed"] | None = None
    """Whether a company supports it; `listed` needs a table `[[support]]`."""
    ipce: Flag = False
    """Whether it is planned by and for a team of several professions."""
    notice: Words = ""
    """What the makers say about themselves, printed with the imprint."""
    technical: Words = ""
    """What a learner needs to open it."""
    objective_gap: dict[Text, Line] = Field(default_factory=dict)
    """The gap that each objective answers: `"LO1.1" = "G1"`."""
    objective_audience: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """The objectives of a profession that gets a number of its own."""
    gap: tuple[Gap, ...] = ()
    """The gaps in practice."""
    dates: DatesTable = DatesTable()
    """From when to when it may be used."""
    drug: Drug | None = None
    """The medicine that it is about."""
    off_label: tuple[OffLabel, ...] = ()
    """Uses outside of the label."""
    evolving: tuple[Evolving, ...] = ()
    """Topics that are not settled."""
    time: TimeTable = TimeTable()
    """How its time was found."""
    ai: AiTable | None = None
    """Whether AI tools helped."""
    accessibility: AccessTable = AccessTable()
    """How accessibility was tested."""
    reporting: ReportingTable = ReportingTable()
    """What registries ask."""
    moc: MocTable = MocTable()
    """Maintenance of certification."""

    @property
    def released_on(self) -> dt.date | None:
        """Return the day of the release, from `[activity.dates]` where it stands there."""
        return self.dates.released or self.released

    @property
    def reviewed_on(self) -> dt.date | None:
        """Return the day of the last review."""
        return self.dates.reviewed or self.reviewed

    @property
    def expires_on(self) -> dt.date | None:
        """Return the last day on which the activity may be used."""
        return self.dates.expires or self.expires

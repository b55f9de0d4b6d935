"""The session plan as frozen, typed values: parts that can be taught, and the formats that put them in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn, Self

from pydantic import Field, model_validator

from quizzes.model.values import Flag, Frozen, Identifier, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

Minutes = Annotated[int, Field(gt=0, le=480, strict=True)]
Lines = tuple[Text, ...]
OWN = (
    "method", "objectives", "items", "handouts", "role_plays", "kits", "materials",
    "do", "say", "ask", "expect", "if_short", "if_long", "transition", "producer",
)  # fmt: skip
"""What a segment can have instead of what its activity has."""
TAKES = ("case", "keypoints", "discussion", "part", "chart", "claim", "poll", "text")
"""What a slide can take: a part of a lesson, a figure, a statement, a question, or a task in words of its own."""


class Slide(Frozen):
    """One slide: exactly one of the keys of `TAKES` says where its content comes from.

    `case`, `keypoints` and `discussion` name a lesson; `part` names a lesson and the title of a `{slide}` in it,
    divided by `#`. With `arrows`, each row of a table of two columns is drawn as what leads from left to right.
    """

    case: Identifier | None = None
    keypoints: Identifier | None = None
    discussion: Identifier | None = None
    part: Text | None = None
    chart: Identifier | None = None
    claim: Identifier | None = None
    poll: Identifier | None = None
    text: Text | None = None
    title: Text | None = None
    arrows: Flag = False
    do: Lines = ()
    say: Lines = ()
    ask: Lines = ()

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = [name for name in TAKES if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a slide takes its content from one of {', '.join(TAKES)}; given: {given or 'none'}")
        if self.text is not None and self.title is None:
            raise ValueError("a slide with a text of its own needs a title")
        return self

    @property
    def names(self) -> set[str]:
        """Return by what a segment can name the slide to skip it: title, key, or the part of a lesson."""
        part = {self.part, self.part.partition("#")[2]} if self.part else set()
        return {self.takes, *part, *({self.title} if self.title else ())}

    @property
    def takes(self) -> str:
        """Return which key is given."""
        return next(name for name in TAKES if getattr(self, name) is not None)


class Activity(Frozen):
    """A part that can be taught: what for, with what, how, and what to expect; every format refers to it by id.

    `chart` is the figure on its first slide, which otherwise lists what people practice.
    """

    id: Identifier
    title: Text
    purpose: Text
    method: Text
    lessons: tuple[Identifier, ...] = ()
    objectives: tuple[Identifier, ...] = ()
    items: tuple[Identifier, ...] = ()
    claims: tuple[Identifier, ...] = ()
    handouts: tuple[Identifier, ...] = ()
    role_plays: tuple[Identifier, ...] = ()
    kits: tuple[Identifier, ...] = ()
    materials: Lines = ()
    chart: Identifier | None = None
    do: Lines = ()
    say: Lines = ()
    ask: Lines = ()
    expect: Lines = ()
    if_short: Text
    if_long: Text
    transition: Text
    producer: Text | None = None
    slides: tuple[Slide, ...] = ()


class Segment(Frozen):
    """A row of an agenda: an activity for some minutes, a break, or time to spare (`slack`, a title).

    What a segment gives itself (the keys of `OWN`) takes the place of what its activity has; an empty list takes it
    away. `skip` names slides of the activity that the segment leaves out, by title or by the key that they take, and
    with `instructor` the notes of its lessons. `focus` is the older word for a single line of `do`.
    """

    activity: Identifier | None = None
    pause: Text | None = None
    slack: Text | None = None
    minutes: Minutes
    method: Text | None = None
    objectives: tuple[Identifier, ...] | None = None
    items: tuple[Identifier, ...] | None = None
    handouts: tuple[Identifier, ...] | None = None
    role_plays: tuple[Identifier, ...] | None = None
    kits: tuple[Identifier, ...] | None = None
    materials: Lines | None = None
    do: Lines | None = None
    say: Lines | None = None
    ask: Lines | None = None
    expect: Lines | None = None
    if_short: Text | None = None
    if_long: Text | None = None
    transition: Text | None = None
    producer: Text | None = None
    skip: Lines = ()
    counted: Flag = True

    @model_validator(mode="before")
    @classmethod
    def _older_word(cls, given: Any) -> Any:
        # Beside DO lines of an activity that it did not change, a focus contradicted them.
        if isinstance(given, dict) and isinstance(given.get("focus"), str):
            if "do" in given:
                raise ValueError("`focus` is the older word for a line of `do`: write all lines under `do`")
            return {**{key: value for key, value in given.items() if key != "focus"}, "do": [given["focus"]]}
        return given

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(one is not None for one in (self.activity, self.pause, self.slack)) != 1:
            raise ValueError("a segment is either an `activity`, a `pause` or `slack`")
        return self

    @property
    def own(self) -> dict[str, Any]:
        """Return what the segment gives itself, by key."""
        return {key: value for key in OWN if (value := getattr(self, key)) is not None}


class Meeting(Frozen):
    """One sitting of a format."""

    title: Text
    minutes: Minutes
    segments: Annotated[tuple[Segment, ...], Field(min_length=1)]


class OutOfScope(Frozen):
    """Objectives that a format leaves out, and why."""

    objectives: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    reason: Text


class SessionFormat(Frozen):
    """A way to teach the course: one or several meetings; `same_as` takes over those of another format."""

    id: Identifier
    title: Text
    about: Text
    minutes: Minutes
    same_as: Identifier | None = None
    producer: Flag = False
    meetings: tuple[Meeting, ...] = ()
    out_of_scope: tuple[OutOfScope, ...] = ()

    @model_validator(mode="after")
    def _meetings_once(self) -> Self:
        if bool(self.meetings) == (self.same_as is not None):
            raise ValueError("a format has either `meetings` or `same_as`")
        return self


class Role(Frozen):
    """A card of a role play: who, the first sentence, and what nobody else knows."""

    name: Text
    card: Text
    opening: Text | None = None
    hidden: Text | None = None


class RolePlay(Frozen):
    """A role play: the observer's list has five behaviors that can be seen or heard.

    `afterwards` says who speaks in which order when it is over.
    """

    id: Identifier
    title: Text
    goal: Text
    minutes: Minutes
    objectives: tuple[Identifier, ...]
    roles: Annotated[tuple[Role, ...], Field(min_length=2)]
    observer: Annotated[Lines, Field(min_length=5, max_length=5)]
    debrief: Annotated[Lines, Field(min_length=1)]
    safety: Text
    afterwards: Text | None = None


class Obstacle(Frozen):
    """Something that happens to the person in the case; `expect` is what a good answer holds."""

    title: Text
    card: Text
    expect: Text


class FormSheet(Frozen):
    """A table to be filled in by hand: the heads of its columns, and the first cell of each row."""

    title: Text
    lead: Text | None = None
    columns: Annotated[tuple[str, ...], Field(min_length=2, max_length=6)]
    rows: Annotated[Lines, Field(min_length=1)]


class BlankForm(Frozen):
    """A form to print, a kit of the course's own; `copies` says how often, for example 'once a group'."""

    id: Identifier
    copies: Text
    sheets: Annotated[tuple[FormSheet, ...], Field(min_length=1)]


class Checklists(Frozen):
    """What to do before, during and after a session."""

    before: Lines
    during: Lines
    after: Lines


class Plan(Frozen):
    """The whole session plan of a course."""

    schema_: Annotated[Literal["sessions/1"], Field(alias="schema")]
    title: Text
    disclosure: Text
    accreditation: Text
    safety: Annotated[Lines, Field(min_length=1)]
    room: Lines = ()
    checklists: Checklists
    sort_claims: tuple[Identifier, ...] = ()
    sort_piles: Lines = ()
    role_plays: tuple[RolePlay, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    forms: tuple[BlankForm, ...] = ()
    evaluation: Lines = ()
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]
    formats: Annotated[tuple[SessionFormat, ...], Field(min_length=1)]

    def format(self, name: str) -> SessionFormat:
        """Return a format by id; raises KeyError for an unknown one."""
        return next((one for one in self.formats if one.id == name), None) or _missing(name)

    def activity(self, name: str) -> Activity:
        """Return an activity by id; raises KeyError for an unknown one."""
        return next((one for one in self.activities if one.id == name), None) or _missing(name)

    def meetings(self, one: SessionFormat) -> tuple[Meeting, ...]:
        """Return the meetings of a format, its own or those it takes over."""
        return one.meetings if one.same_as is None else self.format(one.same_as).meetings

    def segments(self, one: SessionFormat) -> tuple[Segment, ...]:
        """Return the segments of all meetings of a format."""
        return tuple(segment for meeting in self.meetings(one) for segment in meeting.segments)

    def taught(self, segment: Segment) -> Activity | None:
        """Return the activity of a segment as it is taught there: with the segment's own words, things and questions.

        Guide, slides, agenda and lists of print all ask here, so that they cannot disagree.
        """
        return None if segment.activity is None else self.activity(segment.activity).model_copy(update=segment.own)

    def objectives_in(self, segment: Segment) -> tuple[str, ...]:
        """Return the objectives that a segment practices: its own list, else that of its activity."""
        activity = self.taught(segment)
        return activity.objectives if activity else ()

    def slides_in(self, segment: Segment) -> Iterator[tuple[int, Slide]]:
        """Yield the slides that a segment shows, with their places in its activity: none skipped."""
        activity = self.taught(segment)
        for place, slide in enumerate(activity.slides if activity else ()):
            asked = slide.poll is None or (activity is not None and slide.poll in activity.items)
            if asked and not slide.names & {*segment.skip}:
                yield place, slide

    def items_in(self, segment: Segment) -> tuple[str, ...]:
        """Return the questions that a segment asks: its own list, else that of its activity."""
        activity = self.taught(segment)
        return activity.items if activity else ()


def _missing(name: str) -> NoReturn:
    raise KeyError(name)

"""Every table of course.toml as a frozen value.

A new table is one class here and one line in `Tables`: with that it is read, checked, suggested to who misspells it,
and described in `docs/reference/course-toml.md` and in the JSON Schema (`python -m course.project.reference`). The
texts below the fields are what authors read there.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import AfterValidator, Field
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from course.project.activity import ActivityTable
from course.project.answers import Answers  # noqa: TC001 - pydantic reads the types
from course.project.kinds import STRICT, Dark, Day, Line, Minutes, Name, Number, People, Place, Web, Words
from course.project.provider import (
    AccreditationTable,
    EvaluationTable,
    Person,
    PrivacyTable,
    ProviderTable,
    RegistryTable,
    Support,
)
from course.project.theme_options import Host, Options, Picture, ThemeOptions
from quizzes.address import leads_on
from quizzes.model.values import Flag, Text  # noqa: TC001 - pydantic reads the types

PAPERS = {"letter": ("us-letter",), "a4": ("a4",), "both": ("us-letter", "a4")}
"""The papers by their name here, in the words of Typst."""
LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""The code of a language, such as `de`, `pt-BR` or `zh_Hant`."""


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise PydanticCustomError("setting", "is '{value}', which is no code such as en, de or pt-BR", {"value": value})
    return value


def _followed(value: str) -> str:
    if not leads_on(value):
        message = "is '{value}', and must be an e-mail address, or an address that begins with https://"
        raise PydanticCustomError("setting", message, {"value": value})
    return value


def _iri(value: str) -> str:
    if re.search(r'[\s"<>\\^`{|}]', value):
        message = "is '{value}', and an address has no blanks, quotes or brackets"
        raise PydanticCustomError("setting", message, {"value": value})
    return value


@dataclass(frozen=True, config=STRICT)
class CourseTable:
    """What the course is called and where its parts are."""

    title: Name
    """The title of the course."""
    document: Place
    """The document that the course divides into lessons, kept as it was."""
    register: Place
    """The register of statements (CSV): each sentence of the document and what the evidence says about it."""
    quizzes: Place
    """The folder of the item banks."""
    language: Annotated[Text, AfterValidator(_language)] = "en"
    """The code of the language that the course is written in, such as `en`, `de` or `pt-BR`."""
    version: Name = "0.1.0"
    """The version of the course, printed in every edition."""
    subtitle: Line = ""
    """What stands below the title."""
    license: Line = ""
    """Under which licence the course is published, such as `CC BY 4.0`; imprint and e-book say so."""
    publisher: Line = ""
    """Who publishes the course; without it the name of the provider."""
    facts: Place | None = None
    """The register of facts (CSV), on which keys of questions rest."""
    bibliography: Place | None = None
    """The works cited (BibTeX)."""
    objectives: Place | None = None
    """The learning objectives (YAML)."""


@dataclass(frozen=True, config=STRICT)
class DocumentTable:
    """Where the document comes from. It is kept verbatim, and `course check` compares it with its checksum."""

    title: Line = ""
    """The title of the document."""
    sha256: Line = ""
    """The SHA-256 of the file, 64 hexadecimal digits."""
    license: Words = ""
    """Under which licence its words may be published."""


@dataclass(frozen=True, config=STRICT)
class ReviewTable:
    """What pages say until qualified reviewers have signed the content, how many, and what these should read first."""

    title: Line = ""
    """The heading of the notice; without it 'Not yet reviewed' in the language of the course."""
    notice: Words = ""
    """The text of the notice."""
    danger: tuple[Text, ...] = ()
    """Words of which `course check --read-first` puts the sentences on top."""
    people: People = 1
    """How many different people must have signed each part before the notice goes."""
    also: tuple[Literal["accessibility", "language"], ...] = ()
    """Kinds of review that are needed beside the clinical one before the notice goes."""


@dataclass(frozen=True, config=STRICT)
class Colors:
    """Colours of printed papers, as `#` and six digits; each must be dark enough to be read on white (4.5 to 1)."""

    brand: Dark | None = None
    """The colour of titles, rules and the cover."""


@dataclass(frozen=True, config=STRICT)
class PrintTable:
    """Paper and answers of the PDF editions."""

    paper: Literal["letter", "a4", "both"] | None = None
    """The paper; without it books and handouts are made for Letter, and cards, which people print themselves, for
    both."""
    key: Literal["end", "part"] = "end"
    """Where books have their answers: at the end, or after each part."""
    handout_key: Annotated[Literal["last", "none"], Field(alias="handout-key")] = "last"
    """Whether handouts have answers on their last page, or none."""
    mirrored: Flag = False
    """Whether left and right pages mirror each other, for a bound book; lessons then begin on the right."""
    figure_words: Annotated[Literal["end", "below"], Field(alias="figure-words")] = "end"
    """Where books have the figures in words and numbers: in a chapter at the end, or below each figure."""
    logo: Picture | None = None
    """The sign of whoever hands the papers out: on the cover, on handouts and cards."""
    colors: Colors = Field(default_factory=Colors)
    """Colours of your own."""
    imprint: tuple[Words, ...] = ()
    """Lines of the imprint: authors, disclosures, support."""
    fonts: dict[Text, Text | tuple[Text, ...]] = Field(default_factory=dict)
    """The fonts of a language or script, in order of choice: `{th = "Noto Serif Thai", Deva = ["Hind", "Noto Sans"]}`.
    They are looked for in the course's folder `fonts`, in packages of fonts, and on the machine."""

    @property
    def font_families(self) -> dict[str, list[str]]:
        """Return the families that each language or script shall have, in order of choice."""
        return {code: [named] if isinstance(named, str) else list(named) for code, named in self.fonts.items()}

    @property
    def papers(self) -> tuple[str, ...]:
        """Return the papers of books and handouts in the words of Typst."""
        return PAPERS[self.paper or "letter"]

    @property
    def card_papers(self) -> tuple[str, ...]:
        """Return the papers of one-page cards in the words of Typst."""
        return PAPERS[self.paper or "both"]


@dataclass(frozen=True, config=STRICT)
class SlidesTable:
    """The slides of sessions as a presentation."""

    template: Place | None = None
    """A presentation (`.pptx`) whose layouts the slides take: the look of your house. Its own slides are left out."""


@dataclass(frozen=True, config=STRICT)
class SiteTable:
    """Where the course is published."""

    url: Web = ""
    """The address of the site, to which handouts lead."""
    hosts: tuple[Host, ...] = ()
    """Hosts from which pages may load scripts, frames and pictures, such as `https://giscus.app` for comments. Without
    any, the policy of the pages lets nothing in, and nothing that a learner does leaves the device."""
    report: Annotated[Line, AfterValidator(_followed)] = ""
    """Where the pages report errors, where that is elsewhere than `report_error` of `[contact]` says."""


@dataclass(frozen=True, config=STRICT)
class HtmlTable:
    """What the pages of the site show beside the course."""

    favicon: Picture | None = None
    """The small picture of the site in tabs of browsers; without it the first letter of the title."""
    theme_options: Options = Field(default_factory=ThemeOptions)
    """Options by the names of sphinx-book-theme and pydata-sphinx-theme."""


@dataclass(frozen=True, config=STRICT)
class SearchTable:
    """What the search of the site knows beside the words of the course."""

    synonyms: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """What people say, and the words of the course that they mean: `elderly = ["older adults"]`."""


@dataclass(frozen=True, config=STRICT)
class Said:
    """What a row says of one place."""

    text: Line = ""
    """The words or the number; left out or empty, pages print a line to write on."""
    source: tuple[Text, ...] = ()
    """The works that say so, by their keys in the bibliography."""
    read: Day | None = None
    """The day on which somebody last read it there."""


@dataclass(frozen=True, config=STRICT)
class PlaceRow:
    """One thing that differs from place to place."""

    title: Name
    """What it is called at the head of a table."""
    exact: Flag = False
    """Whether no page, figure, question or session plan may write what it says by hand (`C108`)."""
    says: dict[Text, Said] = Field(default_factory=dict)
    """What it is in each place, by the code of the place."""


@dataclass(frozen=True, config=STRICT)
class PlacesTable:
    """What differs from place to place, such as the number to call in an emergency.

    Pages, figures, the register, the session plan and the texts of this file say ``{here}`row` `` where the words for
    `here` belong; see [one course for several countries](../how-to/adapt-to-a-country.md).
    """

    here: Line = ""
    """The code of the place that this edition is for."""
    names: dict[Text, Name] = Field(default_factory=dict)
    """The places by their codes: `uk = "United Kingdom"`."""
    rows: dict[Text, PlaceRow] = Field(default_factory=dict)
    """What differs, by the name under which pages ask for it."""
    also: dict[Text, Text] = Field(default_factory=dict)
    """Texts of exact rows that stand on pages with another meaning, each with that meaning: `112 = "a count"`."""


@dataclass(frozen=True, config=STRICT)
class QuizzesTable:
    """How questions are printed, and where the private pool is."""

    answers: Answers = "end"
    """Where answers go unless a page says otherwise."""
    overlay: Place | None = None
    """The folder of the private pool, outside of the course; it need not exist on every machine."""


@dataclass(frozen=True, config=STRICT)
class ContactTable:
    """Whom learners reach."""

    report_error: Annotated[Line, AfterValidator(_followed)] = ""
    """Where errors are reported: an e-mail address, or the address of a form or tracker."""


@dataclass(frozen=True, config=STRICT)
class AssessmentTable:
    """How the test at the end is taken."""

    lock: Flag = True
    """Whether the test opens only when all lessons are done."""
    pretest: Flag | None = None
    """Whether there is a test before the course, which nobody grades."""
    draw: Minutes | None = None
    """How many questions one test has."""
    pool: Minutes | None = None
    """How many there are to draw from."""
    pass_mark: Annotated[float, Field(ge=0, le=1, strict=True)] | None = None
    """The part of a test that must be right, such as 0.8."""
    pass_mark_shown_before: Flag | None = None
    """Whether learners are told the pass mark before they start."""
    pass_mark_basis: Literal["provisional", "angoff", "provider_policy"] | None = None
    """What the pass mark rests on."""
    attempts: Minutes | None = None
    """How often the test may be taken; 0 for without a limit."""
    wait_hours: Number | None = None
    """Hours between two attempts."""
    exclude_seen: Flag | None = None
    """Whether new questions come first."""
    keys_public: Flag | None = None
    """Whether anybody can read the answers of the pool; then no edition may call the test verified."""
    private_pool: Line = ""
    """The pool of a provider, which no public build holds."""
    feedback: Literal["per_choice", "per_item", "objectives_only"] | None = None
    """What learners read about their answers."""


@dataclass(frozen=True, config=STRICT)
class PlatformTable:
    """How the course behaves in a learning platform, in the editions `scorm12`, `scorm2004` and `cmi5`.

    The pass mark is that of the test itself, so that page and platform never disagree; see
    [the course in a learning platform](../how-to/publish-to-a-platform.md).
    """

    id: Annotated[Web, AfterValidator(_iri)] = ""
    """The address that names the course in statements of cmi5; nothing need be there, but it must not change. Without
    it that of `[site] url`, else a name made of the folder."""
    sco: Literal["course", "lesson"] = "course"
    """What the platform lists: the course as one thing, or each lesson as one."""
    status: Literal["passed", "completed"] = "passed"
    """Which of the two SCORM 1.2 is told, having one word for both: whether the test is passed, or whether all parts
    are done. Without a test it is always the second."""
    score: Literal["best", "last"] = "best"
    """Which test counts when it is taken again."""
    move_on: Annotated[
        Literal["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"],
        Field(alias="move-on"),
    ] = "CompletedAndPassed"
    """When a platform of cmi5 counts the course as done; a course without a test is done when it is completed."""
    interactions: Literal["all", "test", "none"] = "all"
    """Which answers the platform gets: those of practice too, those of the test, or none."""
    opinions: Flag = False
    """Whether answers of the evaluation and open answers go to the platform, where they stand beside the learner's
    name."""


@dataclass(frozen=True, config=STRICT)
class TrustTable:
    """What the course may reach beside its own folder."""

    outside: tuple[Place, ...] = ()
    """Files and folders outside of the course that course.toml and the pages may name; with `--untrusted` none."""


@dataclass(frozen=True, config=STRICT)
class Tables:
    """The whole file. A table that is not listed is a mistake, except those below `x`."""

    course: CourseTable
    document: DocumentTable = DocumentTable()
    review: ReviewTable = ReviewTable()
    person: tuple[Person, ...] = ()
    people: Annotated[
        tuple[Person, ...], Field(description="The name of `[[person]]` in older courses, read in the same way.")
    ] = ()
    activity: ActivityTable = ActivityTable()
    assessment: AssessmentTable = AssessmentTable()
    evaluation: EvaluationTable = EvaluationTable()
    privacy: PrivacyTable = PrivacyTable()
    provider: ProviderTable | None = None
    support: tuple[Support, ...] = ()
    accreditation: AccreditationTable = AccreditationTable()
    registry: RegistryTable = RegistryTable()
    quizzes: QuizzesTable = QuizzesTable()
    print: PrintTable = PrintTable()
    slides: SlidesTable = SlidesTable()
    site: SiteTable = SiteTable()
    html: HtmlTable = HtmlTable()
    search: SearchTable = SearchTable()
    places: PlacesTable = PlacesTable()
    contact: ContactTable = ContactTable()
    platform: PlatformTable = PlatformTable()
    trust: TrustTable = TrustTable()
    x: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Settings of extensions: `[x.NAME]` belongs to whoever wrote NAME, and nothing here looks into it."""

    @property
    def publisher(self) -> str:
        """Return who publishes the course, else its provider; empty when nobody is named."""
        return self.course.publisher or (self.provider.name if self.provider else "")

    @property
    def reports_to(self) -> str:
        """Return where the pages report errors, empty for nowhere."""
        return self.site.report or self.contact.report_error

    @property
    def reached(self) -> str:
        """Return how to reach whoever hands the course out: what the provider gives, else where errors are told."""
        ways = (
            (self.provider.address, self.provider.contact_phone, self.provider.contact_email) if self.provider else ()
        )
        return " · ".join(filter(None, ways)) or self.contact.report_error

    @property
    def gives_credit(self) -> bool:
        """Say whether a provider gives credit: it is named, and an accreditation is active."""
        active = any(block.status == "active" for block in self.accreditation.blocks().values())
        return self.provider is not None and self.accreditation.status == "active" and active

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Return the people who made the course, in the order of the file."""
        return (*self.person, *self.people)


def keys_of(table: str) -> set[str]:
    """Return the keys of a table of course.toml as they are written; none for lists of tables and for `x`."""
    info = getattr(get_type_hints(Tables)[table], "__pydantic_fields__", {})
    return {field.alias or name for name, field in info.items()}

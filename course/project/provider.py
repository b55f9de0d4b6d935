"""Who answers for an activity: people and their disclosures, the provider, support, accreditations and their rules.

Nobody gives credit by writing these tables: they record what a provider has decided, so that `course check` and
`course ce-matrix` can say what is missing.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from course.project.activity import Change  # noqa: TC001 - pydantic reads the types
from course.project.kinds import STRICT, Day, Line, Minutes, Name, Number, Words
from quizzes.model.values import Flag, Text  # noqa: TC001 - pydantic reads the types

Role = Literal[
    "author",
    "item_writer",
    "planner",
    "nurse_planner",
    "reviewer",
    "content_expert",
    "facilitator",
    "editor",
    "translator",
    "consultant",
]
"""What gives a person control of content."""


@dataclass(frozen=True, config=STRICT)
class Relationship:
    """A financial relationship that a person disclosed; no minimum amount, the past 24 months."""

    company: Name
    """The name of the company and nothing else of it."""
    ineligible: Flag = True
    """Whether its business is making, marketing, selling or distributing products for patients."""
    nature: (
        Literal["consultant", "speaker", "advisor", "grant", "royalty", "stock", "owner", "employee", "other"] | None
    ) = None
    """What the relationship is."""
    begin: Annotated[Day | None, Field(alias="from")] = None
    """The day on which it began."""
    ended: Day | None = None
    """The day on which it ended."""
    relevant: Flag = True
    """Whether it has to do with the content that the person controls."""
    exception: Line = ""
    """For an owner or employee: the exception `a`, `b` or `c` of the standard."""
    exception_reason: Words = ""
    """Why the exception holds."""
    mitigation: Line = ""
    """What was done: `recusal`, `peer_review`, `topic_change`, `attestation` or `divested`."""
    mitigated_by: Line = ""
    """The id of another person who saw to it."""
    mitigated_on: Day | None = None
    """The day on which it was done, before the role began."""


@dataclass(frozen=True, config=STRICT)
class Person:
    """One of the people who made the course and control what it says."""

    name: Name
    """The name, as learners read it."""
    role: Line = ""
    """What they did, in words of your own; `roles` are those that rules ask for."""
    credentials: Line = ""
    """Degrees and licences, as the person writes them."""
    id: Line = ""
    """A short name, by which other tables mean this person."""
    degrees: tuple[Text, ...] = ()
    """Degrees and credentials, one by one."""
    profession: Line = ""
    """The profession, such as `nurse` or `pharmacist`."""
    roles: tuple[Role, ...] = ()
    """What gives the person control of content."""
    employer: Line = ""
    """Who employs the person."""
    licence_jurisdiction: Line = ""
    """Where a reviewer is licensed; never the number."""
    role_began: Day | None = None
    """The day on which the role began."""
    disclosed_on: Day | None = None
    """The day of the disclosure, on or before the role began."""
    disclosure_covers_from: Day | None = None
    """The first day that the disclosure covers, at least 24 months before it."""
    disclosure_confirmed_on: Day | None = None
    """The day on which the person last said that nothing had changed."""
    relationship: tuple[Relationship, ...] | None = None
    """Financial relationships; an empty list says that there are none, leaving it out says nothing."""

    @property
    def letters(self) -> str:
        """Return what stands behind the name: the credentials as written, else the degrees."""
        return self.credentials or ", ".join(self.degrees)


@dataclass(frozen=True, config=STRICT)
class JointProvider:
    """Another organisation that provides the activity together with the provider."""

    name: Name
    """Its name."""
    ineligible: Flag | None = None
    """Whether it is a company that may not provide."""
    role: Line = ""
    """What it does."""


@dataclass(frozen=True, config=STRICT)
class ProviderTable:
    """The accredited organisation that adopts the course."""

    name: Line = ""
    """The name, as in its letter of accreditation."""
    kind: (
        Literal[
            "clinical",
            "education",
            "fiduciary",
            "physician_organisation",
            "membership",
            "government",
            "other_eligible",
            "ineligible",
        ]
        | None
    ) = None
    """What it is."""
    address: Line = ""
    """Its address."""
    contact_email: Line = ""
    """Where learners write to."""
    contact_phone: Line = ""
    """Where learners call, beginning with + and the code of the country."""
    accommodations: Line = ""
    """Where learners ask for accommodations."""
    report_error: Line = ""
    """Where errors are reported."""
    complaints: Words = ""
    """How to complain."""
    complaints_days: Minutes | None = None
    """Days until a complaint is answered."""
    signatory: Line = ""
    """Who signs certificates."""
    joint: tuple[JointProvider, ...] = ()
    """Joint providers; none means that it provides alone."""

    @property
    def only_signs(self) -> bool:
        """Whether nothing but what papers print is said: somebody hands them out, and no credit is thought of."""
        printed = {name: getattr(self, name) for name in ("name", "address", "contact_email", "contact_phone")}
        return self == ProviderTable(**printed, report_error=self.report_error, signatory=self.signatory)


@dataclass(frozen=True, config=STRICT)
class Support:
    """Commercial support, in money or in kind."""

    company: Name
    """The name of the company and nothing else of it."""
    form: Literal["money", "in_kind"] | None = None
    """What it gives."""
    amount: Number | None = None
    """How much; kept for the provider, not shown to learners."""
    currency: Line = ""
    """The currency, such as `USD`."""
    agreement_signed_on: Day | None = None
    """The day of the written agreement, before the release."""
    parties: tuple[Text, ...] = ()
    """Who signed it; the provider is one of them."""


@dataclass(frozen=True, config=STRICT)
class Uan:
    """A universal activity number of ACPE."""

    audience: Line = ""
    """`P` for pharmacists, `T` for technicians."""
    value: Line = ""
    """The number."""


@dataclass(frozen=True, config=STRICT)
class Accreditation:
    """What one accreditor gives, and what the provider has read and pasted."""

    profile: Line = ""
    """The rules that apply; without it those of the name of the table."""
    status: Literal["draft", "applied", "active", "ended"] = "draft"
    """How far it is."""
    standard_edition: Line = ""
    """The edition of the rules that the provider read."""
    checked_on: Day | None = None
    """The day on which the provider read them."""
    provider_number: Line = ""
    """The number of the provider at this accreditor."""
    activity_number: Line = ""
    """The number of the activity at this accreditor."""
    uan: tuple[Uan, ...] = ()
    """The universal activity numbers of ACPE."""
    starts: Day | None = None
    """The first day of the accreditation."""
    expires: Day | None = None
    """Its last day."""
    credit_unit: Line = ""
    """The unit of credit, as this accreditor calls it."""
    credit_amount: Number | None = None
    """How many units."""
    statement_form: Literal["direct", "joint", "pending"] | None = None
    """Which form of statement was given."""
    statement: Words = ""
    """The statement of the accreditor, pasted by the provider and printed unchanged; nothing supplies one."""
    statement_source: Line = ""
    """Where it was taken from."""
    statement_read_on: Day | None = None
    """The day on which it was taken."""
    format: Line = ""
    """The learning format that the accreditor approved."""
    designated_on: Day | None = None
    """The day on which credit was designated, before the release."""
    category: Literal["prescribed", "elective"] | None = None
    """The kind of credit of AAFP."""
    member_in_planning: Flag = False
    """Whether an AAFP member plans and writes, which prescribed credit needs."""
    content_areas: tuple[Text, ...] = ()
    """The areas of content that the accreditor knows."""
    standard3_exception: Line = ""
    """An exception from disclosure; a clinical activity has none."""
    provider_eligible: Flag | None = None
    """Whether the provider is on the list that a law asks for."""
    applicant_kind: Line = ""
    """What kind of applicant the provider is."""
    vouched_by: Line = ""
    """The clinician who vouches for the activity."""
    hours_ea: Number | None = None
    """Educational hours of RACGP."""
    hours_rp: Number | None = None
    """Hours of reviewing performance of RACGP."""
    hours_mo: Number | None = None
    """Hours of measuring outcomes of RACGP."""


@dataclass(frozen=True, config=STRICT)
class AccreditationTable:
    """Whether credit is given, and by whom; the names of the tables below it are those of the profiles."""

    status: Literal["none", "draft", "active"] = "none"
    """Whether any edition may speak of credit; `none` forbids every claim."""
    accme: Accreditation | None = None
    """ACCME, United States."""
    ama: Accreditation | None = None
    """AMA PRA credit for physicians."""
    ja: Accreditation | None = None
    """Joint Accreditation."""
    ancc: Accreditation | None = None
    """Nursing, an accredited provider."""
    ancc_approved: Accreditation | None = None
    """Nursing, an activity that an approver approved."""
    acpe: Accreditation | None = None
    """Pharmacists and technicians."""
    aafp: Accreditation | None = None
    """Family physicians."""
    aapa: Accreditation | None = None
    """Physician associates."""
    ace: Accreditation | None = None
    """Social work, ASWB."""
    nasw: Accreditation | None = None
    """Social work, NASW."""
    nbcc: Accreditation | None = None
    """Counselors."""
    naadac: Accreditation | None = None
    """Addiction counselors."""
    apa: Accreditation | None = None
    """Psychologists."""
    boc: Accreditation | None = None
    """Athletic trainers."""
    iacet: Accreditation | None = None
    """Continuing education units of IACET."""
    cccep: Accreditation | None = None
    """Pharmacy, Canada."""
    eaccme: Accreditation | None = None
    """Physicians, Europe."""
    ebap: Accreditation | None = None
    """Pneumology, Europe."""
    uk_cpd: Accreditation | None = None
    """Physicians, United Kingdom."""
    rcpsc: Accreditation | None = None
    """Specialists, Canada."""
    racgp: Accreditation | None = None
    """General practitioners, Australia."""
    ca_brn: Accreditation | None = None
    """Nursing board of California."""
    mate: Accreditation | None = None
    """Hours under the MATE Act, United States."""

    def blocks(self) -> dict[str, Accreditation]:
        """Return the accreditations that are written and have not ended, by the names of their tables."""
        found = {name: block for name, block in vars(self).items() if isinstance(block, Accreditation)}
        return {name: block for name, block in found.items() if block.status != "ended"}


@dataclass(frozen=True, config=STRICT)
class CeBroker:
    """Numbers of CE Broker."""

    provider: Line = ""
    """The number of the provider, which begins with `50-`."""
    course: Line = ""
    """The number of the course, which begins with `20-`."""
    own_course_code: Line = ""
    """A code of the provider's own instead, at most 80 characters."""
    profession_codes: dict[Text, Line] = Field(default_factory=dict)
    """The code of each profession."""


@dataclass(frozen=True, config=STRICT)
class RegistryTable:
    """Where completions are reported; the provider does it."""

    cebroker: CeBroker | None = None
    """CE Broker, United States."""


@dataclass(frozen=True, config=STRICT)
class EvaluationTable:
    """What learners are asked afterwards."""

    bank: Line = ""
    """The bank of the survey."""
    measures: tuple[Change, ...] = ()
    """Which changes it measures; at least those that the activity is designed for."""
    asks_bias: Flag | None = None
    """Whether it asks if the course was free of commercial bias."""
    asks_change: Flag | None = None
    """Whether it asks what the learner will do differently."""
    required_for_certificate: Flag | None = None
    """Whether a certificate needs it; each provider decides."""
    followup_days: Minutes | None = None
    """Days until a second survey, 60 to 90; 0 for none."""


@dataclass(frozen=True, config=STRICT)
class PrivacyTable:
    """What is kept of learners, and by whom."""

    stores_learner_data: Flag | None = None
    """Whether a server of the course keeps data of learners."""
    stores_health_data: Flag | None = None
    """Whether anything about a person's health is kept."""
    third_party_requests: Minutes | None = None
    """How many requests to other servers were counted over all pages."""
    shared_with_ineligible: Literal["none", "consent"] | None = None
    """Whether names of learners go to companies: never, or only with the consent of each."""
    records_kept_by: Literal["provider", "nobody"] | None = None
    """Who keeps records of completions."""
    retention_years: Minutes | None = None
    """For how many years."""
    host: Line = ""
    """Who hosts the pages."""
    host_ineligible: Flag | None = None
    """Whether the host is a company that may not provide."""
    provider_collects: tuple[Text, ...] = ()
    """What the provider's own system asks of learners, and these pages never."""

"""A complete record of continuing education has nothing wrong, and each fault planted in it is found where it stands.

The course is the small one on tea, the record `tests/data/record.toml`. A planted fault replaces a text of the record;
the finding must bear the number of its requirement, stand at the line of the change, and say what is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from course.checks import all_checks
from course.material import read_material
from course.project import load_project
from quizzes.finding import Finding, FindingsError
from tests.conftest import REPOSITORY, copy_tea
from tests.course.checks.record.told import finder

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 22)
RECORD = (REPOSITORY / "tests" / "data" / "record.toml").read_text(encoding="utf-8")
# requirement, what is replaced, by what, words of the message
PLANTED = [
    ("A1", '"leaf_2020"', '"leaf_1066"', "cites 'leaf_1066'"),
    ("A1", 'desired = "Leaves are steeped."\n', "", "gap G1 has no desired"),
    ("A1", '"LO2.1" = "G1"', '"LO2.1" = "G9"', "objective LO2.1 names gap G9"),
    ("A1", '"LO2.1" = "G1"\n', "", "objective LO2.1 belongs to no gap"),
    ("A1", '"LO2.1" = "G1"', '"LO2.1" = "G1"\n"LO7.7" = "G1"', "there is no objective LO7.7"),
    ("A2", '["competence"]\nacpe', '["competence", "performance"]\nacpe', "measures only competence"),
    ("A3", 'level = "beginning"\n', "", "not told the level"),
    ("A5", 'technician = ["LO1.1"]', 'technician = ["LO2.1", "LO1.1"]', "the same objectives"),
    ("A10", "disclosed_on = 2026-05-20", "disclosed_on = 2026-06-10", "9 days before the disclosure"),
    ("A10", "disclosure_covers_from = 2024-05-20", "disclosure_covers_from = 2025-05-21", "covers 11 months"),
    ("A10", "disclosed_on = 2026-05-20\n", "", "no disclosure; without one there is no role"),
    ("A10", "relationship = []\n", "", "nothing is said about relationships"),
    ("A10", 'roles = ["author", "item_writer"]\n', "", "ana has no role"),
    ("A11", '"Kettle Works"', '"<img src=k.svg> Kettle Works"', "more than a name"),
    ("A12", 'nature = "consultant"', 'nature = "owner"', "may not control content"),
    ("A12", 'exception = ""', 'exception = "a"', "only for an owner or employee"),
    ("A13", 'commercial_support = "listed"', 'commercial_support = "none"', "lists Cup Company"),
    ("A13", 'commercial_support = "listed"\n', "", "nothing is said about commercial support"),
    ("A15", '"lessons/02-kinds"', '"lessons/20-nowhere"', "lessons/20-nowhere, which does not exist"),
    ("A15", 'use = "headache"', 'use = "Tiredness"', "on the label and off-label at once"),
    ("A17", 'acpe_type = "knowledge"', 'acpe_type = "practice"', "at least 15 hours"),
    ("A17", 'acpe_type = "knowledge"', 'acpe_type = "application"', "at least 60 minutes"),
    ("A18", "0129-0000-26-001-H01-P", "0129-0001-26-001-H01-P", "must be 0000, or 9999"),
    ("A18", "0129-0000-26-001-H01-P", "0129-9999-26-001-H01-P", "none is named"),
    ("A18", "0129-0000-26-001-H01-P", "0129-0000-25-001-H01-P", "year block 25"),
    ("A18", "0129-0000-26-001-H01-T", "0129-0000-26-002-H01-T", "share the sequence (001)"),
    ("A18", "0129-0000-26-001-H01-P", "0129-0000-26-001-L01-P", "L is for live"),
    ("A18", "0129-0000-26-001-H01-P", "0129-0000-26-001-H1-P", "is no universal activity number"),
    ("A18", "0129-0000-26-001-H01-P", "0204-0000-26-001-H01-P", "the provider has the number 0129"),
    ("A18", "0129-0000-26-001-H01-P", "0129-0000-26-001-H01-T", "audience is P"),
    ("A18", 'provider_number = "0129"', 'provider_number = "129"', "no provider number of ACPE"),
    ("A19", 'credit_amount = 0.5\nstatement_form = "d', 'credit_amount = 0.75\nstatement_form = "d', "not 0.75"),
    ("A21", "credit_amount = 0.05", "credit_amount = 0.5", "30 minutes are 0.05 CEU, not 0.5"),
    ("A21", 'credit_unit = "contact hours"', 'credit_unit = "CEU"', "CEU belongs to"),
    ("A22", "expires = 2027-11-09\nsources", "sources", "no expiry date: an enduring activity needs one"),
    ("A22", "released = 2026-11-10\nreviewed", "reviewed", "no day on which the activity was released"),
    ("A22", "reviewed = 2026-11-05", "reviewed = 2026-09-01", "70 days before the release"),
    ("A22", "reviewed = 2026-11-05", "reviewed = 2026-12-01", "lies in the future"),
    ("A22", "expires = 2027-11-09\nsources", "expires = 2029-11-06\nsources", "the shortest limit of all"),
    ("A22", "expires = 2027-11-09\nsources", "expires = 2026-11-21\nsources", "expired 1 day ago"),
    ("A22", "expires = 2027-11-09\nsources", "expires = 2027-01-31\nsources", "expires in 70 days"),
    ("A23", "sources_checked = 2026-11-01", "sources_checked = 2025-10-01", "13 months ago"),
    ("A23", "847dfb8de736", "847dfb8de73", "no set id of DailyMed"),
    ("A25", "pass_mark_shown_before = true", "pass_mark_shown_before = false", "must be told before the start"),
    ("A29", "asks_bias = true", "asks_bias = false", "free of bias"),
    ("A29", "asks_change = true\n", "", "do differently"),
    ("A29", 'bank = "l02"', 'bank = "l99"', "there is no bank 'l99'"),
    ("A30", "followup_days = 75", "followup_days = 30", "60 to 90"),
    ("A31", 'address = "1 Kettle Lane"\n', "", "the provider has no address"),
    ("A33", "retention_years = 7", "retention_years = 3", "fewer than the 6"),
    ("A33", 'kept_by = "provider"', 'kept_by = "nobody"', "nobody keeps records"),
    ("A34", "hours_of_instruction = 0.5", "hours_of_instruction = 1.5", "30 minutes are 0.5 hours"),
    ("A34", '"TEA-1"', '"TEA 1"', "is no activity id"),
    ("A35", 'technical = "A', 'ipce = true\ntechnical = "A', "no [accreditation.ja]"),
    ("A36", "checked_on = 2026-11-01", "checked_on = 2025-11-01", "more than 12 months ago"),
    ("A36", 'profile = "accme"', 'profile = "acme"', "there is no profile 'acme'"),
    ("A39", 'contact_email = "tea@example.org"', 'contact_email = "tea at example.org"', "no e-mail address"),
    ("A39", '"+442079460000"', '"020 7946 0000"', "is no number such as"),
    ("A55", "used = true\n", "", "there is no default"),
    ("A55", "used = true", "used = false", "used is false, and A writing tool is listed"),
    ("A55", 'version = "2"\n', "", "version is not given"),
    ("A55", "to = 2026-07-30", "to = 2026-06-30", "ends before it begins"),
    ("A55", "to = 2026-07-30", "to = 2026-12-30", "ends in the future"),
    ("A23", "label_accessed = 2026-11-01", "label_accessed = 2025-11-01", "the label was last read on 2025-11-01"),
    ("A40", "tested_on = 2026-11-01", "tested_on = 2025-11-01", "more than 12 months ago"),
    ("A20", 'pilot = ""', 'pilot = "pilot.csv"', "there is no file pilot.csv"),
    ("A20", 'pilot = ""', 'pilot = "../../etc/passwd"', "there is no file"),
    ("A20", 'pilot = ""', 'pilot = "source/tea.txt"', "no table with a column"),
    ("A56", 'checked_by = "cem"', 'checked_by = ""', "checked by nobody"),
    ("A56", "checked_on = 2026-08-10", "checked_on = 2026-06-10", "checked before it was made"),
    ("A57", "no_personal_data = true", "no_personal_data = false", "nobody vouches"),
    ("A58", "host_ineligible = false", "host_ineligible = true", "hosts the pages"),
    ("A59", "third_party_requests = 0", "third_party_requests = 1", "1 request to other servers"),
    ("A62", '"lessons/01-leaf"\nstatus', '"lessons/1"\nstatus', "lessons/1, which does not exist"),
    ("A65", 'mitigation = "peer_review"', 'mitigation = ""', "has no mitigation"),
    ("A65", 'mitigation = "peer_review"', 'mitigation = "prayer"', "not one of recusal"),
    ("A65", 'mitigated_by = "cem"', 'mitigated_by = "ben"', "nobody mitigates an own relationship"),
    ("A65", 'mitigated_by = "cem"', 'mitigated_by = "dan"', "no person of the record"),
    ("A65", "mitigated_on = 2026-05-28", "mitigated_on = 2026-06-05", "4 days later"),
    ("A67", "disclosure_confirmed_on = 2026-10-01", "disclosure_confirmed_on = 2025-10-01", "12 months before"),
    ("A70", "agreement_signed_on = 2026-10-01", "agreement_signed_on = 2026-11-11", "after the release"),
    ("A70", '["The Tea School", "Cup', '["Cup', "The Tea School is no party"),
    ("A71", 'signatory = "', 'joint = [{name = "Pot", ineligible = true}]\nsignatory = "', "is an ineligible company"),
    ("A72", 'kind = "education"', 'kind = "ineligible"', "may not provide"),
    ("A73", 'expires = 2027-11-09\ncredit_unit = "AAPA', 'expires = 2028-11-09\ncredit_unit = "AAPA', "1 year from"),
    ("A74", 'statement_form = "pending"', 'statement_form = "direct"\nstatement = "S"', "only the pending form"),
    ("A92", '"20-123456"', '"50-123456"', "begins with 20-, this is a provider number"),
    ("A92", '"50-123"', '"50-12a"', "followed by 1 to 9 digits"),
    ("A97", "end = 2027-11-09", "end = 2027-11-10", "the activity says 2027-11-09"),
    ("A97", "[2026, 2027]", "[2027]", "every calendar year"),
    ("A101", "stores_health_data = false", "stores_health_data = true", "rules on health records"),
    ("A106", '"nurse_planner", "planner"', '"planner"', "no nurse planner"),
    ("A106", '"planner", "content_expert"', '"planner"', "no content expert"),
    ("A106", 'profession = "nurse"', 'profession = "physician"', "by profession 'physician'"),
    ("A107", 'standard_edition = "The manual of 2025"\n', "", "edition of the rules is not named"),
    ("A111", "difficulty = 2", "difficulty = 1", "not on the scale, 2 to 4"),
    ("A113", "designated_on = 2026-11-01", "designated_on = 2026-11-11", "after the release"),
    ("A113", 'format = "enduring material"\n', "", "names no learning format"),
    ("A116", 'expires = 2027-11-09\ncredit_unit = "AAPA', 'expires = 2027-06-30\ncredit_unit = "AAPA', "before the"),
    ("A118", 'id = "ana"', 'id = "ben"', "two people have the id ben"),
    ("A118", 'id = "ana"\n', "", "Ana Leaf has no id"),
    ("A122", "draw = 10", "draw = 12", "80% of 12 is 9.6"),
    ("A123", "minutes_claimed = 30", "minutes_claimed = 43", "the formula gives 42.25"),
    ("A123", "words = 5000", "words = 25000", "not 42.25; one of the typed numbers is wrong"),
    ("A123", "draw = 10", "draw = 20", "one test draws 20"),
    ("A124", 'difficulty_by = "cem"', 'difficulty_by = ""', "no name behind it"),
    ("A124", "difficulty_on = 2026-10-20\n", "", "no date"),
    ("A125", 'complaints = "Write to the school."\n', "", "no complaints"),
    ("A11", "from = 2025-03-01", "from = 2027-03-01", "from is 2027-03-01, which is still to come"),
    ("A23", "sources_checked = 2026-11-01", "sources_checked = 2026-11-23", "still to come"),
    ("A51", "tested_on = 2026-11-01", "tested_on = 2027-11-01", "still to come"),
    ("A56", "checked_on = 2026-08-10", "checked_on = 2027-08-10", "still to come"),
    ("A67", "disclosure_confirmed_on = 2026-10-01", "disclosure_confirmed_on = 2027-10-01", "still to come"),
    ("A107", "checked_on = 2026-11-01", "checked_on = 2027-11-01", "still to come"),
    ("A124", "difficulty_on = 2026-10-20", "difficulty_on = 2027-10-20", "still to come"),
    ("A118", 'id = "tea"', 'id = "Tea & Co."', "id is 'Tea & Co.', which is no name for other tables"),
    ("A118", 'id = "ana"', 'id = "Ana!"', "id is 'Ana!'"),
    ("A118", 'profession = "pharmacist"', 'profession = "a pharmacist"', "profession is 'a pharmacist'"),
    ("A118", 'audience = ["nurse", ', 'audience = ["nurse", "Every One", ', "audience is 'Every One'"),
    ("A118", 'audience = ["nurse", ', 'audience = ["nurse", "nurse", ', "audience names nurse twice"),
    ("A118", 'languages = ["en"]', 'languages = ["en", "de", "en"]', "languages names en twice"),
    ("A118", "[2026, 2027]", "[2026, 2027, 2026]", "reporting_years names 2026 twice"),
    ("A118", 'languages = ["en"]', 'languages = ["English"]', "languages has 'English'"),
    ("A6", "minutes_stated = 45", "minutes_stated = 45\naudio_video_minutes = 46", "46 minutes of recordings"),
    ("A6", "minutes_stated = 45", "minutes_stated = 40", "add up to 45 minutes, learners are told 40"),
    ("A22", 'id = "tea"', 'id = "tea"\nexpires = 2027-01-01', "and 2027-11-09 in [activity.dates]"),
    ("A118", 'languages = ["en"]', 'languages = ["de"]', "does not name the language of the course, en"),
    ("A36", 'profile = "accme"', 'profile = "acpe"', "the table accme follows the rules of acpe"),
    ("A13", 'company = "Cup Company"', 'company = "The Tea School"', "provides and supports itself"),
    ("A70", '["The Tea School", "Cup Company"]', '["The Tea School", "Pot"]', "no party of its own agreement"),
    ("A13", 'currency = "USD"', 'currency = "Dollars"', "no currency such as"),
    ("A71", 'signatory = "', 'joint = [{name = "The Tea School", ineligible = false}]\nsignatory = "', "its own joint"),
    ("A122", "pass_mark = 0.8", "pass_mark = 0.0", "everybody passes"),
    ("A29", 'bank = "l02"\n', "", "no bank of an evaluation is named"),
    ("A58", "stores_learner_data = false", "stores_learner_data = true", "nothing says who hosts it"),
    ("A34", 'credit_type = "points"\n', "", "boards and no kind of credit"),
    ("A92", '["name", "licence"]', '["name"]', "provider_collects does not name licence"),
    ("A92", "{nurse =", "{wizard =", "none of the audience"),
    ("A92", 'course = "20-123456"\nown_course_code = "tea-1"\n', "", "neither a course number nor an own code"),
    ("A124", 'difficulty_by = "cem"', 'difficulty_by = "stranger"', "no person of the record"),
    ("A56", 'checked_by = "cem"', 'checked_by = "ghost"', "no person of the record"),
    ("A118", 'name = "Cem Pot"', 'name = "ana  leaf"', "is named twice, as ana and as cem"),
    ("A10", '["author", "item_writer"]', '["author", "author"]', "has the role author twice"),
    ("A9", '["author", "item_writer"]', '["editor"]', "nobody among the people is an author"),
    ("A8", '"planner", "reviewer"]', '"planner"]', "nobody reviews who did not write"),
    ("A12", 'employer = "The Tea School"', 'employer = "Cup Company"', "which supports the activity"),
    ("A12", 'employer = "The Tea School"', 'employer = "Kettle Works"', "an ineligible company"),
    ("A65", "mitigated_on = 2026-05-28", "mitigated_on = 2024-05-28", "before it began"),
    ("A125", "complaints_days = 30", "complaints_days = 0", "after 0 days"),
    ("A123", "minutes_claimed = 30", "minutes_claimed = 0", "which is no claim"),
]  # fmt: skip


# what else must change for a fault to show, by its words
_ALSO = {"nothing says who hosts it": ('host = "The tea house"', 'host = ""')}
Found = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Return a function that finds what is wrong with a record; the pages of its course are read once."""
    return finder(copy_tea(tmp_path_factory.mktemp("record")))


def test_a_complete_record_has_nothing_wrong(found: Found) -> None:
    """Planted faults prove something only because nothing is found without them."""
    assert [str(one) for one in found(RECORD)] == []


def test_a_course_without_a_provider_is_asked_nothing(found: Found) -> None:
    """A course that nobody gives credit for needs no record, not even for a release."""
    assert found("", release=True) == []


@pytest.mark.parametrize("row", PLANTED, ids=[f"{row[0]}-{row[3][:40]}" for row in PLANTED])
def test_a_planted_fault_is_found(found: Found, row: tuple[str, str, str, str]) -> None:
    """One fault, its requirement, the place, and what is wrong."""
    requirement, old, new, words = row
    assert old in RECORD, old
    findings = found(RECORD.replace(old, new, 1).replace(*_ALSO.get(words, ("", "")), 1))
    hits = [one for one in findings if one.subject == requirement and words in one.message]
    assert hits, [f"{one.subject} {one.message}" for one in findings]
    assert (hits[0].path.name, hits[0].line > 1) == ("course.toml", True)


@pytest.mark.parametrize(
    ("requirement", "old", "new", "words"),
    [
        ("A22", "released = 2026-11-10", 'released = "10.11.2026"', "must be a date such as"),
        ("A3", 'level = "beginning"', 'level = "expert"', "not one of beginning"),
        ("A118", "purpose = ", "purpuse = ", "did you mean 'purpose'"),
        ("A118", 'nature = "consultant"', 'nature = "friend"', "not one of consultant"),
        ("A29", "asks_bias = true", 'asks_bias = "yes"', "must be true or false"),
        ("A92", 'course = "20-123456"', "course = 20", "registry.cebroker.course"),
    ],
)
def test_what_is_refused_on_reading_names_its_requirement(
    found: Found, requirement: str, old: str, new: str, words: str
) -> None:
    """A wrong kind of value stops before any check; whoever looks by requirement finds it all the same."""
    assert old in RECORD, old
    with pytest.raises(FindingsError) as caught:
        found(RECORD.replace(old, new, 1))
    (one,) = caught.value.findings
    assert (one.code, one.subject, words in one.message) == ("C005", requirement, True), str(one)


SIGNS = """
[provider]
name = "Harbour Clinic"
address = "1 Quay"
contact_email = "desk@example.org"
contact_phone = "+1 555 0100"
signatory = "The head of the clinic"
report_error = "desk@example.org"
"""


def test_a_clinic_that_signs_its_papers_is_asked_nothing(found: Found) -> None:
    """Name and contacts stand on what is handed out; what only a record knows, or an accreditation, makes it one."""
    assert [one for one in found(SIGNS) if one.subject] == []
    for more in ('kind = "clinical"\n', "complaints_days = 30\n", "[accreditation.ancc]\n"):
        assert "A9" in {one.subject for one in found(SIGNS + more)}, more


def test_what_belongs_to_a_table_that_is_not_there_says_where(found: Found) -> None:
    """Without [activity] there is no line to show: the key is named with its table."""
    findings = found('[provider]\nname = "T"\n[accreditation.ancc]\nstatus = "active"\n')
    (one,) = [each for each in findings if "nothing is said about AI" in each.message]
    assert (one.line, one.hint) == (1, "write used in [activity.ai]; it belongs to activity.ai in course.toml")
    (one,) = [each for each in findings if "nobody is named" in each.message]
    assert (one.line, one.hint) == (1, "add [[person]]")


def test_a_plain_course_hears_nothing_of_requirements(found: Found) -> None:
    """Minutes that are no number are a mistake of anybody's course.toml."""
    with pytest.raises(FindingsError) as caught:
        found('[activity]\nlevel = "expert"\n')
    assert caught.value.findings[0].subject == ""


def test_what_follows_from_a_claim_that_is_too_high_is_not_told_again(found: Found) -> None:
    """One root cause, one finding: amounts and hours hang on the minutes."""
    findings = found(RECORD.replace("minutes_claimed = 30", "minutes_claimed = 43"))
    assert [one.subject for one in findings] == ["A123"]


def test_minutes_below_the_smallest_unit_are_refused(found: Found) -> None:
    """500 words and 2 questions give 13.77 minutes: the formula says nothing there."""
    few = RECORD.replace("words = 5000\nitems = 10", "words = 500\nitems = 2").replace("draw = 10", "draw = 2")
    few = few.replace("minutes_formula = 42.25\n", "").replace("pass_mark = 0.8", "pass_mark = 0.5")
    assert "give 13.77 minutes: below 15 the formula says nothing" in found(few)[0].message


def test_the_accreditation_that_ends_first_names_the_others(found: Found) -> None:
    """A later expiry of the activity is one finding, not one for each accreditation."""
    later = RECORD.replace("expires = 2027-11-09\nsources", "expires = 2027-12-09\nsources")
    findings = [one for one in found(later) if one.subject == "A116"]
    assert len(findings) == 1
    assert findings[0].message.endswith("; so do accme, ace, acpe, ama, ancc, iacet, naadac")


def test_a_release_has_no_placeholder_with_an_active_accreditation(found: Found) -> None:
    """A draft may wait for the provider; a release with an active accreditation may not."""
    active = RECORD.replace('profile = "accme"', 'profile = "accme"\nstatus = "active"')
    active = active.replace('status = "draft"', 'status = "active"').replace('"4711"', '"PLACEHOLDER number"')
    assert [one.subject for one in found(active) if one.subject == "A117"] == []
    assert [one.subject for one in found(active, release=True) if one.subject == "A117"] == ["A117"]


def test_an_active_accreditation_wants_the_disclosures_on_the_start_page(found: Found) -> None:
    """The finding stands in the start page, at the first link to a lesson."""
    active = RECORD.replace('profile = "accme"', 'profile = "accme"\nstatus = "active"')
    (hit,) = [one for one in found(active) if one.subject == "A69"]
    assert (hit.path.name, hit.line) == ("index.md", 6)


CLAIMS = [
    "This lesson gives 0.25 contact hours.",
    "You earn one CME credit.",
    "It is worth 2 CE hours.",
    "The course is approved for nurses.",
    "It gives 3 Fortbildungspunkte.",
    "Receive 1 ECMEC.",
    "This activity has been accredited.",
]
NO_CLAIMS = [
    "No credit is given: it gives no CE credit.",
    "The label is approved for panic disorder.",
    "One hour passes.",
]


@pytest.mark.parametrize("sentence", CLAIMS)
def test_a_claim_of_credit_needs_a_provider(tea: Path, sentence: str) -> None:
    """In a page, a question and a text of course.toml alike."""
    (tea / "posttest.md").write_text("# Test\n\nTea.\n", encoding="utf-8")
    places = {"lessons/01-leaf.md": "The shrub grows", "quizzes/l01.yaml": "Grasses give grain", "posttest.md": "Tea."}
    for name, old in places.items():
        text = (tea / name).read_text(encoding="utf-8")
        (tea / name).write_text(text.replace(old, f"{sentence} {old}", 1), encoding="utf-8")
    with (tea / "course.toml").open("a", encoding="utf-8") as file:
        file.write(f'[print]\nimprint = ["{sentence}"]\n')
    told = all_checks()["T209"].run(read_material(load_project(tea), today=DAY))
    assert sorted({one.path.name for one in told}) == ["01-leaf.md", "course.toml", "l01.yaml", "posttest.md"]


def test_what_is_no_claim_is_left_alone(tea: Path) -> None:
    """A denial, a label and a duration promise nothing."""
    page = tea / "lessons" / "01-leaf.md"
    text = page.read_text(encoding="utf-8").replace("The shrub grows", " ".join([*NO_CLAIMS, "The shrub grows"]))
    page.write_text(text, encoding="utf-8")
    assert [*all_checks()["T209"].run(read_material(load_project(tea), today=DAY))] == []


def test_credit_may_be_claimed_once_a_provider_gives_it(tea: Path) -> None:
    """The same sentence is allowed with a provider and an active accreditation, and not with a draft."""
    page = tea / "lessons" / "01-leaf.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("The shrub grows", f"{CLAIMS[0]} The shrub grows"), encoding="utf-8")
    settings = tea / "course.toml"
    bare = settings.read_text(encoding="utf-8")
    settings.write_text(f"{bare}\n{RECORD}", encoding="utf-8")
    assert len([*all_checks()["T209"].run(read_material(load_project(tea), today=DAY))]) == 1
    active = RECORD.replace('profile = "accme"', 'profile = "accme"\nstatus = "active"')
    active = active.replace('status = "draft"', 'status = "active"')
    settings.write_text(f"{bare}\n{active}", encoding="utf-8")
    assert [*all_checks()["T209"].run(read_material(load_project(tea), today=DAY))] == []


@pytest.mark.parametrize(
    ("requirement", "sentence"),
    [
        ("A103", "This is REMS-compliant training."),
        ("A120", "A verified test shows what you can do."),
    ],
)
def test_words_that_nobody_may_use_are_found_in_any_course(tea: Path, requirement: str, sentence: str) -> None:
    """With file and line, also without a provider; a denial is no use."""
    page = tea / "handouts" / "h1-card.md"
    text = page.read_text(encoding="utf-8").replace("Wait.", f"Wait. {sentence}")
    page.write_text(text, encoding="utf-8")
    told = [*all_checks()["C217"].run(read_material(load_project(tea), today=DAY))]
    assert [(one.subject, one.path.name, one.line) for one in told] == [(requirement, "h1-card.md", 6)]
    page.write_text(text.replace("This is ", "This is not ").replace("A verified", "No verified"), encoding="utf-8")
    assert [*all_checks()["C217"].run(read_material(load_project(tea), today=DAY))] == []


def test_the_page_of_the_test_is_read_too(tea: Path) -> None:
    """It stands beside the start page, and is no lesson."""
    (tea / "posttest.md").write_text("# Test\n\nThis verified test shows your competence.\n", encoding="utf-8")
    told = [*all_checks()["C217"].run(read_material(load_project(tea), today=DAY))]
    assert [(one.subject, one.path.name, one.line) for one in told] == [("A120", "posttest.md", 3)]


def test_brand_names_follow_the_profile(tea: Path) -> None:
    """Only an accreditor that forbids brand names has them found."""
    page = tea / "lessons" / "01-leaf.md"
    page.write_text(page.read_text(encoding="utf-8").replace("The shrub grows", "Wakeful grows"), encoding="utf-8")
    settings = tea / "course.toml"
    bare = settings.read_text(encoding="utf-8")
    for record, subjects in ((RECORD, []), (f'{RECORD}\n[accreditation.racgp]\nstatus = "draft"\n', ["A86"])):
        settings.write_text(f"{bare}\n{record}", encoding="utf-8")
        told = all_checks()["C217"].run(read_material(load_project(tea), today=DAY))
        assert [one.subject for one in told] == subjects


@pytest.mark.parametrize(
    ("minutes", "subjects"),
    [
        ((31, 40, 55), []),
        ((20, 29, 90), ["A123"]),
        ((40, 50), ["A20"]),
        ((), ["A20"]),
        (("nan", "nan", "nan"), ["A20"]),
        (("inf", 40, 55), ["A20"]),
        ((-5, 40, 55), ["A20"]),
    ],
)
def test_a_pilot_has_three_people_and_bounds_the_claim(
    tea: Path, minutes: tuple[int | str, ...], subjects: list[str]
) -> None:
    """30 minutes are claimed: a median of 40 allows it, one of 29 does not, and two people measure nothing."""
    rows = "".join(f"nurse,{one}\n" for one in minutes)
    (tea / "pilot.csv").write_text(f"role,minutes\n{rows}", encoding="utf-8")
    with (tea / "course.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + RECORD.replace('pilot = ""', 'pilot = "pilot.csv"'))
    told = all_checks()["C219"].run(read_material(load_project(tea), today=DAY))
    assert [one.subject for one in told] == subjects

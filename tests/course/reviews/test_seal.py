"""Records signed with a key of OpenSSH: they count while the signature verifies, and each fault is one finding."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from course.project import load_project
from course.reviews import load_signatures, reviewed_hash
from tests.course.reviews.test_standing import sign

if TYPE_CHECKING:
    from pathlib import Path

WHO = "ana@example.org"


def keygen(*arguments: str | Path) -> None:
    """Run ssh-keygen, which must be there: a missing one is a failure, never a skip."""
    subprocess.run(["ssh-keygen", "-q", *map(str, arguments)], check=True, capture_output=True)


@pytest.fixture
def sealed(tea: Path, tmp_path: Path) -> Path:
    """Give the folder of reviews of a course whose one record is signed with a key."""
    sign(tea, "Ana Tester")
    reviews, key = tea / "reviews", tmp_path / "key"
    (record,) = reviews.glob("*.yaml")
    record.write_text(f"{record.read_text(encoding='utf-8')}signed_as: {WHO}\n", encoding="utf-8")
    keygen("-t", "ed25519", "-N", "", "-f", key)
    keygen("-Y", "sign", "-n", "coursereview", "-f", key, record)
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    (reviews / "allowed_signers").write_text(f'{WHO} namespaces="coursereview" {public}', encoding="utf-8")
    return reviews


def told(reviews: Path, *, trusted: bool = True) -> list[str]:
    """Return what is said about the records of a course; nothing only where the record counts."""
    project = load_project(reviews.parent, trusted=trusted)
    signed, found = load_signatures(project)
    assert bool(signed) != bool(found)
    assert bool(reviewed_hash(project)) == bool(signed)
    return [one.message for one in found]


def test_a_record_counts_while_its_signature_verifies(sealed: Path) -> None:
    """A word more, in the record, and it counts no longer; a stranger's course starts no program."""
    assert told(sealed) == []
    assert told(sealed, trusted=False) == ["its signature cannot be verified: a stranger's course starts no program"]
    (record,) = sealed.glob("*.yaml")
    record.write_text(record.read_text(encoding="utf-8").replace("tea master", "tea expert"), encoding="utf-8")
    assert told(sealed) == [f"its signature does not verify for {WHO}"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("allowed_signers", None, "nothing says who may sign: there is no allowed_signers beside the record"),
        ("allowed_signers", "", f"its signature does not verify for {WHO}"),
        (".sig", None, "the record says that it is signed, and there is no {record}.sig"),
        (".sig", "no signature", f"its signature does not verify for {WHO}"),
    ],
)
def test_what_is_missing_or_broken_is_one_finding(sealed: Path, name: str, content: str | None, message: str) -> None:
    """The list of keys and the signature, gone or of no use."""
    (record,) = sealed.glob("*.yaml")
    path = sealed / (f"{record.name}.sig" if name == ".sig" else name)
    path.unlink()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert told(sealed) == [message.format(record=record.name)]


def test_a_signature_of_nobody_and_a_missing_program_do_not_count(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `signed_as` nobody knows whose it should be; without OpenSSH nothing is believed."""
    monkeypatch.setattr("course.reviews.seal.which", lambda _: None)
    assert told(sealed) == ["its signature cannot be verified: ssh-keygen is not installed here"]
    (record,) = sealed.glob("*.yaml")
    record.write_text(record.read_text(encoding="utf-8").replace(f"signed_as: {WHO}\n", ""), encoding="utf-8")
    assert told(sealed) == [f"{record.name}.sig lies beside this record, which does not say as whom it is signed"]

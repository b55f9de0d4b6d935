"""Reviews of a course: signatures, whether they fit what stands there, and what to read first."""

from course.reviews.hashes import content_hash, content_hashes, fits, hash_of_scopes, signed_hash
from course.reviews.reading import Priority, what_to_read_first
from course.reviews.signature import SCOPES, Signature, Signed, load_signatures
from course.reviews.standing import Standing, reviewed_hash, standing
from course.reviews.unread import unread

__all__ = [
    "SCOPES",
    "Priority",
    "Signature",
    "Signed",
    "Standing",
    "content_hash",
    "content_hashes",
    "fits",
    "hash_of_scopes",
    "load_signatures",
    "reviewed_hash",
    "signed_hash",
    "standing",
    "unread",
    "what_to_read_first",
]

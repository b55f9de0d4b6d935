"""Files of answers of learners, read into the rows that statistics are made from; nobody's name is kept."""

from course.responses.read import Responses, digest_of_responses, read_responses

__all__ = ["Responses", "digest_of_responses", "read_responses"]

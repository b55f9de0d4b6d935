"""The session plan: how a course is taught in a room, as typed values."""

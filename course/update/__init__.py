"""A new version of what a course rests on comes into it: its document, or a work of its bibliography."""

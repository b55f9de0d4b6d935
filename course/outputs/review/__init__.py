"""The course for reviewers: every block with what it rests on, in one page that keeps what they say."""

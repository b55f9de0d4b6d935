"""T2: the words of the course."""

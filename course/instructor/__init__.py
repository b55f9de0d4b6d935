"""Teaching a course in a room: session plan, facilitator guide, slides and kits, from the lessons and their banks."""

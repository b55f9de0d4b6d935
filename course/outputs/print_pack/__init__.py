"""Everything that one session prints, as one file in the order of printing, and what to cut, copy and bring."""

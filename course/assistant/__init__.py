"""What an author's assistant may do with a course over the Model Context Protocol: read, propose, look, and no more."""

"""The item bank as frozen, typed values, one concept a module: no input, no output, no host.

Field names are the field's own terms: stem, choices, key (derived: the ids of the correct choices), distractor,
feedback, rationale, objective, Bloom level.
"""

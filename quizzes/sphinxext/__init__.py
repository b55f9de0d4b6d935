"""The Sphinx side of the questions: directives, nodes, domain, transforms and visitors."""

"""An author's day: begin something new, rename or split it, and change every place that names it, comments kept."""

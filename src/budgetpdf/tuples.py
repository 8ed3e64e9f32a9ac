"""Named tuples made by the thousand."""

new_tuple = tuple.__new__
"""`new_tuple(GlyphRun, (…))` is `GlyphRun(…)` without the Python function that would put the
fields into a tuple: half of the time. Every field must be given, for nobody counts them."""

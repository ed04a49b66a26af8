"""`python -m record`: what the presets reach over several seeds, and in which time; other libraries on the same recipe."""

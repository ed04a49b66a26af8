"""`python -m compare`: the same work on this package and on others, in turn. It needs nothing but Python itself."""

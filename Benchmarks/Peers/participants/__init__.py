"""The libraries that take part in the comparison, each in a process of its own."""

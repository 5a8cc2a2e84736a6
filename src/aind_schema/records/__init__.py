"""The documents: one file, one topic."""

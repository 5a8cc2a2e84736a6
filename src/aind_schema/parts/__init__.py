"""Models that are used inside records."""

"""What follows from the events: dated facts, coverage, and the stores they are read from."""

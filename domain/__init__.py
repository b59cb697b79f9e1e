"""What may be said, by whom, and the events that record it."""

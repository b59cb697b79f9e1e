"""Groups: seats, rules of composition, adopting a roster."""

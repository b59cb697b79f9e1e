"""Projects: phase, scheme, participants."""

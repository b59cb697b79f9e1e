"""Coverage of a project, on every day."""

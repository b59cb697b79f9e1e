"""Evidence over HTTP, and checking it."""

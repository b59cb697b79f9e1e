"""Coverage over HTTP."""

"""Projects and participants over HTTP."""

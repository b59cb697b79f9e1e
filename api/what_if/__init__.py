"""Acts on trial over HTTP."""

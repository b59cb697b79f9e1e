"""What was said, and the feed of events, over HTTP."""

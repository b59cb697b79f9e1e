"""The index: coverage of every project in tables, for what is asked across projects."""

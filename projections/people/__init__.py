"""Personal data, encrypted, and the indexes about it."""

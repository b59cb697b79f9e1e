"""Personal data: the port to it, and how long it is kept."""

"""What is to come, and why."""

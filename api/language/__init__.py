"""What people read, in bokmål, nynorsk and English."""

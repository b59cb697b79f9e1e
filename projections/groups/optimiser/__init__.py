"""Who fills the seats so that most are represented, proven."""

"""Groups, seats and rosters over HTTP and as documents."""

"""What concerns a member personally: what reaches them and where, what is said of it."""

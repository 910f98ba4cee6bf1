"""What the dashboard counts and reads, step 5 of the line in."""

"""What stands before every page: headers, limits, polling, errors."""

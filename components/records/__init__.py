"""Lists and pages of records, each declared once by its domain."""

"""What every domain does with its records: lists of them, new ones, deleted ones."""

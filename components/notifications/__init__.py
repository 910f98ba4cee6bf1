"""The bell and what is behind it: notifications, where they reach somebody, notices to all."""

"""How live a page is, and how the whole line does: indicator, panel, figures, checks."""

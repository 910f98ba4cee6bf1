"""How the process does: figures, checks, developer panel."""

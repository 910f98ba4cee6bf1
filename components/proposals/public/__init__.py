"""The public proposal: what a client sees behind a share link, one part a file.

Ends the line in for clients; its switches, questions and decisions begin the line out.
"""

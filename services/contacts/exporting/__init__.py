"""Contacts written to files, as anybody else reads them, and as we read them again unchanged.

rows_of(…)    who is exported, in windows, as the viewer may see them
tables        CSV: UTF-8 with its mark, and no cell that a spreadsheet would run
cards         vCard 4.0
"""

"""Tables, whatever file they come from.

tables  cells → rows with their headers      column_names  which rows are headers      colour_keys  meaning by colour
spreadsheet, sheet_headers  sheets, which may hold several tables
"""

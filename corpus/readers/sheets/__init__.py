"""Workbooks (.xlsx) and tables of values (.csv, .tsv).

workbook  bytes → Body   csv   bytes → Body   cells  what a cell shows   number_formats, date_formats  how it is written
"""

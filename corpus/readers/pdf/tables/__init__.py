"""Tables on a PDF page.

rules    drawn lines            grids    cells between rules           joins   what a cell of several lines says
gaps     columns of blanks      aligned  tables without rules          placed_tables   tables told by where words stand
page_breaks  rows cut by the end of a page
"""

"""HTML pages: what a browser shows of them.

document  bytes → Body         seen     takes out what is not shown     walk    elements → pieces
styles, selectors, lengths, colours, hidden    which style holds for an element, and whether it hides it
grid, lists, controls, colour_keys, tags       tables, list numbers, forms, meaning by colour, kinds of elements
"""

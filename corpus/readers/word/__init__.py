"""Word documents (.docx).

document  bytes → Body         words   paragraphs as they are shown     grid   tables, and colours that say something
styles, numbering, notes       what the file's other parts add to them  xml_names  names of elements
"""

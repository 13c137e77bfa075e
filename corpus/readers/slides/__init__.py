"""Presentations (.pptx).

presentation  bytes → Body    words  paragraphs and tables of a slide
"""

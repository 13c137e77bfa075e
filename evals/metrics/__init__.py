"""What an answer or a ranking is worth: pure functions, of the gold and of what came back.

Of one ranking
retrieval    are the parts of the gold among the places that were found, and how far up?

Of one answer
answers      every mark of one answer under its name: nuggets, length, and what follows
citations    do its quotations support its statements and hold the gold places (or another cell of their rows), and are
             they exact runs of their documents?
prose        what a person reads of it (no Markdown, no markers), and whether that is in the language of the question
judge        who says whether a nugget stands in it: its wordings, or a chat model

Of many
intervals    how far a mean may be off, and the difference of two means; how long answers took
calibration  what the refusal threshold costs on either side, and whether confidence is worth its name

Marks lie between 0 and 1, words and seconds aside. Import the module that is wanted; importing this package loads none.
"""

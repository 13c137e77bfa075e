"""What an answer or a ranking is worth: pure functions, of the gold and of what came back.

Of one ranking
retrieval    are the parts of the gold among the places that were found, and how far up?

Of one answer
answers      every mark of one answer under its name, from the modules below
nuggets      does it say what a right answer says, and little else?
rows         does a quotation stand in the table row of a gold place?
citations    do its quotations support its statements, and do they hold the gold places?
quotations   are they exact runs of their documents, and is no statement without one?
language     is it in the language of the question?
length       is it short enough to be read?
prose        what a person reads of it: no Markdown, no markers
judge        who says whether a nugget stands in it: its wordings, or a chat model

Of many
intervals    how far a mean may be off, and the difference of two means
latency      how long answers took
calibration  what the refusal threshold costs on either side, and whether confidence is worth its name

Marks lie between 0 and 1, words and seconds aside. Import the module that is wanted; importing this package loads none.
"""

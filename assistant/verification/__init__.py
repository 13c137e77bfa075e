"""Does what an answer says stand up? Checked after composing, for every composer.

verify         every statement, and the claims of a chat model: the order of the checks
quotations     is a quotation the run of its document, to the character?
facts          figures, ids, numbers in words, dates and levels of official scales
names          proper names and acronyms, and what else a text may call the same
comparison     a claim beside its quotations: word lists, clauses, stems
contradiction  denials and opposites
entailment     all for some, roles exchanged, copies altered
attribution    who is said to say it
support        another subject, an invented reason, a part too many
safety         what no answer may hold: links, markup, leaks of the prompt, foreign letters, false quotation marks
"""

"""Which value of a default is best? `python -m evals.sweeps` tries several of each and changes none of them.

passage    how long a passage is                          weights    how much each search counts
k          how many passages an answer may draw from      threshold  from which support an answer is given

Chosen on the development half of the gold questions, reported on the rest. docs/decisions/evals.md says what followed.

measured   outcomes under each setting, and what the development half would choose
ground     the libraries that are here, opened once for all sweeps
asking     the questions of a library put to an assistant or a search
tables     the sweeps as Markdown
"""

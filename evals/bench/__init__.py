"""The figures this project promises, measured and printed: `python -m evals.bench`.

run       __main__                 options, the parts in order, the exit code
parts     xquad, seeds, answers    is the right place found, is the answer right, is every quotation exact
          warm, commands, encoder  how fast an answer, a command and the indexing are
shared    homes                    temporary libraries and their indexes, built once for all parts
          intervals                how far a share may be off
show      figures, table           one figure with its target; the table as text, Markdown and JSON
"""

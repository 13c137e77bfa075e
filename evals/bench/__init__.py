"""The figures this project promises, measured and printed: `python -m evals.bench`.

run       __main__                 options, the parts in order, the exit code
parts     xquad, search, answers   rates of the suites that have a target, and what evaluating costs
          warm, commands, encoder  how fast an answer, a command and the indexing are
          parsing                  how fast PDF files are read, and in how much memory
          pages                    what is read of pages and tables set by real producers
shared    homes                    temporary libraries with their indexes and runs, made once for all parts
          scored                   a run's scores as figures
show      figures, table           one figure with its target; the table as text, Markdown and JSON
"""

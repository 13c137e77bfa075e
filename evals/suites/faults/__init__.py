"""What one visitor or one file must never do to the others: tried for real (`make faults`).

frame       what a trial is, how it is registered, and all that a trial is given
workplace   a home of its own with a built index, a scratch folder, the command, a server
serving     a running server: where it is, its process, questions to it as the page asks them
processes   memory, open files, threads and children of a process
run         __main__ (options), run (the trials in order, a line each; Markdown)
documents   documents made up in any number; files: hostile ones in every format; payloads.jsonl: script for pages
load        what many visitors do to a server at the same time
trials      the trials, one module a kind
"""

from __future__ import annotations

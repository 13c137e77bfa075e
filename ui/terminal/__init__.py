"""The command line: where a command writes, what it shows while it works, and what it asks."""

"""One file per subcommand; each has `command(session)`, which builds the click command in the person's
language.
"""

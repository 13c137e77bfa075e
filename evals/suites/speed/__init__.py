"""How fast an answer, a command and the indexing are, and how much memory they take."""

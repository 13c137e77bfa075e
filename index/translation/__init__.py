"""Machine translation by rules, and what it must leave as it is."""

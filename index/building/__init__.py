"""Documents to a generation: cut into passages, embedded, written."""

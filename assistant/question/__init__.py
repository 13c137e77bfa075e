"""A question, parsed once into a frozen record."""

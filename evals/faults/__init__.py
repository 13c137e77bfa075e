"""Trials of what one file, one visitor or one broken disk can do to the product."""

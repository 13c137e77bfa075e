"""What a person typed: cleaned, told apart from courtesies, and completed from what was asked before."""

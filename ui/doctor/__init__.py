"""What works on this computer, and what is missing."""

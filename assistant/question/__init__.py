"""What a person asks: cleaned, told apart from courtesies, completed from the conversation, and parsed."""

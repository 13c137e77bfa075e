"""What people type wrongly, put right by the words of the collection and of dictionaries."""

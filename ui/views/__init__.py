"""What terminal and page both show, in the language of the person."""

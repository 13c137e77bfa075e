"""What people see: the `ogp` command and the web chat. How an answer is found is not known here."""

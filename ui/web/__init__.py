"""The chat in the browser: the server, what stands before it, and the page."""

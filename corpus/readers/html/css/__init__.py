"""Style sheets as a browser follows them: which words a page shows, and those that its styles put beside others."""

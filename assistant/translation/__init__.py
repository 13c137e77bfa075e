"""An answer in the asker's language: what is translated, and what stays as it is."""

"""The trials. Every module here is imported when the suite runs, and registers its trials (`evals.faults.frame`)."""

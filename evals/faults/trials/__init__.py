"""The trials. Every module here registers its own (`evals.faults.frame`)."""

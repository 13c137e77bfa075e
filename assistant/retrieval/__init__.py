"""Evidence for a question: the passages that search finds, of the commitment, plan and place that are meant."""

"""What documents are taken for: their kind, country, plan and date, over real documents and forty written for this."""

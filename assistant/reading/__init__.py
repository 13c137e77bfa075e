"""What the reader makes of the evidence: which sentence answers, whether any does, where documents disagree."""

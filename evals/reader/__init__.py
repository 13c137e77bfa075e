"""The reader's training: questions to learn from, the network, training, calibration, and what it reaches."""

"""How good the answers are: cases with known answers, what is measured of them, and the gate that holds it."""

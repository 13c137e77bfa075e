"""How the encoder that comes with the product was made: weights read, vocabulary cut, graph written."""

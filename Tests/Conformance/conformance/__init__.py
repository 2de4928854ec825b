"""Plays the cases of the protocol against a gateway, a worker or a caller of any language."""

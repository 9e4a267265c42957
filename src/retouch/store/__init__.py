"""The catalogue, the sidecars and the picture cache."""

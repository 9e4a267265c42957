"""Adjustments, one file each. ``registry`` finds them; ``edit`` puts them in order."""

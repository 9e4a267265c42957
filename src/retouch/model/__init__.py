"""Frozen values that every other layer speaks in. Imports nothing of ours and no pixels' library but numpy."""

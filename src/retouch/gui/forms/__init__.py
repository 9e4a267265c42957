"""Compiled forms; see ``ui/``."""

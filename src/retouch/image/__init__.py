"""Pure pixel functions on arrays; no files, no models, no state."""

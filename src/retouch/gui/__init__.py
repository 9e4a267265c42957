"""The window. It shows what tasks yield and turns gestures into decisions; it knows nothing of pixels or verdicts."""

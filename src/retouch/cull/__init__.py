"""From readings to suggested verdicts: bursts, ranking, reasons."""

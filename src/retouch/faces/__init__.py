"""Reading faces: detector, landmarks, eyes, expression, light."""

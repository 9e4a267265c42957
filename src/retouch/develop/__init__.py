"""RAW and picture files to pixels, pixels through an edit, pixels to delivered files."""

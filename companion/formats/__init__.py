"""Text or bytes to records and back; opens no files, never raises on foreign text."""

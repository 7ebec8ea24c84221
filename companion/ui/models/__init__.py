"""Qt item models over queries."""

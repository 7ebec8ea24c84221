"""What the print of paper cards says, told by its form, its size and its place."""

"""Tables of people, as other programs export them: bytes to rows, columns to fields, rows to contacts, and back."""

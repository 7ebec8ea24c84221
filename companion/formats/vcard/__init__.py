"""vCard 2.1, 3.0 and 4.0: the one reader of outside cards, and the writer."""

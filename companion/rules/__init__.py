"""How Companion decides: pure functions; `now` and `today` are arguments."""

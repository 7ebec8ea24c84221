"""What Companion talks about: frozen records and enums, standard library only."""

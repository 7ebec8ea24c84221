"""Facts and problems to sentences, for the window and the command line alike; knows no Qt."""

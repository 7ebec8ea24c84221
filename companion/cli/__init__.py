"""The command line: a contract that scripts and outside programs rely on; one module per group of commands."""

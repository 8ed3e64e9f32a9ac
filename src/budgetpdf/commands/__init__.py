"""One module a command: `run(given, console)` does it and gives the exit code."""

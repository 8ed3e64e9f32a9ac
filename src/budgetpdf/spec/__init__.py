"""What the clerk wrote: a TOML file as values, with the place of each."""

"""The same report by other programs: a translator and a renderer for each."""

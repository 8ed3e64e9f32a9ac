"""How things look: the style sheet as values, and the numbers of GB/T 9704."""

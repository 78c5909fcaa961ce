"""A whole broken down into its parts: the cells that add up, their names, and what they tell."""

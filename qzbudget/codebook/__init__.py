"""What classification codes are called in which year, and how the two economic classifications meet."""

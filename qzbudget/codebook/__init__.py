"""What classification codes are called in which year, how the two economic classifications meet, and views of both."""

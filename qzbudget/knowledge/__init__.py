"""What the package knows: titles, header words, codes and the words of its reports, as CSV files with evidence."""

"""Every number opens its source: references to cells, where they stand, their picture, and the words that cite them."""

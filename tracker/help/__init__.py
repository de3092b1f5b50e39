"""Pages that explain the program to the people who use it."""

"""People: a random id, a sealed identity, and what is on file, which carries no names."""

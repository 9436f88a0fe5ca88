"""Files about a person: sealed, typed by their content, limited in size, only ever downloaded."""

"""Need to know: matters, who works on them until when, and walls that beat every role."""

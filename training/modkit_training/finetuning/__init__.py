"""Users' own models: what people bring (curves, phone times, transcripts), checks on it, and training that goes on from a bundle."""

"""The platform: organs, people, journal, review, cases and their screens. Django lives here and nowhere else."""

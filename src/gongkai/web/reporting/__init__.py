"""The annual report: compiled from the records, written, checked, reviewed, frozen, published."""

package attest

// Columns are those of a kind that are signed, with blanks between.
func (k Kind) Columns() string { return kinds[k].columns + " " + kinds[k].later }

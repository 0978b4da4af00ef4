package files

// References lists the columns that hold keys of files as table.column, with whether a file that is named there is kept for it.
func References() map[string]bool {
	list := map[string]bool{}
	for _, r := range references() {
		list[r.table+"."+r.column] = r.attaches
	}
	return list
}

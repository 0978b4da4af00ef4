package testdb

import "golang.org/x/sys/unix"

// freeBytes is the room in a file system in memory, 0 for any other.
func freeBytes(dir string) uint64 {
	var stat unix.Statfs_t
	if err := unix.Statfs(dir, &stat); err != nil || stat.Type != unix.TMPFS_MAGIC {
		return 0
	}
	return stat.Bavail * uint64(stat.Bsize)
}

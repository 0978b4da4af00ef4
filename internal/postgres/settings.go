package postgres

import (
	"maps"
	"slices"
)

// settings are the server's settings, given on its command line so that they
// hold whatever is in the data folder's files, and change with the program.
func settings(socketDir string, throwaway bool, overrides map[string]string) []string {
	values := map[string]string{
		"listen_addresses":           "",
		"unix_socket_directories":    socketDir,
		"unix_socket_permissions":    "0700",
		"max_connections":            "200",
		"cluster_name":               "qoricash",
		"timezone":                   "UTC",
		"log_timezone":               "UTC",
		"log_line_prefix":            "%m [%p] %q%a %u@%d ",
		"log_min_duration_statement": "1s",
		// A statement that is logged because it was slow must not carry
		// personal data.
		"log_parameter_max_length":          "0",
		"log_parameter_max_length_on_error": "0",
		"log_min_error_statement":           "panic",
		// The detail of a violated constraint quotes the row.
		"log_error_verbosity": "terse",
		"fsync":               "on",
		"synchronous_commit":  "on",
		"full_page_writes":    "on",
		// Compiling pays for long analytical queries alone; it made short ones
		// with a wrong estimate slow.
		"jit": "off",
	}
	if throwaway {
		// What is committed survives the death of the server, only not that of
		// the machine.
		values["fsync"] = "off"
		values["full_page_writes"] = "off"
		values["autovacuum_naptime"] = "5min"
		// Segments in the data folder go with it; those in /dev/shm would
		// outlive a killed server.
		values["dynamic_shared_memory_type"] = "mmap"
	}
	maps.Copy(values, overrides)
	var arguments []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		arguments = append(arguments, "-c", name+"="+values[name])
	}
	return arguments
}

// environment is all that a server program is given: none of this program's
// variables but PATH, and messages in English whatever the machine's language.
func environment(path string) []string {
	return []string{"PATH=" + path, "LC_ALL=C", "TZ=UTC"}
}

package postgres

import (
	"fmt"
	"strings"
)

// oldestMajor is the oldest major version of PostgreSQL the program runs on.
const oldestMajor = 14

// InstallCommand is the one command that installs the server on Debian and
// Ubuntu.
const InstallCommand = "apt-get install -y postgresql"

const giveURL = "or give the address of a server that runs already:\n" +
	"  DATABASE_URL='postgres://user:password@host:5432/qoricash?sslmode=verify-full'"

// MissingError reports that no usable PostgreSQL server programs are on the
// machine. Its text tells the person how to get them.
type MissingError struct {
	// TooOld are the versions that were found and are older than 14.
	TooOld []string
	// Reason says why an installation that was asked for did not happen; empty
	// when none was asked for.
	Reason string
}

func (e *MissingError) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "PostgreSQL %d or newer is not installed on this machine", oldestMajor)
	if len(e.TooOld) > 0 {
		fmt.Fprintf(&text, " (found only %s)", strings.Join(e.TooOld, ", "))
	}
	if e.Reason != "" {
		fmt.Fprintf(&text, " and could not be installed: %s", e.Reason)
	}
	fmt.Fprintf(&text, ".\nInstall it with:\n  %s\n%s", InstallCommand, giveURL)
	return text.String()
}

// VersionError reports a data folder of a major version whose programs are not
// on the machine. The folder is left as it is: only the same major version, or
// pg_upgrade, can read it.
type VersionError struct {
	DataDir   string
	Data      int   // major version of the data folder
	Installed []int // major versions on the machine
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("the database in %s was made by PostgreSQL %d, but this machine has %s: "+
		"install PostgreSQL %d again (apt-get install -y postgresql-%d) or move the data with pg_upgrade; nothing was changed",
		e.DataDir, e.Data, majorList(e.Installed), e.Data, e.Data)
}

func majorList(majors []int) string {
	if len(majors) == 0 {
		return "no PostgreSQL"
	}
	names := make([]string, len(majors))
	for i, major := range majors {
		names[i] = fmt.Sprintf("PostgreSQL %d", major)
	}
	return "only " + strings.Join(names, ", ")
}

// StartError reports a server that ended before it was ready. Log is the end of
// what it wrote.
type StartError struct {
	LogFile string
	Log     string
	Cause   error
}

func (e *StartError) Error() string {
	return fmt.Sprintf("PostgreSQL did not start (%v); its log is %s and ends with:\n%s", e.Cause, e.LogFile, e.Log)
}

func (e *StartError) Unwrap() error { return e.Cause }

// UnreachableFolderError reports a folder that the user the server has to run
// as cannot enter. It happens only as root on a machine that refuses user
// namespaces.
type UnreachableFolderError struct {
	Folder string // the folder that is closed
	User   string
}

func (e *UnreachableFolderError) Error() string {
	return fmt.Sprintf("PostgreSQL must run as user %s here, who cannot enter %s: "+
		"choose a DATA_DIR outside of it (for example /var/lib/qoricash) or open it with chmod o+x", e.User, e.Folder)
}

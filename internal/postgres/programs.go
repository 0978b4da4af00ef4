package postgres

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Programs are the server programs of one PostgreSQL installation.
type Programs struct {
	Dir     string // folder of postgres and initdb, symbolic links resolved
	Major   int
	Version string // as the server prints it, for example "15.18"
}

func (p Programs) path(name string) string { return filepath.Join(p.Dir, name) }

// systemFolders are where distributions put the programs, outside PATH: Debian
// and Ubuntu, the PostgreSQL project's RPMs, Homebrew.
func systemFolders() []string {
	return []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql@*/bin",
	}
}

// FindPrograms lists the usable server programs on the machine: those of PATH
// first, then those of the system's folders, newest first. The error is a
// *[MissingError] when there are none.
func FindPrograms(ctx context.Context) ([]Programs, error) {
	return findPrograms(ctx, filepath.SplitList(os.Getenv("PATH")), systemFolders())
}

func findPrograms(ctx context.Context, path, patterns []string) ([]Programs, error) {
	var found []Programs
	var tooOld []string
	seen := map[string]bool{}
	look := func(folders []string) []Programs {
		var usable []Programs
		for _, folder := range folders {
			programs, ok := examine(ctx, folder)
			if !ok || seen[programs.Dir] {
				continue
			}
			seen[programs.Dir] = true
			if programs.Major < oldestMajor {
				tooOld = append(tooOld, programs.Version)
				continue
			}
			usable = append(usable, programs)
		}
		return usable
	}
	found = look(path)
	var folders []string
	for _, pattern := range patterns {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			return nil, fmt.Errorf("look for PostgreSQL in %s: %w", pattern, err)
		}
		folders = append(folders, matches...)
	}
	system := look(folders)
	slices.SortStableFunc(system, func(a, b Programs) int { return cmp.Compare(b.Major, a.Major) })
	found = append(found, system...)
	if len(found) == 0 {
		return nil, &MissingError{TooOld: tooOld}
	}
	return found, nil
}

var versionPattern = regexp.MustCompile(`\(PostgreSQL\) ((\d+)[^\s]*)`)

// examine tells which version the programs of a folder are. Links are resolved
// because a distribution may link postgres alone into PATH, and the programs
// find each other and their files beside the real one.
func examine(ctx context.Context, folder string) (Programs, bool) {
	server, err := filepath.EvalSymlinks(filepath.Join(folder, "postgres"))
	if err != nil {
		return Programs{}, false
	}
	programs := Programs{Dir: filepath.Dir(server)}
	if _, err := os.Stat(programs.path("initdb")); err != nil {
		return Programs{}, false
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	output, err := exec.CommandContext(ctx, programs.path("postgres"), "--version").Output()
	if err != nil {
		return Programs{}, false
	}
	match := versionPattern.FindStringSubmatch(string(output))
	if match == nil {
		return Programs{}, false
	}
	programs.Version = match[1]
	programs.Major, err = strconv.Atoi(match[2])
	return programs, err == nil
}

// programsFor chooses the programs for a data folder of the given major
// version, 0 for a folder that is still to be made.
func programsFor(ctx context.Context, dataDir string, major int) (Programs, error) {
	all, err := FindPrograms(ctx)
	if err != nil {
		return Programs{}, err
	}
	return choose(all, dataDir, major)
}

func choose(all []Programs, dataDir string, major int) (Programs, error) {
	if major == 0 {
		return all[0], nil
	}
	mismatch := &VersionError{DataDir: dataDir, Data: major}
	for _, programs := range all {
		if programs.Major == major {
			return programs, nil
		}
		mismatch.Installed = append(mismatch.Installed, programs.Major)
	}
	return Programs{}, mismatch
}

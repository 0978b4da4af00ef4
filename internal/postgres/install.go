package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// noDistributionCluster keeps Debian's package from making and starting a
// cluster of its own, which would take memory and port 5432 of the machine. It
// is there during the installation only: a person who wants that cluster later
// gets it with pg_createcluster.
const (
	noDistributionCluster = "/etc/postgresql-common/createcluster.d/qoricash.conf"
	dontCreate            = "create_main_cluster = false\n"
)

// Install installs the system's PostgreSQL package with apt-get, as root or
// through sudo where that asks no password, and writes what the commands say to
// progress. Nothing is done when usable programs are there. Else the error is a
// *[MissingError] that tells why it could not be done and what to do by hand.
func Install(ctx context.Context, progress io.Writer) error {
	_, err := FindPrograms(ctx)
	var missing *MissingError
	if !errors.As(err, &missing) {
		return err
	}
	if err := install(ctx, progress, os.Geteuid() == 0, noDistributionCluster); err != nil {
		return &MissingError{TooOld: missing.TooOld, Reason: err.Error()}
	}
	if _, err := FindPrograms(ctx); err != nil {
		if errors.As(err, &missing) {
			missing.Reason = fmt.Sprintf("the system's package has no PostgreSQL %d or newer", oldestMajor)
		}
		return err
	}
	return nil
}

// install runs the commands. marker is where the setting of
// noDistributionCluster goes.
func install(ctx context.Context, progress io.Writer, root bool, marker string) (err error) {
	if _, err := exec.LookPath("apt-get"); err != nil {
		return errors.New("apt-get is not on this machine")
	}
	as, err := privilege(ctx, root)
	if err != nil {
		return err
	}
	run := func(input string, words ...string) error {
		words = slices.Concat(as, words)
		command := exec.CommandContext(ctx, words[0], words[1:]...)
		command.Stdin = strings.NewReader(input)
		command.Stdout, command.Stderr = progress, progress
		if err := command.Run(); err != nil {
			return fmt.Errorf("%s: %w", strings.Join(words, " "), err)
		}
		return nil
	}
	// The folder and the file are named to the shell as arguments, never as
	// text of the script.
	const writeMarker = `mkdir -p "$(dirname "$1")" && cat > "$1"`
	if err := run(dontCreate, "sh", "-c", writeMarker, "sh", marker); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, run("", "rm", "-f", marker)) }()
	// An old list of packages names versions that the mirror no longer has. An
	// update that fails in part, for a source that has nothing to do with
	// PostgreSQL, must not prevent the installation.
	if err := run("", "apt-get", "update", "-q"); err != nil {
		fmt.Fprintln(progress, err)
	}
	return run("", "env", "DEBIAN_FRONTEND=noninteractive",
		"apt-get", "install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", "postgresql")
}

// privilege is what goes before a command that needs root.
func privilege(ctx context.Context, root bool) ([]string, error) {
	if root {
		return nil, nil
	}
	if err := exec.CommandContext(ctx, "sudo", "-n", "true").Run(); err != nil {
		return nil, errors.New("it needs root, and sudo is missing or asks for a password")
	}
	return []string{"sudo", "-n"}, nil
}

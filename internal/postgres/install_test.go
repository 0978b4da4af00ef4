package postgres

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// machine is a folder with the commands of a machine. Each writes its own call,
// and whether the marker against Debian's cluster is there, to a log.
type machine struct {
	commands, marker, log string
}

func newMachine(t *testing.T, commands map[string]string) machine {
	t.Helper()
	root := t.TempDir()
	m := machine{
		commands: filepath.Join(root, "bin"),
		marker:   filepath.Join(root, "etc", "conf.d", "qoricash.conf"),
		log:      filepath.Join(root, "log"),
	}
	for name, then := range commands {
		script(t, filepath.Join(m.commands, name),
			`echo "`+name+` $*$(test -e "`+m.marker+`" && echo " without cluster")" >> "`+m.log+`"`+"\n"+then)
	}
	t.Setenv("PATH", m.commands+":/usr/bin:/bin")
	return m
}

func (m machine) calls(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(m.log)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

const (
	updateCall  = "apt-get update -q without cluster\n"
	installCall = "apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=120 postgresql without cluster\n"
)

func TestRootInstallsThePackageWithoutDebiansCluster(t *testing.T) {
	m := newMachine(t, map[string]string{"apt-get": `echo "Setting up"`})
	var progress bytes.Buffer

	if err := install(t.Context(), &progress, true, m.marker); err != nil {
		t.Fatal(err)
	}

	if got := m.calls(t); got != updateCall+installCall {
		t.Errorf("the calls were:\n%s", got)
	}
	if !strings.Contains(progress.String(), "Setting up") {
		t.Errorf("the progress is %q", progress.String())
	}
	if _, err := os.Stat(m.marker); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the marker is still there: %v", err)
	}
}

func TestOrdinaryUserInstallsThroughSudo(t *testing.T) {
	m := newMachine(t, map[string]string{
		"apt-get": "",
		"sudo":    `test "$1" = -n || exit 1; shift; exec "$@"`,
	})
	if err := install(t.Context(), &bytes.Buffer{}, false, m.marker); err != nil {
		t.Fatal(err)
	}
	if got := m.calls(t); !strings.Contains(got, "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install") || !strings.HasSuffix(got, "\n") {
		t.Errorf("the calls were:\n%s", got)
	}
}

func TestSudoThatAsksForAPasswordInstallsNothing(t *testing.T) {
	m := newMachine(t, map[string]string{"apt-get": "", "sudo": "exit 1"})
	err := install(t.Context(), &bytes.Buffer{}, false, m.marker)
	if err == nil || !strings.Contains(err.Error(), "sudo") {
		t.Errorf("the error is %v", err)
	}
	if got := m.calls(t); strings.Contains(got, "apt-get") {
		t.Errorf("the calls were:\n%s", got)
	}
}

func TestFailedUpdateDoesNotPreventTheInstallation(t *testing.T) {
	m := newMachine(t, map[string]string{"apt-get": `test "$1" != update`})
	if err := install(t.Context(), &bytes.Buffer{}, true, m.marker); err != nil {
		t.Fatal(err)
	}
	if got := m.calls(t); got != updateCall+installCall {
		t.Errorf("the calls were:\n%s", got)
	}
}

func TestFailedInstallationLeavesNoMarker(t *testing.T) {
	m := newMachine(t, map[string]string{"apt-get": "exit 100"})
	if err := install(t.Context(), &bytes.Buffer{}, true, m.marker); err == nil || !strings.Contains(err.Error(), "apt-get install") {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(m.marker); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the marker is still there: %v", err)
	}
}

func TestInstalledServerIsNotInstalledAgain(t *testing.T) {
	m := newMachine(t, map[string]string{"apt-get": ""})
	installed(t, filepath.Dir(m.commands), "15.4")
	t.Setenv("PATH", filepath.Join(filepath.Dir(m.commands), "15.4", "bin")+":"+os.Getenv("PATH"))
	if err := Install(t.Context(), &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(m.log); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("commands were called:\n%s", m.calls(t))
	}
}

func TestReasonOfAFailedInstallationIsTold(t *testing.T) {
	t.Parallel()
	text := (&MissingError{TooOld: []string{"13.9"}, Reason: "apt-get is not on this machine"}).Error()
	for _, part := range []string{"13.9", "could not be installed: apt-get is not on this machine", InstallCommand, "DATABASE_URL"} {
		if !strings.Contains(text, part) {
			t.Errorf("the text lacks %q:\n%s", part, text)
		}
	}
}

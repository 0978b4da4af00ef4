// Command pgtest runs a command, as a rule go test, with a PostgreSQL server for
// its tests:
//
//	go run ./internal/testdb/pgtest -- go test -race ./...
//
// It finds PostgreSQL on the machine, or installs the system's package, starts
// one throwaway server, gives its address to the command in TEST_DATABASE_URL,
// and ends with the command's exit code. If TEST_DATABASE_URL is set already, it
// only runs the command.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
)

// Exit codes of pgtest itself; those of the command go through.
const (
	exitUsage    = 2   // also: no PostgreSQL, with what to do about it
	exitServer   = 3   // the server failed
	exitNotFound = 127 // the command cannot be started, as in the shell
)

func main() {
	arguments := os.Args[1:]
	if len(arguments) > 0 && arguments[0] == "--" {
		arguments = arguments[1:]
	}
	if len(arguments) == 0 {
		fmt.Fprintln(os.Stderr, "usage: pgtest -- command [argument...]")
		os.Exit(exitUsage)
	}
	code, err := run(arguments)
	if err != nil {
		fmt.Fprintln(os.Stderr, "pgtest:", err)
	}
	os.Exit(code)
}

// run gives the command a server and returns its exit code.
func run(arguments []string) (int, error) {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	if os.Getenv(testdb.URLVariable) != "" {
		return execute(arguments, os.Environ(), signals)
	}
	starting, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-starting.Done():
		case received := <-signals:
			cancel()
			signals <- received
		}
	}()
	server, err := testdb.StartServer(starting, slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})))
	var missing *postgres.MissingError
	switch {
	case errors.As(err, &missing):
		return exitUsage, err
	case err != nil:
		return exitServer, err
	}
	cancel()
	code, err := execute(arguments, append(os.Environ(), server.Environment()...), signals)
	return code, errors.Join(err, server.Close(context.Background()))
}

// execute runs the command in a process group of its own, so that ^C reaches it
// once, from here, whoever sent it. A second signal is passed on too.
func execute(arguments, environment []string, signals <-chan os.Signal) (int, error) {
	command := exec.Command(arguments[0], arguments[1:]...)
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	command.Env = environment
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := command.Start(); err != nil {
		return exitNotFound, err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	for {
		select {
		case received := <-signals:
			if number, ok := received.(syscall.Signal); ok {
				_ = syscall.Kill(-command.Process.Pid, number)
			}
		case err := <-ended:
			return exitCode(err)
		}
	}
}

// exitCode follows the shell: 128 and the number of the signal for a command
// that a signal ended.
func exitCode(err error) (int, error) {
	var exit *exec.ExitError
	if err == nil {
		return 0, nil
	}
	if !errors.As(err, &exit) {
		return exitServer, err
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return 128 + int(status.Signal()), nil
	}
	return exit.ExitCode(), nil
}

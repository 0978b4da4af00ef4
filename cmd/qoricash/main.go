// Command qoricash is the whole back end of an online exchange house: the server, its demo, its migrations and its tools.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/postgres"
)

// Exit codes. Everything else that goes wrong is 1.
const (
	exitFailure = 1
	// exitMissing means that the machine lacks something; the message says the one command that brings it.
	exitMissing = 2
	// exitFindings means that a check ran and found something wrong.
	exitFindings = 3
)

// errFindings ends a check that found something; what it found was printed.
var errFindings = errors.New("something is wrong")

// errInterrupted ends a command that a signal cut short; what it was doing then is no news.
var errInterrupted = errors.New("interrupted")

// group is a command that only holds others. Cobra would print its help and call a misspelt command of it a success.
func group(name, short string, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: short, Args: cobra.NoArgs, RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(commands...)
	return cmd
}

func main() { os.Exit(run(app.Fiction{})) }

// run is the whole program; fiction is the house of its demo. It answers the exit code. A second signal ends the program at once.
func run(fiction app.Fiction) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	err := command(fiction).ExecuteContext(ctx)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	return report(os.Stderr, err)
}

// report prints why the program ends, and answers the exit code.
func report(w io.Writer, err error) int {
	var missing *postgres.MissingError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFindings):
		return exitFindings
	case errors.As(err, &missing):
		fmt.Fprintln(w, missing.Error())
		return exitMissing
	}
	fmt.Fprintln(w, "qoricash:", err)
	return exitFailure
}

func command(fiction app.Fiction) *cobra.Command {
	root := &cobra.Command{
		Use:   "qoricash",
		Short: "The back end of an online exchange house (casa de cambio), USD/PEN",
		Long: `The back end of an online exchange house (casa de cambio), USD/PEN.

Exit codes: 0 done, 1 failed, 2 the machine lacks something (the message says what to install), 3 a check found something wrong.`,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	settings := &settingsFlags{}
	settings.register(root)
	root.AddCommand(serveCommand(settings), demoCommand(settings, fiction), migrateCommand(settings), userCommand(settings), doctorCommand(settings),
		ledgerCommand(settings), invoicesCommand(settings), listsCommand(settings), quotesCommand(settings), auditCommand(settings), complianceCommand(settings),
		keysCommand(settings), eventsCommand(settings), screenCommand(), schemaCommand(), configCommand(settings), versionCommand())
	return root
}

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/screening/lists"
	"github.com/qoricash/qoricash/internal/watchlist"
)

func listsCommand(settings *settingsFlags) *cobra.Command {
	return group("lists", "Load the lists of sanctioned and exposed people, and say how they stand", listsStatusCommand(settings), listsImportCommand(settings),
		listsActivateCommand(settings), listsTemplateCommand())
}

// listStanding is one line of lists status.
type listStanding struct {
	Source    domain.ListSource `json:"source"`
	Entries   int               `json:"entries"`
	Published *time.Time        `json:"publishedAt,omitempty"`
	Checked   *time.Time        `json:"checkedAt,omitempty"`
	Failure   domain.ListFault  `json:"failure,omitempty"`
	Stale     bool              `json:"stale"`
}

func listsStatusCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show which version of each list is active, and whether the mandatory ones are fresh",
		Long: `While a mandatory list (OFAC, UN) was not seen to be its publisher's for a day, new clients wait for a person.
Exit code 3 when one is missing or stale.`,
		Example: "  qoricash lists status",
		Args:    cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			states, err := services.Watchlist.States(access.AsSystem(ctx))
			if err != nil {
				return err
			}
			standing, stale := standingOf(states)
			if err := write(cmd, *asJSON, standing, func(w io.Writer) { printLists(w, standing) }); err != nil {
				return err
			}
			if stale {
				return errFindings
			}
			return nil
		})
	}
	return cmd
}

func standingOf(states []watchlist.State) (standing []listStanding, stale bool) {
	for _, state := range states {
		line := listStanding{Source: state.Rule.Source, Failure: state.Failure, Stale: state.Stale}
		if state.Active != nil {
			line.Entries, line.Published = state.Active.Entries, state.Active.PublishedAt
		}
		if !state.CheckedAt.IsZero() {
			line.Checked = &state.CheckedAt
		}
		standing = append(standing, line)
		stale = stale || state.Stale
	}
	return standing, stale
}

func printLists(w io.Writer, standing []listStanding) {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "list\tentries\tpublished\tseen\tlast fault\t")
	for _, line := range standing {
		stale := ""
		if line.Stale {
			stale = "STALE"
		}
		fmt.Fprintf(table, "%s\t%d\t%s\t%s\t%s\t%s\n", line.Source, line.Entries, instant(line.Published), instant(line.Checked), line.Failure, stale)
	}
	_ = table.Flush() // what is printed is the command's output, whose end tells
}

func instant(at *time.Time) string {
	if at == nil {
		return "-"
	}
	return at.UTC().Format(time.RFC3339)
}

func listsImportCommand(settings *settingsFlags) *cobra.Command {
	var source string
	cmd := &cobra.Command{
		Use:   "import PATH",
		Short: "Load a version of a list from a file, or from the folder of the files of OFAC",
		Long: `Reads a list in the form of its publisher (OFAC: a folder with sdn.csv, alt.csv, add.csv and sdn_comments.csv; UN: XML; EU and UK: CSV),
or by the template of the house as CSV or XLSX (PEP, UIF, INTERPOL, ADVERSE, OTHER; see lists template). It becomes the active version, whole or not at
all. One with a fault is kept as rejected, one that is too small as staged, and the active one stays. Exit code 3 then.`,
		Example: "  qoricash lists import ./pep.xlsx --source PEP\n  qoricash lists import ./ofac --source OFAC",
		Args:    cobra.ExactArgs(1),
	}
	cmd.Flags().StringVar(&source, "source", "", "whose list it is: "+strings.Join(domain.ListSource("").Values(), ", "))
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		arrival, err := arrivalAt(domain.ListSource(strings.ToUpper(source)), args[0])
		if err != nil {
			return err
		}
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			loaded, err := services.Watchlist.Load(access.AsSystem(ctx), arrival)
			if err != nil {
				return err
			}
			return tellLoaded(cmd, *asJSON, loaded)
		})
	}
	return cmd
}

// arrivalAt reads the files of a list from a path.
func arrivalAt(source domain.ListSource, path string) (watchlist.Arrival, error) {
	arrival := watchlist.Arrival{Source: source, Origin: filepath.Base(path)}
	if _, known := domain.ListRuleOf(source); !known {
		return arrival, fmt.Errorf("--source: expected one of %s", strings.Join(domain.ListSource("").Values(), ", "))
	}
	paths := []string{path}
	if names := watchlist.FilesOf(source); len(names) > 1 {
		paths = paths[:0]
		for _, name := range names {
			paths = append(paths, filepath.Join(path, name))
		}
	}
	for _, one := range paths {
		content, err := os.ReadFile(one)
		if err != nil {
			return arrival, fmt.Errorf("read a list: %w", err)
		}
		arrival.Files = append(arrival.Files, watchlist.File{Name: filepath.Base(one), Content: content})
	}
	return arrival, nil
}

func tellLoaded(cmd *cobra.Command, asJSON bool, loaded watchlist.Loaded) error {
	err := write(cmd, asJSON, loaded, func(w io.Writer) {
		switch {
		case loaded.Unchanged:
			fmt.Fprintf(w, "%s: the active version once more, with %d entries\n", loaded.Source, loaded.Entries)
		case loaded.Status == domain.ListActive:
			fmt.Fprintf(w, "%s: active with %d entries: %d new, %d changed, %d gone; %d rows could not be read\n", loaded.Source, loaded.Entries, loaded.Added,
				loaded.Changed, loaded.Removed, loaded.BadRows)
		case loaded.Status == domain.ListStaged:
			fmt.Fprintf(w, "%s: %s: %s\nLook at it; `qoricash lists activate %s` makes it active\n", loaded.Source, loaded.Fault, loaded.Detail, loaded.VersionID)
		default:
			fmt.Fprintf(w, "%s: %s: %s\n", loaded.Source, loaded.Fault, loaded.Detail)
		}
	})
	if err == nil && loaded.Fault != "" {
		return errFindings
	}
	return err
}

func listsActivateCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "activate VERSION",
		Short:   "Make a version active that was staged because it is too small",
		Example: "  qoricash lists activate 01a22dc5-7467-7148-878a-f284f38a81e9",
		Args:    cobra.ExactArgs(1),
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		id, err := uuid.Parse(args[0])
		if err != nil {
			return fmt.Errorf("%q is no id of a version", args[0])
		}
		return withServices(cmd, settings, func(ctx context.Context, services *app.Services) error {
			loaded, err := services.Watchlist.Activate(access.AsSystem(ctx), id)
			if err != nil {
				return err
			}
			return tellLoaded(cmd, *asJSON, loaded)
		})
	}
	return cmd
}

func listsTemplateCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "template",
		Short:   "Print the columns of the template for lists that people load",
		Example: "  qoricash lists template > pep.csv",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), strings.Join(lists.TemplateColumns, ";"))
			return err
		},
	}
}

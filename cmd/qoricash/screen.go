package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/screening/audit"
)

// errNoList says how to name what is searched.
var errNoList = errors.New("say what to search: --list FILE, as often as there are lists (sdn.csv with alt.csv beside it, UN, EU, UK, or a table of the house)")

func screenCommand() *cobra.Command {
	var files []string
	var document, kind string
	cmd := &cobra.Command{
		Use:   "screen [NAME]",
		Short: "Search lists for a name, or for subjects as JSON lines",
		Long: `Searches lists for a name or a document and says why something was found. With --json and no name it reads subjects from standard input, one JSON
object a line, and writes a verdict for each in the same order:

  in   {id, kind, name | given, paternal, maternal, document{type,number}, birthDate, nationality}
  out  {id, score, band, match, outcome, hits[]}

A match is a score in the band of review or above; the threshold is frozen with the engine's numbers.`,
		Example: `  qoricash screen "Juan Carlos Pérez Quispe" --document 20108363101 --list sdn.csv
  qoricash screen --json --list sdn.csv --list un.xml < subjects.jsonl`,
		Args: cobra.MaximumNArgs(1),
	}
	cmd.Flags().StringArrayVar(&files, "list", nil, "a file of a list; may be said several times")
	cmd.Flags().StringVar(&document, "document", "", "number of a document")
	cmd.Flags().StringVar(&kind, "kind", "", "PERSON, COMPANY, VESSEL or AIRCRAFT; without it all are searched")
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, arguments []string) error {
		one := len(arguments) > 0 || document != ""
		if !one && !*asJSON {
			return errors.New("say a NAME, --document, or --json with subjects on standard input")
		}
		index, err := searchIndex(files)
		if err != nil {
			return err
		}
		if !one {
			return readAll(audit.Screen(cmd.InOrStdin(), cmd.OutOrStdout(), index))
		}
		subject := screening.Subject{Kind: screening.EntityKind(strings.ToUpper(kind)), Name: strings.Join(arguments, " ")}
		if document != "" {
			subject.Documents = []screening.Document{{Number: document}}
		}
		result := index.Search(subject)
		return write(cmd, *asJSON, audit.One(subject, index), func(w io.Writer) { printResult(w, result) })
	}
	cmd.AddCommand(screenCompareCommand())
	return cmd
}

func screenCompareCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "compare",
		Short: "Score pairs of names as JSON lines",
		Long: `Reads pairs from standard input, one JSON object a line, and writes for each how surely both are one person or company:

  in   {id, a, b}   a and b are names, or subjects as in qoricash screen
  out  {id, score, band, match, explanation}`,
		Example: `  echo '{"id":1,"a":"Juan Pérez Quispe","b":"PEREZ QUISPE, Juan"}' | qoricash screen compare`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return readAll(audit.Compare(cmd.InOrStdin(), cmd.OutOrStdout(), screening.New(screening.DefaultConfig())))
		},
	}
}

// readAll ends a command that answered lines: with findings, where some could not be read.
func readAll(unread int, err error) error {
	if err == nil && unread > 0 {
		return errFindings
	}
	return err
}

func searchIndex(files []string) (*screening.Index, error) {
	if len(files) == 0 {
		return nil, errNoList
	}
	var entries []screening.Entry
	for _, file := range files {
		list, err := audit.List(file)
		if err != nil {
			return nil, fmt.Errorf("--list %s: %w", file, err)
		}
		entries = append(entries, list.Entries...)
	}
	return screening.New(screening.DefaultConfig()).Index(entries), nil
}

func printResult(w io.Writer, result screening.Result) {
	fmt.Fprintf(w, "%s %.4f %s\n", result.Outcome, result.TopScore, result.Band)
	for _, hit := range result.Hits {
		fmt.Fprintf(w, "\n%s\n", strings.Join(hit.Explanation.Lines(), "\n"))
	}
}

package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/qoricash/qoricash/graph/schema"
	"github.com/qoricash/qoricash/internal/config"
)

func schemaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "print", Short: "Print the SDL of the whole API as one document", Example: "  qoricash schema print > schema.graphql", Args: cobra.NoArgs,
	}
	asWritten := cmd.Flags().Bool("sources", false, "print the files that it is made of instead, with the directives of the server")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		text, err := schema.Document()
		if *asWritten {
			text = schema.Sources()
		}
		if err != nil {
			return err
		}
		_, err = io.WriteString(cmd.OutOrStdout(), text)
		return err
	}
	return group("schema", "Read the API's schema", cmd)
}

func configCommand(settings *settingsFlags) *cobra.Command {
	cmd := &cobra.Command{
		Use: "print", Short: "Print every setting, where its value came from, secrets masked", Example: "  qoricash config print --json",
		Args: cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		loaded, err := settings.load()
		if err != nil {
			return err
		}
		return write(cmd, *asJSON, loaded.Print(), func(w io.Writer) { printSettings(w, loaded.Print()) })
	}
	return group("config", "Read the settings", cmd)
}

func printSettings(w io.Writer, settings []config.Setting) {
	table := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tSOURCE\tVALUE")
	for _, setting := range settings {
		fmt.Fprintf(table, "%s\t%s\t%s\n", setting.Name, setting.Source, setting.Value)
	}
	// The terminal is the only place to say that the terminal cannot be written to.
	_ = table.Flush()
}

// version describes the running binary.
type version struct {
	Module   string `json:"module"`
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
}

func versionCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "version", Short: "Print the version", Example: "  qoricash version --json", Args: cobra.NoArgs}
	asJSON := jsonFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		v := readVersion()
		return write(cmd, *asJSON, v, func(w io.Writer) { fmt.Fprintf(w, "qoricash %s %s (%s)\n", v.Version, v.Revision, v.Go) })
	}
	return cmd
}

func readVersion() version {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version{Version: "unknown"}
	}
	v := version{Module: info.Main.Path, Version: info.Main.Version, Go: info.GoVersion}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			v.Revision = setting.Value
		}
	}
	return v
}

package main

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// jsonFlag adds --json to a command and answers where its value will be.
func jsonFlag(cmd *cobra.Command) *bool {
	return cmd.Flags().Bool("json", false, "print JSON")
}

// write prints a result: as JSON when that was asked for, else as text makes it.
func write(cmd *cobra.Command, asJSON bool, result any, text func(io.Writer)) error {
	if !asJSON {
		text(cmd.OutOrStdout())
		return nil
	}
	encoder := json.NewEncoder(cmd.OutOrStdout())
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(result); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	return nil
}

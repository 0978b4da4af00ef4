// Package sdk tells the program which documents the SDK sends by itself, for its own front ends as for others'.
package sdk

import _ "embed"

//go:embed src/documents/generated/persisted-documents.json
var documents []byte

// Documents are those that the SDK sends: a JSON object from SHA-256 to text.
func Documents() []byte { return documents }

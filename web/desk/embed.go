// Package desk serves the desk on which the people of the house work. The page is built from src/ by Node and committed under
// dist/, so that the program is built without Node; the build tag `nodesk` leaves it out.
//
// Invariants: those of package page; the desk uses the public API and has no rights of its own.
package desk

import _ "embed"

// Base is the path that the desk is built for; its own addresses lie below it.
const Base = "/desk"

//go:embed src/gql/persisted-documents.json
var documents []byte

// Documents are those that the desk sends beside those of the SDK: a JSON object from SHA-256 to text.
func Documents() []byte { return documents }

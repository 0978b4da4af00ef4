package store

import entsql "entgo.io/ent/dialect/sql"

// ForUpdate makes a query of a row wait for whoever changes it, and keeps the row as it was read until the transaction ends. It is for rows that
// commands change which hold no lock in common ([Command]).
func ForUpdate(s *entsql.Selector) { s.ForUpdate() }

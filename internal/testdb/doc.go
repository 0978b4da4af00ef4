// Package testdb gives each test a real PostgreSQL database of its own.
//
// Invariants:
//
//   - A test sees nothing of another test: [New] clones a database from a
//     template that holds the migrated schema and no rows.
//   - The template is made once for each content of the migrations, by one
//     process; changed migrations get another template.
//   - Nothing is left behind by a test that passes. What a killed process leaves
//     is removed by the next one.
//   - Tests run with the two roles of production, so a missing grant fails here.
//
// The server is the one at TEST_DATABASE_URL, the address of a superuser; the
// command pgtest sets it for a whole run. Without it each test process starts a
// throwaway server, which takes a second and ends with the process.
package testdb

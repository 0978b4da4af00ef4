package testkit

import (
	"context"
	"database/sql"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testdb"
)

// Must ends the test unless err is nil.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// System is the context of what nobody does.
func System(t testing.TB) context.Context {
	t.Helper()
	return access.AsSystem(t.Context())
}

// Refused ends the test unless err begins with a refusal with the code and whole words, and answers it. With a field it must be the
// only one, and at that field; empty is the refusal of the whole input.
func Refused(t testing.TB, err error, code domain.Code, field ...string) *domain.Error {
	t.Helper()
	list := domain.Refusals(err)
	if len(list) == 0 || list[0].Code != code {
		t.Fatalf("got %v, want a refusal with %s", err, code)
	}
	if len(field) > 0 && (len(list) > 1 || strings.Join(list[0].Field, ".") != strings.Join(field, ".")) {
		t.Fatalf("got %v, want %s at %q alone", err, code, strings.Join(field, "."))
	}
	if list[0].Message == "" || strings.Contains(list[0].Message, "%!") {
		t.Errorf("the message is %q", list[0].Message)
	}
	return list[0]
}

// Param is a figure of the first refusal in err; empty where there is none of the name.
func Param(err error, name string) string {
	for _, refusal := range domain.Refusals(err) {
		for _, p := range refusal.Params {
			if p.Name == name {
				return p.Value
			}
		}
	}
	return ""
}

// Texts answers the first column of a query that the owner of the database runs; NULL is empty.
func Texts(t testing.TB, db *testdb.Database, query string, arguments ...any) []string {
	t.Helper()
	rows, err := db.Owner.QueryContext(t.Context(), query, arguments...)
	Must(t, err)
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text sql.NullString
		Must(t, rows.Scan(&text))
		list = append(list, text.String)
	}
	Must(t, rows.Err())
	return list
}

// Exec runs a statement as the owner of the database, whom no guard of roles binds.
func Exec(t testing.TB, db *testdb.Database, statement string, arguments ...any) {
	t.Helper()
	_, err := db.Owner.ExecContext(t.Context(), statement, arguments...)
	Must(t, err)
}

//go:build linux

package postgres

import (
	"database/sql"
	"testing"
)

// BenchmarkOneRow compares a query for one row by its key: through the cache,
// and through lib/pq as it is. The goal is 0.7 of its time or less (decisions.md,
// driver).
func BenchmarkOneRow(b *testing.B) {
	address := newDatabase(b)
	cached := open(b, address, PoolOptions{})
	exec1(b, cached, "CREATE TABLE accounts (id bigint PRIMARY KEY, name text, balance numeric(15,2))")
	exec1(b, cached, "INSERT INTO accounts SELECT n, 'account ' || n, n FROM generate_series(1, 10000) AS n")
	exec1(b, cached, "VACUUM ANALYZE accounts")
	plain, err := sql.Open("postgres", address)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = plain.Close() })
	plain.SetMaxIdleConns(16)
	read := func(b *testing.B, db *sql.DB, id int64) {
		b.Helper()
		var name, balance string
		if err := db.QueryRow("SELECT name, balance FROM accounts WHERE id = $1", id).Scan(&name, &balance); err != nil {
			b.Fatal(err)
		}
	}
	for _, driver := range []struct {
		name string
		db   *sql.DB
	}{{"lib-pq", plain}, {"cached", cached}} {
		name, db := driver.name, driver.db
		b.Run(name, func(b *testing.B) {
			id := int64(0)
			for b.Loop() {
				id = id%10000 + 1
				read(b, db, id)
			}
		})
		b.Run(name+"-parallel", func(b *testing.B) {
			b.RunParallel(func(pb *testing.PB) {
				id := int64(0)
				for pb.Next() {
					id = id%10000 + 1
					read(b, db, id)
				}
			})
		})
	}
}

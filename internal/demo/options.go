package demo

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/postgres"
)

// Options say which history is seeded, and where.
type Options struct {
	// DB is a pool of the serving role over a migrated database; see [Pool].
	DB *sql.DB
	// Keys sign the evidence. They must be the server's.
	Keys evidence.Keys
	// Blob keeps the proofs of payments. It must be the server's.
	Blob files.Blob
	// Password opens every sign-in of the house.
	Password string
	// Seed chooses the history; equal seeds, dates and Now make equal business rows.
	Seed int64
	// Now is where the history ends.
	Now time.Time
	// Days is how long the history is; 0 means 90.
	Days int
	// StartDate is its first day; the zero value means Days before the Lima day of Now.
	StartDate domain.Date
	// Clients is how many clients join besides the bots'; 0 means 150. PerDay is about how many operations a weekday has;
	// 0 means 30.
	Clients, PerDay int
	// Invoices is how documents of the last operations are issued.
	Invoices Invoices
	// Progress, when set, is told after each day of the history.
	Progress func(day, days int)
}

func (o Options) outline() (outline, error) {
	var faults []error
	if o.DB == nil || o.Blob == nil {
		faults = append(faults, errors.New("a database and a store of files are needed"))
	}
	if refusal := identity.CheckStaffPassword(o.Password); refusal != nil {
		faults = append(faults, fmt.Errorf("the password: %w", refusal))
	}
	if o.Now.IsZero() {
		faults = append(faults, errors.New("the end of the history is needed"))
	}
	made := outline{Seed: o.Seed, Start: o.StartDate, Days: orDefault(o.Days, 90), Until: o.Now.UTC().Truncate(time.Second),
		Clients: orDefault(o.Clients, usualClients), PerDay: orDefault(o.PerDay, usualPerDay)}
	if made.Start.IsZero() {
		made.Start = domain.BusinessDate(o.Now).AddDays(-made.Days)
	}
	// From a given first day the history still ends now.
	made.Days = domain.BusinessDate(made.Until).DaysSince(made.Start)
	if made.Days < 1 {
		faults = append(faults, errors.New("the history must begin on a day before its end"))
	}
	if len(faults) > 0 {
		return outline{}, fmt.Errorf("demo: %w", errors.Join(faults...))
	}
	return made, nil
}

func orDefault(value, fallback int) int {
	if value == 0 {
		return fallback
	}
	return value
}

// Pool opens the pool that a seed should use: its commits do not wait for the disk, because a seed that a crash cuts
// short goes on where it was. The caller closes it.
func Pool(address string) (*sql.DB, error) {
	patient, err := withoutWaiting(address)
	if err != nil {
		return nil, err
	}
	// A hand that waits for its turn holds no transaction, yet one that hashes or uploads may be slow under load.
	return postgres.Open(patient, postgres.PoolOptions{ApplicationName: "qoricash demo", MaxConnections: hands + 2,
		IdleInTransactionTimeout: time.Minute})
}

// withoutWaiting adds the setting to an address in either form.
func withoutWaiting(address string) (string, error) {
	if !strings.Contains(address, "://") {
		return address + " synchronous_commit=off", nil
	}
	parsed, err := url.Parse(address)
	if err != nil {
		// The cause quotes the address, which may hold a password.
		return "", errors.New("demo: the address of the database is malformed")
	}
	query := parsed.Query()
	query.Set("synchronous_commit", "off")
	parsed.RawQuery = query.Encode()
	return parsed.String(), nil
}

//go:build clients

package clients

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/app"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/testkit/program"
)

const (
	password = program.Password
	dni      = "44443333"
)

// house is one exchange house over a database of its own, open for business.
type house struct {
	// settings are those of every instance that serves it.
	settings []string
	people   people
}

// people is how the people of a house sign in.
type people struct {
	Password string            `json:"password"`
	Client   document          `json:"client"`
	Staff    map[string]string `json:"staff"`
}

type document struct {
	Type   domain.DocumentType `json:"documentType"`
	Number string              `json:"documentNumber"`
}

// newHouse makes a house as its first Master would: through the areas, with one person of each role that an operation
// needs, one client with an account in either currency, accounts of the house and a rate.
func newHouse(t *testing.T) house {
	t.Helper()
	db := testdb.New(t)
	// The instances share the folder of files, as instances of one house must.
	made := house{settings: program.Settings(t.TempDir(), "DATABASE_URL="+db.URL, "MIGRATE_DATABASE_URL="+db.OwnerURL, "DATABASE_POOL=8",
		"LOG_LEVEL=WARN", "METRICS_ADDR=")}
	made.people = people{Password: password, Client: document{domain.DocumentDNI, dni},
		Staff: map[string]string{"master": "master@qoricash.pe", "trader": "trader@qoricash.pe", "operator": "operator@qoricash.pe"}}
	program.Make(t, program.Load(t, made.settings), slog.New(slog.DiscardHandler), func(house program.House) {
		for name, email := range made.people.Staff {
			house.Hire(t, email, domain.Role(strings.ToUpper(name)))
		}
		house.SetPassword(t, house.Enroll(t, dni, "rosa@correo.pe", 20))
		house.Open(t)
	})
	return made
}

// keepMails opens an instance of the house in this process that shows its e-mails at /dev/mail instead of sending them, as the
// demo does, until the test ends. It answers its address.
func (h house) keepMails(t *testing.T) string {
	t.Helper()
	settings := program.Load(t, append(h.settings, "ADDR=127.0.0.1:0"))
	instance, err := app.NewDemo(t.Context(), settings, slog.New(slog.DiscardHandler))
	testkit.Must(t, err)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- instance.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, instance.Close(context.Background())); err != nil {
			t.Errorf("the instance that keeps e-mails: %v", err)
		}
	})
	return "http://" + instance.Address()
}

package audit_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
)

const (
	sealedTrail = 40
	rowsOfSeal  = 5
)

// vault is a sealed trail in the hands of somebody who owns the database and has neither the key nor the seal file.
type vault struct {
	*testing.T
	db     *testdb.Database
	keys   evidence.Keys
	seals  *evidence.File
	random *rand.Rand
	ids    []int64
}

func newVault(t *testing.T, seed uint64) *vault {
	t.Helper()
	keys, err := evidence.NewKeys([]byte("a secret for tests only, of some length"), nil)
	must(t, err)
	v := &vault{T: t, db: testdb.New(t), keys: keys, seals: evidence.NewFile(t.TempDir()), random: rand.New(rand.NewPCG(seed, 1))}
	house := store.New(v.db.App, store.Options{Clock: clock.System{}, Keys: keys})
	sealer := evidence.NewSealer(v.db.App, keys, v.seals, clock.System{}, slog.New(slog.DiscardHandler))
	for n := range sealedTrail {
		ctx := access.WithOrigin(access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleMaster}),
			access.Origin{RequestID: fmt.Sprint("r", n), Address: "192.0.2.1", UserAgent: "Mozilla"})
		_, err := store.Do(ctx, house, store.Command{Action: "client.update"}, func(_ context.Context, tx *store.Tx) error {
			tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: uuid.New(), Before: map[string]any{"n": n}, After: map[string]any{"n": n + 1}})
			return nil
		})
		must(t, err)
		if n%rowsOfSeal == rowsOfSeal-1 {
			v.settle()
			_, err := sealer.Seal(t.Context(), evidence.Audit)
			must(t, err)
		}
	}
	v.exec(`ALTER TABLE audit_entries DISABLE TRIGGER ALL; CREATE TABLE audit_copy AS SELECT * FROM audit_entries`)
	rows, err := v.db.Owner.QueryContext(t.Context(), `SELECT id FROM audit_entries ORDER BY epoch, tx, id`)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var id int64
		must(t, rows.Scan(&id))
		v.ids = append(v.ids, id)
	}
	must(t, rows.Err())
	return v
}

// settle waits until no transaction of another test holds the newest rows back from their seal.
func (v *vault) settle() {
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for settled := false; !settled; <-ticker.C {
		must(v.T, v.db.App.QueryRowContext(v.Context(), `SELECT max(tx::text::bigint)::text::xid8 < pg_snapshot_xmin(pg_current_snapshot()) FROM audit_entries`).Scan(&settled))
	}
}

func (v *vault) exec(statement string, args ...any) {
	v.Helper()
	_, err := v.db.Owner.ExecContext(v.Context(), statement, args...)
	must(v.T, err)
}

func (v *vault) pick() int64 { return v.ids[v.random.IntN(len(v.ids))] }

// forgeries are edits of every column that a row says something with.
var forgeries = []string{
	`at = at + interval '1 microsecond'`, `actor_kind = 'CLIENT'`, `actor_id = gen_random_uuid()`, `actor_id = NULL`, `actor_role = 'TRADER'`,
	`token_id = gen_random_uuid()`, `action = 'client.read'`, `object_kind = 'user'`, `object_id = gen_random_uuid()`, `object_id = NULL`,
	`changes = jsonb_set(changes, '{after,n}', '99')`, `changes = changes - 'before'`, `changes = '{}'`, `address = '198.51.100.7'`,
	`user_agent = ''`, `request_id = 'r'`, `mac = set_byte(mac, 7, get_byte(mac, 7) # 4)`,
}

// swapped are the columns of a row but for its place.
const swapped = `at, actor_kind, actor_id, actor_role, action, object_kind, object_id, changes, address, user_agent, request_id, token_id, mac`

// deed tampers once and answers what a finding must say to name it.
func (v *vault) deed() (what, named string) {
	switch id := v.pick(); v.random.IntN(4) {
	case 0:
		forgery := forgeries[v.random.IntN(len(forgeries))]
		v.exec(`UPDATE audit_entries SET `+forgery+` WHERE id = $1`, id)
		return fmt.Sprintf("row %d: %s", id, forgery), fmt.Sprintf("/%d", id)
	case 1:
		v.exec(`DELETE FROM audit_entries WHERE id = $1`, id)
		return fmt.Sprintf("row %d removed", id), v.sealOf(id)
	case 2:
		last := v.ids[len(v.ids)-1]
		v.exec(`DELETE FROM audit_entries WHERE id = $1`, last)
		return "the last row removed", v.sealOf(last)
	default:
		other := v.pick()
		for other == id {
			other = v.pick()
		}
		v.exec(`UPDATE audit_entries a SET (`+swapped+`) = (SELECT `+swapped+` FROM audit_copy c WHERE c.id = CASE a.id WHEN $1 THEN $2::bigint ELSE $1 END)
			WHERE a.id IN ($1, $2)`, id, other)
		return fmt.Sprintf("rows %d and %d swapped", id, other), v.sealOf(id)
	}
}

// sealOf is how findings name the seal over a row.
func (v *vault) sealOf(id int64) string {
	for place, each := range v.ids {
		if each == id {
			return fmt.Sprintf("seal %d,", place/rowsOfSeal+1)
		}
	}
	v.Fatalf("row %d is not there", id)
	return ""
}

func (v *vault) putBack() {
	v.exec(`TRUNCATE audit_entries; INSERT INTO audit_entries OVERRIDING SYSTEM VALUE SELECT * FROM audit_copy`)
}

func (v *vault) findings() []string {
	report, err := audit.Verify(v.Context(), v.db.App, v.keys, v.seals)
	must(v.T, err)
	return report.Findings
}

// Its name is for `make crash`, which runs the long form: 1,000 deeds.
func TestEveryTamperedRowIsFoundAndNamedCrash(t *testing.T) {
	t.Parallel()
	deeds := 50
	if os.Getenv("CRASH_LONG") != "" {
		deeds = 250
	}
	for shard := range uint64(4) {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			v := newVault(t, shard)
			if found := v.findings(); len(found) > 0 {
				t.Fatalf("before any deed: %q", found)
			}
			for range deeds {
				what, named := v.deed()
				if found := strings.Join(v.findings(), "\n") + "\n"; !strings.Contains(found, named) {
					t.Fatalf("%s: found %q, want one with %q", what, found, named)
				}
				v.putBack()
			}
			if found := v.findings(); len(found) > 0 {
				t.Errorf("after all was put back: %q", found)
			}
		})
	}
}

package evidence_test

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testdb"
)

func TestEvidenceOutlivesTheRotationOfTheSecret(t *testing.T) {
	t.Parallel()
	// Given evidence that was signed under the secret itself, and evidence of the time after.
	b := setup(t)
	b.use(ofTheSecret(t))
	b.append(t, 3)
	b.seal(t)
	current := secret
	b.rotate(t, current, "")

	const rotations = 5
	for n := range rotations {
		b.append(t, 2)
		b.seal(t)
		previous := current
		current = fmt.Sprintf("secret number %d, also long enough", n+1)
		b.rotate(t, current, previous)
		b.append(t, 2)
		b.seal(t)
		if _, findings := b.verify(t); len(findings) > 0 {
			t.Fatalf("rotation %d, both secrets: %v", n+1, findings)
		}
		if _, _, err := evidence.Rewrap(t.Context(), b.Owner, wrapping(t, current, previous)); err != nil {
			t.Fatal(err)
		}
		b.rotate(t, current, "")
		if _, findings := b.verify(t); len(findings) > 0 {
			t.Fatalf("rotation %d, the new secret alone: %v", n+1, findings)
		}
	}

	summary, _ := b.verify(t)
	if want := int64(3 + 4*rotations); summary.Rows != want || summary.Unsealed != 0 {
		t.Errorf("verified %+v, want %d rows", summary, want)
	}
	for name, stranger := range map[string]string{"a stranger's secret": "a stranger's secret, long enough", "the first secret": secret} {
		_, err := evidence.OpenKeys(t.Context(), b.App, wrapping(t, stranger, ""), time.Now())
		if !errors.Is(err, evidence.ErrKeysClosed) || !strings.Contains(err.Error(), "keys rewrap") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestInstancesThatStartAtOnceAgreeOnOneKey(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	const instances = 8
	opened := make(chan evidence.Keys)
	w := wrapping(t, secret, "")
	for range instances {
		go func() {
			keys, err := evidence.OpenKeys(t.Context(), db.App, w, time.Now())
			if err != nil {
				t.Error(err)
			}
			opened <- keys
		}()
	}
	row := evidence.Text("row")
	first := <-opened
	for range instances - 1 {
		if keys := <-opened; !first.Valid(keys.Sign(row), row) || !keys.Valid(first.Sign(row), row) {
			t.Error("two instances do not take each other's signatures")
		}
	}
	found, err := evidence.ListKeys(t.Context(), db.App, w)
	if err != nil || len(found) != 2 || !found[0].Signs || found[0].Origin != evidence.Random || found[1].Origin != evidence.OfSecret {
		t.Errorf("the keys are %+v, %v", found, err)
	}
}

func TestWrappingAnewIsDoneOnceAndLeavesTheRunningInstancesAlone(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.append(t, 2)
	running := b.keys
	both := wrapping(t, "another secret, also long enough", secret)
	b.rotate(t, "another secret, also long enough", secret)
	for turn, want := range []int{2, 0} {
		wrapped, found, err := evidence.Rewrap(t.Context(), b.Owner, both)
		if err != nil || wrapped != want || len(found) != 3 {
			t.Errorf("turn %d: wrapped %d of %d, %v; want %d of 3", turn, wrapped, len(found), err, want)
		}
	}
	row := evidence.Text("row")
	if !b.keys.Valid(running.Sign(row), row) {
		t.Error("what an instance signs that began before is not valid after")
	}
}

func TestAKeyThatDoesNotOpenProvesNothingAndStopsNothing(t *testing.T) {
	t.Parallel()
	b := setup(t)
	_, err := b.App.ExecContext(t.Context(), `INSERT INTO evidence_keys SELECT max(id) + 1, now(), 'RANDOM', decode(repeat('ab', 60), 'hex') FROM evidence_keys`)
	if err != nil {
		t.Fatal(err)
	}
	signed := b.keys.Sign(evidence.Text("row"))

	b.rotate(t, secret, "")

	if closed := b.keys.Closed(); !slices.Equal(closed, []evidence.KeyID{3}) {
		t.Errorf("closed are %v", closed)
	}
	if again := b.keys.Sign(evidence.Text("row")); again.Key != signed.Key {
		t.Errorf("key %d signs, and %d did", again.Key, signed.Key)
	}
	if _, found, err := evidence.Rewrap(t.Context(), b.Owner, wrapping(t, secret, "")); err != nil || len(found) != 3 || found[2].Opens {
		t.Errorf("wrapped anew: %+v, %v", found, err)
	}
}

func TestOneKeysWrappingDoesNotOpenAsAnother(t *testing.T) {
	t.Parallel()
	b := setup(t)
	// Given the key of the secret, whose owner would like it to sign.
	_, err := b.App.ExecContext(t.Context(), `INSERT INTO evidence_keys SELECT max(id) + 1, now(), 'RANDOM', (SELECT wrapped FROM evidence_keys WHERE id = 2)
		FROM evidence_keys`)
	if err != nil {
		t.Fatal(err)
	}
	b.rotate(t, secret, "")
	if got := b.keys.Sign(evidence.Text("row")).Key; got != 1 {
		t.Errorf("key %d signs", got)
	}
}

// A key whose wrapping is lost proves nothing any more, so the serving role cannot touch it; the owner wraps it anew.
func TestNobodyChangesAKeyButTheOwnerItsWrapping(t *testing.T) {
	t.Parallel()
	b := setup(t)
	for _, statement := range []string{
		`DELETE FROM evidence_keys`, `TRUNCATE evidence_keys`, `UPDATE evidence_keys SET origin = 'RANDOM' WHERE id = 2`,
		`UPDATE evidence_keys SET id = id + 10`, `UPDATE evidence_keys SET created_at = now()`,
		`INSERT INTO evidence_keys SELECT 30000, now(), origin, wrapped FROM evidence_keys LIMIT 1`,
	} {
		for role, db := range map[string]*sql.DB{"app": b.App, "owner": b.Owner} {
			if _, err := db.ExecContext(t.Context(), statement); err == nil {
				t.Errorf("%s: %s succeeded", role, statement)
			}
		}
	}
	const rewrap = `UPDATE evidence_keys SET wrapped = wrapped`
	if _, err := b.App.ExecContext(t.Context(), rewrap); err == nil {
		t.Error("the serving role changes the wrapping")
	}
	if _, err := b.Owner.ExecContext(t.Context(), rewrap); err != nil {
		t.Errorf("the owner cannot change the wrapping: %v", err)
	}
}

func TestSignatureComesBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := evidence.Signature{MAC: rapid.SliceOfN(rapid.Byte(), 1, 32).Draw(t, "mac"), Key: evidence.KeyID(rapid.Int16Min(0).Draw(t, "key"))}
		got, err := evidence.ParseSignature(want.String())
		if err != nil || got.Key != want.Key || !slices.Equal(got.MAC, want.MAC) {
			t.Fatalf("%s: got %v, %v", want, got, err)
		}
	})
	for _, text := range []string{"0.ab", "-1.ab", "x.ab", "1.zz", "70000.ab", "1.2.ab"} {
		if got, err := evidence.ParseSignature(text); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

func TestSealsOfThePreviousProgramGoOnProving(t *testing.T) {
	t.Parallel()
	// Given a seal as the program wrote it before seals said what they chain to and keys were rows.
	b := setup(t)
	former := ofTheSecret(t)
	b.use(former)
	b.append(t, 3)
	b.seal(t)
	var epoch, rows, total, last int64
	var tx string
	var chain []byte
	var at time.Time
	err := b.App.QueryRowContext(t.Context(), `SELECT epoch, last_tx::text, last_id, row_count, total_count, chain, sealed_at FROM evidence_seals`).
		Scan(&epoch, &tx, &last, &rows, &total, &chain, &at)
	if err != nil {
		t.Fatal(err)
	}
	var number int64
	if _, err := fmt.Sscan(tx, &number); err != nil {
		t.Fatal(err)
	}
	mac := former.Sign(evidence.Text("seal"), evidence.Text(evidence.Events), evidence.Integer(1), evidence.Integer(epoch), evidence.Integer(number),
		evidence.Integer(last), evidence.Integer(rows), evidence.Integer(total), evidence.Bytes(chain), evidence.Time(at)).MAC
	b.exec(t, `ALTER TABLE evidence_seals DISABLE TRIGGER ALL`)
	b.exec(t, `UPDATE evidence_seals SET former_number = NULL, mac = $1`, mac)
	b.writeFile(t, fmt.Sprintf("seal1 events 1 %d %s %d %d %d %s %x %x\n", epoch, tx, last, rows, total, at.UTC().Format(time.RFC3339Nano), chain, mac))

	b.rotate(t, secret, "")
	b.append(t, 2)
	b.seal(t)

	summary, findings := b.verify(t)
	if want := (evidence.Summary{Rows: 5, Seals: 2}); summary != want || len(findings) > 0 {
		t.Errorf("got %+v and %v", summary, findings)
	}
}

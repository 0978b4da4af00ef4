package app_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trail"
)

// forge adds a row to the seals of the audit trail that the serving role alone can make: up to the newest row, and signed by nobody.
const forge = `SELECT add_evidence_seal('audit', f.number + 1, f.number, e.epoch, e.tx, e.id, c.covered, f.total_count + c.covered,
	decode(repeat('00', 32), 'hex'), now(), decode(repeat('00', 32), 'hex'), 1::smallint)
FROM (SELECT * FROM evidence_seals WHERE stream = 'audit' ORDER BY number DESC LIMIT 1) f,
	(SELECT epoch, tx, id FROM audit_entries ORDER BY epoch DESC, audit_entries.tx DESC, id DESC LIMIT 1) e,
	LATERAL (SELECT count(*) AS covered FROM audit_entries x WHERE (x.epoch, x.tx, x.id) > (f.epoch, f.last_tx, f.last_id)) c`

// metric is the value of a figure of an instance.
func metric(t *testing.T, i *instance, name string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, i.metrics(), nil)
	testkit.Must(t, err)
	response, err := http.DefaultClient.Do(request)
	testkit.Must(t, err)
	text, err := io.ReadAll(response.Body)
	testkit.Must(t, err)
	testkit.Must(t, response.Body.Close())
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, name+" "); found {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func TestARowAmongTheSealsThatIsNoneIsCountedAndStopsNothing(t *testing.T) {
	t.Parallel()
	h := privateHouse(t)
	i := serve(t, h)
	h.happen(t, i, "sealed")
	for _, stream := range evidence.Streams() {
		if metric(t, i, `qoricash_evidence_unsealed_seconds{stream="`+stream+`"}`) == "" {
			t.Errorf("there is no figure for %s", stream)
		}
	}

	// Every sign-in leaves a row; the leader may seal it before it can be forged over.
	await(t, "a row is forged", func() bool {
		signIn(t, i.url)
		_, err := i.Pool().ExecContext(t.Context(), forge)
		return err == nil
	})
	await(t, "the leader counts it", func() bool {
		value := metric(t, i, "qoricash_evidence_altered_seals_total")
		return value != "" && value != "0"
	})
	h.seal(t, i)

	report, err := trail.Verify(t.Context(), i.Pool(), i.Services().Store.Keys(), evidence.NewFile(h.dataDir))
	testkit.Must(t, err)
	if len(report.Findings) != 1 || !strings.Contains(report.Findings[0], string(evidence.SealAltered)) || report.Unsealed != 0 {
		t.Errorf("the trail of it: %+v", report)
	}
}

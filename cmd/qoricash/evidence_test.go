package main

import (
	"strings"
	"testing"
)

func TestKeysAreWrappedUnderTheSecretOfToday(t *testing.T) {
	t.Parallel()
	const next = "another secret of the tests, which guards nothing either"
	first := newPlace(t, "SECRET_KEY="+secret)
	first.must(t, "migrate", "up")
	first.must(t, "ledger", "verify")
	both := place{dir: first.dir, settings: []string{"SECRET_KEY=" + next, "SECRET_KEY_PREVIOUS=" + secret}}
	alone := place{dir: first.dir, settings: []string{"SECRET_KEY=" + next}}

	refused(t, alone.run(t, "ledger", "verify"), exitFailure, "SECRET_KEY opens none of the keys", "SECRET_KEY_PREVIOUS", "qoricash keys rewrap")
	refused(t, alone.run(t, "keys", "rewrap"), exitFailure, "SECRET_KEY opens none of the keys")
	var keys []storedKey
	if got := both.read(t, &keys, "keys", "list"); got.code != 0 || len(keys) != 2 || !keys[0].Signs || !keys[0].Former || keys[1].Signs {
		t.Errorf("keys list: %+v", got)
	}
	if out := both.must(t, "keys", "rewrap"); out != "2 of 2 keys wrapped anew\n" {
		t.Errorf("keys rewrap: %s", out)
	}
	if out := both.must(t, "keys", "rewrap"); out != "0 of 2 keys wrapped anew\n" {
		t.Errorf("keys rewrap, again: %s", out)
	}
	if out := alone.must(t, "keys", "list"); strings.Count(out, "\n") != 3 || !strings.Contains(out, "signs\n") || strings.Contains(out, "PREVIOUS") {
		t.Errorf("keys list: %s", out)
	}
	alone.must(t, "ledger", "verify")
	refused(t, first.run(t, "audit", "verify"), exitFailure, "SECRET_KEY opens none of the keys")
}

func TestAnotherHistoryBeginsByHand(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "SECRET_KEY="+secret)
	p.must(t, "migrate", "up")
	refused(t, p.run(t, "events", "new-epoch"), exitFailure, "--reason is needed")
	refused(t, p.run(t, "events", "new-epoch", "--reason", "  "), exitFailure, "--reason is needed")
	var begun struct {
		Epoch    int
		Archived string
	}
	if got := p.read(t, &begun, "events", "new-epoch", "--reason", "volume restored"); got.code != 0 || begun.Epoch != 2 || begun.Archived != "" {
		t.Errorf("events new-epoch: %+v", got)
	}
	if out := p.must(t, "events", "new-epoch", "--reason", "restored again"); out != "epoch 3 begins\n" {
		t.Errorf("events new-epoch: %s", out)
	}
	if out := p.must(t, "audit", "verify"); !strings.Contains(out, "2 rows") || !strings.Contains(out, "the trail is whole") {
		t.Errorf("the trail of it: %s", out)
	}
}

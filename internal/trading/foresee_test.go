package trading_test

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// foresee holds each act that is done from now on to what was foreseen of it: its state, operator and version, what it books and what it
// tells, or why it is refused. It is for histories in which one act follows the other.
func (h *house) foresee(t *testing.T) { h.watched = t }

// watch foresees an act, does it, and compares.
func (s *services) watch(ctx context.Context, in trading.ForeseeInput, target trading.Target, act domain.Act,
	do func() (uuid.UUID, store.Replay, error)) (uuid.UUID, store.Replay, error) {
	if s.watched == nil || !access.Current(ctx).IsStaff() {
		return do()
	}
	t := s.watched
	t.Helper()
	in.OperationID, in.ExpectedVersion, in.Act = target.OperationID, target.ExpectedVersion, act
	seen, refused := s.Foresee(ctx, in)
	lastEntry, lastEvent := s.last(t, "ledger_entries"), s.last(t, "events")
	id, replayed, err := do()
	switch {
	case err != nil:
		wantForeseenRefusal(t, act, refused, err)
	case refused != nil:
		t.Errorf("%s was done, and foreseen as refused: %v", act, refused)
	default:
		s.wantForeseen(t, act, target.OperationID, seen)
		s.wantForeseenEntries(t, act, lastEntry, seen.Entries)
		s.wantForeseenEvents(t, act, lastEvent, seen.Told)
	}
	return id, replayed, err
}

// wantForeseenRefusal holds the refusal of an act to what was foreseen: the same code at the same place.
func wantForeseenRefusal(t *testing.T, act domain.Act, foreseen, err error) {
	t.Helper()
	told, refused := domain.Refusals(foreseen), domain.Refusals(err)
	if len(told) == 0 || len(refused) == 0 || told[0].Code != refused[0].Code || !slices.Equal(told[0].Field, refused[0].Field) {
		t.Errorf("%s is refused with %v, and was foreseen as %v", act, err, foreseen)
	}
}

func (s *services) wantForeseen(t *testing.T, act domain.Act, id uuid.UUID, seen trading.Foreseen) {
	t.Helper()
	row, err := s.store.Read().Operation.Query().Where(operation.ID(id)).Only(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	if row.Status != seen.Status || row.Version != seen.Version || !reflect.DeepEqual(row.OperatorID, seen.Operator) {
		t.Errorf("%s leads to %s of %v at version %d, and was foreseen as %s of %v at version %d", act, row.Status, row.OperatorID, row.Version,
			seen.Status, seen.Operator, seen.Version)
	}
	if other := seen.Counterpart; other != nil {
		found, err := s.store.Read().Operation.Query().Where(operation.ID(other.ID)).Only(access.AsSystem(t.Context()))
		testkit.Must(t, err)
		if found.Status != other.Status || found.Version != other.Version || !reflect.DeepEqual(found.OperatorID, other.OperatorID) {
			t.Errorf("%s brings %s to %s at version %d, and was foreseen as %s at version %d", act, found.Code, found.Status, found.Version,
				other.Status, other.Version)
		}
	}
}

func (s *services) last(t *testing.T, table string) (id int64) {
	t.Helper()
	testkit.Must(t, s.store.DB().QueryRowContext(t.Context(), `SELECT coalesce(max(id), 0) FROM `+table).Scan(&id))
	return id
}

// wantForeseenEntries holds the entries behind an id to those that were foreseen, line by line.
func (s *services) wantForeseenEntries(t *testing.T, act domain.Act, behind int64, want []trading.ForeseenEntry) {
	t.Helper()
	rows, err := s.store.DB().QueryContext(t.Context(), `SELECT e.id, e.kind, a.kind, a.currency, a.house_account_id, p.amount, p.operation_id
		FROM ledger_entries e JOIN postings p ON p.entry_id = e.id JOIN ledger_accounts a ON a.id = p.account_id WHERE e.id > $1 ORDER BY e.id, p.id`, behind)
	testkit.Must(t, err)
	defer rows.Close()
	var booked []trading.ForeseenEntry
	for last := int64(0); rows.Next(); {
		var id int64
		var kind domain.EntryKind
		var line domain.BookLine
		var house, of uuid.NullUUID
		testkit.Must(t, rows.Scan(&id, &kind, &line.Account.Kind, &line.Account.Currency, &house, &line.Amount, &of))
		line.Account.HouseAccount, line.Operation = house.UUID, of.UUID
		if id != last {
			booked, last = append(booked, trading.ForeseenEntry{Kind: kind}), id
		}
		booked[len(booked)-1].Lines = append(booked[len(booked)-1].Lines, line)
	}
	testkit.Must(t, rows.Err())
	if len(booked) != len(want) || len(want) > 0 && !reflect.DeepEqual(booked, want) {
		t.Errorf("%s books\n%+v\nand was foreseen as\n%+v", act, booked, want)
	}
}

// wantForeseenEvents holds the events behind an id to those that were foreseen, with what they say but for the words of people.
func (s *services) wantForeseenEvents(t *testing.T, act domain.Act, behind int64, want []trading.ForeseenEvent) {
	t.Helper()
	rows, err := s.store.DB().QueryContext(t.Context(), `SELECT aggregate, kind, facts FROM events WHERE id > $1 AND aggregate LIKE 'operation%' ORDER BY id`, behind)
	testkit.Must(t, err)
	defer rows.Close()
	var told, foreseen []string
	for rows.Next() {
		var object, kind, facts string
		testkit.Must(t, rows.Scan(&object, &kind, &facts))
		told = append(told, saidOf(t, object, kind, facts))
	}
	testkit.Must(t, rows.Err())
	for _, e := range want {
		facts, err := json.Marshal(e.Facts)
		testkit.Must(t, err)
		foreseen = append(foreseen, saidOf(t, string(e.Object), string(e.Kind), string(facts)))
	}
	if !slices.Equal(told, foreseen) {
		t.Errorf("%s tells\n%q\nand was foreseen as\n%q", act, told, foreseen)
	}
}

// saidOf is an event in one form, without what is sealed and without why somebody holds.
func saidOf(t *testing.T, object, kind, facts string) string {
	t.Helper()
	said := map[string]any{}
	testkit.Must(t, json.Unmarshal([]byte(facts), &said))
	delete(said, "sealed")
	if kind == string(domain.EventHeld) || kind == string(domain.EventHoldAdded) {
		delete(said, "reason")
	}
	text, err := json.Marshal(said)
	testkit.Must(t, err)
	return object + " " + kind + " " + string(text)
}

// The acts of the house, watched.

func (s *services) ReportDeposit(ctx context.Context, in trading.ReportDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{Amount: in.Amount}, in.Target, domain.ActReportDeposit,
		func() (uuid.UUID, store.Replay, error) { return s.Service.ReportDeposit(ctx, in) })
}

func (s *services) WithdrawDeposit(ctx context.Context, in trading.WithdrawDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{DepositID: in.DepositID}, in.Target, domain.ActWithdrawDeposit,
		func() (uuid.UUID, store.Replay, error) { return s.Service.WithdrawDeposit(ctx, in) })
}

func (s *services) ConfirmDeposit(ctx context.Context, in trading.ConfirmDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{DepositID: in.DepositID, HouseAccountID: in.HouseAccountID, Overrides: in.OverrideReason != ""}, in.Target,
		domain.ActConfirmDeposit, func() (uuid.UUID, store.Replay, error) { return s.Service.ConfirmDeposit(ctx, in) })
}

func (s *services) UnconfirmDeposit(ctx context.Context, in trading.UnconfirmDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{DepositID: in.DepositID}, in.Target, domain.ActUnconfirmDeposit,
		func() (uuid.UUID, store.Replay, error) { return s.Service.UnconfirmDeposit(ctx, in) })
}

func (s *services) RejectDeposit(ctx context.Context, in trading.RejectDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{DepositID: in.DepositID}, in.Target, domain.ActRejectDeposit,
		func() (uuid.UUID, store.Replay, error) { return s.Service.RejectDeposit(ctx, in) })
}

func (s *services) RefundDeposit(ctx context.Context, in trading.RefundDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{DepositID: in.DepositID, HouseAccountID: in.HouseAccountID}, in.Target, domain.ActRefundDeposit,
		func() (uuid.UUID, store.Replay, error) { return s.Service.RefundDeposit(ctx, in) })
}

func (s *services) ApplyDeposit(ctx context.Context, in trading.ApplyDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{DepositID: in.DepositID, ToOperationID: in.ToOperationID}, in.Target, domain.ActApplyDeposit,
		func() (uuid.UUID, store.Replay, error) { return s.Service.ApplyDeposit(ctx, in) })
}

func (s *services) UnapplyDeposit(ctx context.Context, in trading.UnapplyDepositInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{DepositID: in.DepositID}, in.Target, domain.ActUnapplyDeposit,
		func() (uuid.UUID, store.Replay, error) { return s.Service.UnapplyDeposit(ctx, in) })
}

func (s *services) Take(ctx context.Context, in trading.TakeInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{}, in.Target, domain.ActTake,
		func() (uuid.UUID, store.Replay, error) { return s.Service.Take(ctx, in) })
}

func (s *services) Reassign(ctx context.Context, in trading.ReassignInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{OperatorID: in.OperatorID}, in.Target, domain.ActReassign,
		func() (uuid.UUID, store.Replay, error) { return s.Service.Reassign(ctx, in) })
}

func (s *services) HandBack(ctx context.Context, in trading.HandBackInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{}, in.Target, domain.ActHandBack,
		func() (uuid.UUID, store.Replay, error) { return s.Service.HandBack(ctx, in) })
}

func (s *services) NameOperator(ctx context.Context, in trading.NameOperatorInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{OperatorID: in.OperatorID}, in.Target, domain.ActNameOperator,
		func() (uuid.UUID, store.Replay, error) { return s.Service.NameOperator(ctx, in) })
}

func (s *services) AddPayout(ctx context.Context, in trading.AddPayoutInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{Amount: in.Amount, HouseAccountID: in.HouseAccountID}, in.Target, domain.ActAddPayout,
		func() (uuid.UUID, store.Replay, error) { return s.Service.AddPayout(ctx, in) })
}

func (s *services) VoidPayout(ctx context.Context, in trading.VoidPayoutInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{PayoutID: in.PayoutID, VoidReason: in.Reason}, in.Target, domain.ActVoidPayout,
		func() (uuid.UUID, store.Replay, error) { return s.Service.VoidPayout(ctx, in) })
}

func (s *services) AddProof(ctx context.Context, in trading.AddProofInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{}, in.Target, domain.ActAddProof,
		func() (uuid.UUID, store.Replay, error) { return s.Service.AddProof(ctx, in) })
}

func (s *services) Complete(ctx context.Context, in trading.CompleteInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{ProofIDs: in.ProofIDs}, in.Target, domain.ActComplete,
		func() (uuid.UUID, store.Replay, error) { return s.Service.Complete(ctx, in) })
}

func (s *services) Return(ctx context.Context, in trading.ReturnInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{RejectDepositIDs: in.RejectDepositIDs}, in.Target, domain.ActReturn,
		func() (uuid.UUID, store.Replay, error) { return s.Service.Return(ctx, in) })
}

func (s *services) Cancel(ctx context.Context, in trading.CancelInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{}, in.Target, domain.ActCancel,
		func() (uuid.UUID, store.Replay, error) { return s.Service.Cancel(ctx, in) })
}

func (s *services) Hold(ctx context.Context, in trading.HoldInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{Cause: in.Cause}, in.Target, domain.ActHold,
		func() (uuid.UUID, store.Replay, error) { return s.Service.Hold(ctx, in) })
}

func (s *services) Release(ctx context.Context, in trading.ReleaseInput) (uuid.UUID, store.Replay, error) {
	return s.watch(ctx, trading.ForeseeInput{Cause: in.Cause}, in.Target, domain.ActRelease,
		func() (uuid.UUID, store.Replay, error) { return s.Service.Release(ctx, in) })
}

// Given an operation that waits for its deposit, when its acts are foreseen, then nothing is written, whatever they would come to.
func TestNothingIsWrittenOfWhatIsForeseen(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	before := d.version()
	deposit := d.deposit(0).ID
	seen, err := h.Foresee(h.master, trading.ForeseeInput{OperationID: d.id, Act: domain.ActConfirmDeposit, DepositID: deposit})
	testkit.Must(t, err)
	if seen.Status != domain.InProcess || seen.Version != before+1 || len(seen.Entries) != 1 || len(seen.Told) != 1 {
		t.Errorf("foreseen as %+v", seen)
	}
	want := domain.BookDeposit(domain.Leg{HouseAccount: d.now().DepositAccountID, Currency: money.USD, Amount: money.MustAmount("1000.00")})
	for i := range want {
		want[i].Operation = d.id
	}
	if !reflect.DeepEqual(seen.Entries[0], trading.ForeseenEntry{Kind: domain.EntryDeposit, Lines: want}) {
		t.Errorf("it would book %+v", seen.Entries[0])
	}
	if d.version() != before || d.deposit(0).Status != domain.DepositReported || h.last(t, "ledger_entries") != 0 {
		t.Errorf("something was written")
	}
}

func TestAnActIsForeseenForWhoMayDoIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	confirm := trading.ForeseeInput{OperationID: d.id, Act: domain.ActConfirmDeposit, DepositID: d.deposit(0).ID}
	cancel := trading.ForeseeInput{OperationID: d.id, Act: domain.ActCancel}
	stale, elsewhere := confirm, confirm
	stale.ExpectedVersion, elsewhere.HouseAccountID = 1, h.bcpPEN
	other := h.hire(t, domain.RoleTrader)
	for name, c := range map[string]struct {
		by   person
		in   trading.ForeseeInput
		want domain.Code
	}{
		"a Master":                       {h.master, confirm, ""},
		"who holds it":                   {h.operator, confirm, ""},
		"another operator":               {h.hire(t, domain.RoleOperator), confirm, domain.CodeForbidden},
		"a trader confirms nothing":      {h.trader, confirm, domain.CodeForbidden},
		"an analyst does nothing":        {h.analyst, confirm, domain.CodeForbidden},
		"a client is shown no act":       {d.client, cancel, domain.CodeForbidden},
		"nobody known":                   {anonymous(t), confirm, domain.CodeUnauthenticated},
		"another trader's operation":     {other, cancel, domain.CodeNotFound},
		"an operation with money":        {h.master, cancel, domain.CodeNotAllowedInStatus},
		"an amendment is its quote's":    {h.trader, trading.ForeseeInput{OperationID: d.id, Act: domain.ActAmend}, domain.CodeBadRequest},
		"without what the act is about":  {h.master, trading.ForeseeInput{OperationID: d.id, Act: domain.ActConfirmDeposit}, domain.CodeRequired},
		"a deposit of no operation":      {h.master, trading.ForeseeInput{OperationID: d.id, Act: domain.ActConfirmDeposit, DepositID: uuid.New()}, domain.CodeNotFound},
		"who saw it before it changed":   {h.master, stale, domain.CodeStaleVersion},
		"an account of another currency": {h.master, elsewhere, domain.CodeInvalid},
	} {
		_, err := h.Foresee(c.by, c.in)
		if found := domain.CodeOf(err); found != c.want {
			t.Errorf("%s: %q (%v), want %q", name, found, err, c.want)
		}
	}
}

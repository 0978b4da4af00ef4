package restriction_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/testkit"
)

func (h *house) order(ctx context.Context, client uuid.UUID, kind domain.RestrictionKind, cause domain.RestrictionCause, note string) (uuid.UUID, error) {
	id, _, err := h.Restriction.Restrict(ctx, restriction.RestrictInput{IdempotencyKey: uuid.NewString(), Restricted: restriction.Restricted{
		ClientID: client, Kind: kind, Cause: cause, Note: note, Reference: "Oficio 12-2026"}})
	return id, err
}

func TestTheOfficerRestrictsAloneAndTwoLift(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	for _, who := range []testkit.Caller{testkit.Master, testkit.MiddleOffice, testkit.Trader, testkit.Operator, testkit.Analyst, testkit.Client} {
		_, err := h.order(h.As(t, who), client, domain.RestrictionFreeze, domain.RestrictionOfficerOrder, "Orden")
		testkit.Refused(t, err, domain.CodeForbidden)
	}
	_, err := h.order(h.asOfficer(t), uuid.New(), domain.RestrictionFreeze, domain.RestrictionOfficerOrder, "Orden")
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
	_, err = h.order(h.asOfficer(t), client, domain.RestrictionFreeze, domain.RestrictionExactDocument, "Orden")
	testkit.Refused(t, err, domain.CodeInvalid, "cause")
	_, err = h.order(h.asOfficer(t), client, domain.RestrictionReview, domain.RestrictionAuthorityOrder, "Orden")
	testkit.Refused(t, err, domain.CodeInvalid, "kind")
	_, err = h.order(h.asOfficer(t), client, domain.RestrictionFreeze, domain.RestrictionOfficerOrder, " ")
	testkit.Refused(t, err, domain.CodeRequired, "note")
	id, err := h.order(h.asOfficer(t), client, domain.RestrictionFreeze, domain.RestrictionOfficerOrder, "Orden")
	testkit.Must(t, err)
	_, err = h.order(h.asAlternate(t), client, domain.RestrictionFreeze, domain.RestrictionOfficerOrder, "Orden")
	testkit.Refused(t, err, domain.CodeAlreadyExists, "cause")

	_, err = h.propose(h.As(t, testkit.Trader), id)
	testkit.Refused(t, err, domain.CodeForbidden)
	_, err = h.propose(h.As(t, testkit.MiddleOffice), uuid.New())
	testkit.Refused(t, err, domain.CodeNotFound, "restrictionId")
	proposal, err := h.propose(h.As(t, testkit.MiddleOffice), id)
	testkit.Must(t, err)
	_, err = h.propose(h.asOfficer(t), id)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "restrictionId")
	testkit.Refused(t, h.decide(h.As(t, testkit.Master), proposal, domain.ProposalConfirmed), domain.CodeNotFound, "proposalId")
	if err := h.quote(t, testkit.Client, client); !underReview(err, domain.ForClient) {
		t.Errorf("lifted by one: %v", err)
	}
	testkit.Must(t, h.decide(h.asAlternate(t), proposal, domain.ProposalConfirmed))
	testkit.Must(t, h.quote(t, testkit.Client, client))
	row := h.Store.Read().ClientRestriction.GetX(testkit.System(t), id)
	if row.ReleasedAt == nil || row.ReleasedBy == nil || *row.ReleasedBy != h.alternate || *row.ReleaseID != proposal {
		t.Errorf("%+v", row)
	}
	_, err = h.propose(h.As(t, testkit.MiddleOffice), id)
	testkit.Refused(t, err, domain.CodeNotAllowedInStatus, "restrictionId")
	// It may be restricted again, and each is a row of its own.
	_, err = h.order(h.asOfficer(t), client, domain.RestrictionFreeze, domain.RestrictionOfficerOrder, "Orden")
	testkit.Must(t, err)
}

// Whom a Master let in less than a week ago, it does not use.
func TestWhoLetTheOfficerInDoesNotUseIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.restrict(t, h.ID(testkit.Client), domain.RestrictionFreeze, domain.RestrictionConfirmedMatch)
	proposal, err := h.propose(h.As(t, testkit.Master), id)
	testkit.Must(t, err)
	testkit.Refused(t, h.decide(h.asOfficer(t), proposal, domain.ProposalConfirmed), domain.CodeFourEyesRequired, "proposalId")
}

func TestWhatIsFoundTwiceRestrictsOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	first := h.restrict(t, client, domain.RestrictionFreeze, domain.RestrictionUNMatch)
	if again := h.restrict(t, client, domain.RestrictionFreeze, domain.RestrictionUNMatch); again != first {
		t.Errorf("%s became %s", first, again)
	}
	if other := h.restrict(t, client, domain.RestrictionFreeze, domain.RestrictionConfirmedMatch); other == first {
		t.Error("another cause is no restriction of its own")
	}
}

// areas.md E38: what is told of a restriction reaches neither the client nor a trader, and moves nothing of the client.
func TestWhatIsToldOfRestrictionsNamesNobodyWhoWouldHearIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	client := h.ID(testkit.Client)
	of := func() []string {
		return testkit.Texts(t, h.DB, `SELECT kind FROM events WHERE aggregate_id = $1 AND aggregate = 'client' OR client_id = $1 OR trader_id = $2`,
			client, h.ID(testkit.Trader))
	}
	before := of()
	id := h.restrict(t, client, domain.RestrictionFreeze, domain.RestrictionUNMatch)
	proposal, err := h.propose(h.As(t, testkit.MiddleOffice), id)
	testkit.Must(t, err)
	testkit.Must(t, h.decide(h.asOfficer(t), proposal, domain.ProposalConfirmed))
	if after := of(); !slices.Equal(before, after) {
		t.Errorf("%v became %v", before, after)
	}
	told := testkit.Texts(t, h.DB, `SELECT kind FROM events WHERE aggregate = 'compliance_client' AND aggregate_id = $1 ORDER BY id`, client)
	if !slices.Equal(told, []string{"CLIENT_RESTRICTED", "CLIENT_RELEASED"}) {
		t.Errorf("told %v", told)
	}
}

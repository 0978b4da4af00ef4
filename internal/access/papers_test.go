package access_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/clientdocument"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// attach makes a file a paper of Client's, whoever uploaded it.
func attach(t *testing.T, k *testkit.Kit, id uuid.UUID, kind domain.DocumentKind) uuid.UUID {
	t.Helper()
	paper := uuid.Must(uuid.NewV7())
	_, err := store.Do(access.AsSystem(t.Context()), k.Store, store.Command{Action: "test.attach"}, func(ctx context.Context, tx *store.Tx) error {
		return tx.ClientDocument.Create().SetID(paper).SetCreatedAt(tx.Now).SetClientID(k.ID(testkit.Client)).SetKind(kind).SetFileID(id).
			SetStatus(domain.DocumentSubmitted).SetSubmittedByKind(domain.ActorStaff).SetSubmittedBy(k.ID(testkit.MiddleOffice)).Exec(ctx)
	})
	must(t, err)
	return paper
}

func seesFile(t *testing.T, ctx context.Context, k *testkit.Kit, id uuid.UUID) bool {
	t.Helper()
	seen, err := k.Store.Read().File.Query().Where(file.ID(id)).Exist(ctx)
	must(t, err)
	return seen
}

func TestTheComplianceOfficersPaperIsSeenByReviewersAlone(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	opinion := k.File(t, testkit.MiddleOffice, domain.FileClientDocument)
	paper := attach(t, k, opinion, domain.PaperComplianceValidation)
	for _, caller := range testkit.Callers() {
		want := caller == testkit.Master || caller == testkit.MiddleOffice
		rows, err := k.Store.Read().ClientDocument.Query().Where(clientdocument.ID(paper)).All(k.As(t, caller))
		must(t, err)
		if file := seesFile(t, k.As(t, caller), k, opinion); file != want || (len(rows) > 0) != want {
			t.Errorf("%s sees %d papers and the file %t, want %t", caller, len(rows), file, want)
		}
	}
}

func TestAnUploaderSeesAPaperWhileItIsNobodys(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	own, strange := k.File(t, testkit.Client, domain.FileClientDocument), k.File(t, testkit.OtherTrader, domain.FileClientDocument)
	if !seesFile(t, k.As(t, testkit.Client), k, own) || !seesFile(t, k.As(t, testkit.OtherTrader), k, strange) {
		t.Error("an uploader does not see its file")
	}
	attach(t, k, own, domain.PaperIDFront)
	attach(t, k, strange, domain.PaperIDBack)
	if seesFile(t, k.As(t, testkit.OtherTrader), k, strange) {
		t.Error("a trader sees the paper of a client that is not its own")
	}
	for _, caller := range []testkit.Caller{testkit.Client, testkit.Trader, testkit.MiddleOffice} {
		if !seesFile(t, k.As(t, caller), k, own) || !seesFile(t, k.As(t, caller), k, strange) {
			t.Errorf("%s does not see the papers of the client", caller)
		}
	}
}

// What a person uploaded is not its token's, unless the token reads what the file is for.
func TestATokenSeesOfItsHoldersUploadsWhatItsScopesCover(t *testing.T) {
	t.Parallel()
	k := testkit.New(t)
	purposes := []domain.FilePurpose{domain.FileDepositProof, domain.FilePayoutProof, domain.FileClientDocument, domain.FileDataExport}
	files := map[domain.FilePurpose]uuid.UUID{}
	for _, purpose := range purposes {
		files[purpose] = k.File(t, testkit.Trader, purpose)
	}
	for _, scope := range append(domain.TokenScopes(), "") {
		actor := k.Actor(testkit.Trader)
		if scope != "" {
			actor.SessionID, actor.TokenID, actor.Scopes = uuid.Nil, uuid.New(), []domain.TokenScope{scope}
		}
		for _, purpose := range purposes {
			proof := purpose == domain.FileDepositProof || purpose == domain.FilePayoutProof
			want := scope == "" || scope == domain.ScopeReadOperations && proof
			if got := seesFile(t, access.WithActor(t.Context(), actor), k, files[purpose]); got != want {
				t.Errorf("with %q: %s is seen: %t", scope, purpose, got)
			}
		}
	}
}

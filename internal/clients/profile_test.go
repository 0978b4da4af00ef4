package clients_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestTheHouseWritesDownWhatDueDiligenceAsksFor(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	client := kit.ID(testkit.Client)
	birth, country, occupation, income := domain.MustDate("1990-02-28"), "pe", "Contadora", domain.IncomeTo5000
	whole := clients.UpdateProfileInput{ClientID: client, BirthDate: &birth, Nationality: &country, Occupation: &occupation, Income: &income}
	write := func(who testkit.Caller, in clients.UpdateProfileInput) error {
		in.IdempotencyKey = uuid.NewString()
		_, _, err := kit.Clients.UpdateProfile(kit.As(t, who), in)
		return err
	}
	profile := func() domain.ClientProfile {
		return clients.ProfileOf(kit.Store.Read().Customer.GetX(testkit.System(t), client))
	}
	testkit.Must(t, write(testkit.MiddleOffice, whole))
	if got, want := profile(), (domain.ClientProfile{BirthDate: birth, Nationality: "PE", Occupation: "Contadora", Income: income}); got != want {
		t.Errorf("the profile is %+v, want %+v", got, want)
	}
	testkit.Refused(t, write(testkit.MiddleOffice, whole), domain.CodeInvalid)
	// What is there and empty is forgotten; what is not there stays.
	none, origin := "", "Honorarios"
	testkit.Must(t, write(testkit.Master, clients.UpdateProfileInput{ClientID: client, Occupation: &none, OriginOfFunds: &origin}))
	if got := profile(); got.Occupation != "" || got.OriginOfFunds != "Honorarios" || got.Nationality != "PE" {
		t.Errorf("the profile is %+v", got)
	}
	// All that is wrong is told at once, and nothing of it is written.
	child, nowhere := domain.MustDate("2020-01-01"), "ZZ"
	err := write(testkit.MiddleOffice, clients.UpdateProfileInput{ClientID: client, BirthDate: &child, Nationality: &nowhere, Occupation: &occupation})
	if refusals := domain.Refusals(err); len(refusals) != 2 || profile().Occupation != "" {
		t.Errorf("refused with %v", err)
	}
	testkit.Refused(t, write(testkit.Master, clients.UpdateProfileInput{ClientID: uuid.New(), Occupation: &occupation}), domain.CodeNotFound, "clientId")
	for _, caller := range testkit.Callers() {
		if caller == testkit.Master || caller == testkit.MiddleOffice {
			continue
		}
		if write(caller, whole) == nil {
			t.Errorf("%v writes the profile of a client", caller)
		}
	}
}

package access_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/monitoringrule"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// furnishPeople writes what registration, identification, credentials and messages leave: one row of each type, about Client
// and its trader where the type is about somebody.
func furnishPeople(ctx context.Context, k *testkit.Kit, tx *store.Tx) error {
	client, trader, hash := k.ID(testkit.Client), k.ID(testkit.Trader), make([]byte, 32)
	paper := uuid.Must(uuid.NewV7())
	proofs, err := tx.File.Query().All(ctx)
	if err != nil {
		return err
	}
	for n, write := range []func() error{
		func() error {
			return tx.Customer.Update().SetPaternalSurname("QUISPE").SetMaternalSurname("MAMANI").SetGivenNames("ROSA").SetContactName("ROSA QUISPE").
				SetContactPosition("GERENTE").SetAddress("Av. Larco 101").SetDistrict("Miraflores").SetProvince("Lima").SetDepartment("Lima").
				SetOccupation("Contadora").SetOriginOfFunds("Honorarios").SetPurpose("Ahorro").SetNationality("PE").SetDeactivationReason("Cerrado a pedido").Exec(ctx)
		},
		func() error { return furnishLists(ctx, tx) },
		func() error { return tx.User.Update().SetDeactivationReason("Dejó la casa").Exec(ctx) },
		func() error {
			return tx.ClientContact.Create().SetCreatedAt(tx.Now).SetClientID(client).SetKind(domain.ContactEmail).SetValue("pagos@quispe.pe").
				SetLabel("Tesorería").Exec(ctx)
		},
		func() error {
			return tx.Consent.Create().SetCreatedAt(tx.Now).SetClientID(client).SetDocument(domain.ConsentTerms).SetVersion("2026-01").
				SetChannel(domain.ChannelWeb).SetAddress("192.0.2.1").Exec(ctx)
		},
		func() error {
			return tx.File.Create().SetID(paper).SetCreatedAt(tx.Now).SetPurpose(domain.FileClientDocument).SetMediaType("image/png").SetSize(1).
				SetSha256(hash).SetUploadedByKind(domain.ActorClient).SetUploadedBy(client).Exec(ctx)
		},
		func() error {
			return tx.ClientDocument.Create().SetCreatedAt(tx.Now).SetClientID(client).SetKind(domain.PaperIDFront).SetFileID(paper).
				SetStatus(domain.DocumentSubmitted).SetSubmittedByKind(domain.ActorClient).SetSubmittedBy(client).Exec(ctx)
		},
		func() error {
			return tx.FileMatch.Create().SetCreatedAt(tx.Now).SetFileID(paper).SetOtherFileID(proofs[0].ID).SetKind(domain.MatchSimilar).SetDistance(3).Exec(ctx)
		},
		func() error {
			return tx.Proposal.Create().SetCreatedAt(tx.Now).SetKind(domain.ProposalKYCReject).SetObjectKind("client").SetObjectID(client).
				SetPayload(map[string]any{}).SetFourEyes(true).SetProposedBy(k.ID(testkit.MiddleOffice)).SetMAC(hash).Exec(ctx)
		},
		func() error {
			return tx.PendingUpload.Create().SetCreatedAt(tx.Now).SetStore(domain.StoreDisk).SetRequestedByKind(domain.ActorSystem).SetSize(1).Exec(ctx)
		},
		func() error {
			return tx.RegistrationDraft.Create().SetCreatedAt(tx.Now).SetTokenHash(hash).SetData(map[string]string{}).SetUpdatedAt(tx.Now).
				SetExpiresAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.Challenge.Create().SetCreatedAt(tx.Now).SetKind(domain.ChallengeContact).SetClientID(client).SetSecretHash(hash).SetExpiresAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.KnownDevice.Create().SetCreatedAt(tx.Now).SetClientID(client).SetSecretHash(hash).SetNetwork("190.1.2.3").SetSeenAt(tx.Now).
				SetExpiresAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.FirstContactChange.Create().SetCreatedAt(tx.Now).SetClientID(client).SetKind(domain.ContactEmail).SetValue("x@correo.pe").Exec(ctx)
		},
		func() error {
			return tx.RecoveryCode.Create().SetCreatedAt(tx.Now).SetUserID(trader).SetCodeHash(hash).Exec(ctx)
		},
		func() error {
			return tx.AccessToken.Create().SetCreatedAt(tx.Now).SetName("Cuaderno").SetAudience(domain.TokenAnalyst).SetHolderID(k.ID(testkit.Analyst)).
				SetCreatedBy(k.ID(testkit.Analyst)).SetHint("qct_aaaa").SetTokenHash(hash).SetScopes([]domain.TokenScope{domain.ScopeReadOperations}).
				SetBudgetPerHour(100).SetExpiresAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.Notification.Create().SetCreatedAt(tx.Now).SetClientID(client).SetFact("f").SetKind("K").SetTopic(domain.TopicOperations).
				SetTitle("Listo").SetBody("Listo.").SetLink("").Exec(ctx)
		},
		func() error {
			return tx.Notification.Create().SetCreatedAt(tx.Now).SetUserID(trader).SetFact("f").SetKind("K").SetTopic(domain.TopicOperations).
				SetTitle("Listo").SetBody("Listo.").SetLink("").Exec(ctx)
		},
		func() error {
			return tx.NotificationSetting.Create().SetCreatedAt(tx.Now).SetClientID(client).SetMuted(map[domain.Topic][]domain.MessageChannel{}).
				SetUpdatedAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.NotificationSetting.Create().SetCreatedAt(tx.Now).SetUserID(trader).SetMuted(map[domain.Topic][]domain.MessageChannel{}).
				SetUpdatedAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.PushDevice.Create().SetCreatedAt(tx.Now).SetClientID(client).SetToken("ExponentPushToken[a]").SetPlatform(domain.PlatformIOS).
				SetAppVersion("1").SetLocale("es-PE").SetSeenAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.PushDevice.Create().SetCreatedAt(tx.Now).SetUserID(trader).SetToken("ExponentPushToken[b]").SetPlatform(domain.PlatformIOS).
				SetAppVersion("1").SetLocale("es-PE").SetSeenAt(tx.Now).Exec(ctx)
		},
		func() error {
			return tx.OutboxMessage.Create().SetCreatedAt(tx.Now).SetChannel(domain.ChannelEmail).SetFact("f").SetKind("K").SetTopic(domain.TopicOperations).
				SetClientID(client).SetRecipient("rosa@correo.pe").SetData(map[string]any{}).SetStatus(domain.MessagePending).SetDueAt(tx.Now).Exec(ctx)
		},
	} {
		if err := write(); err != nil {
			return fmt.Errorf("row %d: %w", n, err)
		}
	}
	return nil
}

// furnishRewards writes one row of each type of the rewards: the other client is referred by the client, who had a campaign's code once.
func furnishRewards(ctx context.Context, k *testkit.Kit, tx *store.Tx) error {
	client := k.ID(testkit.Client)
	campaign, err := tx.Campaign.Create().SetCreatedAt(tx.Now).SetName("Aniversario").SetValidFrom(tx.Now).SetValidUntil(tx.Now.AddDate(0, 0, 1)).
		SetMaxUses(1).SetCreatedBy(k.ID(testkit.Master)).Save(ctx)
	if err != nil {
		return err
	}
	code, err := tx.RewardCode.Create().SetCreatedAt(tx.Now).SetValue("FESTA2").SetKind(domain.CodeCampaign).SetCampaignID(campaign.ID).SetPips(10).Save(ctx)
	if err != nil {
		return err
	}
	operation, err := tx.Operation.Query().Where(operation.ClientID(client)).First(ctx)
	if err != nil {
		return err
	}
	use, err := tx.CouponUse.Create().SetCreatedAt(tx.Now).SetCodeID(code.ID).SetKind(domain.CodeCampaign).SetClientID(client).
		SetOperationID(operation.ID).SetPips(10).SetState(domain.UseReserved).Save(ctx)
	if err != nil {
		return err
	}
	if err := tx.CouponUse.UpdateOne(use).SetState(domain.UseReleased).SetEndedAt(tx.Now).Exec(ctx); err != nil {
		return err
	}
	own, err := tx.RewardCode.Query().Where(rewardcode.ClientID(client)).Only(ctx)
	if err != nil {
		return err
	}
	err = tx.Referral.Create().SetCreatedAt(tx.Now).SetReferredID(k.ID(testkit.OtherClient)).SetReferrerID(client).SetCodeID(own.ID).
		SetOrigin(domain.ReferredAtCreation).SetBoundAt(tx.Now).SetFlags([]domain.ReferralFlag{}).SetDecidedAt(tx.Now).
		SetDecidedBy(k.ID(testkit.Master)).SetDecisionReason("Son hermanos").Exec(ctx)
	if err != nil {
		return err
	}
	return tx.RewardMovement.Create().SetCreatedAt(tx.Now).SetClientID(client).SetPips(5).SetReason(domain.RewardAdjusted).
		SetBusinessDate(domain.BusinessDate(tx.Now)).Exec(ctx)
}

// furnishMonitoring writes a trial of a rule and a match of it; the rules are there from the beginning, and what they said of the operations.
func furnishMonitoring(ctx context.Context, k *testkit.Kit, tx *store.Tx) error {
	rule, err := tx.MonitoringRule.Query().Where(monitoringrule.CodeEQ(domain.RuleCriticalAmount)).Only(ctx)
	if err != nil {
		return err
	}
	draft, err := tx.MonitoringRule.Create().SetCreatedAt(tx.Now).SetCode(rule.Code).SetVersion(2).SetNumbers(rule.Numbers).SetAction(domain.ActionHold).
		SetSeverity(rule.Severity).SetState(domain.RuleDraft).SetReason("Probar").SetCreatedBy(k.ID(testkit.Master)).Save(ctx)
	if err != nil {
		return err
	}
	trial, err := tx.RuleTrial.Create().SetCreatedAt(tx.Now).SetRuleID(draft.ID).SetAskedBy(k.ID(testkit.Master)).SetStatus(domain.RuleTrialPending).
		SetDueAt(tx.Now).Save(ctx)
	if err != nil {
		return err
	}
	err = tx.RuleDryRun.Create().SetCreatedAt(tx.Now).SetRuleID(draft.ID).SetTrialID(trial.ID).SetCreatedBy(trial.AskedBy).SetFrom(tx.Now.AddDate(0, 0, -domain.MonitoredRelated)).SetUntil(tx.Now).
		SetOperations(1).SetAlerts(0).SetAdded(0).SetLost(0).SetNotChecked(0).SetMilliseconds(1).Exec(ctx)
	if err != nil {
		return err
	}
	match, err := tx.RuleEvaluation.Create().SetCreatedAt(tx.Now).SetClientID(k.ID(testkit.Client)).SetRuleID(rule.ID).SetCode(rule.Code).SetVersion(rule.Version).
		SetMoment(domain.MomentAcceptance).SetAction(domain.ActionBlock).SetSeverity(rule.Severity).SetAlertWindow("w").SetWhy("Porque sí.").
		SetFigures([]domain.RuleFigure{}).SetFeatures(domain.MonitoringFeatures{}).Save(ctx)
	if err != nil {
		return err
	}
	tx.Attest(attest.RuleEvaluation, match.ID)
	return nil
}

// furnishLists writes a list that is active and one that waits.
func furnishLists(ctx context.Context, tx *store.Tx) error {
	sha := strings.Repeat("0", 64)
	version := func(status domain.ListStatus) *ent.ListVersionCreate {
		return tx.ListVersion.Create().SetCreatedAt(tx.Now).SetSource(domain.ListPEP).SetStatus(status).SetFetchedAt(tx.Now).SetOrigin("pep.csv").
			SetSha256(sha).SetBytes(1).SetRows(1).SetBadRows(0).SetEntries(1)
	}
	active, err := version(domain.ListActive).SetActivatedAt(tx.Now).Save(ctx)
	if err != nil {
		return err
	}
	waiting, err := version(domain.ListStaged).SetFault(domain.ListShrunk).SetRejectedReason("Perdió entradas.").Save(ctx)
	if err != nil {
		return err
	}
	if err := tx.ListState.Create().SetCreatedAt(tx.Now).SetSource(domain.ListPEP).SetActiveID(active.ID).SetCheckedAt(tx.Now).Exec(ctx); err != nil {
		return err
	}
	if err := tx.ListStaging.Create().SetCreatedAt(tx.Now).SetVersionID(waiting.ID).SetContent([]byte{0}).Exec(ctx); err != nil {
		return err
	}
	return tx.ListEntry.Create().SetCreatedAt(tx.Now).SetSource(domain.ListPEP).SetExternalID("1").SetFirstVersion(active.ID).SetContentSha(sha).
		SetPayload([]byte("{}")).Exec(ctx)
}

package app

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/jobs"
	"github.com/qoricash/qoricash/internal/ledger"
)

// endOfDay is when the house's day ends, Lima time (domain.md 3.6).
const endOfDay = 22 * time.Hour

// afterDay is when what the day left is looked at.
const afterDay = 23 * time.Hour

// reviewTime is when is looked for clients to look at again, before the house opens.
const reviewTime = 7 * time.Hour

// screenTime is when everybody is compared with all lists, expireTime when old false positives end: at night.
const (
	screenTime = 3 * time.Hour
	expireTime = 2 * time.Hour
)

// sealPatience is how long a row of evidence waits for its seal before somebody is told. Rows wait while a transaction that began
// before them runs, anywhere in the cluster; none of the house's own runs that long.
const sealPatience = 5 * time.Minute

// schedule is everything that happens by the clock. The leader of all instances runs it.
func (a *App) schedule() []jobs.Job {
	list := []jobs.Job{
		{Name: "expire-operations", Schedule: jobs.Every(time.Minute), About: "ends operations whose deadline passed without the whole deposit; money that came waits",
			Run: func(ctx context.Context, _ time.Time) error {
				ended, err := a.services.Trading.ExpireDue(ctx)
				a.tell(ctx, "operations expired", ended)
				return err
			}},
		{Name: "hand-back-unseen", Schedule: jobs.Every(time.Minute), About: "hands operations back to their clients whose reported money nobody saw in time; the report waits",
			Run: func(ctx context.Context, _ time.Time) error {
				handed, err := a.services.Trading.HandBackUnseen(ctx)
				a.tell(ctx, "operations handed back", handed)
				return err
			}},
		{Name: "end-of-day", Schedule: jobs.DailyAt(endOfDay), About: "ends what waits for its deposit, of any channel; " +
			"each operation that stays raises one alert and gets a note that says why",
			Run: func(ctx context.Context, fireAt time.Time) error {
				ended, err := a.services.Trading.EndDay(ctx, fireAt)
				a.tell(ctx, "operations ended with the day", ended)
				return err
			}},
		a.scheduledRates(),
		{Name: "release-checked", Schedule: jobs.Every(time.Minute), About: "ends the holds of operations whose client nobody had checked, once somebody did",
			Run: func(ctx context.Context, _ time.Time) error {
				ended, err := a.services.Restriction.ReleaseChecked(ctx)
				a.tell(ctx, "holds ended with the check of their client", ended)
				return err
			}},
		{Name: "seal-evidence", Schedule: jobs.Every(10 * time.Second), About: "seals events, ledger and audit",
			Run: func(ctx context.Context, _ time.Time) error {
				return a.sealer.SealAll(ctx, sealPatience)
			}},
		{Name: "look-at-books", Schedule: jobs.Every(ledger.LookEvery), About: "looks whether the books balance, for the badge of the desk",
			Run: func(ctx context.Context, _ time.Time) error {
				found, err := a.services.Ledger.LookAtBooks(ctx)
				if err == nil && !found.Whole() {
					a.logger.ErrorContext(ctx, "the books do not balance: `qoricash ledger verify` names what is wrong", "findings", found.Findings)
				}
				return err
			}},
	}
	return slices.Concat(list, a.papersAndPeople(), a.screening(), a.complianceTerms(), a.forgetting())
}

// papersAndPeople are the jobs about electronic documents, lists of sanctioned people and due diligence.
func (a *App) papersAndPeople() []jobs.Job {
	return []jobs.Job{
		{Name: "invoice-deadlines", Schedule: jobs.Every(time.Hour), About: "tells of electronic documents that SUNAT has not answered although their term is near",
			Run: func(ctx context.Context, _ time.Time) error {
				alarmed, err := a.services.Invoicing.AlarmDue(ctx)
				a.tell(ctx, "electronic documents whose term is near", alarmed)
				return err
			}},
		{Name: "reconcile-invoices", Schedule: jobs.DailyAt(afterDay), About: "compares the numbers of electronic documents with operations, and asks about what is open",
			Run: a.reconcileInvoices},
		{Name: "review-due-diligence", Schedule: jobs.DailyAt(reviewTime), About: "tells of clients at whom somebody should look again, and assesses those that nobody did",
			Run: func(ctx context.Context, _ time.Time) error {
				due, err := a.services.Risk.ReviewDue(ctx)
				a.tell(ctx, "clients whose review is due", due)
				return err
			}},
		{Name: "refresh-lists", Schedule: jobs.Every(time.Hour), About: "fetches the lists of sanctioned people, and tells of those that nobody has seen for too long",
			Run: func(ctx context.Context, _ time.Time) error {
				_, err := a.services.Watchlist.RefreshPublished(ctx)
				return err
			}},
	}
}

// screening are the jobs that compare people with lists. Another version of a list wakes every instance by itself.
func (a *App) screening() []jobs.Job {
	return []jobs.Job{
		{Name: "screen-pending", Schedule: jobs.Every(time.Minute), About: "compares with the lists whoever was not compared with them as they are",
			Run: func(ctx context.Context, _ time.Time) error {
				screened, err := a.services.Compliance.ScreenDue(ctx)
				a.tell(ctx, "people compared with lists", screened)
				return err
			}},
		{Name: "screen-full", Schedule: jobs.DailyAt(screenTime), About: "compares everybody with all lists, and tells of what nobody had found before",
			Run: func(ctx context.Context, _ time.Time) error {
				screened, unexpected, err := a.services.Compliance.ScreenAll(ctx)
				a.tell(ctx, "people compared with all lists", screened)
				if err == nil && unexpected > 0 {
					a.logger.ErrorContext(ctx, "screening missed what the nightly run found", "clients", unexpected)
				}
				return err
			}},
		{Name: "expire-cleared-pairs", Schedule: jobs.DailyAt(expireTime), About: "ends false positives of a year ago, and compares them again",
			Run: func(ctx context.Context, _ time.Time) error {
				ended, err := a.services.Compliance.ExpireCleared(ctx)
				a.tell(ctx, "cleared pairs ended", ended)
				return err
			}},
	}
}

// sealTime is when is looked for a month whose register is due to be sealed.
const sealTime = 6 * time.Hour

// complianceTerms are the jobs about terms of compliance. What they did stands in no log: it is the officer's to know.
func (a *App) complianceTerms() []jobs.Job {
	return []jobs.Job{
		{Name: "compliance-clocks", Schedule: jobs.Every(time.Minute), About: "tells those whose part it is of what compliance owes by a term",
			Run: func(ctx context.Context, _ time.Time) error {
				_, err := a.services.Casework.LookAtClocks(ctx)
				return err
			}},
		{Name: "register-seal", Schedule: jobs.DailyAt(sealTime), About: "seals the register of operations of the month before, from its fifth business day on",
			Run: func(ctx context.Context, _ time.Time) error {
				_, err := a.services.Casework.SealRegister(ctx)
				return err
			}},
	}
}

// forgetting are the jobs that remove what is over.
func (a *App) forgetting() []jobs.Job {
	return []jobs.Job{
		{Name: "end-idle-sessions", Schedule: jobs.Every(time.Minute), About: "ends sessions whose time is over, so that their sockets close",
			Run: func(ctx context.Context, _ time.Time) error {
				_, err := a.services.Identity.Sweep(ctx)
				return err
			}},
		{Name: "forget-limits", Schedule: jobs.Every(5 * time.Minute), About: "forgets what limits nobody any more",
			Run: func(ctx context.Context, _ time.Time) error {
				_, err := a.services.Limits.Sweep(ctx)
				return err
			}},
		{Name: "forget-drafts", Schedule: jobs.Every(time.Hour), About: "forgets drafts of registrations whose time is over",
			Run: func(ctx context.Context, _ time.Time) error {
				_, err := a.services.Clients.SweepDrafts(ctx)
				return err
			}},
		{Name: "remove-unconfirmed-uploads", Schedule: jobs.Every(10 * time.Minute), About: "removes what was uploaded an hour ago or longer and belongs to no file",
			Run: func(ctx context.Context, _ time.Time) error {
				_, err := a.services.Files.Sweep(ctx)
				return err
			}},
		{Name: "remove-unattached-files", Schedule: jobs.Every(time.Hour), About: "gives up files that nothing has named within 7 days",
			Run: func(ctx context.Context, _ time.Time) error {
				removed, err := a.services.Files.SweepUnattached(ctx)
				a.tell(ctx, "files removed that nothing named", removed)
				return err
			}},
		jobs.CleanUp(a.pool),
	}
}

// scheduledRates publishes pairs of rates at their instants.
func (a *App) scheduledRates() jobs.Job {
	return jobs.Job{Name: "publish-scheduled-rates", Schedule: jobs.Every(5 * time.Second),
		About: "publishes public pairs whose instant has come, by the guards of that instant",
		Run: func(ctx context.Context, _ time.Time) error {
			published, err := a.services.Pricing.PublishScheduled(ctx)
			a.tell(ctx, "scheduled rates published", published)
			return err
		}}
}

func (a *App) tell(ctx context.Context, what string, count int) {
	if count > 0 {
		a.logger.LogAttrs(ctx, slog.LevelInfo, what, slog.Int("count", count))
	}
}

// reconcileInvoices looks at the documents since the house began to issue them.
func (a *App) reconcileInvoices(ctx context.Context, _ time.Time) error {
	since, began, err := a.services.Invoicing.Began(ctx)
	if err != nil || !began {
		return err
	}
	found, err := a.services.Invoicing.Reconcile(ctx, since)
	if err == nil && !found.Whole() {
		a.logger.ErrorContext(ctx, "electronic documents are missing: `qoricash invoices reconcile` names them", "without", len(found.Without),
			"gaps", len(found.Gaps), "differs", len(found.Differs))
	}
	return err
}

package graph_test

import (
	"sync"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// told gathers what the houses of a test told: which events of which things.
type told struct {
	mutex  sync.Mutex
	houses int
	events map[string]bool
}

func newTold() *told { return &told{events: map[string]bool{}} }

// listen adds what a house has told by now.
func (w *told) listen(t *testing.T, a *api) {
	t.Helper()
	kinds := testkit.Texts(t, a.DB, `SELECT DISTINCT aggregate || ' ' || kind FROM events`)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.houses++
	for _, kind := range kinds {
		w.events[kind] = true
	}
}

// toldOtherwise are the events that none of those acts tells, each done once as it is usual, and what tells them. Each has a test of its own
// where it is told.
func toldOtherwise() map[string]string {
	otherwise := map[string]string{
		"scheduled_rate SCHEDULED_RATE_REFUSED":   "the instant of a pair that is too far away by then",
		"scheduled_rate SCHEDULED_RATE_PUBLISHED": "the instant of a pair",
		"operation_alert OVERNIGHT":               "the job of the evening",
		"operation_alert HOLD_ADDED":              "a hold beside another",
		"operation_alert HOLD_LIFTED":             "the release of a hold beside another",
		"client ACTIVATED":                        "the code of a letter",
		"client FIRST_CONTACT_CHANGED":            "the code of a letter",
		"client FIRST_CONTACT_UNDONE":             "the link of a letter",
		"client CONTACT_VERIFIED":                 "the code of a letter",
		"client DOCUMENT_REJECTED":                "the other verdict on a paper",
		"client KYC_REJECTED":                     "the other proposal about an identification",
		"client KYC_DECLINED":                     "the other decision on a proposal",
		"client KYC_WITHDRAWN":                    "the other decision on a proposal",
		"proposal DECLINED":                       "the other decision on a proposal",
		"proposal WITHDRAWN":                      "the other decision on a proposal",
		"file DUPLICATE_FOUND":                    "a file that is another's",
		"session SESSION_STARTED":                 "a password that is right",
		"session SESSION_LIFTED":                  "a password that had to be changed",
		"notification NOTIFIED":                   "the dispatcher of messages",
		"reward_movement REWARD_EARNED":           "an operation of a referred client",
		"coupon_use COUPON_RESERVED":              "an operation from a quote with a code",
		"coupon_use COUPON_RELEASED":              "the end of such an operation",
		"coupon_use COUPON_CONSUMED":              "the completion of such an operation",
		"referral REFERRAL_FLAGGED":               "a referred client that is like its referrer",
		"compliance_client RISK_REVIEW_DUE":       "the job of the morning",
		"rule RULE_CREATED":                       "a person who writes rules",
		"rule RULE_TRIED":                         "the work of trying a version on history",
		"rule RULE_SWITCHED":                      "the second person who switches a rule",
		"rule RULE_RETIRED":                       "a person who gives a draft up, or the second one who switches a rule off",
		"compliance_client SCREENED":              "lists, when they say something else of a client",
		"compliance_client HIT_OPENED":            "a list that has somebody of a client's file",
		"compliance_client HIT_DECIDED":           "the second person who decides on a hit",
		"compliance_client CLIENT_RESTRICTED":     "what is found about a client, and the word of the officer",
		"compliance_client CLIENT_RELEASED":       "the second person who lifts a restriction",
		"reward_codes REWARD_CODES_GUESSED":       "more codes that nobody knows than people mistype",
		"outbox_message GIVEN_UP":                 "a provider that is away for long",
		"alert ALERT_OPENED":                      "a rule of monitoring that matches, or a risk that rises",
		"alert ALERT_TAKEN":                       "a command of alerts, which has no field",
		"alert ALERT_NOTED":                       "a command of alerts, which has no field",
		"alert ALERT_RESOLVED":                    "a command of alerts, which has no field",
		"alert ALERT_OVERDUE":                     "the job of terms",
		"compliance_case CASE_OPENED":             "a command of alerts, which has no field",
		"compliance_case CASE_JOINED":             "a command of alerts, which has no field",
		"compliance_case CASE_DECIDED":            "a command of the officer's, which has no field",
		"compliance_case REPORT_DRAFTED":          "a command of the officer's, which has no field",
		"compliance_case REPORT_FILED":            "a command of the officer's, which has no field",
		"compliance_case REPORT_ALARMED":          "the job of terms",
		"compliance_case CASE_OVERDUE":            "the job of terms",
		"list LIST_ACTIVATED":                     "a list that arrived",
		"list LIST_REJECTED":                      "a list with a fault",
		"list LIST_STALE":                         "the job of lists, where nobody sees them for long",
	}
	for state, why := range map[domain.InvoiceState]string{
		domain.InvoiceUnknown: "a provider that does not answer", domain.InvoicePendingSUNAT: "SUNAT, when it is late",
		domain.InvoiceObserved: "SUNAT, when it remarks", domain.InvoiceVoidRequested: "the second person who voids",
		domain.InvoiceVoidPending: "SUNAT, asked to void", domain.InvoiceVoided: "SUNAT, asked to void",
		domain.InvoiceVoidRejected: "SUNAT, asked to void", domain.InvoiceCredited: "SUNAT, when it accepts the note",
		domain.InvoiceWithdrawn: "a command that undoes an operation", domain.InvoiceReplaced: "the reissue of a number that is another's",
	} {
		otherwise[string(domain.ObjectInvoice)+" "+string(state.Event())] = why
	}
	otherwise[string(domain.ObjectBooks)+" "+string(domain.EventBooksUnbalanced)] = "books that somebody bent"
	otherwise[string(domain.ObjectBooks)+" "+string(domain.EventBooksBalanced)] = "books that were mended"
	otherwise[string(domain.ObjectInvoice)+" "+string(domain.EventInvoiceDue)] = "the job of terms"
	return otherwise
}

// wantWhole checks that everything that the table of events has is told, by an act or as it says.
func (w *told) wantWhole(t *testing.T) {
	t.Helper()
	otherwise := toldOtherwise()
	for _, row := range domain.EventTypes() {
		name := string(row.Object) + " " + string(row.Kind)
		why, excepted := otherwise[name]
		switch {
		case w.events[name] && excepted:
			t.Errorf("%s is told by an act after all, and not only by %s", name, why)
		case !w.events[name] && !excepted:
			t.Errorf("%s: no act tells it", name)
		}
		delete(otherwise, name)
	}
	for name := range otherwise {
		t.Errorf("%s is no event", name)
	}
}

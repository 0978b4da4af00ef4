package invoicing_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
)

// wait is how long the letter of a completion waits for the PDF.
const wait = 10 * time.Minute

// letters is a provider of e-mail that keeps what it takes.
type letters struct {
	mu    sync.Mutex
	taken []notify.Mail
	// before runs before an e-mail is taken; an error of it is the answer.
	before func(notify.Mail) error
}

func (l *letters) Name() string { return "test" }

func (l *letters) Send(_ context.Context, mail notify.Mail) (string, error) {
	if l.before != nil {
		if err := l.before(mail); err != nil {
			return "", err
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.taken = append(l.taken, mail)
	return "id-" + mail.Key, nil
}

// post is a house with documents whose letters the test reads.
type post struct {
	*house
	letters *letters
}

func newPost(t *testing.T) *post {
	t.Helper()
	p, l := newProvider(), &letters{}
	return &post{house: &house{Kit: testkit.New(t, testkit.WithInvoices(p), testkit.WithMailer(l)), provider: p}, letters: l}
}

// told has the house tell what happened, by an instance of its messages.
func (p *post) told(t *testing.T, by *notify.Service) {
	t.Helper()
	p.Settle(t)
	for range 2 { // the first time it takes its place in the feed
		_, err := by.Dispatch(access.AsSystem(t.Context()))
		testkit.Must(t, err)
	}
}

// tell has the house tell what happened, and send what is due.
func (p *post) tell(t *testing.T) {
	t.Helper()
	p.told(t, p.Notify)
	testkit.Must(t, p.Notify.SendMails(t.Context()))
}

// wantLetters are the letters of the completion and of its documents that the client got, in order, each with the names of its files.
func (p *post) wantLetters(t *testing.T, want ...string) {
	t.Helper()
	p.letters.mu.Lock()
	defer p.letters.mu.Unlock()
	var got []string
	for _, mail := range p.letters.taken {
		if kind := mail.Tags["kind"]; kind == "OPERATION_COMPLETED" || strings.HasPrefix(kind, "INVOICE_") {
			for _, file := range mail.Attachments {
				kind += " with " + file.Name
			}
			got = append(got, kind)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the client got %q, want %q", got, want)
	}
}

// said is the text of the newest letter of a kind.
func (p *post) said(t *testing.T, kind string) string {
	t.Helper()
	p.letters.mu.Lock()
	defer p.letters.mu.Unlock()
	for _, mail := range slices.Backward(p.letters.taken) {
		if mail.Tags["kind"] == kind {
			return mail.Text
		}
	}
	t.Fatalf("no letter of %s", kind)
	return ""
}

func TestTheLetterOfACompletionWaitsForItsDocumentAndTakesItAlong(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	row := h.completed(t)
	h.tell(t)
	h.wantLetters(t)

	h.Clock.Advance(time.Minute)
	h.work(t)
	h.tell(t)

	number := "B002-1"
	h.wantLetters(t, "OPERATION_COMPLETED with "+number+".pdf")
	if text := h.said(t, "OPERATION_COMPLETED"); !strings.Contains(text, "Adjuntamos tu comprobante electrónico "+number+".") || strings.Contains(text, "avisaremos") {
		t.Errorf("the letter says\n%s", text)
	}
	content := h.letters.taken[len(h.letters.taken)-1].Attachments[0].Content
	kept, err := h.Files.Content(t.Context(), *h.row(t, row.ID).PdfFileID)
	testkit.Must(t, err)
	if string(content) != string(kept) || !strings.HasPrefix(string(content), "%PDF-") {
		t.Errorf("what goes with the letter is %q", content)
	}
	// The inbox says both all the same.
	if got := h.kindsOf(t, testkit.Client); !slices.Equal(got, []string{"INVOICE_READY"}) {
		t.Errorf("the inbox says %v", got)
	}
}

func TestADocumentThatIsThereFirstGoesWithTheLetterAtOnce(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	h.completed(t)
	h.work(t)
	h.tell(t)
	h.wantLetters(t, "OPERATION_COMPLETED with B002-1.pdf")
}

func TestALetterWithoutADocumentLeavesWhenItsTimeIsOver(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		after time.Duration
		want  []string
	}{
		{"a moment before its time is over", wait - time.Microsecond, nil},
		{"exactly when its time is over", wait, []string{"OPERATION_COMPLETED"}},
		{"later", wait + time.Hour, []string{"OPERATION_COMPLETED"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newPost(t)
			h.completed(t)
			h.told(t, h.Notify)
			h.Clock.Advance(c.after)
			h.tell(t)
			h.wantLetters(t, c.want...)
			if c.want == nil {
				return
			}
			if text := h.said(t, "OPERATION_COMPLETED"); !strings.Contains(text, "Te avisaremos cuando el comprobante electrónico esté listo.") ||
				strings.Contains(text, "Adjuntamos") {
				t.Errorf("the letter says\n%s", text)
			}
			// What comes later is told by a letter of its own.
			h.work(t)
			h.tell(t)
			h.wantLetters(t, "OPERATION_COMPLETED", "INVOICE_READY with B002-1.pdf")
		})
	}
}

// On the border either comes first: the document goes with the letter, or has a letter of its own.
func TestADocumentOnTheBorderGoesWithTheLetterThatHasNotLeft(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	h.completed(t)
	h.told(t, h.Notify)
	h.Clock.Advance(wait)
	h.work(t)
	h.tell(t)
	h.wantLetters(t, "OPERATION_COMPLETED with B002-1.pdf")
}

// A letter that is on its way keeps what it left with, whatever becomes of it.
func TestADocumentThatComesWhileTheLetterLeavesHasALetterOfItsOwn(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	h.completed(t)
	h.told(t, h.Notify)
	h.Clock.Advance(wait)
	other := h.instance(t)
	var once sync.Once
	h.letters.before = func(mail notify.Mail) error {
		var failed error
		if mail.Tags["kind"] == "OPERATION_COMPLETED" {
			once.Do(func() {
				h.work(t)
				h.told(t, other)
				failed = errors.New("nobody knows whether it arrived")
			})
		}
		return failed
	}
	h.tell(t)
	testkit.Must(t, h.Notify.SendMails(t.Context()))
	h.wantLetters(t, "INVOICE_READY with B002-1.pdf")
	h.Clock.Advance(time.Hour)
	h.tell(t)
	h.wantLetters(t, "INVOICE_READY with B002-1.pdf", "OPERATION_COMPLETED")
	if text := h.said(t, "OPERATION_COMPLETED"); strings.Contains(text, "avisaremos") {
		t.Errorf("the letter promises what its client has:\n%s", text)
	}
}

// refused is a completed operation whose letter waits for a document that SUNAT then refuses.
func (p *post) refused(t *testing.T) {
	t.Helper()
	row := p.completed(t)
	p.tell(t)
	p.wantLetters(t)
	p.Clock.Advance(time.Minute)
	p.provider.next = func(what string) trouble { return trouble{refused: what == "issue"} }
	p.work(t)
	p.want(t, row.ID, domain.InvoiceRejected)
}

// Nothing is waited for any more, and nothing is promised that another letter takes back.
func TestTheLetterOfACompletionLeavesBeforeTheOneThatItsDocumentWasRefused(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	h.refused(t)
	h.tell(t)
	h.wantLetters(t, "OPERATION_COMPLETED")
	h.Clock.Advance(time.Minute)
	h.tell(t)
	h.wantLetters(t, "OPERATION_COMPLETED", "INVOICE_REJECTED")
	if text := h.said(t, "OPERATION_COMPLETED"); strings.Contains(text, "avisaremos") || strings.Contains(text, "Adjuntamos") {
		t.Errorf("the letter of the completion says\n%s", text)
	}
}

func TestTheLetterThatADocumentWasRefusedWaitsForTheOneThatDidNotArrive(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	h.refused(t)
	h.letters.before = func(mail notify.Mail) error {
		if mail.Tags["kind"] == "OPERATION_COMPLETED" {
			return errors.New("the provider is away")
		}
		return nil
	}
	for range 3 {
		h.tell(t)
		h.wantLetters(t)
		h.Clock.Advance(time.Hour)
	}
	h.letters.before = nil
	for range 2 { // whichever is due first
		h.tell(t)
		h.Clock.Advance(time.Hour)
	}
	h.wantLetters(t, "OPERATION_COMPLETED", "INVOICE_REJECTED")
}

// The provider gives a paper before SUNAT has said anything: the client gets it with SUNAT's word (areas.md D14).
func TestThePaperGoesToTheClientWhenSUNATAccepts(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	row := h.completed(t)
	h.provider.next = func(what string) trouble { return trouble{pending: what == "issue"} }
	h.work(t)
	if got := h.want(t, row.ID, domain.InvoicePendingSUNAT); got.PdfFileID == nil {
		t.Fatal("the house does not keep the paper")
	}
	h.tell(t)
	h.wantLetters(t)
	if got := h.kindsOf(t, testkit.Client); len(got) != 0 {
		t.Errorf("the client hears %v", got)
	}
	h.later(t, 2*time.Minute)
	h.want(t, row.ID, domain.InvoiceAccepted)
	h.tell(t)
	h.wantLetters(t, "OPERATION_COMPLETED with B002-1.pdf")
	if got := h.kindsOf(t, testkit.Client); !slices.Equal(got, []string{"INVOICE_READY"}) {
		t.Errorf("the client hears %v", got)
	}
}

// Two instances tell and send at once, however the document comes: each operation has its one letter, and its document exactly once.
func TestTwoInstancesSendEveryDocumentOnce(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	first := h.completed(t)
	h.tell(t)
	other := h.instance(t)
	var each sync.WaitGroup
	errs := make(chan error, 64)
	for _, one := range []*notify.Service{h.Notify, other, h.Notify, other} {
		each.Go(func() {
			for range 3 {
				_, err := one.Dispatch(access.AsSystem(t.Context()))
				errs <- errors.Join(err, one.SendMails(t.Context()))
			}
		})
	}
	each.Go(func() { errs <- h.Invoicing.Work(t.Context()) })
	each.Wait()
	close(errs)
	for err := range errs {
		testkit.Must(t, err)
	}
	h.tell(t)
	h.Clock.Advance(wait)
	h.tell(t)
	h.wantLetters(t, fmt.Sprintf("OPERATION_COMPLETED with %s.pdf", h.want(t, first.ID, domain.InvoiceAccepted).Series+"-1"))
}

// A letter whose document cannot be read now waits for it, and does not leave without what it says.
func TestALetterNeverSaysThatItBringsWhatItDoesNot(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	row := h.completed(t)
	h.work(t)
	lost := h.instanceWith(t, func(context.Context, uuid.UUID) ([]byte, error) { return nil, errors.New("the store is away") })
	h.told(t, lost)
	testkit.Must(t, lost.SendMails(t.Context()))
	h.wantLetters(t)
	h.Clock.Advance(time.Hour)
	h.tell(t)
	h.wantLetters(t, "OPERATION_COMPLETED with B002-1.pdf")
	h.want(t, row.ID, domain.InvoiceAccepted)
}

// instance is another instance of the messages of the house.
func (p *post) instance(t *testing.T) *notify.Service {
	t.Helper()
	return p.instanceWith(t, p.Files.Content)
}

func (p *post) instanceWith(t *testing.T, documents func(context.Context, uuid.UUID) ([]byte, error)) *notify.Service {
	t.Helper()
	other, err := notify.New(p.Store, notify.Options{Mailer: p.letters, Documents: documents, SealKeys: [][]byte{make([]byte, 32)}, SiteURL: testkit.Site,
		DeskURL: testkit.Desk, Feed: p.Feed, Cursors: p.Cursors, Wake: p.Feed.Wake, FromBeginning: true})
	testkit.Must(t, err)
	return other
}

// The database keeps what went with a letter.
func TestNoFileComesToALetterThatMayHaveLeft(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	h.completed(t)
	h.told(t, h.Notify)
	h.Clock.Advance(wait)
	h.tell(t)
	_, err := h.DB.App.ExecContext(t.Context(), `UPDATE outbox_messages SET attached_file_id = id WHERE operation_id IS NOT NULL`)
	if err == nil || !strings.Contains(err.Error(), "was written without that file") {
		t.Errorf("the database answers %v", err)
	}
	_, err = h.DB.App.ExecContext(t.Context(), `UPDATE outbox_messages SET attached_file_id = id WHERE operation_id IS NULL`)
	if err == nil {
		t.Error("the database takes a file for a letter that waits for none")
	}
}

// A house that issues no documents tells of none, and its letters wait for nothing.
func TestALetterWithoutADocumentToComeLeavesAtOnce(t *testing.T) {
	t.Parallel()
	l := &letters{}
	h := &post{house: &house{Kit: testkit.New(t, testkit.WithMailer(l))}, letters: l}
	h.Operation(t, domain.Completed)
	h.tell(t)
	h.wantLetters(t, "OPERATION_COMPLETED")
	if text := h.said(t, "OPERATION_COMPLETED"); strings.Contains(text, "comprobante") {
		t.Errorf("the letter says\n%s", text)
	}
}

// Only the e-mail waits: the inbox says at once that the operation is complete.
func TestTheInboxDoesNotWaitForTheDocument(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	h.completed(t)
	h.told(t, h.Notify)
	var lines int
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT count(*) FROM notifications WHERE kind = 'OPERATION_COMPLETED' AND client_id = $1`,
		h.ID(testkit.Client)).Scan(&lines))
	if lines != 1 {
		t.Errorf("%d lines in the inbox", lines)
	}
}

// The database lets a letter carry the document of its operation and nothing else.
func TestALetterCarriesTheDocumentOfItsOperationAlone(t *testing.T) {
	t.Parallel()
	h := newPost(t)
	row := h.completed(t)
	h.work(t)
	h.told(t, h.Notify)
	accepted := h.want(t, row.ID, domain.InvoiceAccepted)
	write := func(file uuid.UUID) error {
		_, err := h.DB.App.ExecContext(t.Context(), `INSERT INTO outbox_messages (id, created_at, channel, fact, kind, topic, client_id, recipient, data, status,
			attempts, due_at, operation_id, attached_file_id) SELECT gen_random_uuid(), created_at, channel, $2, kind, topic, client_id, recipient, data,
			'PENDING', 0, due_at, $3, $1 FROM outbox_messages WHERE kind = 'OPERATION_COMPLETED' AND channel = 'EMAIL' LIMIT 1`, file, file.String(), row.OperationID)
		return err
	}
	testkit.Must(t, write(*accepted.PdfFileID))
	for _, other := range []uuid.UUID{*accepted.XMLFileID, uuid.New()} {
		if err := write(other); err == nil || !strings.Contains(err.Error(), "no document of its operation") {
			t.Errorf("the database says %v", err)
		}
	}
}

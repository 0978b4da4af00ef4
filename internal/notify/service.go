package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/sealing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/work"
)

// Options are what a service needs besides the database.
type Options struct {
	// Mailer and Pusher hand messages over. While one is nil, the messages of its channel wait.
	Mailer Mailer
	Pusher Pusher
	// Confirmations hands over the letters that confirm a completed operation, which a house may send from an account of its own;
	// nil leaves them to Mailer. ConfirmationFrom stands on them; empty for From.
	Confirmations    Mailer
	ConfirmationFrom string
	// Documents answers the content of a PDF of an electronic document by the key of its file; nil where none goes with a letter, and letters
	// wait for none.
	Documents func(ctx context.Context, file uuid.UUID) ([]byte, error)
	// SealKeys seal codes and links at rest, 32 bytes each: the first seals, all open.
	SealKeys [][]byte
	// SiteURL and DeskURL are where links lead: the clients' site, and the staff's desk.
	SiteURL, DeskURL string
	// SitePaths are the places of pages on the clients' site that are not those of the table (domain.LinkPages).
	SitePaths domain.SitePaths
	// From and ReplyTo stand on every e-mail; empty leaves them to the provider's adapter.
	From, ReplyTo string
	// Feed is what the house's facts come from. Without one nothing is told but what commands tell, and workers look by the
	// clock alone.
	Feed *event.Feed
	// Cursors makes the positions that a push carries, so that an app catches up from there; nil leaves them out.
	Cursors *event.CursorCodec
	// Wake tells the feed that something was committed; it must not block. Nil wakes nobody.
	Wake func()
	// FromBeginning makes a house that starts for the first time tell its past, within [Retrospect]; otherwise it begins at
	// the newest event.
	FromBeginning bool
	// Workers is how many messages of each channel an instance sends at once; 4.
	Workers int
	Logger  *slog.Logger
}

func (o Options) withDefaults() Options {
	if o.Wake == nil {
		o.Wake = func() {}
	}
	if o.Workers == 0 {
		o.Workers = 4
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store   *store.Store
	clock   clock.Clock
	log     *event.Log
	options Options
	seals   *sealing.Box
	letters *letters
	rules   map[toldOf][]Rule
	// instance names this process in the leases of receipts.
	instance string
	counters counters
	// What this instance runs; see [Service.Run].
	facts         *work.Loop
	mails, pushes *work.Worker
}

// New returns a service over the house's database.
func New(house *store.Store, options Options) (*Service, error) {
	s := &Service{store: house, clock: house.Clock(), log: event.NewLog(house.Keys()), options: options.withDefaults(),
		rules: index(Rules()), instance: uuid.NewString()}
	s.facts = work.NewLoop("dispatch", factsPoll, gathering, s.options.Logger, s.dispatchAll)
	s.newSenders()
	var err error
	if s.seals, err = sealing.New(options.SealKeys); err != nil {
		return nil, err
	}
	for name, address := range map[string]string{"site": options.SiteURL, "desk": options.DeskURL} {
		if parsed, err := url.Parse(address); err != nil || parsed.Scheme == "" || parsed.Host == "" {
			return nil, fmt.Errorf("notify: the address of the %s is not one", name)
		}
	}
	if strings.ContainsAny(options.From+options.ReplyTo, "\r\n") {
		return nil, errors.New("notify: a sender has more than one line")
	}
	if s.letters, err = newLetters(s.Pages()); err != nil {
		return nil, err
	}
	return s, nil
}

// Pages is where links of messages lead.
func (s *Service) Pages() domain.Pages {
	return domain.Pages{Site: strings.TrimRight(s.options.SiteURL, "/"), Desk: strings.TrimRight(s.options.DeskURL, "/"), Paths: s.options.SitePaths}
}

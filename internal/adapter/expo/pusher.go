package expo

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/notify"
)

// The service's address, how long it may take to answer, and its bounds (product.md 2.13).
const (
	defaultBaseURL    = "https://exp.host"
	defaultTimeout    = 15 * time.Second
	mostMessages      = 100
	mostReceipts      = 1000
	messagesPerSecond = 600
	sendPath          = "/--/api/v2/push/send"
	receiptsPath      = "/--/api/v2/push/getReceipts"
	mixedProjects     = "PUSH_TOO_MANY_EXPERIENCE_IDS"
)

// Options are the settings of a [Pusher].
type Options struct {
	// AccessToken is asked by projects with enhanced push security; empty for others.
	AccessToken string
	// BaseURL is the service's address; empty for the real one.
	BaseURL string
	// Client carries the requests; nil for one that gives up after 15 seconds.
	Client *http.Client
}

// Pusher sends pushes. It is safe for concurrent use; the bound of a second is its own, so a process has one.
type Pusher struct {
	client      *http.Client
	base        *url.URL
	accessToken string
	pace        *pace
}

var _ notify.Pusher = (*Pusher)(nil)

// New checks the settings. It makes no request.
func New(options Options) (*Pusher, error) {
	base, err := url.Parse(cmp.Or(options.BaseURL, defaultBaseURL))
	if err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return nil, errors.New("expo: the base URL is not one of HTTP")
	}
	if strings.ContainsFunc(options.AccessToken, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("expo: the access token has characters that no token has")
	}
	client := http.Client{Timeout: defaultTimeout}
	if options.Client != nil {
		client = *options.Client
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Pusher{client: &client, base: base, accessToken: options.AccessToken, pace: newPace()}, nil
}

// Name implements [notify.Pusher].
func (p *Pusher) Name() string { return "expo" }

// Batch implements [notify.Pusher].
func (p *Pusher) Batch() int { return mostMessages }

// Send implements [notify.Pusher]. It waits its turn where the process has sent too many in this second.
func (p *Pusher) Send(ctx context.Context, messages []notify.Push) ([]notify.Ticket, error) {
	if len(messages) > mostMessages {
		return nil, &notify.Failure{Permanent: true, Reason: fmt.Sprintf("more than %d messages", mostMessages)}
	}
	tickets := make([]notify.Ticket, len(messages))
	queue := make([]queued, 0, len(messages))
	for i, push := range messages {
		body, refused := encode(push)
		if refused != nil {
			tickets[i].Refused = refused
			continue
		}
		queue = append(queue, queued{ticket: &tickets[i], token: push.Token, body: body})
	}
	if len(queue) == 0 {
		return tickets, nil
	}
	projects, err := p.send(ctx, queue)
	if projects != nil {
		p.sendApart(ctx, byProject(queue, projects))
		return tickets, nil
	}
	if err != nil {
		return nil, err
	}
	return tickets, nil
}

// queued is a message that is ready to be sent, and the ticket that it waits for.
type queued struct {
	ticket *notify.Ticket
	token  string
	body   json.RawMessage
}

// send sends one request and fills in its tickets. The service takes none of a request whose tokens are of several
// projects, and tells the tokens of each: then projects is not nil.
func (p *Pusher) send(ctx context.Context, queue []queued) (projects map[string][]string, err error) {
	if err := p.pace.wait(ctx, len(queue)); err != nil {
		return nil, fmt.Errorf("expo: wait for the turn: %w", err)
	}
	bodies := make([]json.RawMessage, len(queue))
	for i, message := range queue {
		bodies[i] = message.body
	}
	var answered []outcome
	refused, err := p.post(ctx, sendPath, bodies, &answered)
	switch {
	case err != nil:
		return nil, err
	case refused != nil && refused.code == mixedProjects && len(queue) > 1:
		return refused.projects(), nil
	case refused != nil:
		return nil, refused.failure()
	case len(answered) != len(queue):
		return nil, fmt.Errorf("expo: %d tickets for %d messages", len(answered), len(queue))
	}
	for i, ticket := range answered {
		*queue[i].ticket = notify.Ticket{ID: ticket.ID, Refused: ticket.failure()}
	}
	return nil, nil
}

// sendApart sends what was refused together. A group that fails is refused for itself, because others may be sent.
func (p *Pusher) sendApart(ctx context.Context, groups [][]queued) {
	for _, group := range groups {
		projects, err := p.send(ctx, group)
		if projects != nil {
			err = &notify.Failure{Reason: mixedProjects}
		}
		if err == nil {
			continue
		}
		for _, message := range group {
			failure := *notify.FailureOf(err)
			message.ticket.Refused = &failure
		}
	}
}

// byProject groups messages by the project of their tokens. A token that is not told goes alone.
func byProject(queue []queued, projects map[string][]string) [][]queued {
	projectOf := map[string]string{}
	for project, tokens := range projects {
		for _, token := range tokens {
			projectOf[token] = project
		}
	}
	groups := map[string][]queued{}
	for _, message := range queue {
		project := cmp.Or(projectOf[message.token], message.token)
		groups[project] = append(groups[project], message)
	}
	sorted := make([][]queued, 0, len(groups))
	for _, project := range slices.Sorted(maps.Keys(groups)) {
		sorted = append(sorted, groups[project])
	}
	return sorted
}

// Receipts implements [notify.Pusher], for any number of tickets.
func (p *Pusher) Receipts(ctx context.Context, tickets []string) (map[string]notify.Receipt, error) {
	receipts := make(map[string]notify.Receipt, len(tickets))
	for ids := range slices.Chunk(tickets, mostReceipts) {
		var answered map[string]outcome
		refused, err := p.post(ctx, receiptsPath, map[string][]string{"ids": ids}, &answered)
		if err != nil {
			return nil, err
		}
		if refused != nil {
			return nil, refused.failure()
		}
		for _, id := range ids {
			if receipt, ok := answered[id]; ok {
				receipts[id] = notify.Receipt{Failed: receipt.failure()}
			}
		}
	}
	return receipts, nil
}

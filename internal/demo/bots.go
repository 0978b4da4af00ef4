package demo

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
)

// BotOptions say where the bots work and how fast.
type BotOptions struct {
	// URL is the server's, for example http://127.0.0.1:8080.
	URL string
	// Password opens their sign-ins.
	Password string
	Cast     Cast
	// Seed chooses what they do; when they do it depends on the server as well.
	Seed int64
	// PerMinute is about how many operations they make in a minute, all together; 0 means 2.
	PerMinute int
	// HTTP is the client to use; nil means one of their own.
	HTTP *http.Client
	// Log tells what they do; nil tells nobody. It never holds passwords, tokens or names.
	Log *slog.Logger
}

// bot is somebody who acts now and then. It remembers nothing: each time it reads how things are and does what is next,
// so it goes on after a restart of either side as if nothing had happened.
type bot interface {
	// wake does what is next, perhaps nothing.
	wake(ctx context.Context) error
}

// RunBots lets clients, a trader and the operators act until ctx ends, and answers nil then. Refusals, a server that is
// away and operations that others changed first are part of their day: they are told to the log and tried again later.
func RunBots(ctx context.Context, options BotOptions) error {
	if options.URL == "" || options.Password == "" || len(options.Cast.Clients) == 0 {
		return errors.New("demo: the bots need an address, a password and a cast")
	}
	options = options.withDefaults()
	group, ctx := errgroup.WithContext(ctx)
	start := func(name string, who credentials, pace time.Duration, newBot func(*caller, dice) bot) {
		caller := &caller{http: options.HTTP, url: strings.TrimSuffix(options.URL, "/"), who: who}
		choices := newDice(options.Seed, "bot:"+name)
		log := options.Log.With("bot", name)
		group.Go(func() error {
			live(ctx, newBot(caller, choices), newPace(newDice(options.Seed, "pace:"+name), pace), log)
			return nil
		})
	}
	every := time.Minute / time.Duration(options.PerMinute)
	clients := len(options.Cast.Clients)
	for i, login := range options.Cast.Clients {
		// A client wakes twice for an operation, to make it and to pay; a quarter of them is the trader's.
		start("client "+login.DocumentNumber[len(login.DocumentNumber)-3:], clientCredentials(login, options.Password, i%2 == 0),
			every*time.Duration(clients)*2/3, func(c *caller, d dice) bot { return &clientBot{caller: c, dice: d, seed: options.Seed} })
	}
	start("trader", staffCredentials(options.Cast.Trader, options.Password), every*2,
		func(c *caller, d dice) bot { return &traderBot{caller: c, dice: d, seed: options.Seed} })
	for _, login := range options.Cast.Operators {
		start(login, staffCredentials(login, options.Password), every/5,
			func(c *caller, _ dice) bot { return &operatorBot{caller: c, seed: options.Seed} })
	}
	return group.Wait()
}

func (o BotOptions) withDefaults() BotOptions {
	if o.PerMinute <= 0 {
		o.PerMinute = 2
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: 20 * time.Second}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// live wakes a bot at its pace until ctx ends. While the server is away the pauses grow.
func live(ctx context.Context, who bot, pace *pace, log *slog.Logger) {
	for pace.rest(ctx) {
		err := who.wake(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case isAway(err):
			pace.slower()
			log.WarnContext(ctx, "the house does not answer", "error", err)
		case err != nil:
			pace.usual()
			log.InfoContext(ctx, "refused", "error", err)
		default:
			pace.usual()
		}
	}
}

// pace is how long a bot rests between two acts.
type pace struct {
	dice    dice
	average time.Duration
	// tries counts the failures in a row.
	tries int
	begun bool
}

// longestPause is how long a bot waits at most for a server that is away.
const longestPause = 30 * time.Second

func newPace(d dice, average time.Duration) *pace {
	return &pace{dice: d, average: max(average, 10*time.Millisecond)}
}

func (p *pace) slower() { p.tries = min(p.tries+1, 6) }

func (p *pace) usual() { p.tries = 0 }

// pause is half of the average to one and a half of it, and more after failures. The first is short, so that something
// moves soon.
func (p *pace) pause() time.Duration {
	if !p.begun {
		p.begun = true
		return time.Duration(p.dice.Int64N(int64(p.average)/2 + 1))
	}
	next := p.average/2 + time.Duration(p.dice.Int64N(int64(p.average)))
	if p.tries > 0 {
		next = max(next, min(longestPause, time.Second<<p.tries))
	}
	return next
}

// rest waits and tells whether to go on.
func (p *pace) rest(ctx context.Context) bool { return pauseFor(ctx, p.pause()) }

// pauseFor waits and tells whether ctx still lives.
func pauseFor(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

package demo

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/qoricash/qoricash/internal/domain"
)

// play lives a plan through.
type play struct {
	plan    *plan
	options Options
	// resumed tells that steps may have been taken before, by an interrupted seed.
	resumed bool
	// first keeps the order; others do the steps that need no turn.
	first  *hand
	others [hands]*crew
	// quoting and completing count the prices that are being locked, and the operations that are being completed, identifying
	// the clients whose papers are being looked at.
	quoting, completing, identifying sync.WaitGroup

	// taken counts what went to the other hands in turns of its own.
	taken        int
	people       people
	vault        vault
	passwordHash string
	clients      []client
	acts         []*act
	members      map[string]member
	// begun are the campaigns, in their order.
	begun []uuid.UUID
	// rates is the public pair in force.
	rates domain.RatePair
}

// turn is one thing that happens in order.
type turn struct {
	at time.Time
	// do is set for what concerns the whole house, alone for what another hand does out of turn, act and step for a step of an
	// operation's life.
	do    func(context.Context) error
	alone func(context.Context, *hand) error
	act   *act
	step  *step
}

// crew is one of the other hands with its work.
type crew struct {
	hand *hand
	work chan task
}

// task is what a crew has to do, and who counts it.
type task struct {
	do     func(context.Context, *hand) error
	counts []*sync.WaitGroup
}

func (t task) done() {
	for _, count := range t.counts {
		count.Done()
	}
}

func newPlay(p *plan, first *hand, options Options, resumed bool) *play {
	made := &play{plan: p, options: options, resumed: resumed, first: first, clients: make([]client, len(p.cast)), members: map[string]member{}}
	for _, m := range members() {
		made.members[m.login] = m
	}
	for _, l := range p.lives {
		made.acts = append(made.acts, newAct(made, l))
	}
	return made
}

// run prepares the house and takes its turns. The crews hear of the end of ctx between two steps; inside one, a context
// that can end would cost a goroutine for every statement.
func (p *play) run(ctx context.Context) error {
	if err := p.prepare(ctx); err != nil {
		return err
	}
	for i := range p.others {
		hand, err := newHand(i+1, p.options)
		if err != nil {
			return err
		}
		p.others[i] = &crew{hand: hand, work: make(chan task, 256)}
	}
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	group, ctx := errgroup.WithContext(ctx)
	for _, one := range p.others {
		group.Go(func() error { return one.serve(ctx, fail) })
	}
	group.Go(func() error {
		defer func() {
			for _, one := range p.others {
				close(one.work)
			}
		}()
		return p.take(ctx, p.turns())
	})
	return group.Wait()
}

// serve does what comes until no more comes or something fails, which ends the context of all at once. A task that is not done is
// still accounted for, so that nobody waits for it.
func (c *crew) serve(ctx context.Context, fail context.CancelCauseFunc) error {
	var failed error
	for next := range c.work {
		if failed == nil {
			failed = context.Cause(ctx)
		}
		if failed == nil {
			if failed = next.do(context.WithoutCancel(ctx), c.hand); failed != nil {
				fail(failed)
			}
		}
		next.done()
	}
	return failed
}

// take takes the turns in the order of their instants.
func (p *play) take(ctx context.Context, turns []turn) error {
	day := p.plan.Start
	for _, next := range turns {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		for date := domain.BusinessDate(next.at); day.Before(date); day = day.AddDays(1) {
			p.progress(day)
		}
		if err := p.takeOne(ctx, next); err != nil {
			return fmt.Errorf("at %s: %w", next.at.Format(time.RFC3339), err)
		}
	}
	p.progress(day)
	return nil
}

func (p *play) progress(day domain.Date) {
	if p.options.Progress != nil {
		p.options.Progress(day.DaysSince(p.plan.Start), p.plan.Days)
	}
}

// takeOne takes one turn, or leaves it to the crew of its operation. Each operation's steps stay in order: a turn waits
// for what a crew still has to do for its operation. Beyond that
//
//   - a publication waits for the prices that are being locked, which must not see it;
//   - an operation waits for the clients that are being identified, whose limits are lifted by it;
//   - a deposit that the house's rule assigns, reported or requoted, waits for the operations that are being completed, which weigh on the rule;
//   - the end of the day waits for everything.
func (p *play) takeOne(ctx context.Context, next turn) error {
	unhurried := context.WithoutCancel(ctx)
	if next.alone != nil {
		p.identifying.Add(1)
		p.taken++
		p.others[p.taken%hands].work <- task{do: next.alone, counts: []*sync.WaitGroup{&p.identifying}}
		return nil
	}
	if next.step == nil {
		p.first.at(next.at)
		return next.do(unhurried)
	}
	if next.step.alone() {
		p.others[next.act.life.number%hands].work <- p.hand(next)
		return nil
	}
	if next.step.verb == createOperation {
		p.identifying.Wait()
	}
	if (next.step.verb == reportDeposit || next.step.verb == requoteDeposit) && next.act.life.channel != domain.ChannelDesk {
		p.completing.Wait()
	}
	next.act.ahead.Wait()
	if ctx.Err() != nil {
		// What a crew did not do for this operation, nobody may go on from.
		return context.Cause(ctx)
	}
	return next.act.perform(unhurried, p.first, *next.step)
}

// hand makes a task of a turn and counts it until it is done.
func (p *play) hand(next turn) task {
	counts := []*sync.WaitGroup{&next.act.ahead}
	switch next.step.verb {
	case lockPrice:
		counts = append(counts, &p.quoting)
	case completeOperation:
		counts = append(counts, &p.completing)
	}
	for _, count := range counts {
		count.Add(1)
	}
	return task{do: func(ctx context.Context, h *hand) error { return next.act.perform(ctx, h, *next.step) }, counts: counts}
}

// turns are everything that happens, in order. Of what falls on one instant rates come first and the end of the day
// last.
func (p *play) turns() []turn {
	var turns []turn
	for i, publication := range p.plan.publications {
		turns = append(turns, turn{at: publication.at, do: func(ctx context.Context) error { return p.publish(ctx, i, publication) }})
	}
	for i, person := range p.plan.cast {
		at := p.plan.opening().Add(20*time.Minute + time.Duration(i)*20*time.Second)
		if person.joins > 0 {
			at = p.plan.Start.AddDays(person.joins).Start().Add(10*time.Hour + time.Duration(i)*10*time.Second)
		}
		if at.Before(p.plan.Until) {
			turns = append(turns, turn{at: at, do: func(ctx context.Context) error { return p.register(ctx, i, person) }})
		}
		if papers := at.Add(untilPapers); papers.Add(untilIdentified).Before(p.plan.Until) {
			turns = append(turns, turn{at: papers, alone: func(ctx context.Context, h *hand) error { return p.identify(ctx, h, i, papers) }})
		}
	}
	for _, a := range p.acts {
		turns = append(turns, a.turns()...)
	}
	turns = append(turns, p.rewardTurns()...)
	// A house that opens within an hour after the end of a day keeps the operations that are to be alive in it.
	for day := range p.plan.Days + 1 {
		end := domain.EndOfDay(p.plan.Start.AddDays(day))
		if end.Before(p.plan.Until.Add(-livingFor)) {
			turns = append(turns, turn{at: end, do: func(ctx context.Context) error { return p.endDay(ctx, end) }})
		}
	}
	slices.SortStableFunc(turns, func(x, y turn) int { return x.at.Compare(y.at) })
	return turns
}

package graph

import (
	"context"
	"slices"

	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// deskMember is what the events of one kind of thing add to the stream of the desk.
type deskMember struct {
	// kind is its name in the argument `kinds`, object the things that its events are about.
	kind   view.DeskEventKind
	object domain.ObjectKind
	// seen is what a person of the house is shown of it.
	seen func(viewer access.Actor) deskSight
	// visible tells whether one event is for a viewer who is shown something; nil shows all.
	visible func(viewer access.Actor, e *event.Event) bool
	// items shows events, one for each in their order; nil for one of what the viewer may not see.
	items func(r *Resolver, ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error)
}

// deskSight is what somebody is shown of a member.
type deskSight struct {
	// parts name it, as cursors keep it; without one nothing is shown.
	parts []string
	// own tells that some of it is the viewer's alone, so that its stream is executed for nobody else.
	own bool
	// routed tells that all of it is: the events have the viewer in the column of the trader.
	routed bool
}

// deskMembers is the table of the stream. A new member is a row here, a file with what it shows, and its type in the union of the SDL.
func deskMembers() []deskMember {
	return []deskMember{
		{view.DeskOperation, domain.ObjectOperation, seenOfOperations, operationVisible, deskOperations},
		{view.DeskApproval, domain.ObjectProposal, seenOfApprovals, approvalVisible, deskApprovals},
		{view.DeskMessage, domain.ObjectOutboxMessage, seenOfMessages, nil, deskMessages},
		{view.DeskParameter, domain.ObjectParameter, seenOfParameters, parameterVisible, deskParameters},
		{view.DeskHold, domain.ObjectOperationAlert, seenOfHolds, holdVisible, deskHolds},
		{view.DeskInvoice, domain.ObjectInvoice, seenOfInvoices, invoiceVisible, deskInvoices},
		{view.DeskBooks, domain.ObjectBooks, seenOfBooks, nil, deskBooks},
		{view.DeskInvoiceQueue, domain.ObjectInvoiceQueue, seenOfQueues, nil, deskQueues},
		{view.DeskInvoiceQueue, domain.ObjectInvoiceSeries, seenOfSeries, nil, deskSeries},
		{view.DeskReferral, domain.ObjectReferral, seenOfReferrals, nil, deskChanges},
		{view.DeskCampaign, domain.ObjectCampaign, seenOfCampaigns, nil, deskChanges},
		{view.DeskScheduledRate, domain.ObjectScheduledRate, seenOfSchedules, nil, deskChanges},
	}
}

// seenAtDesk are the members of which a caller is shown something, of the named kinds or of all. Whoever is no person of the house, or is
// shown nothing of them, is refused.
func seenAtDesk(ctx context.Context, kinds []view.DeskEventKind) ([]deskMember, error) {
	viewer, err := access.RequireSignedIn(ctx)
	if err != nil {
		return nil, err
	}
	members := slices.DeleteFunc(deskMembers(), func(m deskMember) bool {
		return len(kinds) > 0 && !slices.Contains(kinds, m.kind) || len(m.seen(viewer).parts) == 0
	})
	if !viewer.IsStaff() || len(members) == 0 {
		return nil, access.Denied(viewer)
	}
	return members, nil
}

// deskStream is the stream of the desk as the caller is shown it: members that it has no right to are not there.
func deskStream(ctx context.Context, r *Resolver, kinds []view.DeskEventKind) (stream[view.DeskStreamItem], error) {
	members, err := seenAtDesk(ctx, kinds)
	if err != nil {
		return stream[view.DeskStreamItem]{}, err
	}
	viewer := access.Current(ctx)
	shown, parts, routed := deskViewer{r, viewer, map[domain.ObjectKind]deskMember{}}, []string(nil), true
	s := stream[view.DeskStreamItem]{visible: shown.visible, items: shown.items, authorize: func(ctx context.Context) error {
		_, err := seenAtDesk(ctx, kinds)
		return err
	}}
	for _, member := range members {
		seen := member.seen(viewer)
		shown.members[member.object] = member
		of := event.Filter{Aggregates: []domain.ObjectKind{member.object}}
		if seen.routed {
			of.TraderID = viewer.ID
		}
		s.filter.OneOf = append(s.filter.OneOf, of)
		parts, routed = append(parts, seen.parts...), routed && seen.routed
	}
	if routed {
		s.filter.TraderID = viewer.ID // so that its index is read
	}
	s.sight = event.SightOf(parts...)
	return s, nil
}

// deskViewer shows the members of one viewer's stream, by the things that their events are about.
type deskViewer struct {
	*Resolver
	viewer  access.Actor
	members map[domain.ObjectKind]deskMember
}

func (d deskViewer) visible(e *event.Event) bool {
	member, seen := d.members[e.Aggregate.Type]
	return seen && (member.visible == nil || member.visible(d.viewer, e))
}

// items shows events of any members, those of each together.
func (d deskViewer) items(ctx context.Context, events []event.Event, place placing) ([]view.DeskStreamItem, error) {
	return itemsByObject(events, func(object domain.ObjectKind, of []event.Event) ([]view.DeskStreamItem, error) {
		return d.members[object].items(d.Resolver, ctx, of, place)
	})
}

// ownAtDesk tells whether something of the stream of the desk is the viewer's alone.
func ownAtDesk(viewer access.Actor) bool {
	return slices.ContainsFunc(deskMembers(), func(m deskMember) bool { return m.seen(viewer).own })
}

// readDesk answers a page of the stream of the desk.
func (r *Resolver) readDesk(ctx context.Context, after *string, first int, kinds []view.DeskEventKind) ([]view.DeskStreamItem, error) {
	s, err := deskStream(ctx, r, kinds)
	if err != nil {
		return nil, err
	}
	return s.read(ctx, r, after, first)
}

// followDesk is the stream of the desk for live connections.
func (r *Resolver) followDesk(ctx context.Context, kinds []view.DeskEventKind) (<-chan view.DeskStreamItem, error) {
	s, err := deskStream(ctx, r, kinds)
	if err != nil {
		return nil, err
	}
	return s.follow(ctx)
}

package watchlist

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/liststate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// longestReason is how much is kept of why a version was not taken, in characters.
const longestReason = 500

// Loaded is what became of a list that arrived.
type Loaded struct {
	Source domain.ListSource `json:"source"`
	// Unchanged tells that it is the active version once more.
	Unchanged bool `json:"unchanged,omitempty"`
	// Known tells that the same bytes had the same fault before, and that people were told then.
	Known bool `json:"known,omitempty"`
	// VersionID is the version that was written; uuid.Nil for none.
	VersionID uuid.UUID         `json:"versionId"`
	Status    domain.ListStatus `json:"status,omitempty"`
	Fault     domain.ListFault  `json:"fault,omitempty"`
	Detail    string            `json:"detail,omitempty"`
	Entries   int               `json:"entries"`
	BadRows   int               `json:"badRows,omitempty"`
	Added     int               `json:"added"`
	Changed   int               `json:"changed"`
	Removed   int               `json:"removed"`
}

// Load takes a list that arrived: it becomes the active version, or, where the guard finds a fault, it is kept as rejected, or staged for a
// person to decide ([Service.Activate]); the active one stays. The same bytes as the active version's change nothing but when it was last
// seen. For the house itself.
func (s *Service) Load(ctx context.Context, arrival Arrival) (Loaded, error) {
	if err := requireSystem(ctx); err != nil {
		return Loaded{}, err
	}
	rule, known := domain.ListRuleOf(arrival.Source)
	if !known {
		return Loaded{}, domain.Refuse(domain.CodeInvalid, "No existe esa lista.").At("source")
	}
	arrived, err := readArrival(arrival)
	if err != nil {
		return Loaded{}, err
	}
	return s.take(ctx, rule, arrived)
}

// take is Load for what was read already.
func (s *Service) take(ctx context.Context, rule domain.ListRule, arrived read) (Loaded, error) {
	command := store.Command{Action: "list.load", Locks: []event.Aggregate{aggregate(rule.Source)}}
	loaded, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (Loaded, error) {
		state, err := stateOf(ctx, tx, rule.Source)
		if err != nil {
			return Loaded{}, err
		}
		active := contentOf(state.Edges.Active)
		if active != nil && active.Unchanged(arrived.content) {
			return Loaded{Source: rule.Source, Unchanged: true, Entries: active.Entries}, seen(ctx, tx, state)
		}
		fault := rule.Refresh(active, arrived.content, tx.Now)
		if fault == "" {
			return s.activate(ctx, tx, state, arrived)
		}
		return reject(ctx, tx, state, arrived, fault)
	})
	if err != nil {
		return loaded, err
	}
	s.options.Logger.LogAttrs(ctx, slog.LevelInfo, "list loaded", slog.String("source", string(rule.Source)), slog.Bool("unchanged", loaded.Unchanged),
		slog.String("fault", string(loaded.Fault)), slog.Int("entries", loaded.Entries))
	return loaded, s.recall(ctx, loaded)
}

// recall brings what a command made active into memory; other instances hear of it through the feed.
func (s *Service) recall(ctx context.Context, loaded Loaded) error {
	if loaded.Status != domain.ListActive || s.held.Load() == nil {
		return nil
	}
	return s.Refresh(ctx)
}

// stateOf reads the row of a list, with its active version, and makes it where the list is new. The command holds the list's lock.
func stateOf(ctx context.Context, tx *store.Tx, source domain.ListSource) (*ent.ListState, error) {
	state, err := tx.ListState.Query().Where(liststate.SourceEQ(source)).WithActive().Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		state, err = tx.ListState.Create().SetID(domain.ListID(source)).SetCreatedAt(tx.Now).SetSource(source).Save(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("read the state of the list %s: %w", source, err)
	}
	return state, nil
}

// contentOf is what is known of a version; nil for none.
func contentOf(version *ent.ListVersion) *domain.ListContent {
	if version == nil {
		return nil
	}
	content := domain.ListContent{SHA256: version.Sha256, Rows: version.Rows, BadRows: version.BadRows, Entries: version.Entries}
	if version.PublishedAt != nil {
		content.PublishedAt = *version.PublishedAt
	}
	return &content
}

// seen writes down that the active version is still its publisher's.
func seen(ctx context.Context, tx *store.Tx, state *ent.ListState) error {
	return wrap("write that a list was seen", seenWith(tx, state).Exec(ctx))
}

func seenWith(tx *store.Tx, state *ent.ListState) *ent.ListStateUpdateOne {
	return tx.ListState.UpdateOne(state).SetCheckedAt(tx.Now).ClearFailedAt().ClearFailure().ClearFailedSha256().ClearStaleToldAt()
}

// reject keeps a version with a fault and tells of it. The same bytes with the same fault are told once.
func reject(ctx context.Context, tx *store.Tx, state *ent.ListState, arrived read, fault domain.ListFault) (Loaded, error) {
	loaded := Loaded{Source: state.Source, Fault: fault, Status: domain.ListRejected, Entries: arrived.content.Entries, BadRows: arrived.content.BadRows}
	loaded.Detail = domain.Abridge(reason(state, arrived, fault), longestReason)
	loaded.Known = state.Failure != nil && *state.Failure == fault && state.FailedSha256 != nil && *state.FailedSha256 == arrived.content.SHA256
	err := tx.ListState.UpdateOne(state).SetFailedAt(tx.Now).SetFailure(fault).SetFailedSha256(arrived.content.SHA256).Exec(ctx)
	if err != nil || loaded.Known {
		return loaded, wrap("write the fault of a list", err)
	}
	if fault.Row().Staged {
		loaded.Status = domain.ListStaged
	}
	version, err := versionOf(tx, arrived, loaded.Status).SetFault(fault).SetRejectedReason(loaded.Detail).Save(ctx)
	if err != nil {
		return loaded, fmt.Errorf("keep a rejected version: %w", err)
	}
	loaded.VersionID = version.ID
	if loaded.Status == domain.ListStaged {
		if err := stage(ctx, tx, version, arrived.entries); err != nil {
			return loaded, err
		}
	}
	return loaded, tx.EmitNext(ctx, event.Record{Kind: domain.EventListRejected, Aggregate: aggregate(state.Source),
		Facts: domain.ListRejectedFacts{Source: state.Source, VersionID: &version.ID, Fault: fault, Staged: loaded.Status == domain.ListStaged}})
}

// reason says a fault in figures.
func reason(state *ent.ListState, arrived read, fault domain.ListFault) string {
	before := 0
	if state.Edges.Active != nil {
		before = state.Edges.Active.Entries
	}
	figures := fmt.Sprintf("%s Entradas: %d; en la vigente: %d. Filas leídas: %d; ilegibles: %d.", fault.Row().Message, arrived.content.Entries, before,
		arrived.content.Rows, arrived.content.BadRows)
	if arrived.detail == "" {
		return figures
	}
	return figures + " " + arrived.detail
}

// versionOf begins the row of a version that arrived.
func versionOf(tx *store.Tx, arrived read, status domain.ListStatus) *ent.ListVersionCreate {
	create := tx.ListVersion.Create().SetCreatedAt(tx.Now).SetSource(arrived.Source).SetStatus(status).SetFetchedAt(tx.Now).
		SetOrigin(domain.Abridge(arrived.Origin, 200)).SetSha256(arrived.content.SHA256).SetBytes(arrived.bytes).SetRows(arrived.content.Rows).
		SetBadRows(arrived.content.BadRows).SetEntries(arrived.content.Entries)
	if at := arrived.content.PublishedAt; !at.IsZero() {
		create.SetPublishedAt(at)
	}
	if tx.Actor.Kind == domain.ActorStaff {
		create.SetLoadedBy(tx.Actor.ID)
	}
	return create
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

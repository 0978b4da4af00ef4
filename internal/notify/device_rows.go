package notify

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// ownersOf answers whose telephones are that are not switched off, by their tokens.
func ownersOf(ctx context.Context, db event.Querier, tokens []string) (map[string]Recipient, error) {
	rows, err := db.QueryContext(ctx, `SELECT token, user_id, client_id FROM push_devices WHERE token = ANY ($1::text[]) AND disabled_at IS NULL`,
		pq.Array(tokens))
	if err != nil {
		return nil, fmt.Errorf("read the devices: %w", err)
	}
	defer rows.Close()
	owners := map[string]Recipient{}
	for rows.Next() {
		var token string
		var user, client uuid.NullUUID
		if err := rows.Scan(&token, &user, &client); err != nil {
			return nil, fmt.Errorf("read the devices: %w", err)
		}
		owners[token] = Recipient{Kind: domain.ActorClient, ID: client.UUID}
		if user.Valid {
			owners[token] = Recipient{Kind: domain.ActorStaff, ID: user.UUID}
		}
	}
	return owners, rows.Err()
}

// silenceSessions switches off the telephones that sessions registered which are over.
func silenceSessions(ctx context.Context, db event.Querier, sessions []uuid.UUID, now time.Time) error {
	keys := make([]string, len(sessions))
	for i, id := range sessions {
		keys[i] = id.String()
	}
	_, err := db.ExecContext(ctx, `UPDATE push_devices SET disabled_at = $1, disabled_reason = 'SESSION_ENDED'
		WHERE session_id = ANY ($2::uuid[]) AND disabled_at IS NULL`, now, pq.Array(keys))
	if err != nil {
		return fmt.Errorf("switch devices off: %w", err)
	}
	return nil
}

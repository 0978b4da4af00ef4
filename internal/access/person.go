package access

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	gen "github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/domain"
)

// PersonNow answers somebody of the house as an actor with the rights that the database gives at this moment, whatever a session says:
// nobody for who does not work here.
func PersonNow(ctx context.Context, from *gen.Client, id uuid.UUID) (Actor, error) {
	row, err := from.User.Query().Where(user.ID(id), user.StatusEQ(domain.UserActive)).WithGrants().WithSets().Only(AsSystem(ctx))
	if gen.IsNotFound(err) {
		return Anonymous(), nil
	}
	if err != nil {
		return Actor{}, fmt.Errorf("find somebody of the house: %w", err)
	}
	person := Actor{Kind: domain.ActorStaff, ID: row.ID, Role: row.Role}
	for _, grant := range row.Edges.Grants {
		person.Granted = append(person.Granted, grant.Permission)
	}
	for _, grant := range row.Edges.Sets {
		person.Sets = append(person.Sets, grant.PermissionSet)
	}
	return person, nil
}

package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
	"entgo.io/ent/schema/index"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
)

// Campaign is a discount that the house gives to everybody for a while.
type Campaign struct{ ent.Schema }

// Mixin of Campaign.
func (Campaign) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Campaign.
func (Campaign) Fields() []ent.Field {
	return []ent.Field{
		bounded(field.String("name"), 80).Immutable(),
		field.Time("valid_from").Immutable(),
		field.Time("valid_until").Immutable(),
		field.Int("max_uses").Immutable().Comment("How many operations may have it."),
		field.UUID("created_by", uuid.UUID{}).Immutable(),
		field.Time("ended_at").Optional().Nillable().Comment("When somebody ended it before its time."),
		field.UUID("ended_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of Campaign.
func (Campaign) Edges() []ent.Edge {
	return []ent.Edge{edge.To("codes", RewardCode.Type)}
}

// Indexes of Campaign.
func (Campaign) Indexes() []ent.Index { return []ent.Index{index.Fields("created_at", "id")} }

// Annotations of Campaign.
func (Campaign) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("cmp"), table(Campaign{}, "campaigns", checks(
		"campaigns_time", "valid_from < valid_until",
		"campaigns_max_uses", "max_uses > 0",
		"campaigns_ended", "(ended_at IS NULL) = (ended_by IS NULL)"))}
}

// RewardCode is a code of six characters that makes a price better. How it stands is derived from its uses and dates
// (domain.StateOf), and stored nowhere.
type RewardCode struct{ ent.Schema }

// Mixin of RewardCode.
func (RewardCode) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RewardCode.
func (RewardCode) Fields() []ent.Field {
	return []ent.Field{
		bounded(field.String("value"), 6).Immutable(),
		field.Enum("kind").GoType(domain.RewardCodeKind("")).Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Whose it is, or who made it; null for the house's own."),
		field.UUID("campaign_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Int("pips").Optional().Nillable().Immutable().Comment("What it takes off a price; null for a referral code, which gives what the house gives then."),
		field.Time("expires_at").Optional().Nillable().Immutable(),
		field.Time("withdrawn_at").Optional().Nillable(),
		field.UUID("withdrawn_by", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of RewardCode.
func (RewardCode) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Immutable(),
		edge.From("campaign", Campaign.Type).Ref("codes").Field("campaign_id").Unique().Immutable(),
		edge.To("uses", CouponUse.Type),
	}
}

// Indexes of RewardCode: values are unique over all kinds (areas.md D15); a client has one code of its own, a campaign one.
func (RewardCode) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("value").Unique(),
		index.Fields("client_id").Unique().StorageKey("codes_one_referral_per_client").Annotations(entsql.IndexWhere("kind = 'REFERRAL'")),
		index.Fields("campaign_id").Unique(),
		index.Fields("client_id", "created_at", "id"),
	}
}

// Annotations of RewardCode.
func (RewardCode) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("cod"), table(RewardCode{}, "codes", checks(
		"codes_value", "value ~ '^[A-HJ-NP-Z2-9]{6}$'",
		"codes_kind", oneOf("kind", domain.RewardCodeKind("").Values()),
		"codes_owner", "(kind = 'CAMPAIGN') = (client_id IS NULL) AND (kind = 'CAMPAIGN') = (campaign_id IS NOT NULL)",
		"codes_pips", "(kind = 'REFERRAL') = (pips IS NULL) AND (pips IS NULL OR pips > 0)",
		"codes_withdrawn", "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL OR kind = 'REWARD')"))}
}

// CouponUse is a code that an operation has: reserved while it lives, consumed by its completion, released by any other end.
type CouponUse struct{ ent.Schema }

// Mixin of CouponUse.
func (CouponUse) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of CouponUse.
func (CouponUse) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("code_id", uuid.UUID{}).Immutable(),
		field.Enum("kind").GoType(domain.RewardCodeKind("")).Immutable().Comment("That of its code."),
		field.UUID("client_id", uuid.UUID{}).Immutable().Comment("Whose operation it is."),
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.Int("pips").Immutable().Comment("What the operation's price has by it."),
		field.Enum("state").GoType(domain.CouponUseState("")),
		field.Time("ended_at").Optional().Nillable().Comment("When it was consumed or released."),
	}
}

// Edges of CouponUse.
func (CouponUse) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("code", RewardCode.Type).Ref("uses").Field("code_id").Unique().Required().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Required().Immutable(),
	}
}

// Indexes of CouponUse: a reward is used once; a client has one code reserved at a time (areas.md E22), uses the code of a campaign once,
// and a referral code once in its life; an operation has one code.
func (CouponUse) Indexes() []ent.Index {
	const live = "(state = 'RESERVED' OR state = 'CONSUMED')"
	return []ent.Index{
		index.Fields("code_id").Unique().StorageKey("coupon_uses_once").Annotations(entsql.IndexWhere("kind = 'REWARD' AND " + live)),
		index.Fields("client_id").Unique().StorageKey("coupon_uses_one_reserved_per_client").Annotations(entsql.IndexWhere("state = 'RESERVED'")),
		index.Fields("client_id").Unique().StorageKey("coupon_uses_one_referral_per_client").
			Annotations(entsql.IndexWhere("kind = 'REFERRAL' AND state = 'CONSUMED'")),
		index.Fields("code_id", "client_id").Unique().StorageKey("coupon_uses_campaign_once").
			Annotations(entsql.IndexWhere("kind = 'CAMPAIGN' AND " + live)),
		index.Fields("operation_id").Unique().StorageKey("coupon_uses_one_of_operation").Annotations(entsql.IndexWhere(live)),
		index.Fields("code_id", "id"),
		index.Fields("client_id", "id"),
		index.Fields("operation_id"),
	}
}

// Annotations of CouponUse.
func (CouponUse) Annotations() []schema.Annotation {
	return []schema.Annotation{table(CouponUse{}, "coupon_uses", checks(
		"coupon_uses_kind", oneOf("kind", domain.RewardCodeKind("").Values()),
		"coupon_uses_state", oneOf("state", domain.CouponUseState("").Values()),
		"coupon_uses_pips", "pips > 0",
		"coupon_uses_ended", "(state = 'RESERVED') = (ended_at IS NULL)"))}
}

// Referral is who recommended the house to a client. It may change until the client's first completed operation confirms it.
type Referral struct{ ent.Schema }

// Mixin of Referral.
func (Referral) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Referral.
func (Referral) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("referred_id", uuid.UUID{}).Immutable(),
		field.UUID("referrer_id", uuid.UUID{}),
		field.UUID("code_id", uuid.UUID{}),
		field.Enum("origin").GoType(domain.ReferralOrigin("")),
		field.Time("bound_at").Comment("When the client named this referrer."),
		field.Time("confirmed_at").Optional().Nillable(),
		field.UUID("confirmed_by", uuid.UUID{}).Optional().Nillable().Comment("The first completed operation."),
		field.JSON("flags", []domain.ReferralFlag{}).Comment("What both have in common (RULE-REF-4)."),
		field.Bool("flagged").Default(false).Comment("Whether there are flags."),
		field.Bool("suspended").Default(false).Comment("Operations earn nothing until somebody decides."),
		field.Time("decided_at").Optional().Nillable(),
		field.UUID("decided_by", uuid.UUID{}).Optional().Nillable(),
		bounded(field.String("decision_reason"), 300).Optional().Nillable(),
	}
}

// Edges of Referral.
func (Referral) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("referred", Customer.Type).Field("referred_id").Unique().Required().Immutable(),
		edge.To("referrer", Customer.Type).Field("referrer_id").Unique().Required(),
		edge.To("code", RewardCode.Type).Field("code_id").Unique().Required(),
		edge.To("first_operation", Operation.Type).Field("confirmed_by").Unique(),
	}
}

// Indexes of Referral.
func (Referral) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("referred_id").Unique(),
		index.Fields("referrer_id", "created_at", "id"),
		index.Fields("created_at", "id"),
		index.Fields("created_at", "id").StorageKey("referrals_flagged").Annotations(entsql.IndexWhere("flagged")),
	}
}

// Annotations of Referral.
func (Referral) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("rfr"), table(Referral{}, "referrals", checks(
		"referrals_two", "referred_id <> referrer_id",
		"referrals_origin", oneOf("origin", domain.ReferralOrigin("").Values()),
		"referrals_confirmed", "(confirmed_at IS NULL) = (confirmed_by IS NULL)",
		"referrals_flagged", "flagged = (flags <> '[]'::jsonb)",
		"referrals_suspended", "NOT suspended OR flagged OR decided_at IS NOT NULL",
		"referrals_decided", "(decided_at IS NULL) = (decided_by IS NULL) AND (decided_at IS NULL) = (decision_reason IS NULL)"))}
}

// RewardMovement is pips that a client got or gave. Rows are added and never changed; a balance is their sum.
type RewardMovement struct{ ent.Schema }

// Mixin of RewardMovement.
func (RewardMovement) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RewardMovement.
func (RewardMovement) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Int("pips").Immutable(),
		field.Enum("reason").GoType(domain.RewardReason("")).Immutable(),
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("code_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Other("business_date", domain.Date{}).SchemaType(dateColumn).Immutable().Comment("The Lima day."),
	}
}

// Edges of RewardMovement.
func (RewardMovement) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Immutable(),
		edge.To("code", RewardCode.Type).Field("code_id").Unique().Immutable(),
	}
}

// Indexes of RewardMovement: nothing is earned twice by one operation; a code is paid for once, and given back once.
func (RewardMovement) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id", "reason", "client_id").Unique(),
		index.Fields("code_id", "reason").Unique(),
		index.Fields("client_id", "id"),
	}
}

// Annotations of RewardMovement.
func (RewardMovement) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RewardMovement{}, "reward_movements", checks(
		"reward_movements_reason", oneOf("reason", domain.RewardReason("").Values()),
		"reward_movements_earned", "reason <> 'EARNED' OR (pips > 0 AND operation_id IS NOT NULL AND code_id IS NULL)",
		"reward_movements_redeemed", "reason <> 'REDEEMED' OR (pips < 0 AND code_id IS NOT NULL AND operation_id IS NULL)",
		"reward_movements_reversed", "reason <> 'REVERSED' OR (CASE WHEN operation_id IS NULL THEN pips > 0 AND code_id IS NOT NULL ELSE pips < 0 AND code_id IS NULL END)",
		"reward_movements_pips", "pips <> 0"))}
}

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

// BaseRate is a publication of the precio base: the wholesale reference of the house. Append-only.
type BaseRate struct{ ent.Schema }

// Mixin of BaseRate.
func (BaseRate) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of BaseRate.
func (BaseRate) Fields() []ent.Field {
	return []ent.Field{
		rate("bid").Immutable(),
		rate("ask").Immutable(),
		field.Int("spread_pips").Immutable().Comment("Taken off the bid and put on the ask for the public pair."),
		bounded(field.String("reason"), 300).Immutable(),
		field.Bool("overridden").Default(false).Immutable().Comment("Published beyond the deviation guard by a Master."),
		field.UUID("published_by", uuid.UUID{}).Immutable(),
	}
}

// Indexes of BaseRate.
func (BaseRate) Indexes() []ent.Index { return []ent.Index{index.Fields("created_at", "id")} }

// Annotations of BaseRate.
func (BaseRate) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("bas"), table(BaseRate{}, "base_rates", checks("base_rates_order", "bid > 0 AND ask > bid"))}
}

// PublicRate is a publication of the pair that the house offers. Append-only; the newest is in force.
type PublicRate struct{ ent.Schema }

// Mixin of PublicRate.
func (PublicRate) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of PublicRate.
func (PublicRate) Fields() []ent.Field {
	return []ent.Field{
		rate("house_buys").Immutable(),
		rate("house_sells").Immutable(),
		field.Enum("source").GoType(domain.RateSource("")).Immutable(),
		field.UUID("base_rate_id", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("The base rate in force when this pair was published; null before the first one."),
		bounded(field.String("reason"), 300).Immutable(),
		field.Bool("overridden").Default(false).Immutable(),
		field.UUID("published_by", uuid.UUID{}).Immutable(),
	}
}

// Edges of PublicRate.
func (PublicRate) Edges() []ent.Edge {
	return []ent.Edge{edge.To("base_rate", BaseRate.Type).Field("base_rate_id").Unique().Immutable()}
}

// Indexes of PublicRate.
func (PublicRate) Indexes() []ent.Index { return []ent.Index{index.Fields("created_at", "id")} }

// Annotations of PublicRate.
func (PublicRate) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("rat"), table(PublicRate{}, "public_rates", checks(
		"public_rates_order", "house_buys > 0 AND house_sells >= house_buys AND house_sells <= 10",
		"public_rates_source", oneOf("source", domain.RateSource("").Values())))}
}

// ScheduledRate is a pair that will be published at an instant, by the house itself in the name of who scheduled it. It ends once.
type ScheduledRate struct{ ent.Schema }

// Mixin of ScheduledRate.
func (ScheduledRate) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ScheduledRate.
func (ScheduledRate) Fields() []ent.Field {
	return []ent.Field{
		rate("house_buys").Immutable(),
		rate("house_sells").Immutable(),
		field.Time("publish_at").Immutable(),
		bounded(field.String("reason"), 300).Immutable(),
		field.Bool("override").Default(false).Immutable().Comment("Published beyond the deviation guard by a Master."),
		field.UUID("scheduled_by", uuid.UUID{}).Immutable(),
		field.Enum("outcome").GoType(domain.ScheduleOutcome("")).Optional().Nillable().Comment("Null while it waits."),
		field.Time("ended_at").Optional().Nillable(),
		field.UUID("ended_by", uuid.UUID{}).Optional().Nillable().Comment("Who canceled it; null where the house ended it."),
		field.UUID("public_rate_id", uuid.UUID{}).Optional().Nillable().Comment("What was published."),
		bounded(field.String("refusal"), 500).Optional().Nillable().Comment("Why it was not published, for the staff."),
	}
}

// Indexes of ScheduledRate.
func (ScheduledRate) Indexes() []ent.Index {
	return []ent.Index{index.Fields("publish_at", "id"), index.Fields("publish_at").Annotations(entsql.IndexWhere("outcome IS NULL")).StorageKey("scheduled_rates_open")}
}

// Annotations of ScheduledRate.
func (ScheduledRate) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("srt"), table(ScheduledRate{}, "scheduled_rates", checks(
		"scheduled_rates_order", "house_buys > 0 AND house_sells >= house_buys AND house_sells <= 10",
		"scheduled_rates_ahead", "publish_at > created_at",
		"scheduled_rates_outcome", "outcome IS NULL OR "+oneOf("outcome", domain.ScheduleOutcome("").Values()),
		"scheduled_rates_end", "(outcome IS NULL) = (ended_at IS NULL) AND (coalesce(outcome, '') = 'PUBLISHED') = (public_rate_id IS NOT NULL) "+
			"AND (coalesce(outcome, '') = 'REFUSED') = (refusal IS NOT NULL) AND (coalesce(outcome, '') = 'CANCELED') = (ended_by IS NOT NULL)"))}
}

// Quote is a promised price: for one client or one desk draft, used once, with the inputs that made it.
type Quote struct{ ent.Schema }

// Mixin of Quote.
func (Quote) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Quote.
func (Quote) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("drafted_by", uuid.UUID{}).Optional().Nillable().Immutable().
			Comment("The person of the desk who made the quote; null when the client made it."),
		field.Enum("side").GoType(domain.Side("")).Immutable(),
		field.Enum("fixed_currency").GoType(domain.Currency("")).Immutable().Comment("The side of the price that the client fixed."),
		amount("usd").Immutable(),
		amount("pen").Immutable(),
		rate("rate").Immutable(),
		rate("public_rate").Immutable(),
		field.UUID("public_rate_id", uuid.UUID{}).Immutable(),
		rate("base_rate").Immutable().Nillable(),
		field.Int("discount_pips").Default(0).Immutable().Comment("In favour of the client: that of the amount and that of a code."),
		field.JSON("discount_inputs", &domain.DiscountInputs{}).Optional().Immutable().
			Comment("What its discounts follow from; null of a negotiated rate, and of quotes made before they were kept."),
		field.Int("tier_pips").Default(0).Immutable(),
		field.Int("coupon_pips").Default(0).Immutable(),
		field.UUID("coupon_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("The code that the coupon's part was given for."),
		bounded(field.String("coupon_code"), 20).Optional().Nillable().Immutable(),
		field.Bool("negotiated").Default(false).Immutable(),
		field.Time("expires_at").Immutable(),
		field.Time("used_at").Optional().Nillable(),
	}
}

// Edges of Quote.
func (Quote) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("client", Customer.Type).Ref("quotes").Field("client_id").Unique().Immutable(),
		edge.To("coupon", RewardCode.Type).Field("coupon_id").Unique().Immutable(),
		edge.To("published", PublicRate.Type).Field("public_rate_id").Unique().Required().Immutable(),
	}
}

// Indexes of Quote.
func (Quote) Indexes() []ent.Index {
	return []ent.Index{index.Fields("client_id", "created_at"),
		index.Fields("coupon_id", "client_id").Annotations(entsql.IndexWhere("coupon_id IS NOT NULL")),
		index.Fields("expires_at").Annotations(entsql.IndexWhere("used_at IS NULL"))}
}

// Annotations of Quote.
func (Quote) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("qte"), table(Quote{}, "quotes", checks(
		"quotes_side", oneOf("side", domain.Side("").Values()),
		"quotes_owner", "client_id IS NOT NULL OR drafted_by IS NOT NULL",
		"quotes_discount", "discount_pips = tier_pips + coupon_pips AND tier_pips >= 0 AND coupon_pips >= 0",
		"quotes_coupon", "(coupon_pips > 0) = (coupon_id IS NOT NULL) AND (coupon_id IS NULL) = (coupon_code IS NULL)",
		"quotes_negotiated", "NOT negotiated OR discount_pips = 0",
		"quotes_price", priceCheck))}
}

// priceCheck is the arithmetic of a price (RULE-PRC-2): the side that the client fixed stands as typed, the other is
// rounded half up to the cent.
const priceCheck = "usd > 0 AND pen > 0 AND rate > 0 AND " +
	"((fixed_currency = 'USD' AND pen = round(usd * rate, 2)) OR (fixed_currency = 'PEN' AND usd = round(pen / rate, 2)))"

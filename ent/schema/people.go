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

// User is a person of the house. Users are deactivated, never deleted.
type User struct{ ent.Schema }

// Mixin of User.
func (User) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of User.
func (User) Fields() []ent.Field {
	return []ent.Field{
		bounded(field.String("name"), 120),
		bounded(field.String("email"), 120).Comment("Lower case; one of the two sign-in names."),
		bounded(field.String("dni"), 12).Optional().Nillable(),
		field.String("password_hash").Sensitive().Comment("argon2id in PHC form; empty for the house itself, which nobody signs in as."),
		field.Enum("role").GoType(domain.Role("")),
		field.Enum("status").GoType(domain.UserStatus("")),
		field.Bool("is_house").Default(false).Immutable().
			Comment("The system owner of self-registered clients (decisions.md, Lifecycle)."),
		field.Bool("must_change_password").Default(false).Comment("The next session may do nothing but choose another password."),
		field.Bytes("totp_secret").Optional().MaxLen(256).Sensitive().Comment("Sealed under a key derived from SECRET_KEY."),
		field.Time("totp_confirmed_at").Optional().Nillable().Comment("Null until a first code proved that the secret arrived."),
		field.Int64("totp_last_step").Default(0).Comment("The newest time step that was used, so that no code works twice."),
		field.Time("deactivated_at").Optional().Nillable(),
		bounded(field.String("deactivation_reason"), 300).Optional().Nillable(),
		field.Time("updated_at").Optional().Nillable(),
	}
}

// Edges of User.
func (User) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("grants", PermissionGrant.Type),
		edge.To("sets", PermissionSetGrant.Type),
		edge.To("clients", Customer.Type),
		edge.To("traded_operations", Operation.Type),
		edge.To("assigned_operations", Operation.Type),
	}
}

// Indexes of User: sign-in names are unique among active users only, so that people can be hired again (P-23).
func (User) Indexes() []ent.Index {
	active := entsql.IndexWhere("status = 'ACTIVE'")
	return []ent.Index{
		index.Fields("email").Unique().Annotations(active),
		index.Fields("dni").Unique().Annotations(active),
		index.Fields("is_house").Unique().Annotations(entsql.IndexWhere("is_house")),
	}
}

// Annotations of User.
func (User) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("usr"), table(User{}, "users", checks(
		"users_role", oneOf("role", domain.Role("").Values()),
		"users_status", oneOf("status", domain.UserStatus("").Values())))}
}

// PermissionGrant gives one user a permission beyond the role, for example a trader who may publish rates.
type PermissionGrant struct{ ent.Schema }

// Mixin of PermissionGrant.
func (PermissionGrant) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of PermissionGrant.
func (PermissionGrant) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		bounded(field.String("permission").GoType(domain.Permission("")), 60).Immutable(),
		field.UUID("granted_by", uuid.UUID{}).Optional().Nillable().Immutable(),
	}
}

// Edges of PermissionGrant.
func (PermissionGrant) Edges() []ent.Edge {
	return []ent.Edge{edge.From("user", User.Type).Ref("grants").Field("user_id").Unique().Required().Immutable()}
}

// Indexes of PermissionGrant.
func (PermissionGrant) Indexes() []ent.Index {
	return []ent.Index{index.Fields("user_id", "permission").Unique()}
}

// Annotations of PermissionGrant.
func (PermissionGrant) Annotations() []schema.Annotation {
	return []schema.Annotation{table(PermissionGrant{}, "permission_grants", nil)}
}

// PermissionSetGrant gives one user an office of the house: a set of permissions beyond the role.
type PermissionSetGrant struct{ ent.Schema }

// Mixin of PermissionSetGrant.
func (PermissionSetGrant) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of PermissionSetGrant.
func (PermissionSetGrant) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.Enum("permission_set").GoType(domain.PermissionSet("")).Immutable(),
		field.UUID("granted_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Who proposed it, where two persons gave it."),
		field.UUID("proposal_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("What a second person confirmed."),
	}
}

// Edges of PermissionSetGrant.
func (PermissionSetGrant) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("user", User.Type).Ref("sets").Field("user_id").Unique().Required().Immutable(),
		edge.To("proposal", Proposal.Type).Field("proposal_id").Unique().Immutable(),
	}
}

// Indexes of PermissionSetGrant: a proposal gives one set once.
func (PermissionSetGrant) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("user_id", "permission_set").Unique(),
		index.Fields("proposal_id").Unique(),
	}
}

// Annotations of PermissionSetGrant.
func (PermissionSetGrant) Annotations() []schema.Annotation {
	return []schema.Annotation{table(PermissionSetGrant{}, "permission_set_grants", checks(
		"permission_set_grants_permission_set", oneOf("permission_set", domain.PermissionSet("").Values())))}
}

// Entrustment tells that somebody was given what lets it act for the house, and by whose hand. It is append-only.
type Entrustment struct{ ent.Schema }

// Mixin of Entrustment.
func (Entrustment) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Entrustment.
func (Entrustment) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("user_id", uuid.UUID{}).Immutable(),
		field.UUID("given_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null for nobody's hand: the command line."),
		field.Enum("kind").GoType(domain.EntrustmentKind("")).Immutable(),
	}
}

// Edges of Entrustment.
func (Entrustment) Edges() []ent.Edge {
	return []ent.Edge{edge.To("user", User.Type).Field("user_id").Unique().Required().Immutable()}
}

// Indexes of Entrustment: what somebody gave lately, and what a person was given.
func (Entrustment) Indexes() []ent.Index {
	return []ent.Index{index.Fields("given_by", "created_at"), index.Fields("user_id", "created_at")}
}

// Annotations of Entrustment.
func (Entrustment) Annotations() []schema.Annotation {
	return []schema.Annotation{table(Entrustment{}, "entrustments", checks(
		"entrustments_kind", oneOf("kind", domain.EntrustmentKind("").Values())))}
}

// Customer is a client of the house: a person or a company. GraphQL calls it Client (ent reserves that name).
type Customer struct{ ent.Schema }

// Mixin of Customer.
func (Customer) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Customer.
func (Customer) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("document_type").GoType(domain.DocumentType("")),
		bounded(field.String("document_number"), 15),
		bounded(field.String("paternal_surname"), 100).Optional().Nillable().Comment("Of a person. A foreigner may have one surname (P-29)."),
		bounded(field.String("maternal_surname"), 100).Optional().Nillable(),
		bounded(field.String("given_names"), 100).Optional().Nillable(),
		field.Bool("single_surname").Default(false).Comment("The person declared that the document has one surname; a DNI needs it."),
		bounded(field.String("contact_name"), 200).Optional().Nillable().Comment("Who speaks for a company."),
		bounded(field.String("contact_position"), 100).Optional().Nillable().Comment("What that person is in the company."),
		bounded(field.String("full_name"), 200).
			Comment("Upper case: PATERNO MATERNO NOMBRES of a person, the razón social of a company (domain.md 1.2)."),
		bounded(field.String("email"), 120).Comment("Lower case. Several clients may share one (P-23)."),
		bounded(field.String("phone"), 20).Optional().Nillable(),
		field.String("password_hash").Sensitive().Comment("argon2id in PHC form; empty until the client chooses one."),
		field.Enum("status").GoType(domain.ClientStatus("")),
		field.Enum("kyc_status").GoType(domain.KYCStatus("")),
		field.UUID("owner_id", uuid.UUID{}).Comment("The trader whose portfolio the client is in, or the house."),
		field.Bool("parallel_operations").Default(false).
			Comment("Lifts the rule of one live operation per client, for companies."),
		field.Enum("channel").GoType(domain.Channel("")).Immutable(),
		bounded(field.String("address"), 200).Optional().Nillable().Comment("Street and number; the invoice needs it."),
		bounded(field.String("district"), 80).Optional().Nillable(),
		bounded(field.String("province"), 80).Optional().Nillable(),
		bounded(field.String("department"), 80).Optional().Nillable(),
		field.Bool("politically_exposed").Optional().Nillable().Comment("What the client declared; null until asked (PEP)."),
		field.Other("birth_date", domain.Date{}).SchemaType(dateColumn).Optional().Nillable().Comment("Of a person."),
		bounded(field.String("nationality"), 2).Optional().Nillable().Comment("ISO 3166-1 alpha-2, of a person."),
		bounded(field.String("occupation"), 100).Optional().Nillable().Comment("Of a person, or what a company does."),
		bounded(field.String("origin_of_funds"), 200).Optional().Nillable(),
		bounded(field.String("purpose"), 200).Optional().Nillable().Comment("What the money is exchanged for."),
		field.Enum("monthly_income_band").GoType(domain.IncomeBand("")).Optional().Nillable(),
		field.Enum("gender").GoType(domain.Gender("")).Optional().Nillable(),
		bounded(field.String("referral_code_used"), 12).Optional().Nillable().Comment("Typed at registration; rewards read it."),
		bounded(field.String("deactivation_reason"), 300).Optional().Nillable(),
		field.Time("review_started_at").Optional().Nillable().Comment("Since when the identification waits for Middle Office; null where it does not."),
		field.Time("kyc_decided_at").Optional().Nillable(),
		field.Enum("kyc_rejection").GoType(domain.KYCReason("")).Optional().Nillable().
			Comment("Why the identification was rejected last; null again from an approval or a reopening on. New papers leave it."),
		field.Time("reassigned_at").Optional().Nillable(),
		field.Time("updated_at"),
	}
}

// Edges of Customer.
func (Customer) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("owner", User.Type).Ref("clients").Field("owner_id").Unique().Required(),
		edge.To("accounts", BankAccount.Type),
		edge.To("operations", Operation.Type),
		edge.To("quotes", Quote.Type),
		edge.To("contacts", ClientContact.Type),
		edge.To("consents", Consent.Type),
		edge.To("documents", ClientDocument.Type),
		edge.To("invoices", Invoice.Type),
		edge.To("risk_profile", RiskProfile.Type).Unique(),
		edge.To("screening_subjects", ScreeningSubject.Type),
	}
}

// Indexes of Customer: a client is the pair of document type and number (P-23). Names are found by the generated column search_key,
// which has its index in the migrations: ent knows no generated columns.
func (Customer) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("document_type", "document_number").Unique(),
		index.Fields("document_number").Annotations(entsql.OpClass("text_pattern_ops")),
		index.Fields("owner_id", "created_at"),
		index.Fields("kyc_status", "review_started_at"),
		index.Fields("phone").Annotations(entsql.IndexWhere("phone IS NOT NULL")),
		index.Fields("address").Annotations(entsql.IndexWhere("address IS NOT NULL")),
	}
}

// Annotations of Customer.
func (Customer) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("cli"), table(Customer{}, "clients", checks(
		"clients_document_type", oneOf("document_type", domain.DocumentType("").Values()),
		"clients_status", oneOf("status", domain.ClientStatus("").Values()),
		"clients_kyc_status", oneOf("kyc_status", domain.KYCStatus("").Values()),
		"clients_kyc_rejection", oneOf("kyc_rejection", domain.KYCReason("").Values()),
		"clients_channel", oneOf("channel", domain.Channel("").Values()),
		"clients_nationality", "nationality ~ '^[A-Z]{2}$'",
		"clients_monthly_income_band", oneOf("monthly_income_band", domain.IncomeBand("").Values()),
		"clients_gender", oneOf("gender", domain.Gender("").Values()),
		"clients_no_birth_of_company", "document_type <> 'RUC' OR (birth_date IS NULL AND nationality IS NULL AND gender IS NULL)"))}
}

// BankAccount is a client's own account at a bank. Accounts are removed, never deleted; an operation keeps a snapshot.
type BankAccount struct{ ent.Schema }

// Mixin of BankAccount.
func (BankAccount) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of BankAccount.
func (BankAccount) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		bounded(field.String("bank"), 20).Immutable().Comment("Code of the bank catalogue, for example BCP."),
		field.Enum("currency").GoType(domain.Currency("")).Immutable(),
		field.Enum("kind").GoType(domain.AccountKind("")).Immutable(),
		bounded(field.String("number"), 20).Immutable().Comment("The bank's own number, or the CCI where the bank is reached by CCI only."),
		bounded(field.String("cci"), 20).Immutable(),
		field.Time("holder_declared_at").Immutable().Comment("When the client declared that the account is its own."),
		field.Time("holder_confirmed_at").Optional().Nillable().Comment("When the house saw that it is."),
		field.UUID("holder_confirmed_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("removed_at").Optional().Nillable(),
	}
}

// Edges of BankAccount.
func (BankAccount) Edges() []ent.Edge {
	return []ent.Edge{edge.From("client", Customer.Type).Ref("accounts").Field("client_id").Unique().Required().Immutable()}
}

// Indexes of BankAccount.
func (BankAccount) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("client_id", "bank", "currency", "number").Unique().Annotations(entsql.IndexWhere("removed_at IS NULL")),
		index.Fields("cci"),
	}
}

// Annotations of BankAccount.
func (BankAccount) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("acc"), table(BankAccount{}, "bank_accounts", checks(
		"bank_accounts_currency", oneOf("currency", domain.Currency("").Values()),
		"bank_accounts_kind", oneOf("kind", domain.AccountKind("").Values()),
		"bank_accounts_cci", "cci ~ '^[0-9]{20}$'",
		"bank_accounts_confirmed", "(holder_confirmed_at IS NULL) = (holder_confirmed_by IS NULL)"))}
}

// Session is a sign-in. The token itself is never stored, only its SHA-256.
type Session struct{ ent.Schema }

// Mixin of Session.
func (Session) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Session.
func (Session) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("kind").GoType(domain.SessionKind("")).Immutable(),
		field.UUID("user_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.Bytes("token_hash").MaxLen(32).Immutable().Sensitive(),
		bounded(field.String("address"), 64).Immutable(),
		bounded(field.String("user_agent"), 300).Immutable(),
		bounded(field.String("device"), 80).Default("").Immutable().Comment("What a person recognises, for example Chrome en Windows."),
		field.Enum("restriction").GoType(domain.SessionRestriction("")).Optional().Nillable().
			Comment("The one thing that the session may do until it is done."),
		field.Time("seen_at"),
		field.Time("idle_expires_at"),
		field.Time("expires_at").Immutable(),
		field.Time("ended_at").Optional().Nillable(),
		field.Enum("end_reason").GoType(domain.SessionEnd("")).Optional().Nillable(),
	}
}

// Edges of Session.
func (Session) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("user", User.Type).Field("user_id").Unique().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Immutable(),
	}
}

// Indexes of Session: a person of the house has one live session (decisions.md, sessions).
func (Session) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("token_hash").Unique(),
		index.Fields("user_id").Unique().Annotations(entsql.IndexWhere("ended_at IS NULL")),
		index.Fields("client_id").Annotations(entsql.IndexWhere("ended_at IS NULL")),
	}
}

// Annotations of Session.
func (Session) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("ses"), table(Session{}, "sessions", checks(
		"sessions_kind", oneOf("kind", domain.SessionKind("").Values()),
		"sessions_restriction", oneOf("restriction", domain.SessionRestriction("").Values()),
		"sessions_one_person", "(user_id IS NULL) <> (client_id IS NULL)",
		"sessions_ended", "(ended_at IS NULL) = (end_reason IS NULL)"))}
}

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

// Alert is something about a client that somebody of compliance must look at.
type Alert struct{ ent.Schema }

// Mixin of Alert.
func (Alert) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of Alert.
func (Alert) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("number").Immutable().Comment("From the sequence alert_numbers, first 1, never reused."),
		bounded(field.String("code"), 24).Immutable().Comment("ALT-<number>."),
		field.Enum("type").GoType(domain.AlertType("")).Immutable(),
		field.Enum("severity").GoType(domain.AlertSeverity("")).Immutable(),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		bounded(field.String("rule"), 40).Immutable(),
		bounded(field.String("title"), 150).Immutable(),
		bounded(field.String("description"), 500).Immutable(),
		field.JSON("details", []domain.RuleFigure{}).Immutable(),
		bounded(field.String("dedup_key"), 150).Immutable().Comment("What findings about the client share that have one open alert."),
		field.Enum("status").GoType(domain.AlertStatus("")),
		field.UUID("owner_id", uuid.UUID{}).Optional().Nillable().Comment("Who took it last."),
		field.Time("taken_at").Optional().Nillable(),
		field.Time("due_at").Comment("Until when the step is ended that it waits for."),
		field.Time("overdue_told_at").Optional().Nillable().Comment("When people were told that this is over."),
		field.Enum("resolution").GoType(domain.AlertResolution("")).Optional().Nillable(),
		bounded(field.String("resolution_note"), 1000).Optional().Nillable(),
		field.UUID("resolved_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("resolved_at").Optional().Nillable(),
		field.UUID("case_id", uuid.UUID{}).Optional().Nillable().Comment("Where it was escalated to; known to the officer and the alternate alone."),
	}
}

// Edges of Alert.
func (Alert) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Immutable(),
		edge.To("owner", User.Type).Field("owner_id").Unique(),
		edge.To("resolver", User.Type).Field("resolved_by").Unique(),
		edge.From("compliance_case", ComplianceCase.Type).Ref("alerts").Field("case_id").Unique(),
		edge.To("findings", AlertFinding.Type),
		edge.To("notes", AlertNote.Type),
	}
}

// Indexes of Alert: a client has one open alert of a kind of finding.
func (Alert) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("number").Unique(),
		index.Fields("client_id", "dedup_key").Unique().StorageKey("alerts_one_open").Annotations(entsql.IndexWhere("status = 'NEW' OR status = 'IN_REVIEW'")),
		index.Fields("status", "id"),
		index.Fields("severity", "id"),
		index.Fields("client_id", "id"),
		index.Fields("operation_id"),
		index.Fields("due_at", "id").Annotations(entsql.IndexWhere("status = 'NEW' OR status = 'IN_REVIEW'")),
	}
}

// Annotations of Alert.
func (Alert) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("alt"), table(Alert{}, "alerts", checks(
		"alerts_type", oneOf("type", domain.AlertType("").Values()),
		"alerts_severity", oneOf("severity", domain.AlertSeverity("").Values()),
		"alerts_status", oneOf("status", domain.AlertStatus("").Values()),
		"alerts_resolution", oneOf("resolution", domain.AlertResolution("").Values()),
		"alerts_owner", "(owner_id IS NULL) = (taken_at IS NULL) AND (status = 'NEW') = (owner_id IS NULL)",
		"alerts_end", "(status IN ('NEW', 'IN_REVIEW')) = (resolved_at IS NULL) AND (resolved_at IS NULL) = (resolved_by IS NULL) "+
			"AND (resolved_at IS NULL) = (resolution IS NULL) AND (resolution_note IS NULL OR resolved_at IS NOT NULL)",
		"alerts_escalated", "(status = 'ESCALATED') = (case_id IS NOT NULL) AND (status <> 'ESCALATED' OR resolution = 'REVIEWED' AND resolution_note IS NULL)"))}
}

// AlertFinding is one thing that was found and that an alert is about. Rows are added and never changed.
type AlertFinding struct{ ent.Schema }

// Mixin of AlertFinding.
func (AlertFinding) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of AlertFinding.
func (AlertFinding) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		bounded(field.String("source"), 150).Immutable().Comment("What found it: it is found once."),
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("evaluation_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Where a rule of monitoring found it."),
		field.UUID("hit_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Where a screening found it."),
		bounded(field.String("description"), 500).Immutable(),
		field.JSON("details", []domain.RuleFigure{}).Immutable(),
	}
}

// Edges of AlertFinding.
func (AlertFinding) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("alert", Alert.Type).Ref("findings").Field("alert_id").Unique().Required().Immutable(),
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Immutable(),
	}
}

// Indexes of AlertFinding.
func (AlertFinding) Indexes() []ent.Index {
	return []ent.Index{index.Fields("source").Unique().StorageKey("alert_findings_once"), index.Fields("alert_id", "id"), index.Fields("operation_id")}
}

// Annotations of AlertFinding.
func (AlertFinding) Annotations() []schema.Annotation {
	return []schema.Annotation{table(AlertFinding{}, "alert_findings", nil)}
}

// AlertNote is what somebody wrote on an alert. Rows are added and never changed.
type AlertNote struct{ ent.Schema }

// Mixin of AlertNote.
func (AlertNote) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of AlertNote.
func (AlertNote) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("alert_id", uuid.UUID{}).Immutable(),
		field.UUID("author_id", uuid.UUID{}).Immutable(),
		bounded(field.String("text"), 1000).Immutable(),
	}
}

// Edges of AlertNote.
func (AlertNote) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("alert", Alert.Type).Ref("notes").Field("alert_id").Unique().Required().Immutable(),
		edge.To("author", User.Type).Field("author_id").Unique().Required().Immutable(),
	}
}

// Indexes of AlertNote.
func (AlertNote) Indexes() []ent.Index { return []ent.Index{index.Fields("alert_id", "id")} }

// Annotations of AlertNote.
func (AlertNote) Annotations() []schema.Annotation {
	return []schema.Annotation{table(AlertNote{}, "alert_notes", nil)}
}

// ComplianceCase is what the officer decides about alerts of one client that were escalated.
type ComplianceCase struct{ ent.Schema }

// Mixin of ComplianceCase.
func (ComplianceCase) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of ComplianceCase.
func (ComplianceCase) Fields() []ent.Field {
	return []ent.Field{
		field.Int64("number").Immutable().Comment("From the sequence case_numbers, first 1, never reused."),
		bounded(field.String("code"), 24).Immutable().Comment("CAS-<number>."),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("state").GoType(domain.CaseState("")),
		field.Time("decide_by").Immutable().Comment("Until when its analysis is ended."),
		field.Time("overdue_told_at").Optional().Nillable().Comment("When people were told that this is over."),
		field.Time("t0").Optional().Nillable().Comment("When it was first called suspicious: the term of the report runs from then on, and it never changes."),
		field.UUID("t0_by", uuid.UUID{}).Optional().Nillable(),
		field.Time("report_due_at").Optional().Nillable().Comment("T0 with the term of that instant; it never changes."),
		field.Int("alarms").Default(0).Comment("Alarms of the term that were told."),
	}
}

// Edges of ComplianceCase.
func (ComplianceCase) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("classifier", User.Type).Field("t0_by").Unique(),
		edge.To("alerts", Alert.Type),
		edge.To("steps", CaseStep.Type),
		edge.To("report", SuspiciousReport.Type).Unique(),
	}
}

// Indexes of ComplianceCase: a client has one that waits for the officer.
func (ComplianceCase) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("number").Unique(),
		index.Fields("client_id").Unique().StorageKey("compliance_cases_one_live").
			Annotations(entsql.IndexWhere("state = 'ANALYSIS' OR state = 'UNUSUAL' OR state = 'SUSPICIOUS' OR state = 'DRAFTED'")),
		index.Fields("client_id", "id"),
		index.Fields("state", "id"),
		index.Fields("t0").Annotations(entsql.IndexWhere("state = 'SUSPICIOUS' OR state = 'DRAFTED'")),
	}
}

// Annotations of ComplianceCase.
func (ComplianceCase) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("cas"), table(ComplianceCase{}, "compliance_cases", checks(
		"compliance_cases_state", oneOf("state", domain.CaseState("").Values()),
		"compliance_cases_t0", "(t0 IS NULL) = (t0_by IS NULL) AND (t0 IS NULL) = (report_due_at IS NULL) AND report_due_at > t0",
		"compliance_cases_classified", "t0 IS NOT NULL OR state IN ('ANALYSIS', 'UNUSUAL', 'NOT_UNUSUAL')",
		"compliance_cases_alarms", "alarms BETWEEN 0 AND 4"))}
}

// CaseStep is what happened to a case, who did it and why. Rows are added and never changed.
type CaseStep struct{ ent.Schema }

// Mixin of CaseStep.
func (CaseStep) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of CaseStep.
func (CaseStep) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("case_id", uuid.UUID{}).Immutable(),
		field.UUID("actor_id", uuid.UUID{}).Immutable(),
		field.Enum("from").StorageKey("from_state").GoType(domain.CaseState("")).Optional().Nillable().Immutable().Comment("Null for what began it."),
		field.Enum("to").StorageKey("to_state").GoType(domain.CaseState("")).Immutable(),
		bounded(field.String("grounds"), 2000).Immutable(),
	}
}

// Edges of CaseStep.
func (CaseStep) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("compliance_case", ComplianceCase.Type).Ref("steps").Field("case_id").Unique().Required().Immutable(),
		edge.To("actor", User.Type).Field("actor_id").Unique().Required().Immutable(),
	}
}

// Indexes of CaseStep.
func (CaseStep) Indexes() []ent.Index { return []ent.Index{index.Fields("case_id", "id")} }

// Annotations of CaseStep.
func (CaseStep) Annotations() []schema.Annotation {
	return []schema.Annotation{table(CaseStep{}, "case_steps", checks(
		"case_steps_from", oneOf("from_state", domain.CaseState("").Values()),
		"case_steps_to", oneOf("to_state", domain.CaseState("").Values())))}
}

// SuspiciousReport is what the house tells the UIF of a case (ROS). Its text is sealed under a key that is not in the database.
type SuspiciousReport struct{ ent.Schema }

// Mixin of SuspiciousReport.
func (SuspiciousReport) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of SuspiciousReport.
func (SuspiciousReport) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("case_id", uuid.UUID{}).Immutable(),
		field.Bytes("draft").MaxLen(100_000).Comment("Sealed."),
		field.UUID("drafted_by", uuid.UUID{}),
		field.Time("updated_at"),
		field.Time("filed_at").Optional().Nillable().Comment("When the officer noted that it was filed."),
		field.UUID("filed_by", uuid.UUID{}).Optional().Nillable(),
		bounded(field.String("rosel_number"), 40).Optional().Nillable().Comment("What the UIF answered."),
		field.UUID("receipt_file_id", uuid.UUID{}).Optional().Nillable(),
	}
}

// Edges of SuspiciousReport.
func (SuspiciousReport) Edges() []ent.Edge {
	return []ent.Edge{
		edge.From("compliance_case", ComplianceCase.Type).Ref("report").Field("case_id").Unique().Required().Immutable(),
		edge.To("drafter", User.Type).Field("drafted_by").Unique().Required(),
		edge.To("filer", User.Type).Field("filed_by").Unique(),
		edge.To("receipt", File.Type).Field("receipt_file_id").Unique(),
	}
}

// Annotations of SuspiciousReport.
func (SuspiciousReport) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("ros"), table(SuspiciousReport{}, "suspicious_reports", checks(
		"suspicious_reports_filed", "(filed_at IS NULL) = (filed_by IS NULL) AND (filed_at IS NULL) = (rosel_number IS NULL) "+
			"AND (filed_at IS NOT NULL OR receipt_file_id IS NULL)"))}
}

// RegisterRow is an operation in the register of operations (RO), or the contra-entry that takes one back. Rows are added and never changed.
type RegisterRow struct{ ent.Schema }

// Mixin of RegisterRow.
func (RegisterRow) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RegisterRow.
func (RegisterRow) Fields() []ent.Field {
	return []ent.Field{
		field.Other("month", domain.Date{}).SchemaType(dateColumn).Immutable().Comment("First day of the month whose register has it."),
		field.Other("business_date", domain.Date{}).SchemaType(dateColumn).Immutable().Comment("The Lima day of the completion."),
		field.Enum("kind").GoType(domain.RegisterKind("")).Immutable(),
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("side").GoType(domain.Side("")).Immutable(),
		amount("usd").Immutable(),
		amount("pen").Immutable(),
		rate("rate").Immutable(),
		field.UUID("reverses_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Of a contra-entry, what it takes back."),
		bounded(field.String("reason"), 300).Optional().Nillable().Immutable().Comment("Of a contra-entry."),
		field.UUID("created_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Of a contra-entry; null for what the house wrote."),
	}
}

// Edges of RegisterRow.
func (RegisterRow) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Required().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.To("reverses", RegisterRow.Type).Field("reverses_id").Unique().Immutable(),
		edge.To("author", User.Type).Field("created_by").Unique().Immutable(),
	}
}

// Indexes of RegisterRow: an operation is registered once, and taken back once.
func (RegisterRow) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id").Unique().StorageKey("register_rows_once").Annotations(entsql.IndexWhere("reverses_id IS NULL")),
		index.Fields("reverses_id").Unique(),
		index.Fields("month", "id"),
		index.Fields("client_id", "business_date"),
	}
}

// Annotations of RegisterRow.
func (RegisterRow) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("reg"), table(RegisterRow{}, "register_rows", checks(
		"register_rows_kind", oneOf("kind", domain.RegisterKind("").Values()),
		"register_rows_month", "EXTRACT(DAY FROM month) = 1 AND month >= date_trunc('month', business_date)",
		"register_rows_contra", "(reverses_id IS NULL) = (reason IS NULL) AND (reverses_id IS NULL) = (created_by IS NULL)"))}
}

// RegisterSeal closes the register of a month. Rows are added and never changed.
type RegisterSeal struct{ ent.Schema }

// Mixin of RegisterSeal.
func (RegisterSeal) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RegisterSeal.
func (RegisterSeal) Fields() []ent.Field {
	return []ent.Field{
		field.Other("month", domain.Date{}).SchemaType(dateColumn).Immutable(),
		field.Int("rows").StorageKey("row_count").Immutable(),
		field.Bytes("digest").MaxLen(32).Immutable().Comment("Of all rows, in order, and of the seal before."),
	}
}

// Indexes of RegisterSeal.
func (RegisterSeal) Indexes() []ent.Index { return []ent.Index{index.Fields("month").Unique()} }

// Annotations of RegisterSeal.
func (RegisterSeal) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RegisterSeal{}, "register_seals", checks("register_seals_rows", "row_count >= 0"))}
}

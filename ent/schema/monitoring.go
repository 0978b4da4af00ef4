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

// MonitoringRule is one version of a rule that watches operations. What is changed of a rule is another version.
type MonitoringRule struct{ ent.Schema }

// Mixin of MonitoringRule.
func (MonitoringRule) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of MonitoringRule.
func (MonitoringRule) Fields() []ent.Field {
	return []ent.Field{
		field.Enum("code").GoType(domain.MonitoringCode("")).Immutable(),
		field.Int("version").Immutable().Comment("From 1 on."),
		field.JSON("numbers", domain.RuleNumbers{}).Immutable(),
		field.Enum("action").GoType(domain.MonitoringAction("")).Immutable(),
		field.Enum("severity").GoType(domain.AlertSeverity("")).Immutable(),
		field.Enum("state").GoType(domain.RuleState("")),
		bounded(field.String("reason"), 300).Immutable().Comment("Why somebody wrote it."),
		field.UUID("created_by", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null for what the house began with."),
		field.Time("active_from").Optional().Nillable(),
		field.Time("retired_at").Optional().Nillable(),
	}
}

// Edges of MonitoringRule.
func (MonitoringRule) Edges() []ent.Edge {
	return []ent.Edge{edge.To("trials", RuleTrial.Type), edge.To("dry_runs", RuleDryRun.Type), edge.To("evaluations", RuleEvaluation.Type)}
}

// Indexes of MonitoringRule: a rule has one version in force.
func (MonitoringRule) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("code", "version").Unique(),
		index.Fields("code").Unique().StorageKey("monitoring_rules_one_active").Annotations(entsql.IndexWhere("state = 'ACTIVE'")),
	}
}

// Annotations of MonitoringRule.
func (MonitoringRule) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("rul"), table(MonitoringRule{}, "monitoring_rules", checks(
		"monitoring_rules_code", oneOf("code", domain.MonitoringCode("").Values()),
		"monitoring_rules_version", "version > 0",
		"monitoring_rules_action", oneOf("action", domain.MonitoringAction("").Values()),
		"monitoring_rules_severity", oneOf("severity", domain.AlertSeverity("").Values()),
		"monitoring_rules_state", oneOf("state", domain.RuleState("").Values()),
		"monitoring_rules_dates", "(state IN ('ACTIVE', 'RETIRED') OR active_from IS NULL) AND (state <> 'ACTIVE' OR active_from IS NOT NULL) "+
			"AND (state = 'RETIRED') = (retired_at IS NOT NULL)"))}
}

// RuleTrial is the work of trying a version of a rule on history. What it finds is the dry run of the same id.
type RuleTrial struct{ ent.Schema }

// Mixin of RuleTrial.
func (RuleTrial) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}, worked{}} }

// Fields of RuleTrial.
func (RuleTrial) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("rule_id", uuid.UUID{}).Immutable(),
		field.UUID("asked_by", uuid.UUID{}).Immutable(),
		field.Enum("status").GoType(domain.RuleTrialStatus("")),
		field.Time("done_at").Optional().Nillable(),
	}
}

// Edges of RuleTrial.
func (RuleTrial) Edges() []ent.Edge {
	return []ent.Edge{edge.From("rule", MonitoringRule.Type).Ref("trials").Field("rule_id").Unique().Required().Immutable(),
		edge.To("dry_run", RuleDryRun.Type).Unique()}
}

// Indexes of RuleTrial: a version is tried by one at a time.
func (RuleTrial) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("rule_id").Unique().StorageKey("rule_trials_one_waits").Annotations(entsql.IndexWhere("status = 'PENDING'")),
		index.Fields("due_at").Annotations(entsql.IndexWhere("status = 'PENDING'")),
		index.Fields("rule_id", "created_at", "id"),
	}
}

// Annotations of RuleTrial.
func (RuleTrial) Annotations() []schema.Annotation {
	return []schema.Annotation{globalID("rdr"), table(RuleTrial{}, "rule_trials", checks(
		"rule_trials_status", oneOf("status", domain.RuleTrialStatus("").Values()),
		"rule_trials_lease", wholeLease,
		"rule_trials_done", "(status = 'DONE') = (done_at IS NOT NULL)"))}
}

// RuleDryRun is what a version of a rule would have found in the past, beside the version that was in force.
type RuleDryRun struct{ ent.Schema }

// Mixin of RuleDryRun.
func (RuleDryRun) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RuleDryRun.
func (RuleDryRun) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("rule_id", uuid.UUID{}).Immutable(),
		field.Time("from").StorageKey("from_at").Immutable(),
		field.Time("until").StorageKey("until_at").Immutable(),
		field.Int("operations").Immutable().Comment("Those of that time."),
		field.Int("alerts").Immutable().Comment("What the version would have alerted about."),
		field.Int("added").Immutable().Comment("Of them, those that the version in force does not."),
		field.Int("lost").Immutable().Comment("What the version in force alerts about, and this one not."),
		field.Int("not_checked").Immutable().Comment("Operations for which data were missing."),
		field.Int64("milliseconds").Immutable(),
		field.JSON("examples", []domain.TrialExample{}).Immutable().Default([]domain.TrialExample{}),
		field.UUID("trial_id", uuid.UUID{}).Optional().Nillable().Immutable().Comment("Null for what is of before trials were asked for."),
		field.UUID("created_by", uuid.UUID{}).Optional().Nillable().Immutable(),
	}
}

// Edges of RuleDryRun.
func (RuleDryRun) Edges() []ent.Edge {
	return []ent.Edge{edge.From("rule", MonitoringRule.Type).Ref("dry_runs").Field("rule_id").Unique().Required().Immutable(),
		edge.From("trial", RuleTrial.Type).Ref("dry_run").Field("trial_id").Unique().Immutable()}
}

// Indexes of RuleDryRun. A trial finds once.
func (RuleDryRun) Indexes() []ent.Index {
	return []ent.Index{index.Fields("rule_id", "created_at", "id")}
}

// Annotations of RuleDryRun.
func (RuleDryRun) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RuleDryRun{}, "rule_dry_runs", checks(
		"rule_dry_runs_time", "from_at < until_at",
		"rule_dry_runs_counts", "operations >= 0 AND alerts >= added AND added >= 0 AND lost >= 0 AND not_checked >= 0 AND milliseconds >= 0"))}
}

// TransactionMonitoring is what the rules said of an operation at one moment, all of them, with the figures that they looked at.
type TransactionMonitoring struct{ ent.Schema }

// Mixin of TransactionMonitoring.
func (TransactionMonitoring) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of TransactionMonitoring.
func (TransactionMonitoring) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Immutable(),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Enum("moment").GoType(domain.MonitoringMoment("")).Immutable(),
		field.Int("amendment").Default(0).Immutable().Comment("The version of the operation that another amount made; 0 for the amount of the beginning."),
		field.Int("score").Immutable(),
		field.JSON("outcomes", domain.RuleOutcomes{}).Immutable(),
		field.JSON("features", domain.MonitoringFeatures{}).Immutable(),
	}
}

// Edges of TransactionMonitoring.
func (TransactionMonitoring) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Required().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
	}
}

// Indexes of TransactionMonitoring: an operation is looked at once at each moment, and at each amount that it comes to.
func (TransactionMonitoring) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id", "moment", "amendment").Unique().StorageKey("transaction_monitorings_once"),
		index.Fields("client_id", "created_at", "id"),
	}
}

// Annotations of TransactionMonitoring.
func (TransactionMonitoring) Annotations() []schema.Annotation {
	return []schema.Annotation{table(TransactionMonitoring{}, "transaction_monitorings", checks(
		"transaction_monitorings_moment", oneOf("moment", domain.MonitoringMoment("").Values()),
		"transaction_monitorings_amendment", "amendment >= 0",
		"transaction_monitorings_score", "score BETWEEN 0 AND 100"))}
}

// RuleEvaluation is a rule that matched: about an operation, or about a client who was refused one, or another amount of one.
type RuleEvaluation struct{ ent.Schema }

// Mixin of RuleEvaluation.
func (RuleEvaluation) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}, stamped{}} }

// Fields of RuleEvaluation.
func (RuleEvaluation) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("operation_id", uuid.UUID{}).Optional().Nillable().Immutable(),
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.UUID("rule_id", uuid.UUID{}).Immutable(),
		field.Enum("code").GoType(domain.MonitoringCode("")).Immutable(),
		field.Int("version").Immutable(),
		field.Enum("moment").GoType(domain.MonitoringMoment("")).Immutable(),
		field.Enum("action").GoType(domain.MonitoringAction("")).Immutable(),
		field.Enum("severity").GoType(domain.AlertSeverity("")).Immutable(),
		bounded(field.String("alert_window"), 100).Immutable().Comment("What matches for the same client share, one alert has."),
		bounded(field.String("why"), 500).Immutable(),
		field.JSON("figures", []domain.RuleFigure{}).Immutable(),
		field.JSON("features", domain.MonitoringFeatures{}).Immutable(),
	}
}

// Edges of RuleEvaluation.
func (RuleEvaluation) Edges() []ent.Edge {
	return []ent.Edge{
		edge.To("operation", Operation.Type).Field("operation_id").Unique().Immutable(),
		edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable(),
		edge.From("rule", MonitoringRule.Type).Ref("evaluations").Field("rule_id").Unique().Required().Immutable(),
	}
}

// Indexes of RuleEvaluation: an operation matches a rule once, at whatever moment.
func (RuleEvaluation) Indexes() []ent.Index {
	return []ent.Index{
		index.Fields("operation_id", "code").Unique().StorageKey("rule_evaluations_once"),
		index.Fields("client_id", "created_at", "id"),
		index.Fields("rule_id", "created_at", "id"),
		index.Fields("client_id", "alert_window"),
	}
}

// Annotations of RuleEvaluation.
func (RuleEvaluation) Annotations() []schema.Annotation {
	return []schema.Annotation{table(RuleEvaluation{}, "rule_evaluations", checks(
		"rule_evaluations_code", oneOf("code", domain.MonitoringCode("").Values()),
		"rule_evaluations_moment", oneOf("moment", domain.MonitoringMoment("").Values()),
		"rule_evaluations_action", oneOf("action", domain.MonitoringAction("").Values()),
		"rule_evaluations_severity", oneOf("severity", domain.AlertSeverity("").Values()),
		"rule_evaluations_refused", "operation_id IS NOT NULL OR action = 'BLOCK'"))}
}

// ClientFeature is what a client created on one day in Lima, and what became of that. Its operations keep it, in their transactions.
type ClientFeature struct{ ent.Schema }

// Mixin of ClientFeature.
func (ClientFeature) Mixin() []ent.Mixin { return []ent.Mixin{keyed{}} }

// Fields of ClientFeature.
func (ClientFeature) Fields() []ent.Field {
	return []ent.Field{
		field.UUID("client_id", uuid.UUID{}).Immutable(),
		field.Other("day", domain.Date{}).SchemaType(dateColumn).Immutable(),
		field.Int("created").Default(0),
		amount("created_usd"),
		field.Int("lost").Default(0).Comment("Of them, those that were canceled or expired."),
		amount("lost_usd"),
		field.Int("completed").Default(0),
		amount("completed_usd"),
	}
}

// Edges of ClientFeature.
func (ClientFeature) Edges() []ent.Edge {
	return []ent.Edge{edge.To("client", Customer.Type).Field("client_id").Unique().Required().Immutable()}
}

// Indexes of ClientFeature.
func (ClientFeature) Indexes() []ent.Index {
	return []ent.Index{index.Fields("client_id", "day").Unique().StorageKey("client_features_day")}
}

// Annotations of ClientFeature.
func (ClientFeature) Annotations() []schema.Annotation {
	return []schema.Annotation{table(ClientFeature{}, "client_features", checks(
		"client_features_counts", "created >= lost + completed AND lost >= 0 AND completed >= 0",
		"client_features_amounts", "created_usd >= lost_usd + completed_usd AND lost_usd >= 0 AND completed_usd >= 0"))}
}

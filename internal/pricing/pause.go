package pricing

import (
	"context"
	"fmt"
	"time"

	"entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/parametersetting"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// checkPause refuses a new price while a Master paused them: PRICING_UNAVAILABLE with the kind PAUSED. The staff is told who did it, since
// when and why; a client hears when to come back.
func (s *Service) checkPause(ctx context.Context, from *ent.Client, by access.Actor, now time.Time) error {
	if !s.parameters(now).PricingPaused {
		return nil
	}
	refusal := domain.Refuse(domain.CodePricingUnavailable,
		"Los precios están en pausa por un momento. Vuelve a intentarlo en unos minutos; lo que ya cotizaste se respeta.")
	if !by.IsStaff() {
		return refusal.With("kind", "PAUSED")
	}
	setting, err := from.ParameterSetting.Query().Where(parametersetting.KeyEQ(domain.ParameterPricingPaused), parametersetting.ValidFromLTE(now)).
		WithSetter().Order(parametersetting.ByValidFrom(sql.OrderDesc()), parametersetting.ByCreatedAt(sql.OrderDesc())).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return refusal.With("kind", "PAUSED") // the house was started with its prices paused
	}
	if err != nil {
		return fmt.Errorf("read who paused the prices: %w", err)
	}
	return domain.Refuse(domain.CodePricingUnavailable, "%s puso los precios en pausa el %s: «%s». Un Master los reanuda en Parámetros; lo ya cotizado se respeta.",
		setting.Edges.Setter.Name, domain.SpokenInLima(setting.ValidFrom), setting.Reason).
		With("kind", "PAUSED").With("since", setting.ValidFrom.UTC().Format(timeFormat))
}

package graph_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Every door by which people change what the house keeps of them takes from one budget, and each refuses when that is used up.
func TestPersonChangesItsOwnDataSixtyTimesAnHour(t *testing.T) {
	t.Parallel()
	l := openLimited(t)
	for _, caller := range []testkit.Caller{testkit.Client, testkit.Master} {
		l.spend(t, l.As(t, caller), ratelimit.ProfileChange(), ratelimit.ProfileChange().Limit)
	}
	anyID := func(prefix string) string { return globalid.Encode(prefix, uuid.New()) }
	for mutation, c := range map[string]struct {
		caller testkit.Caller
		input  map[string]any
	}{
		"addressUpdate":              {testkit.Client, keyed(map[string]any{"address": map[string]any{"line": "Jr. Unión 100"}})},
		"contactAdd":                 {testkit.Client, keyed(map[string]any{"kind": "PHONE", "value": "987654321"})},
		"contactVerify":              {testkit.Client, map[string]any{"contactId": anyID(ent.ClientContactIDPrefix), "code": "123456"}},
		"contactRemove":              {testkit.Client, keyed(map[string]any{"contactId": anyID(ent.ClientContactIDPrefix)})},
		"accountRemove":              {testkit.Client, keyed(map[string]any{"accountId": anyID(ent.BankAccountIDPrefix)})},
		"firstContactChange":         {testkit.Client, map[string]any{"kind": "PHONE", "value": "987654321", "currentPassword": "x"}},
		"firstContactVerify":         {testkit.Client, map[string]any{"code": "123456"}},
		"notificationSettingsUpdate": {testkit.Client, keyed(map[string]any{"quietFrom": "22:00", "quietUntil": "06:00"})},
		"deviceRegister":             {testkit.Client, keyed(map[string]any{"expoPushToken": "ExponentPushToken[x]", "platform": "IOS", "appVersion": "1", "locale": "es-PE"})},
		"deviceRemove":               {testkit.Client, keyed(map[string]any{"deviceId": anyID(ent.PushDeviceIDPrefix)})},
		"passwordChange":             {testkit.Client, map[string]any{"currentPassword": "x", "newPassword": "y"}},
		"totpBegin":                  {testkit.Master, nil},
		"totpConfirm":                {testkit.Master, map[string]any{"code": "123456"}},
		"totpDisable":                {testkit.Master, map[string]any{"password": "x"}},
	} {
		document, variables := fmt.Sprintf(`mutation { %s { userErrors { code } } }`, mutation), map[string]any(nil)
		if c.input != nil {
			kind := string(mutation[0]-'a'+'A') + mutation[1:] + "Input"
			document = fmt.Sprintf(`mutation($input: %s!) { %s(input: $input) { userErrors { code } } }`, kind, mutation)
			variables = map[string]any{"input": c.input}
		}
		if got := l.ask(t, c.caller, document, variables); got.code() != "RATE_LIMITED" {
			t.Errorf("%s: %v %s", mutation, got.Errors, got.raw)
		}
	}
	// What the house changes of a client's is its work, and a client has room again as time passes.
	add := map[string]any{"input": keyed(map[string]any{"clientId": globalid.Encode(ent.CustomerIDPrefix, l.ID(testkit.Client)),
		"kind": "PHONE", "value": "987654321"})}
	if got := l.ask(t, testkit.Master, `mutation($input: ContactAddInput!) { contactAdd(input: $input) { userErrors { code } } }`, add); got.code() != "" {
		t.Errorf("a Master's correction: %v", got.Errors)
	}
	l.Clock.Advance(time.Minute)
	settings := map[string]any{"input": keyed(map[string]any{"quietFrom": "22:00", "quietUntil": "06:00"})}
	update := `mutation($input: NotificationSettingsUpdateInput!) { notificationSettingsUpdate(input: $input) { userErrors { code } } }`
	if got := l.ask(t, testkit.Client, update, settings); got.code() != "" {
		t.Errorf("a minute later: %v", got.Errors)
	}
}

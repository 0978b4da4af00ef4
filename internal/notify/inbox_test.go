package notify_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
)

func (h *house) unread(t *testing.T, caller testkit.Caller) int {
	t.Helper()
	count, err := h.Unread(h.As(t, caller))
	testkit.Must(t, err)
	return count
}

func (h *house) lines(t *testing.T, caller testkit.Caller) []uuid.UUID {
	t.Helper()
	ids, err := h.Store.Read().Notification.Query().IDs(h.As(t, caller))
	testkit.Must(t, err)
	return ids
}

func TestAnInboxIsReadByItsOwnerAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.emit(t, h.about(testkit.Client, "DATA_EXPORTED", nil), h.about(testkit.Client, "CONTACT_REMOVED", map[string]any{"kind": "EMAIL"}),
		h.about(testkit.OtherClient, "DATA_EXPORTED", nil))
	h.dispatch(t)
	if h.unread(t, testkit.Client) != 2 || h.unread(t, testkit.OtherClient) != 1 || h.unread(t, testkit.Master) != 0 {
		t.Fatal("the lines are not where they belong")
	}
	mark := func(caller testkit.Caller, ids ...uuid.UUID) error {
		_, _, err := h.MarkRead(h.As(t, caller), notify.MarkReadInput{IdempotencyKey: uuid.NewString(), IDs: ids})
		return err
	}
	foreign := h.lines(t, testkit.Client)[0]
	if err := mark(testkit.OtherClient, foreign); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("a foreign line: %v", err)
	}
	if err := mark(testkit.Master, foreign); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("a foreign line, for the Master: %v", err)
	}
	testkit.Must(t, mark(testkit.Client, foreign, foreign))
	if h.unread(t, testkit.Client) != 1 || h.unread(t, testkit.OtherClient) != 1 {
		t.Error("one line was to be read")
	}
	testkit.Must(t, mark(testkit.Client))
	if h.unread(t, testkit.Client) != 0 {
		t.Error("all lines were to be read")
	}
	if err := mark(testkit.Client, make([]uuid.UUID, 101)...); domain.CodeOf(err) != domain.CodeInvalid {
		t.Errorf("too many: %v", err)
	}
}

func TestWhatIsOnesOwnIsNotForTokens(t *testing.T) {
	t.Parallel()
	h := open(t)
	token := h.Actor(testkit.Analyst)
	token.SessionID, token.TokenID, token.Scopes = uuid.Nil, uuid.New(), domain.TokenScopes()
	restricted := h.Actor(testkit.Trader)
	restricted.Restriction = domain.RestrictedToPassword
	for name, ctx := range map[string]context.Context{"a token": access.WithActor(t.Context(), token), "anonymous": access.WithActor(t.Context(), access.Anonymous()),
		"a restricted session": access.WithActor(t.Context(), restricted)} {
		_, unread := h.Unread(ctx)
		_, settings := h.Settings(ctx)
		_, devices := h.Devices(ctx)
		_, _, marked := h.MarkRead(ctx, notify.MarkReadInput{})
		_, _, wished := h.UpdateSettings(ctx, notify.SettingsUpdateInput{})
		_, _, registered := h.RegisterDevice(ctx, notify.RegisterDeviceInput{})
		_, _, removed := h.RemoveDevice(ctx, notify.RemoveDeviceInput{})
		for _, err := range []error{unread, settings, devices, marked, wished, registered, removed} {
			switch domain.CodeOf(err) {
			case domain.CodeForbidden, domain.CodeUnauthenticated, domain.CodePasswordChangeRequired:
			default:
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestATelephoneBelongsToWhoRegisteredItLast(t *testing.T) {
	t.Parallel()
	h := open(t)
	register := func(caller testkit.Caller, token string) (uuid.UUID, error) {
		id, _, err := h.RegisterDevice(h.As(t, caller), notify.RegisterDeviceInput{IdempotencyKey: uuid.NewString(), Token: token,
			Platform: domain.PlatformAndroid, AppVersion: "1.4.0", Locale: "es-PE"})
		return id, err
	}
	const token = "ExponentPushToken[abcDEF123_-xyz]"
	first, err := register(testkit.Client, token)
	testkit.Must(t, err)
	again, err := register(testkit.Client, token)
	if testkit.Must(t, err); again != first {
		t.Error("registering again made another telephone")
	}
	taken, err := register(testkit.OtherClient, token)
	if testkit.Must(t, err); taken == first {
		t.Error("the telephone kept its former owner's row")
	}
	mine, err := h.Devices(h.As(t, testkit.Client))
	if testkit.Must(t, err); len(mine) != 0 {
		t.Error("the former owner still has it")
	}
	remove := func(caller testkit.Caller, id uuid.UUID) error {
		_, _, err := h.RemoveDevice(h.As(t, caller), notify.RemoveDeviceInput{IdempotencyKey: uuid.NewString(), DeviceID: id})
		return err
	}
	for _, id := range []uuid.UUID{first, taken, uuid.New()} {
		if err := remove(testkit.Client, id); domain.CodeOf(err) != domain.CodeNotFound {
			t.Errorf("a telephone that is not one's own: %v", err)
		}
	}
	testkit.Must(t, remove(testkit.OtherClient, taken))
	h.want(t, 0, `SELECT count(*) FROM push_devices WHERE disabled_at IS NULL`)
	_, err = register(testkit.OtherClient, token)
	testkit.Must(t, err)
	_, _, err = h.RegisterDevice(h.As(t, testkit.OtherClient), notify.RegisterDeviceInput{IdempotencyKey: uuid.NewString(), Token: token,
		Platform: domain.PlatformAndroid, AppVersion: "v1.4.0\u00a0(118)\u202e", Locale: "es-PE-u-ca-gregory"})
	testkit.Must(t, err)
	h.want(t, 1, `SELECT count(*) FROM push_devices WHERE disabled_at IS NULL AND locale = 'es-PE' AND app_version = 'v1.4.0(118)'`)

	for range 12 {
		h.device(t, testkit.Client)
	}
	h.want(t, 10, `SELECT count(*) FROM push_devices WHERE client_id = $1 AND disabled_at IS NULL`, h.ID(testkit.Client))
	for _, wrong := range []string{"", "abc", "ExponentPushToken[]", "ExponentPushToken[a b c d e f g h]", token + "\n",
		"ExponentPushToken[" + strings.Repeat("x", 200) + "]"} {
		if _, err := register(testkit.Client, wrong); domain.CodeOf(err) != domain.CodeInvalid {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	_, _, err = h.RegisterDevice(h.As(t, testkit.Client), notify.RegisterDeviceInput{IdempotencyKey: uuid.NewString(), Token: "x", Platform: "WINDOWS",
		AppVersion: "una versión", Locale: "español de Lima"})
	if list := domain.Refusals(err); len(list) != 2 {
		t.Errorf("%d faults at once: %v", len(list), err)
	}
}

package expo_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/adapter/expo"
	"github.com/qoricash/qoricash/internal/adapter/expo/expotest"
	"github.com/qoricash/qoricash/internal/notify"
)

const accessToken = "Clave_Secreta_9"

func serve(t *testing.T) *expotest.Server {
	t.Helper()
	service := expotest.New()
	t.Cleanup(service.Close)
	return service
}

func open(t *testing.T, baseURL string) *expo.Pusher {
	t.Helper()
	pusher, err := expo.New(expo.Options{BaseURL: baseURL, AccessToken: accessToken})
	if err != nil {
		t.Fatal(err)
	}
	return pusher
}

func token(i int) string { return fmt.Sprintf("ExponentPushToken[device-%04d]", i) }

// pushes are so many messages, each to a device of its own.
func pushes(count int) []notify.Push {
	list := make([]notify.Push, count)
	for i := range list {
		list[i] = notify.Push{Token: token(i), Title: "Tu operación avanzó", Body: fmt.Sprint("Mensaje ", i)}
	}
	return list
}

func send(t *testing.T, pusher *expo.Pusher, messages []notify.Push) []notify.Ticket {
	t.Helper()
	tickets, err := pusher.Send(t.Context(), messages)
	if err != nil {
		t.Fatal(err)
	}
	if len(tickets) != len(messages) {
		t.Fatalf("%d tickets for %d messages", len(tickets), len(messages))
	}
	for i, ticket := range tickets {
		if ticket.Refused != nil {
			discreet(t, ticket.Refused)
		}
		if (ticket.ID == "") == (ticket.Refused == nil) {
			t.Errorf("ticket %d is %+v", i, ticket)
		}
	}
	return tickets
}

// discreet checks an error for what it must not tell.
func discreet(t *testing.T, err error) {
	t.Helper()
	for _, secret := range []string{"PushToken", "device-", "Secreta", "operación", "Mensaje", "html"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells %q: %v", secret, err)
		}
	}
}

// refusal is the failure of a whole call.
func refusal(t *testing.T, err error) *notify.Failure {
	t.Helper()
	if err == nil {
		t.Fatal("the call was taken")
	}
	discreet(t, err)
	return notify.FailureOf(err)
}

func TestMessageArrivesWhole(t *testing.T) {
	t.Parallel()
	service := serve(t)
	service.RequireAccessToken(accessToken)
	send(t, open(t, service.URL), []notify.Push{
		{Token: "ExpoPushToken[abc_-9]", Title: "Operación <lista>", Body: "¿Todo bien, Ñusta?", Urgent: true, ExpiresIn: 90*time.Second + 1,
			Data: map[string]string{"url": "casa://operations/1", "cursor": "42"}},
		{Token: token(1), Body: "Hola"},
	})
	ttl := int64(91)
	want := []expotest.Message{
		{To: "ExpoPushToken[abc_-9]", Title: "Operación <lista>", Body: "¿Todo bien, Ñusta?", Priority: "high", Sound: "default", TTL: &ttl,
			Data: map[string]string{"url": "casa://operations/1", "cursor": "42"}},
		{To: token(1), Body: "Hola"},
	}
	if got := service.Messages(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestTicketsStandInTheOrderOfTheMessages(t *testing.T) {
	t.Parallel()
	service := serve(t)
	service.RefuseTicket(token(3), "DeviceNotRegistered")
	messages := pushes(100)
	messages[7].Token = "fcm:abc"
	tickets := send(t, open(t, service.URL), messages)
	taken := service.Messages()
	if len(taken) != 98 {
		t.Fatalf("%d messages were taken", len(taken))
	}
	next := 0
	for i, ticket := range tickets {
		if i == 3 || i == 7 {
			if ticket.Refused == nil {
				t.Errorf("message %d was taken", i)
			}
			continue
		}
		if want := fmt.Sprintf("0193a1b2-0000-7000-8000-%012d", next+1); ticket.ID != want || taken[next].To != messages[i].Token {
			t.Errorf("ticket %d is %+v", i, ticket)
		}
		next++
	}
}

func TestLargeBodiesAreCompressed(t *testing.T) {
	t.Parallel()
	service := serve(t)
	pusher := open(t, service.URL)
	send(t, pusher, pushes(1))
	send(t, pusher, pushes(100))
	requests := service.Requests()
	if len(requests) != 2 || requests[0].Compressed || !requests[1].Compressed || requests[1].Bytes > 3000 || requests[1].Items != 100 {
		t.Errorf("got %+v", requests)
	}
}

func TestMoreThanABatchIsRefusedBeforeItIsSent(t *testing.T) {
	t.Parallel()
	service := serve(t)
	pusher := open(t, service.URL)
	_, err := pusher.Send(t.Context(), pushes(pusher.Batch()+1))
	if failure := refusal(t, err); !failure.Permanent || len(service.Requests()) != 0 {
		t.Errorf("got %+v after %d requests", failure, len(service.Requests()))
	}
}

func TestNothingIsAskedForNothing(t *testing.T) {
	t.Parallel()
	service := serve(t)
	pusher := open(t, service.URL)
	send(t, pusher, nil)
	if receipts, err := pusher.Receipts(t.Context(), nil); err != nil || len(receipts) != 0 || len(service.Requests()) != 0 {
		t.Errorf("%v, %v after %d requests", receipts, err, len(service.Requests()))
	}
}

func TestMessageThatCanNeverGoIsRefusedAlone(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]struct {
		spoil func(*notify.Push)
		want  notify.Failure
	}{
		"a token of another service": {func(p *notify.Push) { p.Token = "fcm:device-1" },
			notify.Failure{Permanent: true, DeviceGone: true, Reason: "the token is none of Expo's"}},
		"an empty token": {func(p *notify.Push) { p.Token = "ExponentPushToken[]" },
			notify.Failure{Permanent: true, DeviceGone: true, Reason: "the token is none of Expo's"}},
		"two tokens": {func(p *notify.Push) { p.Token = token(1) + token(2) },
			notify.Failure{Permanent: true, DeviceGone: true, Reason: "the token is none of Expo's"}},
		"a token and a line": {func(p *notify.Push) { p.Token = token(1) + "\n" },
			notify.Failure{Permanent: true, DeviceGone: true, Reason: "the token is none of Expo's"}},
		"too much text": {func(p *notify.Push) { p.Body = strings.Repeat("x", 4097) }, notify.Failure{Permanent: true, Reason: "MessageTooBig"}},
		"too much data": {func(p *notify.Push) { p.Data = map[string]string{"a": strings.Repeat("x", 4097)} },
			notify.Failure{Permanent: true, Reason: "MessageTooBig"}},
		"a time that is over": {func(p *notify.Push) { p.ExpiresIn = -time.Second }, notify.Failure{Permanent: true, Reason: "the message has expired"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, messages := serve(t), pushes(3)
			given.spoil(&messages[1])
			tickets := send(t, open(t, service.URL), messages)
			if tickets[1].Refused == nil || *tickets[1].Refused != given.want {
				t.Errorf("got %+v, want %+v", tickets[1].Refused, given.want)
			}
			if len(service.Messages()) != 2 || tickets[0].ID == "" || tickets[2].ID == "" {
				t.Errorf("the others got %+v", tickets)
			}
		})
	}
}

func TestLargestMessageGoes(t *testing.T) {
	t.Parallel()
	service, messages := serve(t), pushes(1)
	messages[0].Title, messages[0].Body = "", strings.Repeat("x", 4096-len(`{"body":""}`))
	send(t, open(t, service.URL), messages)
	if len(service.Messages()) != 1 {
		t.Error("the message was not taken")
	}
}

// outcomes are the service's codes and what they mean.
func outcomes() map[string]notify.Failure {
	return map[string]notify.Failure{
		"DeviceNotRegistered": {Permanent: true, DeviceGone: true, Reason: "DeviceNotRegistered"},
		"MessageTooBig":       {Permanent: true, Reason: "MessageTooBig"},
		"InvalidCredentials":  {Permanent: true, Reason: "InvalidCredentials"},
		"MismatchSenderId":    {Permanent: true, Reason: "MismatchSenderId"},
		"MessageRateExceeded": {Reason: "MessageRateExceeded"},
		"ProviderError":       {Reason: "ProviderError"},
		"no code: device-1":   {Reason: "an error without a code"},
	}
}

func TestTicketsAreJudged(t *testing.T) {
	t.Parallel()
	for code, want := range outcomes() {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			service := serve(t)
			service.RefuseTicket(token(0), code)
			tickets := send(t, open(t, service.URL), pushes(2))
			if tickets[0].Refused == nil || *tickets[0].Refused != want || tickets[1].Refused != nil {
				t.Errorf("got %+v, want %+v", tickets, want)
			}
		})
	}
}

func TestReceiptsAreJudgedOnceTheyAreThere(t *testing.T) {
	t.Parallel()
	for code, want := range outcomes() {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			service := serve(t)
			service.RefuseReceipt(token(0), code)
			pusher := open(t, service.URL)
			tickets := send(t, pusher, pushes(2))
			ids := []string{tickets[0].ID, tickets[1].ID, "0193a1b2-ffff-7000-8000-000000000000"}
			if early, err := pusher.Receipts(t.Context(), ids); err != nil || len(early) != 0 {
				t.Errorf("early: %v, %v", early, err)
			}
			service.Deliver()
			receipts, err := pusher.Receipts(t.Context(), ids)
			if err != nil || len(receipts) != 2 || receipts[ids[1]].Failed != nil || receipts[ids[0]].Failed == nil {
				t.Fatalf("got %v, %v", receipts, err)
			}
			if got := receipts[ids[0]].Failed; *got != want {
				t.Errorf("got %+v, want %+v", *got, want)
			}
		})
	}
}

func TestReceiptsAreAskedAThousandAtATime(t *testing.T) {
	t.Parallel()
	service := serve(t)
	ids := make([]string, 2500)
	for i := range ids {
		ids[i] = fmt.Sprint("id-", i)
	}
	if _, err := open(t, service.URL).Receipts(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	var asked []int
	for _, request := range service.Requests() {
		asked = append(asked, request.Items)
	}
	if fmt.Sprint(asked) != "[1000 1000 500]" {
		t.Errorf("asked %v", asked)
	}
}

func TestTokensOfAnotherProjectDoNotStopTheOthers(t *testing.T) {
	t.Parallel()
	service, messages := serve(t), pushes(20)
	service.MoveToProject(token(5), "@otra/app")
	service.MoveToProject(token(6), "@otra/app")
	tickets := send(t, open(t, service.URL), messages)
	for i, ticket := range tickets {
		if foreign := i == 5 || i == 6; foreign != (ticket.Refused != nil) {
			t.Errorf("ticket %d is %+v", i, ticket)
		}
	}
	if !tickets[5].Refused.Permanent || len(service.Messages()) != 18 || len(service.Requests()) != 3 {
		t.Errorf("refused %+v, %d messages, %d requests", tickets[5].Refused, len(service.Messages()), len(service.Requests()))
	}
}

func TestGroupThatFailsIsRefusedForItself(t *testing.T) {
	t.Parallel()
	service := serve(t)
	service.AnswerInstead(
		expotest.Answer{Status: 400, Body: `{"errors":[{"code":"PUSH_TOO_MANY_EXPERIENCE_IDS","details":{"@a/a":["` + token(0) + `"],"@b/b":["` + token(1) + `"]}}]}`},
		expotest.Answer{Status: 503, Header: http.Header{"Retry-After": {"3"}}},
	)
	tickets := send(t, open(t, service.URL), pushes(2))
	if want := (notify.Failure{RetryAfter: 3 * time.Second, Reason: "status 503"}); tickets[0].Refused == nil || *tickets[0].Refused != want || tickets[1].ID == "" {
		t.Errorf("got %+v", tickets)
	}
}

func TestMixedProjectsThatAreNotToldGoOneByOne(t *testing.T) {
	t.Parallel()
	service := serve(t)
	service.AnswerInstead(expotest.Answer{Status: 400, Body: `{"errors":[{"code":"PUSH_TOO_MANY_EXPERIENCE_IDS"}]}`})
	send(t, open(t, service.URL), pushes(4))
	if len(service.Requests()) != 4 || len(service.Messages()) != 4 {
		t.Errorf("%d requests, %d messages", len(service.Requests()), len(service.Messages()))
	}
}

func TestWrongAccessTokenIsPermanentAndNotTold(t *testing.T) {
	t.Parallel()
	service := serve(t)
	service.RequireAccessToken("otra")
	_, err := open(t, service.URL).Send(t.Context(), pushes(1))
	if failure := refusal(t, err); *failure != (notify.Failure{Permanent: true, Reason: "status 401 UNAUTHORIZED"}) {
		t.Errorf("got %+v", failure)
	}
}

func TestAnswersToWholeRequestsAreJudged(t *testing.T) {
	t.Parallel()
	quoting := `{"errors":[{"code":"%s","message":"ExponentPushToken[device-0001] Clave_Secreta_9"}]}`
	for name, given := range map[string]struct {
		answer expotest.Answer
		want   notify.Failure
	}{
		"too many requests": {expotest.Answer{Status: 429, Header: http.Header{"Retry-After": {"30"}}, Body: fmt.Sprintf(quoting, "TOO_MANY_REQUESTS")},
			notify.Failure{RetryAfter: 30 * time.Second, Reason: "status 429 TOO_MANY_REQUESTS"}},
		"too many requests until a date": {expotest.Answer{Status: 429,
			Header: http.Header{"Date": {"Mon, 02 Mar 2026 10:00:00 GMT"}, "Retry-After": {"Mon, 02 Mar 2026 10:01:00 GMT"}}},
			notify.Failure{RetryAfter: time.Minute, Reason: "status 429"}},
		"a page of a gateway": {expotest.Answer{Status: 504, Body: "<html>device-0001</html>"}, notify.Failure{Reason: "status 504"}},
		"an outage": {expotest.Answer{Status: 500, Body: fmt.Sprintf(quoting, "INTERNAL_SERVER_ERROR")},
			notify.Failure{Reason: "status 500 INTERNAL_SERVER_ERROR"}},
		"an error in a good answer": {expotest.Answer{Status: 200, Body: fmt.Sprintf(quoting, "API_ERROR")}, notify.Failure{Reason: "status 200 API_ERROR"}},
		"a bad request": {expotest.Answer{Status: 400, Body: fmt.Sprintf(quoting, "VALIDATION_ERROR")},
			notify.Failure{Permanent: true, Reason: "status 400 VALIDATION_ERROR"}},
		"a code that is none":        {expotest.Answer{Status: 400, Body: fmt.Sprintf(quoting, "device-0001")}, notify.Failure{Permanent: true, Reason: "status 400"}},
		"a redirection":              {expotest.Answer{Status: 307, Header: http.Header{"Location": {"/elsewhere"}}}, notify.Failure{Reason: "status 307"}},
		"an answer that is no JSON":  {expotest.Answer{Status: 200, Body: "<html>device-0001</html>"}, notify.Failure{Reason: "expo: the answer cannot be read"}},
		"an answer of another shape": {expotest.Answer{Status: 200, Body: `{"data":"device-0001"}`}, notify.Failure{Reason: "expo: the answer cannot be read"}},
		"an answer without data":     {expotest.Answer{Status: 200, Body: `{}`}, notify.Failure{Reason: "expo: the answer cannot be read"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := serve(t)
			service.AnswerInstead(given.answer, given.answer)
			pusher := open(t, service.URL)
			_, sendErr := pusher.Send(t.Context(), pushes(2))
			_, receiptErr := pusher.Receipts(t.Context(), []string{"id"})
			for act, err := range map[string]error{"send": sendErr, "receipts": receiptErr} {
				if got := refusal(t, err); *got != given.want {
					t.Errorf("%s: got %+v, want %+v", act, *got, given.want)
				}
			}
		})
	}
}

func TestTicketsThatDoNotMatchTheMessagesAreNotGuessed(t *testing.T) {
	t.Parallel()
	service := serve(t)
	service.AnswerInstead(expotest.Answer{Status: 200, Body: `{"data":[{"status":"ok","id":"1"}]}`})
	_, err := open(t, service.URL).Send(t.Context(), pushes(2))
	if failure := refusal(t, err); failure.Permanent || failure.Reason != "expo: 1 tickets for 2 messages" {
		t.Errorf("got %+v", failure)
	}
}

func TestAnswerWithoutAnEndIsLeft(t *testing.T) {
	t.Parallel()
	flood := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for {
			if _, err := io.WriteString(w, strings.Repeat(" ", 1<<16)); err != nil {
				return
			}
		}
	}))
	t.Cleanup(flood.Close)
	_, err := open(t, flood.URL).Send(t.Context(), pushes(1))
	if failure := refusal(t, err); failure.Permanent {
		t.Errorf("got %+v", failure)
	}
}

func TestServiceThatIsAwayIsTriedAgain(t *testing.T) {
	t.Parallel()
	away := httptest.NewServer(http.NotFoundHandler())
	away.Close()
	_, err := open(t, away.URL).Send(t.Context(), pushes(1))
	if failure := refusal(t, err); failure.Permanent {
		t.Errorf("got %+v", failure)
	}
}

func TestCallEndsWithItsContext(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		close(arrived)
		<-r.Context().Done()
	}))
	t.Cleanup(hanging.Close)
	ctx, leave := context.WithCancel(t.Context())
	go func() {
		<-arrived
		leave()
	}()
	if _, err := open(t, hanging.URL).Send(ctx, pushes(1)); !errors.Is(err, context.Canceled) || notify.FailureOf(err).Permanent {
		t.Errorf("got %v", err)
	}
}

func TestWaitForATurnEndsWithItsContext(t *testing.T) {
	t.Parallel()
	service := serve(t)
	ctx, leave := context.WithCancel(t.Context())
	leave()
	if _, err := open(t, service.URL).Send(ctx, pushes(1)); !errors.Is(err, context.Canceled) || len(service.Requests()) != 0 {
		t.Errorf("got %v after %d requests", err, len(service.Requests()))
	}
}

func TestSettingsAreCheckedAndNotTold(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]expo.Options{
		"a base of no scheme":  {BaseURL: "exp.host", AccessToken: accessToken},
		"a base of a file":     {BaseURL: "file:///etc", AccessToken: accessToken},
		"a token of two lines": {AccessToken: accessToken + "\nX: y"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := expo.New(options)
			if err == nil {
				t.Fatal("taken")
			}
			discreet(t, err)
		})
	}
}

func TestNameIsTheServices(t *testing.T) {
	t.Parallel()
	if name := open(t, "").Name(); name != "expo" {
		t.Errorf("got %q", name)
	}
}

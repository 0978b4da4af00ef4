package gqlhttp

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

const (
	oldJSON    = "application/json"
	modernJSON = "application/graphql-response+json"
)

// audit is one of the server audits of npm's graphql-http 1.23.1, under its id.
type audit struct {
	id     string
	call   call
	status int
	media  string // what the content type contains, if the audit looks
	errors bool
}

func audits() []audit {
	hello := `{"query":"{ __typename }"}`
	typed := `{"query":"query Type($name: String!) { __type(name: $name) { name } }","variables":{"name":"sometype"}}`
	wrongField := `{"query":"{ a8f31403dfe404bccbb0e835f2629c6a7 }"}`
	coercion := `{"query":"query CoerceFailure($id: ID!){ __typename }","variables":{"id":null}}`
	variables := "query=" + url.QueryEscape(`query Type($name: String!) { __type(name: $name) { name } }`) + "&variables=" + url.QueryEscape(`{"name":"sometype"}`)
	list := []audit{
		{id: "22EB", call: post(hello, "Accept", modernJSON), status: 200, media: modernJSON},
		{id: "4655", call: post(hello, "Accept", oldJSON), status: 200, media: oldJSON},
		{id: "47DE", call: post(hello, "Accept", "*/*"), status: 200, media: oldJSON},
		{id: "80D8", call: post(hello), status: 200, media: oldJSON},
		{id: "82A3", call: post(hello), status: 200, media: "charset=utf-8"},
		{id: "BF61", call: post(`{"query":"{ __type(name: \"Run🏃Swim🏊\") { name } }"}`, "Content-Type", "application/json; charset=utf-8"), status: 200},
		{id: "78D5", call: post(hello), status: 200},
		{id: "2C94", call: post(hello), status: 200},
		{id: "5A70", call: get("query=%7B+__typename+%7D"), status: 200},
		{id: "9C48", call: get("query=mutation+%7B+__typename+%7D", "Accept", modernJSON), status: 405, errors: true},
		{id: "9ABE", call: post(hello, "Content-Type", ""), status: 415, errors: true},
		{id: "03D4", call: post(hello), status: 200},
		{id: "A5BF", call: post(""), status: 400, errors: true},
		{id: "423L", call: post(`{"notquery":"{ __typename }"}`, "Accept", modernJSON), status: 400, errors: true},
		{id: "34A2", call: post(hello, "Accept", modernJSON), status: 200},
		{id: "13EE", call: post(hello, "Accept", oldJSON), status: 200},
		{id: "8161", call: post(`{"operationName":"Query","query":"query Query { __typename }"}`, "Accept", modernJSON), status: 200},
		{id: "B8B3", call: post(`{"operationName":"Query","query":"query Query { __typename }"}`, "Accept", oldJSON), status: 200},
		{id: "2EA1", call: post(typed, "Accept", modernJSON), status: 200},
		{id: "28B9", call: post(typed, "Accept", oldJSON), status: 200},
		{id: "D6D5", call: get(variables, "Accept", modernJSON), status: 200},
		{id: "6A70", call: get(variables, "Accept", oldJSON), status: 200},
		{id: "428F", call: post(`{"query":"{ __typename }","extensions":{"some":"value"}}`, "Accept", modernJSON), status: 200},
		{id: "1B7A", call: post(`{"query":"{ __typename }","extensions":{"some":"value"}}`, "Accept", oldJSON), status: 200},
		{id: "B6DC", call: post(`{ "not a JSON`, "Accept", oldJSON), status: 400, errors: true},
		{id: "BCF8", call: post(`{ "not a JSON`, "Accept", oldJSON), status: 400, errors: true},
		{id: "B7N8", call: post(`{ "not a JSON`, "Accept", modernJSON), status: 400, errors: true},
		{id: "8764", call: post(`{"qeury":"{ __typename }"}`), status: 400, errors: true},
		{id: "3E3A", call: post(`{"qeury":"{ __typename }"}`), status: 400, errors: true},
		{id: "572B", call: post(`{"query":"{"}`, "Accept", oldJSON), status: 200, errors: true},
		{id: "FDE2", call: post(wrongField, "Accept", oldJSON), status: 200, errors: true},
		{id: "7B9B", call: post(coercion, "Accept", oldJSON), status: 200, errors: true},
		{id: "865D", call: post(`{"query":"{"}`, "Accept", modernJSON), status: 400, errors: true},
		{id: "556A", call: post(`{"query":"{"}`, "Accept", modernJSON), status: 400, errors: true},
		{id: "D586", call: post(`{"query":"{"}`, "Accept", modernJSON), status: 400, errors: true},
		{id: "51FE", call: post(wrongField, "Accept", modernJSON), status: 400, errors: true},
		{id: "74FF", call: post(wrongField, "Accept", modernJSON), status: 400, errors: true},
		{id: "5E5B", call: post(wrongField, "Accept", modernJSON), status: 400, errors: true},
		{id: "86EE", call: post(coercion, "Accept", modernJSON), status: 400, errors: true},
	}
	for i, value := range []string{`{"obj":"ect"}`, `0`, `false`, `["array"]`} {
		suffix := string(rune('0' + i))
		text := value
		if i == 0 {
			text = `"string"`
		}
		list = append(list,
			audit{id: "LKJ" + suffix, call: post(`{"query":` + value + `}`), status: 400, errors: true},
			audit{id: "6C0" + suffix, call: post(`{"operationName":` + value + `,"query":"{ __typename }"}`), status: 400, errors: true},
			audit{id: "476" + suffix, call: post(`{"query":"{ __typename }","variables":` + text + `}`), status: 400, errors: true},
			audit{id: "58B" + suffix, call: post(`{"query":"{ __typename }","extensions":` + text + `}`), status: 400, errors: true},
		)
	}
	for i, parameter := range []string{"variables", "operationName", "extensions"} {
		suffix, body := string(rune('0'+i)), `{"query":"{ __typename }","`+parameter+`":null}`
		list = append(list,
			audit{id: "94B" + suffix, call: post(body, "Accept", modernJSON), status: 200},
			audit{id: "022" + suffix, call: post(body, "Accept", oldJSON), status: 200},
		)
	}
	return list
}

func TestAuditsOfGraphQLOverHTTP(t *testing.T) {
	t.Parallel()
	list := audits()
	if len(list) != 61 {
		t.Fatalf("%d audits, want 61", len(list))
	}
	handler := New(newExecutor(t), Options{})
	for _, audit := range list {
		t.Run(audit.id, func(t *testing.T) {
			t.Parallel()
			got := audit.call.to(t, handler)
			if got.status != audit.status {
				t.Errorf("status %d, want %d: %s", got.status, audit.status, got.text)
			}
			if media := got.header.Get("Content-Type"); !strings.Contains(media, audit.media) {
				t.Errorf("content type %s, want %s", media, audit.media)
			}
			if hasErrors := got.code() != ""; hasErrors != audit.errors {
				t.Errorf("errors %v, want %v: %s", hasErrors, audit.errors, got.text)
			}
			if got.hasData() == audit.errors {
				t.Errorf("data %v beside errors %v: %s", got.hasData(), audit.errors, got.text)
			}
		})
	}
}

// The headers that libraries send by themselves, letter by letter.
const (
	urqlQuery        = "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
	urqlSubscription = "text/event-stream, multipart/mixed"
	apolloQuery      = "application/graphql-response+json,application/json;q=0.9"
	relayFetch       = "application/graphql-response+json; charset=utf-8, application/json; charset=utf-8"
	graphqlRequest   = "application/graphql-response+json, application/json"
	browserFetch     = "*/*"
	eventSource      = "text/event-stream"
)

func TestAQueryIsJSONWhereverJSONWillDo(t *testing.T) {
	t.Parallel()
	streams := func(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) {
		send(w, mediaEvents, http.StatusOK, []byte(`{"data":"`+params.Query+`"}`))
	}
	handler := New(newExecutor(t), Options{Subscribe: streams})
	const query, mutation, subscription = `{ hello }`, `mutation { touch }`, `subscription { tick }`
	for _, c := range []struct {
		name, accept, document string
		media                  string
		status                 int
	}{
		{"urql asks", urqlQuery, query, mediaResponse, 200},
		{"urql acts", urqlQuery, mutation, mediaResponse, 200},
		{"urql's query that is a subscription", urqlQuery, subscription, mediaEvents, 200},
		{"Apollo asks", apolloQuery, query, mediaResponse, 200},
		{"Apollo subscribes without a socket", apolloQuery, subscription, mediaResponse, 400},
		{"Relay asks", relayFetch, query, mediaResponse, 200},
		{"graphql-request asks", graphqlRequest, query, mediaResponse, 200},
		{"a bare fetch asks", browserFetch, query, mediaJSON, 200},
		{"a bare fetch subscribes", browserFetch, subscription, mediaJSON, 400},
		{"events are worth less", "application/json;q=1, text/event-stream;q=0.1", query, mediaJSON, 200},
		{"a subscription to whom events are worth less", "application/json;q=1, text/event-stream;q=0.1", subscription, mediaEvents, 200},
		{"events come first among equals", "text/event-stream, application/json", query, mediaJSON, 200},
		{"events are refused", "application/json, text/event-stream;q=0", subscription, mediaJSON, 400},
		{"a word in a name", urqlQuery, `query subscription { hello }`, mediaResponse, 200},
		{"a document that cannot be read", urqlQuery, `subscription {`, mediaResponse, 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := post(`{"query":"`+c.document+`"}`, "Accept", c.accept).to(t, handler)
			if media := got.header.Get("Content-Type"); got.status != c.status || media != c.media {
				t.Errorf("answered %d %s: %s", got.status, media, got.text)
			}
		})
	}
	several := post(`{"query":"query A { hello } subscription B { tick }","operationName":"B"}`, "Accept", urqlQuery).to(t, handler)
	if media := several.header.Get("Content-Type"); media != mediaEvents {
		t.Errorf("the subscription of a document of two operations is answered as %s", media)
	}
}

func TestEventsAreWhatIsWantedOnlyWhereNoJSONIsAsGood(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]bool{
		eventSource: true, urqlSubscription: true, "application/json;q=0.5, text/event-stream": true, "text/event-stream, */*;q=0.1": true,
		"TEXT/Event-Stream": true, "application/json;q=0, text/event-stream": true,
		urqlQuery: false, apolloQuery: false, relayFetch: false, graphqlRequest: false, browserFetch: false, "": false, "text/*": false,
		"text/event-stream, */*": false, "text/event-stream;q=0": false, "text/event-stream;q=0.4, application/graphql-response+json;q=0.5": false,
	} {
		if got := PrefersEvents([]string{accept}); got != want {
			t.Errorf("%q: %v, want %v", accept, got, want)
		}
	}
	if PrefersEvents([]string{eventSource, "application/json"}) {
		t.Error("a header in two lines is read as one of them")
	}
}

func TestAcceptHeaderChoosesTheMediaType(t *testing.T) {
	t.Parallel()
	handler := New(newExecutor(t), Options{})
	for accept, want := range map[string]string{
		"":                   mediaJSON,
		"*/*":                mediaJSON,
		"application/*":      mediaJSON,
		"application/json":   mediaJSON,
		modernJSON:           mediaResponse,
		modernJSON + ", */*": mediaResponse,
		"*/*, " + modernJSON: mediaResponse,
		"application/graphql-response+json, application/json;q=0.9":  mediaResponse,
		"application/json;q=0.9, application/graphql-response+json":  mediaResponse,
		"application/json, application/graphql-response+json":        mediaJSON,
		"application/graphql-response+json;q=0.2, application/json":  mediaJSON,
		"application/graphql-response+json;q=0, */*":                 mediaJSON,
		"application/json;q=0, */*":                                  mediaResponse,
		"APPLICATION/GraphQL-Response+JSON":                          mediaResponse,
		modernJSON + ", application/graphql+json, text/event-stream": mediaResponse,
		"text/html, application/xhtml+xml, */*;q=0.8":                mediaJSON,
		"application/json;q=nonsense":                                mediaJSON,
		", application/json":                                         mediaJSON,
		"text/html":                                                  "",
		"image/*;q=0.5":                                              "",
		"application/json;q=0":                                       "",
		"*/*;q=0":                                                    "",
		"nonsense":                                                   "",
	} {
		got := post(`{"query":"{ hello }"}`, "Accept", accept).to(t, handler)
		switch media := got.header.Get("Content-Type"); {
		case want == "" && (got.status != http.StatusNotAcceptable || media != mediaJSON):
			t.Errorf("Accept %q is answered %d %s", accept, got.status, media)
		case want != "" && (got.status != http.StatusOK || media != want):
			t.Errorf("Accept %q is answered %d %s, want %s", accept, got.status, media, want)
		}
	}
}

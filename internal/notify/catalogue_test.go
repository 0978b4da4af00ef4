package notify

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

const messagesPage = "../../docs/messages.md"

// The page is made from the catalogue: `go test ./internal/notify -run Page -update` writes it.
func TestThePageOfMessagesFollowsTheCatalogue(t *testing.T) {
	t.Parallel()
	want := messagesDocument(t)
	if *update {
		if err := os.WriteFile(messagesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(messagesPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/messages.md is out of step with the catalogue; run the test with -update")
	}
}

func messagesDocument(t testing.TB) string {
	t.Helper()
	traits, subjects := map[Kind]Traits{}, map[Kind]string{}
	for _, kind := range Kinds() {
		traits[kind.Kind] = kind
	}
	for _, sample := range samples(t) {
		subjects[sample.Kind] = sample.Subject
	}
	var b strings.Builder
	b.WriteString("# Messages\n\nWho is told what, and how. Made from the catalogue in `internal/notify`; a test compares it. A person who stands in several\n" +
		"audiences is told once. People of the house are not told what they did themselves. E-mails to the house are off until a\n" +
		"person switches them on, but for SECURITY, which nobody can switch off. Urgent messages do not wait for the end of the quiet.\n\n" +
		"The e-mail of `OPERATION_COMPLETED` waits up to ten minutes for the PDF of the electronic document, and takes it along; the other\n" +
		"channels do not wait. Who got the document that way gets no e-mail of `INVOICE_READY`. Where it comes later, that one follows, and\n" +
		"where the operation has no document, nothing waits.\n\n" +
		"## Told of what happens\n\n| fact | when | message | to | channels | topic | urgent | worth sending for |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n")
	for _, rule := range Rules() {
		kind := traits[rule.Say]
		to := joined(rule.To)
		if rule.Contacts {
			to += ", and its proved e-mails"
		}
		fmt.Fprintf(&b, "| %s %s | %s | `%s` | %s | %s | %s | %s | %s |\n", rule.Object, rule.Event, rule.When.Name, rule.Say, to, joined(rule.Over),
			kind.Topic, yes(kind.Urgent), span(kind.Lifetime))
	}
	b.WriteString("\n## Told by the command itself\n\n" +
		"Only e-mail: they carry a code or a link, or must not show what the house knows.\n\n| message | carries |\n| --- | --- |\n")
	for _, kind := range Kinds() {
		if kind.ByCommand {
			fmt.Fprintf(&b, "| `%s` | %s |\n", kind.Kind, map[bool]string{true: "a code or a link", false: "nothing secret"}[kind.Secret])
		}
	}
	b.WriteString("\n## Subjects\n\nWith made-up data.\n\n| message | subject |\n| --- | --- |\n")
	for _, kind := range Kinds() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", kind.Kind, subjects[kind.Kind])
	}
	return b.String()
}

func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, word := range list {
		words[i] = string(word)
	}
	return strings.Join(words, ", ")
}

func yes(flag bool) string {
	if flag {
		return "yes"
	}
	return ""
}

func span(d time.Duration) string { return fmt.Sprintf("%d h", int(d.Hours())) }

func TestEveryKindIsSaidOnceAndNothingElse(t *testing.T) {
	t.Parallel()
	said := map[Kind]int{}
	for _, rule := range Rules() {
		said[rule.Say]++
	}
	known := map[Kind]bool{}
	for _, kind := range Kinds() {
		if known[kind.Kind] {
			t.Errorf("%s stands twice among the kinds", kind.Kind)
		}
		known[kind.Kind] = true
		if (said[kind.Kind] == 0) != kind.ByCommand {
			t.Errorf("%s: said by %d rules, by a command: %t", kind.Kind, said[kind.Kind], kind.ByCommand)
		}
		if len(kind.Kind) > 40 {
			t.Errorf("%s does not fit its column", kind.Kind)
		}
	}
	for kind := range said {
		if !known[kind] {
			t.Errorf("%s is said and is no kind", kind)
		}
	}
}

// A chapter is whole: its facts are told by nobody else, its folder holds its letters and no other, and its sample has all their data.
func TestEachChapterHasItsFactsAndItsLetters(t *testing.T) {
	t.Parallel()
	tellers := map[toldOf]string{}
	for _, c := range chapters() {
		for _, rule := range c.rules {
			fact := toldOf{rule.Object, rule.Event}
			if other, told := tellers[fact]; told && other != c.folder {
				t.Errorf("%v is told by the chapters %s and %s", fact, other, c.folder)
			}
			tellers[fact] = c.folder
			if _, known := domain.EventTypeOf(rule.Object, rule.Event); !known {
				t.Errorf("%v never happens", fact)
			}
			if !slices.ContainsFunc(c.kinds, func(traits Traits) bool { return traits.Kind == rule.Say }) {
				t.Errorf("%s is told by the chapter %s and is no kind of it", rule.Say, c.folder)
			}
		}
		var letters, want []string
		files, err := templateFiles.ReadDir("templates/" + c.folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			letters = append(letters, file.Name())
		}
		for _, traits := range c.kinds {
			want = append(want, strings.ToLower(string(traits.Kind))+".letter")
		}
		slices.Sort(want)
		if !slices.Equal(letters, want) {
			t.Errorf("the folder %s has the letters %v, its chapter %v", c.folder, letters, want)
		}
	}
}

// A channel that a kind has no words for would stay silent.
func TestEveryChannelOfARuleHasItsWords(t *testing.T) {
	t.Parallel()
	s := onPaper(t)
	pushed := map[Kind]bool{}
	for _, rule := range Rules() {
		said, _ := s.letters.of(rule.Say)
		if slices.Contains(rule.Over, domain.ChannelPush) {
			pushed[rule.Say] = true
			if said.push == (Line{}) {
				t.Errorf("%s is pushed and has no words for a lock screen", rule.Say)
			}
		}
		if len(rule.To) == 0 || len(rule.Over) == 0 {
			t.Errorf("%s: to nobody, or over nothing", rule.Say)
		}
		house := slices.ContainsFunc(rule.To, Audience.ofTheHouse)
		if house && slices.ContainsFunc(rule.To, func(a Audience) bool { return !a.ofTheHouse() }) {
			t.Errorf("%s speaks to clients and to the house alike", rule.Say)
		}
	}
	for kind, said := range s.letters.kinds {
		if said.push != (Line{}) && !pushed[kind] {
			t.Errorf("%s has words for a lock screen that nobody sees", kind)
		}
	}
}

func TestSettingsOfSomebodyWhoChoseNothing(t *testing.T) {
	t.Parallel()
	var nobody *settings
	for _, topic := range domain.Topics() {
		if !nobody.on(domain.ActorClient, topic, domain.ChannelEmail) || !nobody.on(domain.ActorStaff, topic, domain.ChannelInbox) {
			t.Errorf("%s is off", topic)
		}
		if on := nobody.on(domain.ActorStaff, topic, domain.ChannelEmail); on != (topic == domain.TopicSecurity) {
			t.Errorf("e-mails to the house about %s: %t", topic, on)
		}
	}
	all := &settings{muted: map[domain.Topic][]domain.MessageChannel{domain.TopicSecurity: domain.MessageChannels()}}
	if !all.on(domain.ActorClient, domain.TopicSecurity, domain.ChannelEmail) {
		t.Error("a row in the database could switch SECURITY off")
	}
}

package domain_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestATextIsStoredAsItIsSeen(t *testing.T) {
	t.Parallel()
	line, lines := domain.Text{Longest: 60, Missing: "Falta."}, domain.Text{Longest: 60, Lines: true, Missing: "Falta."}
	for what, c := range map[string]struct {
		rule        domain.Text
		typed, kept string
		code        domain.Code
	}{
		"spaces and breaks of a line":           {line, "  uno \u00a0 dos\r\ntres\t", "uno dos tres", ""},
		"lines stay lines":                      {lines, "\r\nuno  \r\n\r\ndos\n", "uno\n\ndos", ""},
		"a decomposed letter":                   {line, "N\u0303ahui", "Ñahui", ""},
		"what copying leaves around a text":     {line, "\ufeff\u202a+51 987\u202c\u200b", "+51 987", ""},
		"what copying leaves inside of it":      {lines, "llamar al \u202a987\u202c\u00ad hoy\u200b", "llamar al 987 hoy", ""},
		"an override of direction":              {lines, "pagar a \u202e 321 atneuc", "", domain.CodeInvalid},
		"zero-width spaces alone":               {lines, "\u200b\u200b", "", domain.CodeRequired},
		"letters that show nothing":             {lines, "\u3164\u115f\u1160\uffa0", "", domain.CodeRequired},
		"a blank of Braille":                    {line, "\u2800", "", domain.CodeRequired},
		"a zero character":                      {line, "uno\x00dos", "", domain.CodeInvalid},
		"another control character":             {lines, "uno\x1bdos", "", domain.CodeInvalid},
		"no UTF-8":                              {lines, "uno\xff", "", domain.CodeInvalid},
		"half of a pair of JSON":                {lines, "uno\ufffd", "", domain.CodeInvalid},
		"a private character":                   {line, "uno\ue000", "", domain.CodeInvalid},
		"a family is one picture":               {lines, "👩\u200d❤\ufe0f\u200d👨 listo", "👩\u200d❤\ufe0f\u200d👨 listo", ""},
		"a joiner between letters of ours":      {line, "a\u200db", "ab", ""},
		"a joiner that Persian writes with":     {line, "می\u200cخواهم", "می\u200cخواهم", ""},
		"a message in selectors":                {line, "a\ufe00\ufe01\ufe02\U000e0141\U000e0142", "a", ""},
		"marks that climb":                      {lines, "a" + strings.Repeat("\u0335\u0317", 4), "", domain.CodeInvalid},
		"a mark on nothing":                     {lines, "\u0301", "", domain.CodeInvalid},
		"letters of two scripts in a word":      {line, "p\u0430ypal", "", domain.CodeInvalid},
		"words of two scripts":                  {line, "José Иван", "José Иван", ""},
		"scripts that Japanese mixes":           {line, "東京タワーです", "東京タワーです", ""},
		"one character more than the column":    {line, strings.Repeat("ñ", 61), "", domain.CodeInvalid},
		"as many as the column":                 {line, strings.Repeat("n\u0303", 60), strings.Repeat("ñ", 60), ""},
		"what may be left out":                  {domain.Text{Longest: 5}, "\u200b ", "", ""},
		"more than anybody types, of no weight": {line, strings.Repeat("\u200b", 10_000), "", domain.CodeInvalid},
	} {
		kept, refusal := c.rule.Read(c.typed)
		code := domain.Code("")
		if refusal != nil {
			code = refusal.Code
		}
		if kept != c.kept || code != c.code {
			t.Errorf("%s: kept %q, refused with %q", what, kept, code)
		}
	}
}

func TestAReadTextIsStableAndFits(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rule := domain.Text{Longest: 40, Lines: rapid.Bool().Draw(t, "lines")}
		typed := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("aá́ñ \n\t\u200b\u200d\u202a\u202e\ufe0f👩❤-'дא\x00")))).Draw(t, "typed")
		kept, refusal := rule.Read(typed)
		if refusal != nil {
			return
		}
		again, refusal := rule.Read(kept)
		if refusal != nil || again != kept {
			t.Fatalf("%q is kept as %q, and that as %q, %v", typed, kept, again, refusal)
		}
		if !norm.NFC.IsNormalString(kept) || utf8.RuneCountInString(kept) > 40 || strings.TrimSpace(kept) != kept || strings.ContainsAny(kept, "\x00\u202e\u200b") {
			t.Fatalf("%q is kept as %q", typed, kept)
		}
	})
}

func TestWhatIsHiddenBetweenALetterAndItsAccentKeepsNothingAlive(t *testing.T) {
	t.Parallel()
	rule := domain.Text{Longest: 40, Lines: true}
	for _, typed := range []string{"\ufe0f\n\ufe0f", "👩\u200d\ufe0f", "a\u200b\u0301\u200d\ufe0f", "a\u200b\u0301\u200d\ufe0fb", "a\u200d\u0301\u200b\u200d\ufe0f"} {
		kept, refusal := rule.Read(typed)
		again, second := rule.Read(kept)
		if refusal != nil || second != nil || again != kept {
			t.Errorf("%q is kept as %q, and that as %q (%v, %v)", typed, kept, again, refusal, second)
		}
	}
}

func TestNumbersAreReadWithWhatProgramsPutAroundThem(t *testing.T) {
	t.Parallel()
	wrap := func(number string) []string {
		return []string{"\u202a" + number + "\u202c", "\u200e" + number[:3] + "\u2011" + number[3:], number[:4] + "\u2009" + number[4:] + "\u200b",
			number[:2] + "–" + number[2:] + "\ufeff", "\u2066" + number + "\u2069\r\n"}
	}
	for what, c := range map[string]struct {
		number string
		read   func(string) string
	}{
		"telephone": {"987654321", func(text string) string { phone, _ := domain.CheckPhone(text); return phone.E164[3:] }},
		"DNI":       {"45678912", func(text string) string { number, _ := domain.CheckDocument(domain.DocumentDNI, text); return number }},
		"CCI":       {"00219300214484004915", func(text string) string { cci, _ := domain.CheckCCI(text); return cci }},
		"account": {"1931448400015", func(text string) string {
			account, _ := domain.CheckBankAccount(domain.BankAccount{Bank: domain.BankBCP, Kind: domain.AccountChecking, Currency: "PEN", Number: text})
			return account.Number
		}},
		"referral code": {"ABC234", func(text string) string { code, _ := domain.NormalizeReferralCode(text); return code }},
		"code":          {"123456", domain.TypedCode},
	} {
		for _, typed := range wrap(c.number) {
			if got := c.read(typed); got != c.number {
				t.Errorf("%s: %q is read as %q", what, typed, got)
			}
		}
	}
	if phone, _ := domain.CheckPhone("\u202a+51 987 654 321\u202c"); phone.E164 != "+51987654321" {
		t.Errorf("a number of a contact is read as %q", phone.E164)
	}
	for typed, want := range map[string]string{"\u202a001\u2011234\u202c": "001-234", " 00 12 34 ": "001234", "００１２": "0012", "\u200b": "", "12\x0034": ""} {
		if got, _ := domain.CheckReference(typed); got != want {
			t.Errorf("the number of a voucher %q is read as %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{" exp\u20111042\u200b": "EXP-1042", "EXP-1042": "EXP-1042", "EXP-1\x00": "", "": "", "EXP-Ñ": ""} {
		if got, ok := domain.NormalizeOperationCode(typed); got != want || ok != (want != "") {
			t.Errorf("the code %q is read as %q, %t", typed, got, ok)
		}
	}
}

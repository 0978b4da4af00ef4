package screening

// neighbour answers the letter beside place i, or 0 at an end.
func neighbour(runes []rune, i, by int) rune {
	if j := i + by; j >= 0 && j < len(runes) {
		return runes[j]
	}
	return 0
}

// cyrillicLetter reads a Cyrillic letter as the transliterations of passports do. Ukrainian letters have the sounds of Ukrainian.
func cyrillicLetter(runes []rune, i int, r rune) string {
	if r == 'е' {
		switch neighbour(runes, i, -1) {
		case 'ь', 'ъ', 'Ь', 'Ъ':
			return "ye"
		}
	}
	return cyrillic[r]
}

var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k", 'л': "l",
	'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh",
	'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'і': "i", 'ї': "yi", 'є': "ye", 'ґ': "g", 'ў': "u", 'ђ': "dj",
	'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'џ': "dz", 'ѓ': "gj", 'ќ': "kj", 'ѕ': "dz", 'ә': "a", 'ғ': "g", 'қ': "k", 'ң': "n", 'ө': "o",
	'ұ': "u", 'ү': "u", 'һ': "h", 'ҳ': "h", 'ҷ': "j", 'ӣ': "i", 'ӯ': "u", 'ѐ': "e", 'ѝ': "i", 'ӏ': "",
}

// greekLetter reads a Greek letter as passports do (ELOT 743), with the pairs that have a sound of their own.
func greekLetter(runes []rune, i int, r rune) string {
	before := neighbour(runes, i, -1)
	switch r {
	case 'υ', 'ύ':
		switch before {
		case 'ο', 'Ο', 'ό':
			return "u"
		case 'α', 'ε', 'Α', 'Ε':
			return "v"
		}
		return "y"
	case 'π':
		if before == 'μ' || before == 'Μ' {
			return "p"
		}
	}
	if plain, ok := greek[r]; ok {
		return plain
	}
	return ""
}

var greek = map[rune]string{
	'α': "a", 'ά': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'έ': "e", 'ζ': "z", 'η': "i", 'ή': "i", 'θ': "th", 'ι': "i", 'ί': "i",
	'ϊ': "i", 'ΐ': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'ό': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s",
	'τ': "t", 'ϋ': "y", 'ΰ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o", 'ώ': "o",
}

// arabicLetter reads an Arabic or Persian letter. Short vowels are not written; the article is told apart so that it can be left out.
func arabicLetter(runes []rune, i int, r rune) string {
	before, after := neighbour(runes, i, -1), neighbour(runes, i, 1)
	start := before == 0 || before == ' ' || before == '-' || before == '\u200c'
	switch r {
	case 'ا', 'أ', 'إ', 'آ', 'ٱ', 'ى':
		if start && r == 'ا' && after == 'ل' {
			return "a"
		}
		return "a"
	case 'ل':
		if before == 'ا' && (neighbour(runes, i, -2) == 0 || neighbour(runes, i, -2) == ' ') && neighbour(runes, i, 3) != 0 && neighbour(runes, i, 1) != ' ' {
			return "l " // the article: a word of its own, which may be absent
		}
		return "l"
	case 'و':
		if start {
			return "w"
		}
		return "u"
	case 'ي', 'ی', 'ئ':
		if start {
			return "y"
		}
		return "i"
	case 'ة':
		return "a"
	case '\u200c':
		return " "
	}
	return arabic[r]
}

var arabic = map[rune]string{
	'ب': "b", 'ت': "t", 'ث': "th", 'ج': "j", 'ح': "h", 'خ': "kh", 'د': "d", 'ذ': "dh", 'ر': "r", 'ز': "z", 'س': "s", 'ش': "sh", 'ص': "s",
	'ض': "d", 'ط': "t", 'ظ': "z", 'ع': "a", 'غ': "gh", 'ف': "f", 'ق': "q", 'ك': "k", 'ک': "k", 'م': "m", 'ن': "n", 'ه': "h", 'پ': "p",
	'چ': "ch", 'ژ': "zh", 'گ': "g", 'ؤ': "u", 'ڤ': "v", 'ہ': "h", 'ے': "i", 'ٹ': "t", 'ڈ': "d", 'ڑ': "r", 'ں': "n", 'ھ': "h",
}

// hebrewLetter reads a Hebrew letter; vowels that are not written are missing.
func hebrewLetter(runes []rune, i int, r rune) string {
	before := neighbour(runes, i, -1)
	start := before == 0 || before == ' ' || before == '-'
	switch r {
	case 'ו':
		if start {
			return "v"
		}
		return "u"
	case 'י':
		if start {
			return "y"
		}
		return "i"
	case 'פ':
		if start {
			return "p"
		}
		return "f"
	}
	return hebrew[r]
}

var hebrew = map[rune]string{
	'א': "a", 'ב': "b", 'ג': "g", 'ד': "d", 'ה': "h", 'ז': "z", 'ח': "ch", 'ט': "t", 'כ': "k", 'ך': "ch", 'ל': "l", 'מ': "m", 'ם': "m",
	'נ': "n", 'ן': "n", 'ס': "s", 'ע': "a", 'ף': "f", 'צ': "ts", 'ץ': "ts", 'ק': "k", 'ר': "r", 'ש': "sh", 'ת': "t",
}

package label

// Tables are the words that stand in this package, by enumeration and value.
func Tables() map[string]map[string]string {
	return together(words, table{"OperationEventReason": returnReasons})
}

// InTheDomain tells whether the words of an enumeration are those of the domain.
func InTheDomain(enum string) bool { return domainWords[enum] != nil }

// Described tells whether the words of an enumeration are the descriptions of the SDL.
func Described(enum string) bool { return isDescribed(enum) }

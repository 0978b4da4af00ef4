package screening

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Version is the version of the engine's code and tables. Whoever changes what a score comes out as changes it.
const Version = "scr-1.1"

// Config is every number of the engine, as a value that is stored and signed. Scores are from 0 to 1.
type Config struct {
	Version string `json:"version"` // of these numbers

	// The bands. Review is the one threshold of a match.
	Block  float64 `json:"block"`
	Review float64 `json:"review"`
	Cap    float64 `json:"cap"` // what a contradiction leaves at most: just below Review

	// Weights of words: WeightTop - WeightFall * ln(bearers in a million), within bounds.
	WeightTop         float64 `json:"weightTop"`
	WeightFall        float64 `json:"weightFall"`
	WeightLeast       float64 `json:"weightLeast"`
	WeightMost        float64 `json:"weightMost"`
	UnknownPerMillion float64 `json:"unknownPerMillion"` // bearers of a word that no table has
	KnownPerMillion   float64 `json:"knownPerMillion"`   // from here on a word is a known name, not a misspelling of another
	ShortWeight       float64 `json:"shortWeight"`       // the most that a short word of a person weighs which no table knows
	ParticleWeight    float64 `json:"particleWeight"`
	LightWeight       float64 `json:"lightWeight"`
	TitleWeight       float64 `json:"titleWeight"`
	InitialWeight     float64 `json:"initialWeight"`
	FormWeight        float64 `json:"formWeight"`
	StopWeight        float64 `json:"stopWeight"`
	FillerWeight      float64 `json:"fillerWeight"` // of words that companies add and leave out at will
	TradeWeight       float64 `json:"tradeWeight"`  // of words that say what a company does
	PlaceWeight       float64 `json:"placeWeight"`  // of words that say where it is
	MarkerWeight      float64 `json:"markerWeight"` // of words that tell one of several of a name apart
	NumberWeight      float64 `json:"numberWeight"`

	// Similarities of two words.
	InitialSimilarity  float64 `json:"initialSimilarity"`
	VariantSimilarity  float64 `json:"variantSimilarity"`
	ShortSimilarity    float64 `json:"shortSimilarity"`
	SoundSimilarity    float64 `json:"soundSimilarity"`
	BonesSimilarity    float64 `json:"bonesSimilarity"`
	MeaningSimilarity  float64 `json:"meaningSimilarity"`
	StemSimilarity     float64 `json:"stemSimilarity"`  // two forms of one word of a company
	StartSimilarity    float64 `json:"startSimilarity"` // two long words of companies that begin alike
	JoinSimilarity     float64 `json:"joinSimilarity"`
	AcronymSimilarity  float64 `json:"acronymSimilarity"`
	FirstLetterPenalty float64 `json:"firstLetterPenalty"`
	ThreeSimilarity    float64 `json:"threeSimilarity"` // one mistake in a word of three letters
	SecondErrorPenalty float64 `json:"secondErrorPenalty"`
	KnownWordsFactor   float64 `json:"knownWordsFactor"` // a misspelling between two known names is rather another name
	LeastSimilarity    float64 `json:"leastSimilarity"`
	AgreeSimilarity    float64 `json:"agreeSimilarity"`    // two surnames agree
	TypoSimilarity     float64 `json:"typoSimilarity"`     // one mistake, not in the first letter
	MistypedSimilarity float64 `json:"mistypedSimilarity"` // they agree when all the rest is equal
	CrossedRolePenalty float64 `json:"crossedRolePenalty"` // a given name against a surname
	PersonMissing      float64 `json:"personMissing"`      // what a word costs that one side alone has
	PersonExtra        float64 `json:"personExtra"`        // what a word of a whole record costs that the list does not have
	PersonConflict     float64 `json:"personConflict"`     // what words cost of which each side has others
	KnownConflict      float64 `json:"knownConflict"`      // where both are known names
	CompanyMissing     float64 `json:"companyMissing"`
	CompanyConflict    float64 `json:"companyConflict"`
	BracketShare       float64 `json:"bracketShare"` // the part of its weight that a word in brackets costs
	FillerShare        float64 `json:"fillerShare"`  // the part of its weight that such a word costs which one name alone has
	TradeShare         float64 `json:"tradeShare"`
	PlaceShare         float64 `json:"placeShare"`
	MarkerShare        float64 `json:"markerShare"`
	NumberShare        float64 `json:"numberShare"`
	TradeConflict      float64 `json:"tradeConflict"` // what words of trades cost besides where each name has others
	PlaceConflict      float64 `json:"placeConflict"`
	FormPenalty        float64 `json:"formPenalty"` // points for legal forms of two kinds

	// Evidence, in bits, that an incomplete agreement needs among a list's thousands.
	EvidenceBits float64 `json:"evidenceBits"`
	SpelledBits  float64 `json:"spelledBits"` // that a whole agreement needs in which some word is only like another
	SpelledMore  float64 `json:"spelledMore"` // more that an incomplete agreement needs then
	LetterBits   float64 `json:"letterBits"`  // the most that one letter of a word is worth
	CompanyBits  float64 `json:"companyBits"` // that an incomplete agreement of companies needs in a search
	BoneBits     float64 `json:"boneBits"`    // the most that one consonant of a word without vowels is worth

	// Caps and qualifiers.
	OneWordCap          float64 `json:"oneWordCap"`
	WeakAliasCap        float64 `json:"weakAliasCap"`
	NumberCap           float64 `json:"numberCap"`
	BirthYearPenalty    float64 `json:"birthYearPenalty"`
	BirthFarPenalty     float64 `json:"birthFarPenalty"` // for another year of birth, more than BirthFarYears away
	BirthFarYears       int     `json:"birthFarYears"`   // years
	BirthDayPenalty     float64 `json:"birthDayPenalty"`
	BirthDateBonus      float64 `json:"birthDateBonus"`
	NationalityPenalty  float64 `json:"nationalityPenalty"`
	GenderPenalty       float64 `json:"genderPenalty"`
	OtherKindPenalty    float64 `json:"otherKindPenalty"`
	CandidateShare      float64 `json:"candidateShare"` // the part of the shorter name that must be found for a closer look
	DocumentLeastLength int     `json:"documentLeastLength"`
}

// DefaultConfig answers the numbers that were tuned on one half of the lists and reported on the other (README.md).
func DefaultConfig() Config {
	return Config{
		Version: "2026-11-30",
		Block:   0.90, Review: 0.70, Cap: 0.69,
		WeightTop: 1.25, WeightFall: 0.09, WeightLeast: 0.55, WeightMost: 1.15, UnknownPerMillion: 2, KnownPerMillion: 60,
		ShortWeight: 0.8, ParticleWeight: 0.2, LightWeight: 0.4, TitleWeight: 0.2, InitialWeight: 0.5, FormWeight: 0.1, StopWeight: 0.05, NumberWeight: 1.0,
		FillerWeight: 0.25, TradeWeight: 0.45, PlaceWeight: 0.45, MarkerWeight: 0.5,
		InitialSimilarity: 0.8, VariantSimilarity: 0.95, ShortSimilarity: 0.85, SoundSimilarity: 0.88, BonesSimilarity: 0.9, MeaningSimilarity: 0.95,
		StemSimilarity: 0.95, StartSimilarity: 0.78,
		JoinSimilarity: 0.97, AcronymSimilarity: 0.9, FirstLetterPenalty: 0.12,
		ThreeSimilarity: 0.6, SecondErrorPenalty: 0.05, KnownWordsFactor: 0.72, LeastSimilarity: 0.5,
		AgreeSimilarity: 0.85, TypoSimilarity: 0.72, MistypedSimilarity: 0.55, CrossedRolePenalty: 0.05,
		PersonMissing: 0.18, PersonExtra: 0.35, PersonConflict: 0.65, KnownConflict: 1.0,
		CompanyMissing: 0.22, CompanyConflict: 0.75, BracketShare: 0.5, FillerShare: 0.55, TradeShare: 0.7, PlaceShare: 1.1, MarkerShare: 9, NumberShare: 5,
		TradeConflict: 0.8, PlaceConflict: 1.4, FormPenalty: 0.02,
		EvidenceBits: 22, SpelledBits: 14, SpelledMore: 4, LetterBits: 2.6, BoneBits: 3, CompanyBits: 16,
		OneWordCap: 0.6, WeakAliasCap: 0.80, NumberCap: 0.6,
		BirthYearPenalty: 0.15, BirthFarPenalty: 0.30, BirthFarYears: 5, BirthDayPenalty: 0.10, BirthDateBonus: 0.05, NationalityPenalty: 0.10,
		GenderPenalty: 0.20, OtherKindPenalty: 0.2,
		CandidateShare: 0.45, DocumentLeastLength: 4,
	}
}

// Sum answers the digest of the numbers, by which an explanation names them.
func (c Config) Sum() string {
	written, err := json.Marshal(c)
	if err != nil {
		panic(err) // numbers and texts are always written
	}
	sum := sha256.Sum256(written)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Band is what follows from a score.
type Band string

// The bands (compliance.md 2.3).
const (
	BandClear  Band = "CLEAR"
	BandReview Band = "REVIEW"
	BandBlock  Band = "BLOCK"
)

func (c Config) band(score float64) Band {
	switch {
	case score >= c.Block:
		return BandBlock
	case score >= c.Review:
		return BandReview
	}
	return BandClear
}

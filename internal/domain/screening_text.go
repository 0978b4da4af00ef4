package domain

// hitReasonNames say why a hit is or is not a match (Spanish, Peru).
var hitReasonNames = map[HitReason]string{
	ReasonOtherBirthDate: "otra fecha de nacimiento", ReasonOtherDocument: "otro documento", ReasonOtherNationality: "otra nacionalidad",
	ReasonOtherGender: "otro género", ReasonPartialName: "solo coincide parte del nombre", ReasonOtherActivity: "otra actividad",
	ReasonSameDocument: "mismo documento", ReasonSameBirthDate: "misma fecha de nacimiento", ReasonSamePerson: "lo confirmó la persona o una fuente oficial",
}

// Label says a reason in the middle of a sentence (Spanish, Peru).
func (r HitReason) Label() string { return hitReasonNames[r] }

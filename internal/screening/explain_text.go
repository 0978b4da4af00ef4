package screening

import (
	"fmt"
	"strings"
)

// Lines answers an explanation in Spanish, for the file of a client and for whoever decides on the hit.
func (x Explanation) Lines() []string {
	where := x.EntryName
	if x.List != nil {
		where = fmt.Sprintf("%s (%s %s)", x.EntryName, x.List.Source, x.List.ID)
	}
	out := []string{fmt.Sprintf("«%s» frente a «%s»: %.2f, %s", x.Subject, where, x.Score, bandText[x.Band])}
	for _, p := range x.Parts {
		line := fmt.Sprintf("  %s = %s: %s, parecido %.2f, peso %.2f", p.Subject, p.Entry, whyText[why(p.Why)], p.Similarity, p.Weight)
		if p.Role != "" {
			line += ", " + roleText[p.Role]
		}
		if p.Says != "" {
			line += ", " + saysText[p.Says]
		}
		out = append(out, line)
	}
	if len(x.OnlyHere) > 0 {
		out = append(out, "  solo en el registro de la casa: "+leftoverText(x.OnlyHere))
	}
	if len(x.OnlyThere) > 0 {
		out = append(out, "  solo en la lista: "+leftoverText(x.OnlyThere))
	}
	if text := ruleText[rule(x.Rule)]; text != "" {
		out = append(out, "  regla: "+text)
	}
	for _, q := range x.Qualifiers {
		out = append(out, fmt.Sprintf("  %s: %s en la casa, %s en la lista (%+.2f)", qualifierText[q.Kind], q.Subject, q.Entry, q.Points))
	}
	if x.Document != "" {
		out = append(out, "  documento igual: "+x.Document)
	}
	return out
}

func leftoverText(ls []Leftover) string {
	texts := make([]string, len(ls))
	for i, l := range ls {
		texts[i] = l.Text
		if l.Says != "" {
			texts[i] += " (" + saysText[l.Says] + ")"
		}
	}
	return strings.Join(texts, ", ")
}

var bandText = map[Band]string{BandClear: "sin coincidencia", BandReview: "por revisar", BandBlock: "bloqueo hasta que una persona decida"}

var whyText = map[why]string{
	whyEqual: "igual", whyInitial: "inicial", whyVariant: "forma del mismo nombre", whyShort: "forma corta del mismo nombre", whyMeaning: "el mismo significado",
	whyTyped: "se escribe casi igual", whyOther: "parecido, pero son dos nombres conocidos", whySound: "suena igual", whyBones: "las mismas consonantes",
	whyJoined: "junto o separado", whyAcronym: "siglas", whyStem: "forma de la misma palabra",
}

var saysText = map[string]string{
	"FORM": "forma legal", "FILLER": "palabra que se añade o se omite", "TRADE": "giro", "PLACE": "lugar", "MARKER": "distingue entre varias del mismo nombre",
	"NUMBER": "número",
}

var roleText = map[string]string{"given": "nombre", "paternal": "apellido paterno", "maternal": "apellido materno", "family": "apellido"}

var ruleText = map[rule]string{
	ruleOneWord: "solo coincide una palabra", ruleSurnames: "los apellidos no coinciden", ruleGiven: "ningún nombre de pila coincide",
	ruleEvidence: "coincide solo en parte, y en palabras muy comunes", rulePatronymic: "los patronímicos son distintos", ruleSuffix: "son de generaciones distintas",
	ruleNumbers: "los números son distintos", ruleGeneric: "solo coinciden palabras comunes",
	ruleMarkers: "son dos de un mismo nombre: otro rumbo, orden o época", ruleWeakAlias: "el alias es débil: su puntaje tiene un tope",
	ruleDocument: "el número de documento es igual, diga lo que diga el nombre", ruleAcronym: "uno son las siglas del otro",
}

var qualifierText = map[string]string{
	"BIRTH_FAR": "nacimiento muy alejado", "BIRTH_YEAR": "año de nacimiento distinto", "BIRTH_DAY": "día de nacimiento distinto", "BIRTH_DATE": "misma fecha de nacimiento",
	"NATIONALITY": "nacionalidad distinta", "GENDER": "sexo distinto", "KIND": "una es persona y la otra empresa",
}

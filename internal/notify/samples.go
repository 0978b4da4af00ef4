package notify

import "maps"

// Sample is a message with made-up data, as the preview shows it and as tests keep it.
type Sample struct {
	Kind Kind
	// Subject, HTML and Text are the e-mail; Inbox and Push what the other channels say, empty where they say nothing.
	Subject, HTML, Text string
	Inbox, Push         Line
}

// Samples answers every kind of message with made-up data.
func (s *Service) Samples() ([]Sample, error) {
	var all []Sample
	for _, traits := range Kinds() {
		data, secret := sampleData(traits), ""
		if traits.Secret {
			secret = "482913"
		}
		if traits.Link {
			secret = s.letters.address(traits.forStaff(), "") + "/restablecer#token=..."
		}
		letter, html, text, err := s.letters.compose(traits.Kind, data, secret)
		if err != nil {
			return nil, err
		}
		said, _ := s.letters.of(traits.Kind)
		sample := Sample{Kind: traits.Kind, Subject: letter.Subject, HTML: html, Text: text, Push: said.push}
		if !traits.ByCommand {
			if sample.Inbox, err = said.line(data); err != nil {
				return nil, err
			}
		}
		all = append(all, sample)
	}
	return all, nil
}

// sampleReason is a reason that a person of the house gave.
const sampleReason = "No se puede leer. Envía una foto nítida, completa y sin reflejos."

// sampleData is a value for each name that a template may show.
func sampleData(traits Traits) Data {
	data := Data{
		dataName: "Lucía", dataStaff: traits.forStaff(), dataPath: "operations/op_01kc3v9m5n7qw", dataExpires: "lunes 23/11 a las 10:25",
		"at": "lunes 23/11 a las 10:15", "actor": "Ana Torres", "client": "ROJAS LUNA LUCÍA", "document": "DNI 45678912", "owner": "Bruno Díaz",
		"email": "lucia@correo.pe",
	}
	maps.Copy(data, traits.chapter.sample)
	if target := traits.target(); target != "" {
		data[dataPath] = pathOf(target)
	}
	return data
}

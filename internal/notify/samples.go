package notify

import "slices"

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
			secret = s.letters.address(forStaff(traits.Kind), "") + "/restablecer#token=..."
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

// sampleData is a value for each name that a template may show.
func sampleData(traits Traits) Data {
	data := Data{ //nolint:gosec // made up: it opens nothing
		dataName: "Lucía", dataStaff: forStaff(traits.Kind), dataPath: "operations/op_01kc3v9m5n7qw", dataExpires: "lunes 23/11 a las 10:25",
		"at": "lunes 23/11 a las 10:15", "actor": "Ana Torres",
		"code": "EXP-1042", "type": "Vendo dólares", "typeDesk": "Compra", "deposit": "US$ 1,000.00", "payout": "S/ 3,740.00",
		"previousDeposit": "US$ 900.00", "previousPayout": "S/ 3,366.00", "rate": "3.7400", "sum": "US$ 1,000.00", "status": "Pendiente",
		"waiting": "US$ 400.00", "counterpart": "EXP-1037", dataPending: true, dataBegun: false,
		"bank": "BCP", "account": "193-1234567-1-58", "cci": "00219300123456715814", "holder": "QoriCash S.A.C.",
		"toBank": "Interbank", "toAccount": "•••••••••8901", "fromBank": "BBVA", "fromAccount": "•••••••••4455",
		"deadline": "lunes 23/11 a las 10:30", "reason": "No se puede leer. Envía una foto nítida, completa y sin reflejos.",
		"trader": "Bruno Díaz", "operator": "Carla Ríos", "client": "ROJAS LUNA LUCÍA", "document": "DNI 45678912", "owner": "Bruno Díaz",
		"email": "lucia@correo.pe", "limit": "US$ 1,000.00", "used": "US$ 1,000.00", "count": "2", "maxCount": "2",
		"shared": true, "byStaff": true, "approve": true, "byLink": true, "many": false, "fields": "Nombre, correo", "contact": "Correo",
		"currency": "dólares", "device": "Chrome en Windows", "person": "Diego Paz", "role": "Operador", "before": "Trader", "after": "Operador",
		"permission": "publicar tipos de cambio", "moved": "14", "movedOperations": "2", "leftOperations": "1", "token": "Power BI (qct_a1b2…)", "until": "martes 24/11 a las 10:15",
		"match": "Es la misma imagen que otra de la casa",
	}
	if target, ok := targets()[traits.Kind]; ok {
		data[dataPath] = pathOf(target)
	}
	return data
}

// forStaff tells whether a kind is told to people of the house alone.
func forStaff(kind Kind) bool {
	if kind == KindStaffInvitation || kind == KindStaffEmailChanged {
		return true
	}
	for _, rule := range Rules() {
		if rule.Say == kind && slices.ContainsFunc(rule.To, Audience.ofTheHouse) {
			return true
		}
	}
	return slices.Contains([]Kind{KindRoleChanged, KindPasswordChangeForced, KindTOTPReset, KindPermissionGranted, KindPermissionRevoked}, kind)
}

package imitation_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/adapter/nubefact/imitation"
)

// sample is a boleta as the manual has it, and note one that undoes it.
const sample = `{"operacion":"generar_comprobante","tipo_de_comprobante":2,"serie":"B001","numero":15,"sunat_transaction":1,
"cliente_tipo_de_documento":"1","cliente_numero_de_documento":"41920371","cliente_denominacion":"JORGE LOPEZ","cliente_direccion":"",
"cliente_email":"","cliente_email_1":"","cliente_email_2":"","fecha_de_emision":"21-11-2026","moneda":1,"tipo_de_cambio":"",
"porcentaje_de_igv":"18.00","total_gravada":"","total_inafecta":"3750.00","total_exonerada":"","total_igv":"","total_gratuita":"",
"total":"3750.00","detraccion":false,"observaciones":"EXP-1063","documento_que_se_modifica_tipo":"","documento_que_se_modifica_serie":"",
"documento_que_se_modifica_numero":"","tipo_de_nota_de_credito":"","enviar_automaticamente_a_la_sunat":true,
"enviar_automaticamente_al_cliente":false,"codigo_unico":"2-B001-15","medio_de_pago":"","formato_de_pdf":"",
"items":[{"unidad_de_medida":"ZZ","codigo":"001","descripcion":"VENTA DE USD 1,000.00 A T.C. 3.7500","cantidad":"1",
"valor_unitario":"3750.00","precio_unitario":"3750.00","subtotal":"3750.00","tipo_de_igv":9,"igv":"0.00","total":"3750.00",
"anticipo_regularizacion":false,"codigo_producto_sunat":""}]}`

// with answers the sample with fields changed; a nil takes the field away. Names with a dot are of the line.
func with(t *testing.T, changes map[string]any) []byte {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal([]byte(sample), &document); err != nil {
		t.Fatal(err)
	}
	line, _ := document["items"].([]any)[0].(map[string]any)
	for name, value := range changes {
		fields := document
		if of, found := strings.CutPrefix(name, "items."); found {
			fields, name = line, of
		}
		if fields[name] = value; value == nil {
			delete(fields, name)
		}
	}
	text, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var asNote = map[string]any{"tipo_de_comprobante": 3, "serie": "BC01", "documento_que_se_modifica_tipo": 2, "documento_que_se_modifica_serie": "B001",
	"documento_que_se_modifica_numero": 15, "tipo_de_nota_de_credito": 1}

func TestManualTakesItsOwnExamples(t *testing.T) {
	t.Parallel()
	for name, changes := range map[string]map[string]any{
		"a boleta":          nil,
		"numbers as texts":  {"tipo_de_comprobante": "2", "numero": "15", "items.tipo_de_igv": "9", "detraccion": "false"},
		"a passport":        {"cliente_tipo_de_documento": "7", "cliente_numero_de_documento": "AB123456"},
		"a factura":         {"tipo_de_comprobante": 1, "serie": "F001", "cliente_tipo_de_documento": "6", "cliente_direccion": "AV. UNO 1"},
		"a boleta of a RUC": {"cliente_tipo_de_documento": "6"},
		"a note":            asNote,
		"with tax": {"total_gravada": "3500.00", "total_inafecta": "", "total_igv": "630.00", "total": "4130.00", "items.valor_unitario": "3500.00",
			"items.precio_unitario": "4130.00", "items.subtotal": "3500.00", "items.tipo_de_igv": 1, "items.igv": "630.00", "items.total": "4130.00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := imitation.Payload(with(t, changes)).Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestManualForbids(t *testing.T) {
	t.Parallel()
	note := func(field string, value any) map[string]any {
		changes := map[string]any{field: value}
		for name, value := range asNote {
			if name != field {
				changes[name] = value
			}
		}
		return changes
	}
	for name, given := range map[string]struct {
		changes map[string]any
		says    string
	}{
		"a field too few":             {map[string]any{"moneda": nil}, "Falta el campo moneda"},
		"a field of the line too few": {map[string]any{"items.igv": nil}, "items: Falta el campo igv"},
		"a field too many":            {map[string]any{"total_otros": "1.00"}, "El campo total_otros no existe"},
		"an object for a value":       {map[string]any{"serie": map[string]any{}}, "serie no es un valor"},
		"a number with a zero":        {map[string]any{"numero": "015"}, "numero no es válido: 015"},
		"a number of nine digits":     {map[string]any{"numero": 123456789}, "numero no es válido: 123456789"},
		"a kind that is none":         {map[string]any{"tipo_de_comprobante": "01"}, "tipo_de_comprobante no es válido: 01"},
		"another sale":                {map[string]any{"sunat_transaction": 29}, "sunat_transaction no es válido: 29"},
		"no name":                     {map[string]any{"cliente_denominacion": ""}, "cliente_denominacion no es válido: "},
		"a day as ISO has it":         {map[string]any{"fecha_de_emision": "2026-11-21"}, "fecha_de_emision no es válido: 2026-11-21"},
		"a day that is none":          {map[string]any{"fecha_de_emision": "31-11-2026"}, "fecha_de_emision no es válido: 31-11-2026"},
		"a rate of four decimals":     {map[string]any{"tipo_de_cambio": "3.7500"}, "tipo_de_cambio no es válido: 3.7500"},
		"an amount without cents":     {map[string]any{"total": "3750"}, "total no es válido: 3750"},
		"an amount as a number":       {map[string]any{"total": 3750.5}, "total no es válido: 3750.5"},
		"a code of 21":                {map[string]any{"codigo_unico": strings.Repeat("x", 21)}, "codigo_unico no es válido: " + strings.Repeat("x", 21)},
		"a line of 251":               {map[string]any{"items.descripcion": strings.Repeat("x", 251)}, "items: descripcion no es válido: " + strings.Repeat("x", 251)},
		"SUNAT's code for NubeFact's": {map[string]any{"items.tipo_de_igv": 30}, "items: tipo_de_igv no es válido: 30"},
		"the total in another box": {map[string]any{"total_inafecta": "", "total_exonerada": "3750.00"},
			"total_inafecta debe ser la suma de los items: 3750.00"},
		"a total that is no sum":   {map[string]any{"total": "3750.01"}, "total debe ser la suma de los items: 3750.00"},
		"a line that is no sum":    {map[string]any{"items.total": "3750.01"}, "El total del item no es la suma de su subtotal y su IGV"},
		"a price that is another":  {map[string]any{"items.precio_unitario": "3750.01"}, "El valor y el precio unitario del item no corresponden a sus totales"},
		"tax on what has none":     {map[string]any{"items.igv": "1.00", "items.total": "3751.00", "items.precio_unitario": "3751.00"}, "Un item inafecto no tiene IGV"},
		"tax of another percent":   {map[string]any{"items.tipo_de_igv": 1}, "El IGV del item no corresponde al porcentaje"},
		"no line":                  {map[string]any{"items": []any{}}, "El comprobante no tiene items"},
		"a boleta of the F series": {map[string]any{"serie": "F001"}, "La serie no corresponde al tipo de comprobante: F001"},
		"a factura without a RUC":  {map[string]any{"tipo_de_comprobante": 1, "serie": "F001"}, "Una factura necesita el RUC del cliente"},
		"a factura without a home": {map[string]any{"tipo_de_comprobante": 1, "serie": "F001", "cliente_tipo_de_documento": "6"},
			"Una factura necesita la dirección del cliente"},
		"a boleta that modifies":     {map[string]any{"tipo_de_nota_de_credito": 1}, "Sólo una nota modifica un comprobante"},
		"a note of nothing":          {note("documento_que_se_modifica_numero", ""), "La nota no dice qué comprobante modifica"},
		"a note without a motive":    {note("tipo_de_nota_de_credito", ""), "La nota no dice qué comprobante modifica"},
		"a note of another series":   {note("serie", "FC01"), "La serie no corresponde al tipo de comprobante: FC01"},
		"a note of the wrong series": {note("documento_que_se_modifica_serie", "F001"), "La serie de la nota no corresponde al comprobante que modifica"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := imitation.Payload(with(t, given.changes)).Check()
			if err == nil || !strings.Contains("\n"+err.Error()+"\n", "\n"+given.says+"\n") {
				t.Errorf("got %v, want %s", err, given.says)
			}
		})
	}
	for _, text := range []string{"", "[]", "{}{}", "{\"a\":\"\xff\"}"} {
		if imitation.Payload(text).Check() == nil {
			t.Errorf("%q is a document", text)
		}
	}
}

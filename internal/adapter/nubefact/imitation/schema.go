package imitation

import (
	"bytes"
	"encoding/json"
	"errors"

	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/qoricash/qoricash/internal/money"
)

// shape is what the manual says of a field (compliance.md 4.2, areas.md E28).
type shape struct {
	name string
	// least and most are the length of a text, in characters; a least of 0 lets it be empty.
	least, most int
	// form is what the text is like; an empty one is asked nothing but its length.
	form *regexp.Regexp
	// oneOf are the only values.
	oneOf []string
}

var (
	amount   = regexp.MustCompile(`^\d{1,12}\.\d{2}$`)
	quantity = regexp.MustCompile(`^\d{1,12}(\.\d{1,10})?$`)
	count    = regexp.MustCompile(`^[1-9]\d{0,7}$`)
	series   = regexp.MustCompile(`^[FB][A-Z0-9]{3}$`)
	date     = regexp.MustCompile(`^\d{2}-\d{2}-\d{4}$`)
	percent  = regexp.MustCompile(`^\d{1,2}\.\d{2}$`)
)

var boolean = []string{"true", "false"}

// header is every field of a document. A field that the manual has and the house never uses is not here, and refused.
var header = []shape{
	{name: "operacion", least: 1, most: 30, oneOf: []string{"generar_comprobante"}},
	{name: "tipo_de_comprobante", least: 1, most: 1, oneOf: []string{"1", "2", "3"}},
	{name: "serie", least: 4, most: 4, form: series},
	{name: "numero", least: 1, most: 8, form: count},
	{name: "sunat_transaction", least: 1, most: 2, oneOf: []string{"1"}},
	{name: "cliente_tipo_de_documento", least: 1, most: 1, oneOf: []string{"6", "1", "4", "7"}},
	{name: "cliente_numero_de_documento", least: 1, most: 15},
	{name: "cliente_denominacion", least: 1, most: 100},
	{name: "cliente_direccion", least: 0, most: 100},
	{name: "cliente_email", most: 250, oneOf: []string{""}},
	{name: "cliente_email_1", most: 250, oneOf: []string{""}},
	{name: "cliente_email_2", most: 250, oneOf: []string{""}},
	{name: "fecha_de_emision", least: 10, most: 10, form: date},
	{name: "moneda", least: 1, most: 1, oneOf: []string{"1"}},
	{name: "tipo_de_cambio", oneOf: []string{""}},
	{name: "porcentaje_de_igv", least: 4, most: 5, form: percent},
	{name: "total_gravada", most: 15, form: amount},
	{name: "total_inafecta", most: 15, form: amount},
	{name: "total_exonerada", most: 15, form: amount},
	{name: "total_igv", most: 15, form: amount},
	{name: "total_gratuita", most: 15, form: amount},
	{name: "total", least: 4, most: 15, form: amount},
	{name: "detraccion", least: 4, most: 5, oneOf: []string{"false"}},
	{name: "observaciones", most: 1000},
	{name: "documento_que_se_modifica_tipo", most: 1, oneOf: []string{"", "1", "2"}},
	{name: "documento_que_se_modifica_serie", most: 4, form: series},
	{name: "documento_que_se_modifica_numero", most: 8, form: count},
	{name: "tipo_de_nota_de_credito", most: 2, oneOf: []string{"", "1", "2", "3", "6", "7", "13"}},
	{name: "enviar_automaticamente_a_la_sunat", least: 4, most: 5, oneOf: boolean},
	{name: "enviar_automaticamente_al_cliente", least: 4, most: 5, oneOf: boolean},
	{name: "codigo_unico", most: 20},
	{name: "medio_de_pago", most: 250},
	{name: "formato_de_pdf", most: 6, oneOf: []string{"", "A4", "A5", "TICKET"}},
}

// item is every field of a line.
var item = []shape{
	{name: "unidad_de_medida", least: 2, most: 5, oneOf: []string{"ZZ", "NIU"}},
	{name: "codigo", most: 250},
	{name: "descripcion", least: 1, most: 250},
	{name: "cantidad", least: 1, most: 23, form: quantity},
	{name: "valor_unitario", least: 1, most: 23, form: quantity},
	{name: "precio_unitario", least: 1, most: 23, form: quantity},
	{name: "subtotal", least: 4, most: 15, form: amount},
	{name: "tipo_de_igv", least: 1, most: 2, oneOf: []string{"1", "9"}},
	{name: "igv", least: 1, most: 15, form: amount},
	{name: "total", least: 4, most: 15, form: amount},
	{name: "anticipo_regularizacion", least: 4, most: 5, oneOf: []string{"false"}},
	{name: "codigo_producto_sunat", most: 8},
}

// document is a payload as the schema reads it: every value as its text.
type document struct {
	fields map[string]string
	lines  []map[string]string
}

// Payload is what a caller sends to have a document issued.
type Payload []byte

// Check tells what the manual forbids in it. Errors are in the provider's manner: Spanish, and they quote the value.
func (p Payload) Check() error {
	_, err := p.read()
	return err
}

func (p Payload) read() (document, error) {
	decoder := json.NewDecoder(bytes.NewReader(p))
	decoder.UseNumber()
	var raw map[string]any
	if !utf8.Valid(p) || decoder.Decode(&raw) != nil || decoder.More() {
		return document{}, forbid("El archivo JSON no se puede leer")
	}
	list, _ := raw["items"].([]any)
	delete(raw, "items")
	read := document{}
	var err error
	if read.fields, err = readFields(raw, header); err != nil {
		return document{}, err
	}
	for _, entry := range list {
		values, _ := entry.(map[string]any)
		line, err := readFields(values, item)
		if err != nil {
			return document{}, fmt.Errorf("items: %w", err)
		}
		read.lines = append(read.lines, line)
	}
	return read, errors.Join(read.checkKind(), read.checkDate(), read.checkSums())
}

// forbidden is what the manual forbids, in the provider's words.
type forbidden string

// Error implements error.
func (f forbidden) Error() string { return string(f) }

func forbid(format string, args ...any) error { return forbidden(fmt.Sprintf(format, args...)) }

// readFields holds an object to its shapes: all of them, and nothing else.
func readFields(values map[string]any, shapes []shape) (map[string]string, error) {
	read := make(map[string]string, len(shapes))
	for _, s := range shapes {
		value, there := values[s.name]
		if !there {
			return nil, forbid("Falta el campo %s", s.name)
		}
		switch value.(type) {
		case string, bool, json.Number:
		default:
			return nil, forbid("%s no es un valor", s.name)
		}
		text := fmt.Sprint(value)
		length := utf8.RuneCountInString(text)
		empty := text == "" && s.least == 0
		switch {
		case length < s.least || s.most > 0 && length > s.most,
			s.oneOf != nil && !slices.Contains(s.oneOf, text),
			s.form != nil && !empty && !s.form.MatchString(text):
			return nil, forbid("%s no es válido: %s", s.name, text)
		}
		read[s.name] = text
	}
	for name := range values {
		if _, known := read[name]; !known {
			return nil, forbid("El campo %s no existe", name)
		}
	}
	return read, nil
}

// checkKind holds series, client and what a note undoes to the kind of the document.
func (d document) checkKind() error {
	kind, modified := d.fields["tipo_de_comprobante"], d.fields["documento_que_se_modifica_tipo"]
	note := kind == "3"
	of := kind
	if note {
		of = modified
	}
	switch {
	case note && (modified == "" || d.fields["documento_que_se_modifica_serie"] == "" || d.fields["documento_que_se_modifica_numero"] == "" ||
		d.fields["tipo_de_nota_de_credito"] == ""):
		return forbid("La nota no dice qué comprobante modifica")
	case !note && (modified != "" || d.fields["documento_que_se_modifica_serie"] != "" || d.fields["documento_que_se_modifica_numero"] != "" ||
		d.fields["tipo_de_nota_de_credito"] != ""):
		return forbid("Sólo una nota modifica un comprobante")
	case d.fields["serie"][0] != map[string]byte{"1": 'F', "2": 'B'}[of]:
		return forbid("La serie no corresponde al tipo de comprobante: %s", d.fields["serie"])
	case note && d.fields["documento_que_se_modifica_serie"][0] != d.fields["serie"][0]:
		return forbid("La serie de la nota no corresponde al comprobante que modifica")
	case of == "1" && d.fields["cliente_tipo_de_documento"] != "6":
		return forbid("Una factura necesita el RUC del cliente")
	case kind == "1" && len([]rune(d.fields["cliente_direccion"])) < 2:
		return forbid("Una factura necesita la dirección del cliente")
	}
	return nil
}

func (d document) checkDate() error {
	if _, err := time.Parse("02-01-2006", d.fields["fecha_de_emision"]); err != nil {
		return forbid("fecha_de_emision no es válido: %s", d.fields["fecha_de_emision"])
	}
	return nil
}

// checkSums holds the totals to the lines: each kind of tax in its own total.
func (d document) checkSums() error {
	if len(d.lines) == 0 {
		return forbid("El comprobante no tiene items")
	}
	var taxed, untaxed, tax, total money.Amount
	for _, line := range d.lines {
		subtotal, lineTax, lineTotal := cents(line["subtotal"]), cents(line["igv"]), cents(line["total"])
		if subtotal.Add(lineTax) != lineTotal {
			return forbid("El total del item no es la suma de su subtotal y su IGV")
		}
		if line["cantidad"] == "1" && (cents(line["valor_unitario"]) != subtotal || cents(line["precio_unitario"]) != lineTotal) {
			return forbid("El valor y el precio unitario del item no corresponden a sus totales")
		}
		if line["tipo_de_igv"] == "9" {
			untaxed = untaxed.Add(subtotal)
			if !lineTax.IsZero() {
				return forbid("Un item inafecto no tiene IGV")
			}
		} else {
			taxed = taxed.Add(subtotal)
			percent, _ := strconv.ParseInt(d.fields["porcentaje_de_igv"][:len(d.fields["porcentaje_de_igv"])-3], 10, 64)
			if lineTax != money.FromCents((subtotal.Cents()*percent+50)/100) {
				return forbid("El IGV del item no corresponde al porcentaje")
			}
		}
		tax, total = tax.Add(lineTax), total.Add(lineTotal)
	}
	for _, sum := range []struct {
		name string
		want money.Amount
	}{{"total_gravada", taxed}, {"total_inafecta", untaxed}, {"total_exonerada", money.Amount{}}, {"total_gratuita", money.Amount{}},
		{"total_igv", tax}, {"total", total}} {
		if cents(d.fields[sum.name]) != sum.want {
			return forbid("%s debe ser la suma de los items: %s", sum.name, sum.want)
		}
	}
	if total.Sign() <= 0 {
		return forbid("El total debe ser mayor a cero")
	}
	return nil
}

// cents reads an amount whose form was checked; an empty one is nothing.
func cents(text string) money.Amount {
	read, err := money.ParseAmount(text)
	if err != nil {
		return money.Amount{}
	}
	return read
}

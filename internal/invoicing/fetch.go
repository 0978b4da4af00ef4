package invoicing

import (
	"bytes"
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// mostFetches is how often the files of a document are tried for; after that a person looks.
const mostFetches = 12

// filesDue tells whether files are to be fetched now.
func (s *Service) filesDue(ctx context.Context) (bool, error) {
	due, err := s.store.Read().Invoice.Query().Where(invoice.FilesNextAtLTE(s.clock.Now())).Exist(ctx)
	return due, wrapUnlessNil("look for files to fetch", err)
}

// part is one of the files of a document.
type part struct {
	purpose domain.FilePurpose
	link    *string
	file    *uuid.UUID
	set     func(*ent.InvoiceUpdateOne, uuid.UUID)
}

func parts(row *ent.Invoice) []part {
	return []part{
		{domain.FileInvoicePDF, row.PdfLink, row.PdfFileID, func(u *ent.InvoiceUpdateOne, id uuid.UUID) { u.SetPdfFileID(id) }},
		{domain.FileInvoiceXML, row.XMLLink, row.XMLFileID, func(u *ent.InvoiceUpdateOne, id uuid.UUID) { u.SetXMLFileID(id) }},
		{domain.FileInvoiceCDR, row.CdrLink, row.CdrFileID, func(u *ent.InvoiceUpdateOne, id uuid.UUID) { u.SetCdrFileID(id) }},
	}
}

// fetchNext fetches what is missing of one document, and tells whether there was one. What cannot be had now is tried again later; no
// document waits for it.
func (s *Service) fetchNext(ctx context.Context) (bool, error) {
	row, err := s.first(ctx, invoice.FilesNextAtLTE(s.clock.Now()), invoice.ByFilesNextAt())
	if err != nil || row == nil {
		return false, err
	}
	fault := s.fetch(ctx, row)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if fault != nil && !isFault(fault) {
		return false, fault
	}
	return true, s.change(ctx, "invoice.fetched", row.ID, nil, func(ctx context.Context, c *change) error {
		update := c.tx.Invoice.UpdateOneID(row.ID)
		switch attempts := c.row.FilesAttempts + 1; {
		case !missing(c.row), attempts >= mostFetches:
			update.ClearFilesNextAt().SetFilesAttempts(attempts)
		default:
			update.SetFilesAttempts(attempts).SetFilesNextAt(c.tx.Now.Add((&domain.ProviderFault{}).Wait(attempts)))
		}
		return wrapUnlessNil("note what was fetched", update.Exec(ctx))
	})
}

func isFault(err error) bool {
	var fault *domain.ProviderFault
	return errors.As(err, &fault)
}

// missing tells whether a document that SUNAT answered lacks a file, or one that it has not answered what the provider links to.
func missing(row *ent.Invoice) bool {
	for _, one := range parts(row) {
		if one.file == nil && (one.link != nil || row.AcceptedAt != nil) {
			return true
		}
	}
	return false
}

// fetch fetches what is missing of a document, whose links are asked for anew where they were not there yet.
func (s *Service) fetch(ctx context.Context, row *ent.Invoice) error {
	links := map[domain.FilePurpose]*string{}
	for _, one := range parts(row) {
		links[one.purpose] = one.link
		if one.link == nil && one.file == nil && row.AcceptedAt != nil && row.FilesAttempts > 0 {
			issued, err := s.options.Issuer.Consult(ctx, numberOf(row))
			if err != nil {
				return err
			}
			links = map[domain.FilePurpose]*string{domain.FileInvoicePDF: orNil(issued.PDF), domain.FileInvoiceXML: orNil(issued.XML), domain.FileInvoiceCDR: orNil(issued.CDR)}
			break
		}
	}
	for _, one := range parts(row) {
		link := links[one.purpose]
		if one.file != nil || link == nil {
			continue
		}
		if err := s.keep(ctx, row.ID, one, *link); err != nil {
			return err
		}
	}
	return nil
}

func orNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// keep fetches one file and keeps it with its hash.
func (s *Service) keep(ctx context.Context, id uuid.UUID, one part, link string) error {
	bounded, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	content, err := s.options.Issuer.Fetch(bounded, link)
	if err != nil {
		return err
	}
	mediaType := mediaTypeOf(content)
	rule, _ := one.purpose.Rule()
	if !rule.Takes(mediaType) {
		return &domain.ProviderFault{Message: "what the link leads to is no " + string(one.purpose)}
	}
	made, err := s.files.Put(ctx, mediaType, content)
	if err != nil {
		return err
	}
	return s.change(ctx, "invoice.keep", id, nil, func(ctx context.Context, c *change) error {
		for _, now := range parts(c.row) {
			if now.purpose == one.purpose && now.file != nil {
				return nil
			}
		}
		file, err := s.files.Store(ctx, c.tx, made, one.purpose, access.Current(ctx))
		if err != nil {
			return err
		}
		return c.kept(ctx, one, file)
	})
}

// kept writes that a file of a document is there. Of its PDF it is told where SUNAT accepted the document; else the acceptance tells of it
// (areas.md D14).
func (c *change) kept(ctx context.Context, one part, file uuid.UUID) error {
	if one.purpose == domain.FileInvoicePDF && c.row.AcceptedAt != nil {
		return c.aside(ctx, domain.EventInvoiceReady, func(u *ent.InvoiceUpdateOne) { one.set(u, file) })
	}
	update := c.tx.Invoice.UpdateOneID(c.row.ID).SetUpdatedAt(c.tx.Now)
	one.set(update, file)
	return wrapUnlessNil("keep a file of a document", update.Exec(ctx))
}

// mediaTypeOf is what content is by its first bytes; an unknown one is nothing.
func mediaTypeOf(content []byte) string {
	switch text := bytes.TrimLeft(content, "\xef\xbb\xbf \t\r\n"); {
	case bytes.HasPrefix(content, []byte("%PDF-")):
		return domain.MediaPDF
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return domain.MediaZIP
	case bytes.HasPrefix(text, []byte("<")):
		return domain.MediaXML
	}
	return ""
}

package demo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
)

// How long after its registration a client sends its papers, and how long it takes at most until the last act on them.
const (
	untilPapers     = 5 * time.Minute
	untilIdentified = 10 * time.Minute
)

// identify brings a client's identification as far as the plan has it: the client sends its papers, Middle Office accepts
// them and proposes, and the Master decides. Each act has a minute of its own.
//
// Of the clients that are in review every second one waits for its papers to be looked at, the others for Middle Office to
// decide on what the Master proposed. Of those that have not begun every second one sent a first paper.
func (p *play) identify(ctx context.Context, h *hand, place int, at time.Time) error {
	who, client := p.plan.cast[place], p.clients[place].id
	i := &identifying{play: p, hand: h, who: who, client: client, key: fmt.Sprintf("demo:client:%d", place), at: at}
	second := place%2 == 1
	var err error
	switch {
	case who.kyc == domain.KYCApproved:
		err = i.whole(ctx)
	case who.kyc == domain.KYCInReview && second:
		if err = i.reviewed(ctx); err == nil {
			_, err = i.propose(ctx, MasterLogin)
		}
	case who.kyc == domain.KYCInReview:
		_, err = i.submit(ctx, domain.RequiredDocuments(who.documentType))
	case second && !who.company():
		_, err = i.submit(ctx, []domain.DocumentKind{domain.PaperIDFront})
	}
	if err != nil {
		return fmt.Errorf("identify client %d: %w", place, err)
	}
	return nil
}

// identifying is the identification of one client under way.
type identifying struct {
	play   *play
	hand   *hand
	who    person
	client uuid.UUID
	key    string
	at     time.Time
}

// next goes on to the next minute.
func (i *identifying) next() {
	i.at = i.at.Add(time.Minute)
	i.hand.at(i.at)
}

// whole ends in an approval that two people made.
func (i *identifying) whole(ctx context.Context) error {
	if err := i.reviewed(ctx); err != nil {
		return err
	}
	proposal, err := i.propose(ctx, MiddleOfficeLogin)
	if err != nil {
		return err
	}
	i.next()
	_, _, err = i.hand.approval.Decide(i.play.as(ctx, MasterLogin), approval.DecideInput{IdempotencyKey: i.key + ":decide", ProposalID: proposal,
		Decision: domain.ProposalConfirmed})
	return err
}

func (i *identifying) reviewed(ctx context.Context) error {
	papers, err := i.submit(ctx, domain.RequiredDocuments(i.who.documentType))
	if err != nil {
		return err
	}
	i.next()
	for n, paper := range papers {
		_, _, err := i.hand.kyc.ReviewDocument(i.play.as(ctx, MiddleOfficeLogin), kyc.ReviewInput{IdempotencyKey: fmt.Sprintf("%s:review:%d", i.key, n),
			DocumentID: paper, Accept: true})
		if err != nil {
			return err
		}
	}
	return nil
}

func (i *identifying) propose(ctx context.Context, login string) (uuid.UUID, error) {
	i.next()
	id, _, err := i.hand.kyc.Propose(i.play.as(ctx, login), kyc.ProposeInput{IdempotencyKey: i.key + ":propose", ClientID: i.client, Approve: true})
	return id, err
}

// submit sends papers as the client itself.
func (i *identifying) submit(ctx context.Context, kinds []domain.DocumentKind) ([]uuid.UUID, error) {
	i.next()
	ctx = asClient(ctx, i.client, domain.ChannelWeb)
	papers := make([]uuid.UUID, len(kinds))
	for n, kind := range kinds {
		content, err := drawPaper(kind, i.who.documentNumber)
		if err != nil {
			return nil, err
		}
		sent, err := i.hand.fileOnce(ctx, i.client, domain.FileClientDocument, content)
		if err != nil {
			return nil, err
		}
		papers[n], _, err = i.hand.kyc.SubmitDocument(ctx, kyc.SubmitInput{IdempotencyKey: fmt.Sprintf("%s:paper:%d", i.key, n), Kind: kind, FileID: sent})
		if err != nil {
			return nil, err
		}
	}
	return papers, nil
}

// fileOnce uploads content as somebody, or finds it where that was done before the seed was interrupted.
func (h *hand) fileOnce(ctx context.Context, owner uuid.UUID, purpose domain.FilePurpose, content []byte) (uuid.UUID, error) {
	sum := sha256.Sum256(content)
	id, err := h.store.Read().File.Query().Where(file.OriginalSha256(sum[:]), file.UploadedBy(owner), file.RemovedAtIsNil()).Order(file.ByID()).FirstID(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return h.upload(ctx, purpose, content, sum)
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find an upload: %w", err)
	}
	return id, nil
}

// The size of a drawn paper, in pixels: small, since hundreds of them are made at the first start.
const (
	paperWidth, paperHeight = 180, 114
	cell                    = 12
)

// drawPaper draws a paper as far as an invented one may look like a true one: a photo, a line for each field, and a pattern
// behind. The pattern is of the number, so that no two clients' papers look alike.
func drawPaper(kind domain.DocumentKind, number string) ([]byte, error) {
	pattern := sha256.Sum256([]byte(string(kind) + "/" + number))
	tones := color.Palette{color.Gray{Y: 252}, color.Gray{Y: 226}, color.Gray{Y: 200}, color.Gray{Y: 174}, color.RGBA{R: 32, G: 58, B: 110, A: 255}}
	picture := image.NewPaletted(image.Rect(0, 0, paperWidth, paperHeight), tones)
	for y := range paperHeight {
		for x := range paperWidth {
			picture.SetColorIndex(x, y, tone(pattern, x, y))
		}
	}
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		return nil, fmt.Errorf("draw a paper: %w", err)
	}
	return encoded.Bytes(), nil
}

// tone is the color of a pixel: ink for the frame, the photo's outline and the fields, else that of the pattern's cell.
func tone(pattern [sha256.Size]byte, x, y int) uint8 {
	const ink = 4
	frame := x < 3 || y < 3 || x >= paperWidth-3 || y >= paperHeight-3
	photo := x >= 12 && x < 60 && y >= 30 && y < 92 && (x < 14 || x >= 58 || y < 32 || y >= 90)
	row := (y - 30) / 12
	field := x >= 72 && y >= 30 && row < 5 && y%12 < 4 && x < 100+int(pattern[row])%70
	if frame || photo || field {
		return ink
	}
	place := (y/cell)*(paperWidth/cell) + x/cell
	return pattern[place%len(pattern)] >> (place / len(pattern) % 4 * 2) & 3
}

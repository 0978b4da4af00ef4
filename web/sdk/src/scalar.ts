declare const brand: unique symbol;

/** A text of a certain kind: it is used as a text, and no other text is taken for it. */
export type Branded<Name extends string> = string & { readonly [brand]: { readonly [Each in Name]: true } };

/** RFC 3339 instant in UTC: `DateTime` of the schema. */
export type Instant = Branded<'Instant'>;

/** Business day in Lima, `YYYY-MM-DD`: `Date` of the schema. */
export type Day = Branded<'Day'>;

/** Position in an event stream, opaque and safe to store: `EventCursor` of the schema. */
export type EventCursor = Branded<'EventCursor'>;

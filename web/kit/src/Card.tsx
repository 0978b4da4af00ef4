import { type ReactNode, useId } from 'react';

/** A part of a screen with a head. */
export function Card({ title, aside, children, flush }: {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** True where the content reaches the border, as a table does. */
  readonly flush?: boolean;
}) {
  const id = useId();
  return (
    <section className={flush ? 'card card-flush' : 'card'} {...(title !== undefined && { 'aria-labelledby': id })}>
      {title !== undefined && (
        <header className="card-head">
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
      )}
      {/* A wide table is moved sideways, by the keyboard as well. */}
      <div className="card-body" {...(flush && { tabIndex: 0, role: 'group', ...(title !== undefined && { 'aria-labelledby': id }) })}>{children}</div>
    </section>
  );
}

export interface Fact {
  readonly name: ReactNode;
  readonly value: ReactNode;
  /** Takes the whole width. */
  readonly wide?: boolean;
}

/** Names and values, beside each other where there is room. */
export function Facts({ facts, dense }: { readonly facts: readonly Fact[]; readonly dense?: boolean }) {
  return (
    <dl className={dense ? 'facts facts-dense' : 'facts'}>
      {facts.map((fact, place) => (
        <div key={place} className={fact.wide ? 'fact fact-wide' : 'fact'}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

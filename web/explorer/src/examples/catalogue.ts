// The examples are the files of docs/examples, read when the bundle is made.

const documents = import.meta.glob<string>('../../../../docs/examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variables = import.meta.glob<string>('../../../../docs/examples/*.variables.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export type Kind = 'query' | 'mutation' | 'subscription';

/** A saved document, ready to be opened. */
export interface Example {
  /** The file's name without its end. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly kind: Kind;
  readonly document: string;
  /** JSON with placeholders, as docs/examples/README.md explains; empty when the document takes none. */
  readonly variables: string;
}

export interface Area {
  readonly title: string;
  readonly examples: readonly Example[];
}

/** The areas in the order in which somebody new wants them; an area that is not named here comes last. */
const order: readonly string[] = [
  'Tipo de cambio',
  'Cotización',
  'Operación: del precio al depósito',
  'Operación: del abono al pago',
  'Consultas de operaciones',
  'En vivo',
  'Clientes y cuentas',
  'Identificación',
  'Dinero en espera',
  'Control',
  'Libros y tesorería',
  'Avisos',
  'Auditoría',
  'Sesión',
  'Personal',
  'Tokens de acceso',
];

/** All examples by area, those of an area in the order of their file names. */
export const areas: readonly Area[] = group();

/** The journey of a client, from nobody known to a followed operation. */
export const journey: Area = {
  title: 'El recorrido de un cliente',
  examples: [
    '100-public-rate',
    '216-client-register-self',
    '217-registration-code-send',
    '218-registration-verify',
    '011-sign-in-client',
    '230-account-add',
    '300-quote-lock-pay',
    '400-operation-create',
    '420-operation-report-deposit',
    '720-operation-timeline',
    '900-live-operations',
  ].map(exampleNamed),
};

/** The example of a file name. A name that is not there is a mistake of the program. */
export function exampleNamed(name: string): Example {
  const found = areas.flatMap((area) => area.examples).find((example) => example.name === name);
  if (!found) throw new Error(`no example is called ${name}`);
  return found;
}

function group(): readonly Area[] {
  const grouped = new Map<string, Example[]>();
  for (const path of Object.keys(documents).sort()) {
    const [area, example] = read(path);
    const members = grouped.get(area);
    if (members) members.push(example);
    else grouped.set(area, [example]);
  }
  return [...grouped].map(([title, examples]) => ({ title, examples })).sort((one, other) => rank(one.title) - rank(other.title));
}

function rank(title: string): number {
  const at = order.indexOf(title);
  return at < 0 ? order.length : at;
}

function read(path: string): readonly [string, Example] {
  const document = documents[path] ?? '';
  const comments = /^(?:#.*\n)+/.exec(document)?.[0] ?? '';
  const [first = '', ...rest] = comments.trimEnd().split('\n').map((line) => line.replace(/^#\s?/, ''));
  const [area = '', title = ''] = first.split(' / ');
  const values = variables[path.replace(/\.graphql$/, '.variables.json')] ?? '';
  return [
    area,
    {
      name: path.slice(path.lastIndexOf('/') + 1).replace(/\.graphql$/, ''),
      title,
      description: rest.join(' '),
      kind: (/^(query|mutation|subscription)\b/m.exec(document)?.[1] ?? 'query') as Kind,
      document,
      variables: values.trim() === '{}' ? '' : values.trimEnd(),
    },
  ];
}

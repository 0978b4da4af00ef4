/** A page that messages lead to: `LinkTarget` of the schema. */
export type LinkTarget =
  | 'OPERATION' | 'NEW_OPERATION' | 'ACCOUNTS' | 'IDENTIFICATION' | 'PROFILE' | 'SECURITY'
  | 'NOTIFICATION_SETTINGS' | 'SIGN_IN' | 'REWARDS' | 'CLIENT' | 'REVIEW' | 'TEAM' | 'TOKENS' | 'RATES';

/** Where a link leads: a page, and what it is about. */
export interface DeepLink {
  readonly target: LinkTarget;
  /** Global id of what the page is about; null for pages that are about nothing single. */
  readonly id: string | null;
}

/** The paths of the house, in the app and wherever a site has none of its own. */
export const linkPaths: Readonly<Record<LinkTarget, string>> = {
  OPERATION: 'operations/{id}',
  NEW_OPERATION: 'operations/new',
  ACCOUNTS: 'accounts',
  IDENTIFICATION: 'identification',
  PROFILE: 'profile',
  SECURITY: 'security',
  NOTIFICATION_SETTINGS: 'settings/notifications',
  SIGN_IN: 'sign-in',
  REWARDS: 'promotions',
  CLIENT: 'clients/{id}',
  REVIEW: 'review',
  TEAM: 'team',
  TOKENS: 'tokens',
  RATES: 'rates',
};

/** Where a site lives, and how its pages are called. */
export interface LinkOptions {
  /** What addresses of the site begin with, as `SITE_URL` of the house says; left out, only `qoricash://` is read. */
  readonly site?: string;
  /** The site's own paths, as `SITE_PATHS` of the house says them. */
  readonly paths?: Readonly<Partial<Record<LinkTarget, string>>>;
}

const scheme = 'qoricash://';

/**
 * Reads an address of a message: `qoricash://operations/op_…`, or its twin on the site. Null for what leads nowhere that this program
 * knows; it never throws. Addresses are taken apart as text, since not every runtime has a whole `URL`.
 */
export function deepLink(address: string, options: LinkOptions = {}): DeepLink | null {
  const path = pathOf(address, options);
  if (path === null) return null;
  const paths = address.startsWith(scheme) ? linkPaths : { ...linkPaths, ...options.paths };
  let found: DeepLink | null = null;
  for (const [target, pattern] of Object.entries(paths) as [LinkTarget, string][]) {
    const id = match(pattern, path);
    // A page without an id is the nearer one: `operations/new` is no operation called new.
    if (id === '') return { target, id: null };
    if (id !== null) found ??= { target, id };
  }
  return found;
}

/** The path of a page below the site, with a slash before it. */
export function linkPath({ target, id }: DeepLink, options: LinkOptions = {}): string {
  const pattern = options.paths?.[target] ?? linkPaths[target];
  return `/${trim(pattern).replace('{id}', encodeURIComponent(id ?? ''))}`;
}

function pathOf(address: string, { site }: LinkOptions): string | null {
  const bare = address.replace(/[?#].*$/s, '');
  if (bare.startsWith(scheme)) return trim(bare.slice(scheme.length));
  const base = site?.replace(/\/+$/, '');
  if (base === undefined || !(bare === base || bare.startsWith(`${base}/`))) return null;
  return trim(bare.slice(base.length));
}

/** The id in a path; empty for a pattern without one, null when the path is another. */
function match(pattern: string, path: string): string | null {
  const wanted = trim(pattern).split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  let id = '';
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part !== '{id}') {
      if (part !== actual) return null;
    } else if (/^[a-z]+_[0-9A-Za-z]+$/.test(actual)) id = actual;
    else return null;
  }
  return id;
}

const trim = (path: string): string => path.replace(/^\/+|\/+$/g, '');

/** The paths of the house, in the app and wherever a site has none of its own. */
export const linkPaths = {
    OPERATION: 'operations/{id}',
    NEW_OPERATION: 'operations/new',
    ACCOUNTS: 'accounts',
    IDENTIFICATION: 'identification',
    PROFILE: 'profile',
    SECURITY: 'security',
    NOTIFICATION_SETTINGS: 'settings/notifications',
    SIGN_IN: 'sign-in',
    CLIENT: 'clients/{id}',
    REVIEW: 'review',
    TEAM: 'team',
    TOKENS: 'tokens',
};
const scheme = 'qoricash://';
/**
 * Reads an address of a message: `qoricash://operations/op_…`, or its twin on the site. Null for what leads nowhere that this program
 * knows; it never throws. Addresses are taken apart as text, since not every runtime has a whole `URL`.
 */
export function deepLink(address, options = {}) {
    const path = pathOf(address, options);
    if (path === null)
        return null;
    const paths = address.startsWith(scheme) ? linkPaths : { ...linkPaths, ...options.paths };
    let found = null;
    for (const [target, pattern] of Object.entries(paths)) {
        const id = match(pattern, path);
        // A page without an id is the nearer one: `operations/new` is no operation called new.
        if (id === '')
            return { target, id: null };
        if (id !== null)
            found ??= { target, id };
    }
    return found;
}
/** The path of a page below the site, with a slash before it. */
export function linkPath({ target, id }, options = {}) {
    const pattern = options.paths?.[target] ?? linkPaths[target];
    return `/${trim(pattern).replace('{id}', encodeURIComponent(id ?? ''))}`;
}
function pathOf(address, { site }) {
    const bare = address.replace(/[?#].*$/s, '');
    if (bare.startsWith(scheme))
        return trim(bare.slice(scheme.length));
    const base = site?.replace(/\/+$/, '');
    if (base === undefined || !(bare === base || bare.startsWith(`${base}/`)))
        return null;
    return trim(bare.slice(base.length));
}
/** The id in a path; empty for a pattern without one, null when the path is another. */
function match(pattern, path) {
    const wanted = trim(pattern).split('/');
    const given = path.split('/');
    if (wanted.length !== given.length)
        return null;
    let id = '';
    for (const [index, part] of wanted.entries()) {
        const actual = given[index] ?? '';
        if (part !== '{id}') {
            if (part !== actual)
                return null;
        }
        else if (/^[a-z]+_[0-9A-Za-z]+$/.test(actual))
            id = actual;
        else
            return null;
    }
    return id;
}
const trim = (path) => path.replace(/^\/+|\/+$/g, '');

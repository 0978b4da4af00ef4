/** A page that messages lead to: `LinkTarget` of the schema. */
export type LinkTarget = 'OPERATION' | 'NEW_OPERATION' | 'ACCOUNTS' | 'IDENTIFICATION' | 'PROFILE' | 'SECURITY' | 'NOTIFICATION_SETTINGS' | 'SIGN_IN' | 'CLIENT' | 'REVIEW' | 'TEAM' | 'TOKENS';
/** Where a link leads: a page, and what it is about. */
export interface DeepLink {
    readonly target: LinkTarget;
    /** Global id of what the page is about; null for pages that are about nothing single. */
    readonly id: string | null;
}
/** The paths of the house, in the app and wherever a site has none of its own. */
export declare const linkPaths: Readonly<Record<LinkTarget, string>>;
/** Where a site lives, and how its pages are called. */
export interface LinkOptions {
    /** What addresses of the site begin with, as `SITE_URL` of the house says; left out, only `qoricash://` is read. */
    readonly site?: string;
    /** The site's own paths, as `SITE_PATHS` of the house says them. */
    readonly paths?: Readonly<Partial<Record<LinkTarget, string>>>;
}
/**
 * Reads an address of a message: `qoricash://operations/op_…`, or its twin on the site. Null for what leads nowhere that this program
 * knows; it never throws. Addresses are taken apart as text, since not every runtime has a whole `URL`.
 */
export declare function deepLink(address: string, options?: LinkOptions): DeepLink | null;
/** The path of a page below the site, with a slash before it. */
export declare function linkPath({ target, id }: DeepLink, options?: LinkOptions): string;

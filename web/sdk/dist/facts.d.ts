/** The object types of each interface and union. */
export declare const possibleTypes: Readonly<Record<string, readonly string[]>>;
/** Object types without an identity of their own: what they say belongs to the object around them. */
export declare const keyless: readonly string[];
/** Items of streams, which no cache keeps. */
export declare const items: readonly string[];
/** Fields of kept objects whose new list takes the place of the one before. */
export declare const lists: Readonly<Record<string, readonly string[]>>;
/** Connections at the root, and the arguments that make them different lists. */
export declare const connections: Readonly<Record<string, readonly string[]>>;

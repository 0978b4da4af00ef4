/** The version of the built desk, from its package. */
declare const __DESK_VERSION__: string;

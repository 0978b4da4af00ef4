import type { House } from './house.js';
/**
 * A `fetch` for GraphQL libraries that send by themselves: it adds the token or the cookie and the `Accept` header, learns the house's clock,
 * and hears when the session ends. The type is that of the `fetch` which is given.
 */
export declare function houseFetch<Original extends {
    call(address: never, init?: never): Promise<unknown>;
}['call']>(house: House, original: Original): Original;

/**
 * Documents that every front end of the house needs, with their types. `persisted-documents.json` has their texts for a house that answers
 * registered documents alone.
 *
 * @module
 */
export * from './generated/graphql.ts';

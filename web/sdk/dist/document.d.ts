import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A parsed document, as far as its text can be found again. */
export interface ParsedDocument {
    readonly loc?: {
        readonly source: {
            readonly body: string;
        };
    };
}
/**
 * A document and what it asks for and answers. What graphql-codegen makes of a document fits, as strings or parsed; a plain
 * string does too, and says nothing of its types.
 */
export type Document<Result = unknown, Variables = Record<string, unknown>> = string | ((ParsedDocument | {
    toString(): string;
}) & DocumentTypeDecoration<Result, Variables>);
/** What kind of operation a document begins, and its name. */
export interface OperationHead {
    readonly kind: 'query' | 'mutation' | 'subscription';
    readonly name: string | null;
}
/** The text of a document. A parsed one without its source is refused: nothing here prints a tree. */
export declare function textOf(document: Document<unknown, never>): string;
/** Finds the operation of a document that has exactly one; fragments may stand before it. */
export declare function operationOf(text: string): OperationHead;
/** The fields at the root of what a document answers. */
export type RootField<Result> = Exclude<keyof Result, '__typename'>;
/** What the one root field of a document answers: an item of a stream, the payload of a mutation. */
export type RootOf<Result> = NonNullable<Result[RootField<Result>]>;
/** Reads the one root field of an answer. */
export declare function rootOf<Result>(data: Result): RootOf<Result> | null;

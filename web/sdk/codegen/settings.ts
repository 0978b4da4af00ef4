// How every package of this workspace makes types of its documents. A package has a codegen.ts of five lines:
//
//     import { houseCodegen } from '@qoricash/sdk/codegen';
//
//     export default houseCodegen({ documents: ['src/**/*.{graphql,ts,tsx}', '!src/gql/**'], output: 'src/gql/' });
//
// and two scripts: `node ../sdk/codegen/generate.mjs`, and the same with `--check`, which fails when what is committed is not what the schema
// makes. With `--documents-only` there is no `graphql()` tag: each document is imported by its name, and a bundle has those that it uses. Each
// .graphql gets a module of its own, so that a screen which is loaded late brings its documents with it, if package.json says `sideEffects`.
// Documents come as strings with their types. persisted-documents.json beside them is their list for TRUSTED_DOCUMENTS of the house.
import { fileURLToPath } from 'node:url';
import type { CodegenConfig } from '@graphql-codegen/cli';

/** What a package says of its documents. Paths are relative to it. */
export interface HouseCodegenOptions {
  /** Where its documents are. */
  readonly documents: readonly string[];
  /** The folder that is written, with a slash at its end. */
  readonly output: string;
  /** Strings, for the SDK's own request; `graphQLTag` and others for libraries that want them parsed. */
  readonly documentMode?: 'string' | 'graphQLTag' | 'documentNode';
  /** Where the types of scalars are imported from: this package itself has them elsewhere. */
  readonly types?: { readonly scalar: string; readonly money: string };
}

/** The schema of the house, which a running program serves as /schema.graphql. */
export const schemaFile: string = fileURLToPath(new URL('../../../schema.graphql', import.meta.url));

/** Answers the configuration of a package. What is typed by people goes out as it is typed, so inputs take plain texts. */
export function houseCodegen({ documents, output, documentMode = 'string', types }: HouseCodegenOptions): CodegenConfig {
  const { scalar, money } = types ?? { scalar: '@qoricash/sdk', money: '@qoricash/sdk/money' };
  return {
    schema: schemaFile,
    documents: [...documents],
    generates: {
      [output]: {
        preset: 'client',
        presetConfig: { fragmentMasking: false },
        config: {
          documentMode,
          strictScalars: true,
          enumsAsTypes: true,
          useTypeImports: true,
          onlyOperationTypes: true,
          scalars: {
            ID: { input: 'string', output: 'string' },
            Date: { input: 'string', output: `${scalar}#Day` },
            DateTime: { input: 'string', output: `${scalar}#Instant` },
            EventCursor: { input: `${scalar}#EventCursor`, output: `${scalar}#EventCursor` },
            Decimal: { input: 'string', output: `${money}#Decimal` },
            Rate: { input: 'string', output: `${money}#Rate` },
            URL: { input: 'string', output: 'string' },
          },
        },
      },
    },
  };
}

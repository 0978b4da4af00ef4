import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { houseCodegen } from '../sdk/codegen/settings.ts';

const output = './src/gql/';
const { generates, ...settings } = houseCodegen({ documents: ['src/**/*.graphql'], output });

// The cache adds __typename to what it asks for: written into the documents, what is sent is what the trusted list holds.
const config: CodegenConfig = {
  ...settings,
  schema: process.env['DESK_SCHEMA'] ?? settings.schema ?? [],
  generates: {
    [output]: { ...(generates[output] as object), documentTransforms: [addTypenameSelectionDocumentTransform] },
    [`${output}types.ts`]: { plugins: ['./build/types.mjs'] },
  },
};

export default config;

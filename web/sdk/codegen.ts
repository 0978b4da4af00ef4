import type { CodegenConfig } from '@graphql-codegen/cli';
import { houseCodegen } from './codegen/settings.ts';

const documents = houseCodegen({
  documents: ['src/documents/*.graphql'],
  output: 'src/documents/generated/',
  types: { scalar: '../../scalar.ts', money: '../../money.ts' },
});

const config: CodegenConfig = {
  ...documents,
  generates: { ...documents.generates, 'src/facts.ts': { plugins: ['./codegen/facts.mjs'] } },
};

export default config;

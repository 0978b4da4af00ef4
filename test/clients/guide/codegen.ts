import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: `${process.env.NEXT_PUBLIC_HOUSE ?? 'http://127.0.0.1:8080'}/schema.graphql`,
  documents: ['src/**/*.{graphql,ts,tsx}', '!src/gql/**', '!src/**/__generated__/**'],
  generates: {
    './src/gql/': {
      preset: 'client',
      config: {
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: {
          Date: 'string', DateTime: 'string', Decimal: 'string',
          EventCursor: 'string', Rate: 'string', URL: 'string',
        },
      },
    },
    './src/gql/caches.ts': { plugins: ['./codegen-caches.mjs'] },
  },
};

export default config;

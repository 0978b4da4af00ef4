// A plugin of graphql-codegen: the type of an object by the prefix of its id, as the schema describes it.
import { isObjectType } from 'graphql';

const prefix = /Global id, `([a-z]+)_…`/;

export function plugin(schema) {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const prefixes = Object.fromEntries(types.flatMap((type) => {
    const found = prefix.exec(type.getFields().id?.description ?? '');
    return found ? [[found[1], type.name]] : [];
  }));
  const lines = Object.entries(prefixes).map(([name, type]) => `  ${name}: '${type}',`).join('\n');
  return `/** The type of an object by the prefix of its id. */\nexport const typeByPrefix: Readonly<Record<string, string>> = {\n${lines}\n};\n`;
}

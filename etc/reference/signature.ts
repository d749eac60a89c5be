import {readFileSync} from 'node:fs';
import {ApiItemKind, type ApiDeclaredItem} from '@microsoft/api-extractor-model';
import {format, type Options} from 'prettier';

const style = JSON.parse(readFileSync('.prettierrc.json', 'utf8')) as Options;

/** The declaration of an item as a block of code; a class with its constructor. */
export async function signature(item: ApiDeclaredItem): Promise<string> {
  const isMember = item.parent?.kind === ApiItemKind.Class;
  const code = isMember ? `class X {${declaration(item)}}` : declaration(item) + body(item);
  const formatted = (await format(code, {...style, parser: 'typescript'})).trim();
  return `\`\`\`ts\n${isMember ? insideOfClass(formatted) : formatted}\n\`\`\``;
}

function declaration({kind, excerpt}: ApiDeclaredItem): string {
  const text = excerpt.text.replace(/^(export )?(declare )?/, '');
  return kind === ApiItemKind.Variable ? `const ${text}` : text;
}

function body(item: ApiDeclaredItem): string {
  if (item.kind !== ApiItemKind.Class) return '';
  const constructors = item.members.filter(({kind}) => kind === ApiItemKind.Constructor) as ApiDeclaredItem[];
  return `{${constructors.map(({excerpt}) => excerpt.text).join('\n')}}`;
}

function insideOfClass(code: string): string {
  return code.split('\n').slice(1, -1).join('\n').replace(/^ {2}/gm, '');
}

import {element} from '../dom/element.js';

const words =
  'import from export const let function return for of in if else new throw await async type interface extends as true false undefined while';

const token = new RegExp(
  [
    String.raw`(?<comment>//.*|/\*[\s\S]*?\*/)`,
    String.raw`(?<string>'(?:[^'\\\n]|\\.)*'|\`(?:[^\`\\]|\\.)*\`)`,
    String.raw`(?<number>\b\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?\b)`,
    String.raw`(?<keyword>\b(?:${words.replaceAll(' ', '|')})\b)`,
  ].join('|'),
  'g',
);

/** TypeScript with its comments, strings, numbers and keywords in colours. */
export function highlighted(code: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of code.matchAll(token)) {
    parts.push(code.slice(end, match.index));
    const kind = Object.entries(match.groups!).find(([, text]) => text !== undefined)![0];
    parts.push(element('span', {class: kind}, match[0]));
    end = match.index + match[0].length;
  }
  parts.push(code.slice(end));
  return parts;
}

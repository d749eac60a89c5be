import {setAttributes} from './element.js';

/** The same as `element`, for drawings. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(made, properties);
  made.append(...children);
  return made;
}

import {ApiClass, ApiMethod, ApiProperty} from '@microsoft/api-extractor-model';
import {comment} from './comment.js';
import {heading} from './heading.js';
import {inSourceOrder} from './inSourceOrder.js';
import type {Links} from './Links.js';
import {signature} from './signature.js';
import {tsdocOf} from './tsdocOf.js';

type Member = ApiMethod | ApiProperty;

/** The members of a class: hooks and inherited ones by name, its own in full, those for subclasses last. */
export async function members(item: ApiClass, links: Links): Promise<string[]> {
  const own = membersOf(item);
  const hooks = own.filter((member) => !tsdocOf(member) && !member.isProtected);
  const documented = own.filter(tsdocOf).sort((a, b) => Number(a.isProtected) - Number(b.isProtected));
  const sections = documented.map(async (member) => [
    `#### ${heading(member)}`,
    await signature(member),
    ...comment(member, links),
  ]);
  return [
    ...list(
      'Hooks that tfjs calls',
      hooks.map(({name}) => `\`${name}\``),
    ),
    ...inherited(item, links),
    ...(await Promise.all(sections)).flat(),
  ];
}

function membersOf(item: ApiClass): Member[] {
  const all = item.members.filter((one) => one instanceof ApiMethod || one instanceof ApiProperty);
  return inSourceOrder<Member>(item, all);
}

/** What a class has from another one of this package, for its users. */
function inherited(item: ApiClass, links: Links): string[] {
  const [name] = item.extendsType?.excerpt.spannedTokens ?? [];
  const base = name && links.named(name);
  if (!(base instanceof ApiClass)) return [];
  const own = membersOf(item).map((member) => member.name);
  const more = membersOf(base).filter(
    (member) => tsdocOf(member) && !member.isProtected && !own.includes(member.name),
  );
  return list(
    `From ${links.to(base)}`,
    more.map((member) => links.to(member)),
  );
}

function list(title: string, names: readonly string[]): string[] {
  return names.length > 0 ? [`${title}: ${names.join(', ')}.`] : [];
}

import {readFileSync} from 'node:fs';
import type {ApiDeclaredItem} from '@microsoft/api-extractor-model';
import ts from 'typescript';

/** The members of an interface or class in the order of its source, where the model has that of the alphabet. */
export function inSourceOrder<Member extends ApiDeclaredItem>(
  parent: ApiDeclaredItem,
  members: readonly Member[],
): Member[] {
  const order = namesInSource(parent);
  const place = ({displayName}: Member) => order.indexOf(displayName);
  return [...members].sort((a, b) => place(a) - place(b));
}

function namesInSource({displayName, fileUrlPath}: ApiDeclaredItem): string[] {
  if (fileUrlPath === undefined) return [];
  const source = ts.createSourceFile('', readFileSync(fileUrlPath, 'utf8'), ts.ScriptTarget.Latest);
  const declaration = source.statements.find(
    (statement) =>
      (ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)) &&
      statement.name?.text === displayName,
  ) as ts.InterfaceDeclaration | ts.ClassDeclaration | undefined;
  return (declaration?.members ?? []).map(({name}) => (name && ts.isIdentifier(name) ? name.text : ''));
}

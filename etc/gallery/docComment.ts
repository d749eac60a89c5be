import {readFileSync} from 'node:fs';
import {TSDocParser, type DocComment} from '@microsoft/tsdoc';
import ts from 'typescript';

/** The doc comment of a function that a source file exports; undefined when it exports no such function. */
export function docComment(path: string, name: string): DocComment | undefined {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const declaration = source.statements.find(
    (statement) => ts.isFunctionDeclaration(statement) && statement.name?.text === name,
  );
  if (!declaration) return undefined;
  const {pos, end} = ts.getLeadingCommentRanges(text, declaration.getFullStart())?.at(-1) ?? {pos: 0, end: 0};
  return new TSDocParser().parseString(text.slice(pos, end)).docComment;
}

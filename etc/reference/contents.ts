import {readFileSync} from 'node:fs';
import ts from 'typescript';

/** One public name, as src/index.ts lists it. */
export interface Line {
  readonly name: string;
  /** Folder of src in which it is declared: its page. */
  readonly folder: string;
  /** Name of the source file: its section. */
  readonly file: string;
  /** The comment right above it. */
  readonly comment: string | undefined;
}

/** The public names in the order of src/index.ts, which is the order of the reference. */
export function contents(path: string): Line[] {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const {moduleSpecifier, exportClause} = statement;
    const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
    const [, folder, file] = /^\.\/(\w+)\/(\w+)\.js$/.exec(from) ?? [];
    if (!folder || !file || !exportClause || !ts.isNamedExports(exportClause)) {
      throw new Error(`${path}: an export must be written export {name} from './folder/file.js'`);
    }
    const above = text.slice(statement.getFullStart(), statement.getStart(source));
    const [, comment] = /^\/\/ (.+)$/m.exec(above) ?? [];
    return exportClause.elements.map(({name}) => ({name: name.text, folder, file, comment}));
  });
}

import {readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import ts from 'typescript';

/** One public name, as an index lists it. */
export interface Line {
  readonly name: string;
  /** Folder of src in which it is declared: its page. */
  readonly folder: string;
  /** Name of the source file: its section. */
  readonly file: string;
  /** The comment right above it. */
  readonly comment: string | undefined;
}

/**
 * The public names in the order of src/index.ts, which is the order of the reference. Where that exports all of a
 * folder, they are those of the folder's own index.
 */
export function contents(path: string): Line[] {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isExportDeclaration).flatMap((statement) => {
    const {moduleSpecifier, exportClause} = statement;
    const from = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
    const [, file] = /^(\.\/(?:\w+\/)*\w+)\.js$/.exec(from) ?? [];
    const module = join(dirname(path), file ?? '');
    if (file?.endsWith('/index') && !exportClause) return contents(`${module}.ts`);
    if (!file || !exportClause || !ts.isNamedExports(exportClause)) {
      throw new Error(
        `${path}: an export must be written export {name} from './folder/file.js' or export * from './folder/index.js'`,
      );
    }
    const above = text.slice(statement.getFullStart(), statement.getStart(source));
    const [, comment] = /^\/\/ (.+)$/m.exec(above) ?? [];
    const [, folder = basename(dirname(module))] = /^\.\/(\w+)\//.exec(from) ?? [];
    const place = {folder, file: basename(module), comment};
    return exportClause.elements.map(({name}) => ({name: name.text, ...place}));
  });
}

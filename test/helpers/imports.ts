import {readdirSync, readFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import ts from 'typescript';

export interface Import {
  /** The importing file below src, without its extension: `callbacks/combine`. */
  readonly from: string;
  /** Another such file, or the name of a package. */
  readonly to: string;
  /** Whether nothing is left of the import at run time. */
  readonly typeOnly: boolean;
}

/** All imports and re-exports of the files below a folder. */
export function importsOf(folder: string): Import[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => importsIn(file.replaceAll('\\', '/'), readFileSync(join(folder, file), 'utf8')));
}

/** The imports of one file: `import`, `export ... from`, `import()` and `typeof import()`. */
export function importsIn(file: string, text: string): Import[] {
  const from = file.replace(/\.ts$/, '');
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    const path = specifier.text.replace(/\.js$/, '');
    found.push({from, to: path.startsWith('.') ? posix.join(posix.dirname(from), path) : path, typeOnly});
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node));
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

function isTypeOnly(clause: ts.ImportClause | ts.ExportDeclaration | undefined): boolean {
  if (clause === undefined) return false;
  if (ts.isExportDeclaration(clause)) return clause.isTypeOnly || areTypes(clause.exportClause);
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  return clause.name === undefined && areTypes(clause.namedBindings);
}

/** Whether these are names in braces, each marked as a type. */
function areTypes(names: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
  if (!names || !('elements' in names)) return false;
  return names.elements.every((name) => name.isTypeOnly);
}

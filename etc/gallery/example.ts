import {runInNewContext} from 'node:vm';
import ts from 'typescript';
import * as schedules from '../../src/schedules/index.js';

/** What the picture of an example shows: its `rate`, from step 0 to the largest step that the example asks of it. */
export interface Drawing {
  readonly rate: (step: number) => number;
  readonly steps: number;
}

/** The beginning of an example: all that makes its `rate`, and one line more. The whole where it makes none. */
export function shortened(code: string): string {
  const {source, statements, made} = read(code);
  const last = made === -1 ? undefined : statements[made + 1];
  if (!last) return code;
  const {line} = source.getLineAndCharacterOfPosition(last.getEnd());
  return code
    .split('\n')
    .slice(0, line + 1)
    .join('\n');
}

/** Undefined when the example has no `rate`. */
export function drawing(code: string): Drawing | undefined {
  const {source, statements, made} = read(code);
  if (made === -1) return undefined;
  const steps: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === 'rate') {
      steps.push(node.arguments[0]!.getText(source));
    }
    ts.forEachChild(node, visit);
  };
  statements.slice(made + 1).forEach(visit);
  const making = statements.slice(0, made + 1).map((statement) => statement.getText(source));
  const target = ts.ScriptTarget.ES2022;
  const {outputText} = ts.transpileModule(`${making.join('\n')}\n({rate, asked: [${steps.join(', ')}]});`, {
    compilerOptions: {target},
  });
  const {rate, asked} = runInNewContext(outputText, {...schedules}) as Pick<Drawing, 'rate'> & {
    asked: number[];
  };
  return {rate, steps: Math.ceil(Math.max(...asked, 1))};
}

/** The statements of an example and which of them, if any, makes its `rate`. */
function read(code: string) {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest);
  const statements = [...source.statements];
  const made = statements.findIndex(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some((one) => one.name.getText(source) === 'rate'),
  );
  return {source, statements, made};
}

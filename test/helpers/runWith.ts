import ts from 'typescript';

/** Runs the body of an asynchronous function, whose imports are what is around it. */
export async function runWith(code: string, around: Readonly<Record<string, unknown>>): Promise<unknown> {
  const body = code.replace(/^import .*$/gm, '');
  const target = ts.ScriptTarget.ES2022;
  const {outputText} = ts.transpileModule(body, {compilerOptions: {target, module: ts.ModuleKind.ESNext}});
  const names = Object.keys(around).filter((name) => !new RegExp(`(const|class|let) ${name}\\b`).test(body));
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<unknown>;
  return new AsyncFunction(...names, outputText)(...names.map((name) => around[name]));
}

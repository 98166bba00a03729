/** The imports of the source files, as they are: read by the parser that the build uses. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Text of each source file, by its path from the project's root, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

/** What each file imports: a path for a file of the project, else the name of a package, `preact/hooks`. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** @param folders names below the project's root. */
export function readSources(folders: readonly string[]): Sources {
  const files = folders.flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => posix.join(folder, name.split(sep).join('/'))),
  );
  return new Map(files.map((file) => [file, readFileSync(join(PROJECT, file), 'utf8')]));
}

/**
 * Every import counts: of types, of styles and data, `export … from`, and `import('…')`.
 * @throws when a file cannot be parsed.
 */
export function importGraph(sources: Sources): ImportGraph {
  return new Map([...sources].map(([file, text]) => [file, importsOf(file, text)]));
}

function importsOf(file: string, text: string): string[] {
  const { module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.map((entry) => entry.moduleRequest?.value ?? ''),
    ),
    // The parser lists these without types: `let x: import('./y.ts').Y`.
    ...[...text.matchAll(/\bimport\(\s*'([^']+)'/g)].map(([, request = '']) => request),
  ].filter((request) => request !== '');
  return [...new Set(requests.map((request) => resolve(file, request)))];
}

/** `./b.css?inline` in `lib/a.ts` is `lib/b.css`. */
function resolve(file: string, request: string): string {
  if (!request.startsWith('.')) return request;
  return posix.join(dirname(file), request.replace(/\?.*$/, ''));
}

/**
 * Groups of files that import each other in a circle (Tarjan's strongly connected components).
 * @returns the files of each circle, sorted.
 */
export function circles(graph: ImportGraph): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): number => {
    const index = order.size;
    order.set(file, index);
    lowest.set(file, index);
    stack.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!graph.has(target)) continue;
      if (!order.has(target)) lowest.set(file, Math.min(lowest.get(file) ?? 0, visit(target)));
      else if (stack.includes(target))
        lowest.set(file, Math.min(lowest.get(file) ?? 0, order.get(target) ?? 0));
    }
    if (lowest.get(file) === index) {
      const members = stack.splice(stack.indexOf(file));
      if (members.length > 1 || graph.get(file)?.includes(file)) found.push(members.sort());
    }
    return lowest.get(file) ?? index;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found;
}

/** A rule about who may import what. Files and imports are matched by the patterns; `unless` lifts the ban. */
export interface ImportRule {
  name: string;
  from: RegExp;
  banned: RegExp;
  unless?: RegExp;
}

/** @returns `rule: file imports target` for each import that breaks a rule. */
export function brokenRules(graph: ImportGraph, rules: readonly ImportRule[]): string[] {
  return [...graph].flatMap(([file, targets]) =>
    rules
      .filter(({ from }) => from.test(file))
      .flatMap(({ name, banned, unless }) =>
        targets
          .filter((target) => banned.test(target) && !unless?.test(target))
          .map((target) => `${name}: ${file} imports ${target}`),
      ),
  );
}

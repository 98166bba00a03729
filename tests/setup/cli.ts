/** Builds the programs of lib/cli once a run: a process that starts from TypeScript takes seconds of a busy machine. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** As deep below the project's root as lib/cli, since the programs read package.json by its place. */
export const CLI_FOLDER = '.output/cli';

export async function setup(): Promise<void> {
  await build({
    root: PROJECT,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: CLI_FOLDER,
      target: 'node20',
      rolldownOptions: {
        input: ['lib/cli/analyze.ts', 'lib/cli/verify.ts'],
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
}

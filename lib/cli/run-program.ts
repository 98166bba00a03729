/** What the programs of this folder share: arguments, exit codes, signals, and an output that cannot be written. */
import { parseArgs } from 'node:util';
import { clearLine, writeMessage } from './io/progress.ts';

/** Tells the reader about one file on stderr; the program then ends with 1. */
export type ReportError = (path: string, reason: string) => void;

/** Options by name, without the dashes; one that takes a value is a `string`. */
type OptionTypes = Readonly<Record<string, 'boolean' | 'string'>>;
type OptionValues<T extends OptionTypes> = {
  [Name in keyof T]?: T[Name] extends 'string' ? string : true;
};

/** Wrong arguments: the program ends with 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Runs a program over the paths of its command line and sets the exit code: 0, 1 when anything was reported as an
 * error, 2 for wrong arguments. A reader that closes the pipe (`| head`) ends it quietly; any other failure of the
 * output, such as a full disk, is an error. Ctrl+C ends it with 130, and what is half done is removed.
 *
 * @param usage what `--help` prints; its first line is the answer to wrong arguments.
 */
export async function runProgram<T extends OptionTypes>(
  usage: string,
  optionTypes: T,
  main: (paths: string[], options: OptionValues<T>, reportError: ReportError) => Promise<void>,
): Promise<void> {
  let failed = false;
  const reportError: ReportError = (path, reason) => {
    failed = true;
    writeMessage(`${path}: ${reason}`);
  };
  const stop = (error: NodeJS.ErrnoException): never => {
    clearLine();
    if (error.code === 'EPIPE') process.exit(failed ? 1 : 0);
    console.error(`the output could not be written: ${error.message}`);
    process.exit(1);
  };
  process.stdout.on('error', stop);
  // Nothing reads the messages; the exit code still reports the result.
  process.stderr.on('error', () => {});
  // What is half done is removed by listeners of the exit.
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
  process.on('exit', clearLine);

  try {
    const { paths, options } = readArguments(process.argv.slice(2), { ...optionTypes, help: 'boolean' });
    if (options.help) {
      process.stdout.write(`${usage}\n`);
      return;
    }
    if (paths.length === 0) throw new UsageError('no file given');
    await main(paths, options as OptionValues<T>, reportError);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      console.error(usage.split('\n')[0]);
      process.exitCode = 2;
      return;
    }
    if (!isWriteError(error)) throw error;
    stop(error);
  }
  clearLine();
  if (failed) process.exitCode = 1;
}

/**
 * Options come before `--`; everything after it is a path.
 * @throws UsageError for an option that is not known, or lacks its value
 */
function readArguments(args: string[], types: OptionTypes) {
  const { tokens } = parseArgs({
    args,
    options: {
      ...Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }])),
      help: { type: 'boolean', short: 'h' },
    },
    strict: false,
    tokens: true,
  });
  const options: Record<string, string | true> = {};
  const paths: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') paths.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) throw new UsageError(`unknown option ${rawName}`);
    if (type === 'boolean' && value !== undefined) throw new UsageError(`${rawName} takes no value`);
    if (type === 'string' && (!value || value.startsWith('--')))
      throw new UsageError(`${rawName} needs a value`);
    options[name] = value ?? true;
  }
  return { paths, options };
}

function isWriteError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'write';
}

/** What the programs of this folder share: arguments, exit codes, and an output that cannot be written. */

/** Tells the reader about one file on stderr; the program then ends with 1. */
export type ReportError = (path: string, reason: string) => void;

/**
 * Runs a program over the paths of its command line and sets the exit code: 0, 1 when anything was reported as an
 * error, 2 for wrong arguments. A reader that closes the pipe (`| head`) ends it quietly; any other failure of the
 * output, such as a full disk, is an error.
 *
 * @param usage what `--help` prints; its first line is the answer to wrong arguments.
 */
export async function runProgram(
  usage: string,
  main: (paths: string[], reportError: ReportError) => Promise<void>,
): Promise<void> {
  let failed = false;
  const reportError: ReportError = (path, reason) => {
    failed = true;
    console.error(`${path}: ${reason}`);
  };
  const stop = (error: NodeJS.ErrnoException): never => {
    if (error.code === 'EPIPE') process.exit(failed ? 1 : 0);
    console.error(`the output could not be written: ${error.message}`);
    process.exit(1);
  };
  process.stdout.on('error', stop);
  // Nobody reads the messages: the exit code still tells.
  process.stderr.on('error', () => {});

  const { paths, options } = splitArguments(process.argv.slice(2));
  if (options.includes('--help') || options.includes('-h')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  if (options.length > 0 || paths.length === 0) {
    if (options.length > 0) console.error(`unknown option ${options[0]}`);
    console.error(usage.split('\n')[0]);
    process.exitCode = 2;
    return;
  }
  try {
    await main(paths, reportError);
  } catch (error) {
    if (!isWriteError(error)) throw error;
    stop(error);
  }
  if (failed) process.exitCode = 1;
}

/** Options before `--`; what follows it is a path, whatever it looks like. */
function splitArguments(args: string[]): { paths: string[]; options: string[] } {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const isOption = (arg: string) => /^-./.test(arg);
  return {
    options: before.filter(isOption),
    paths: [...before.filter((arg) => !isOption(arg)), ...(end < 0 ? [] : args.slice(end + 1))],
  };
}

function isWriteError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'write';
}

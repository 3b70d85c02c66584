import { version } from '../../package.json';
import { run } from './run.ts';

/** Resolves once the text has left this process: exiting before would cut a long report off in a pipe. */
function write(text: string): Promise<void> {
	return new Promise((resolve, reject) =>
		process.stdout.write(text, (error: NodeJS.ErrnoException | null | undefined) => {
			// A reader that has seen enough (`| head`) is no error.
			if (error && error.code !== 'EPIPE') {
				reject(error);
			} else {
				resolve();
			}
		}),
	);
}

// The same errors come as events, too, and without a listener end the process.
process.stdout.on('error', () => undefined);

run(process.argv.slice(2), {
	out: write,
	err: (text) => process.stderr.write(text),
	isTerminal: process.stdout.isTTY === true,
	columns: Math.max(process.stdout.columns || 100, 40),
	env: process.env,
	version,
}).then((status) => process.exit(status));

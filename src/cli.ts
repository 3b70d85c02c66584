#!/usr/bin/env node
import { version } from '../package.json';
import { run } from './terminal/run.ts';

/** Resolves once the text has left this process: exiting before would cut a long report off in a pipe. */
function write(text: string): Promise<void> {
	return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 4));

run(process.argv.slice(2), {
	out: write,
	err: (text) => process.stderr.write(text),
	isTerminal: process.stdout.isTTY === true,
	columns: Math.min(Math.max(process.stdout.columns ?? 100, 60), 160),
	env: process.env,
	version,
}).then((status) => process.exit(status));

import { promises as fs } from 'node:fs';
import { failure, type Outcome, ok } from '../model/outcome.ts';
import { type Fold, MAX_LINE_BYTES } from './machine.ts';
import { writePrivately } from './write-privately.ts';

/** A writer's file is folded when it has grown to this. */
const FOLD_BYTES = 4 * 1024 * 1024;

/** A larger one is neither written nor read. */
export const MAX_LOG_BYTES = 8 * 1024 * 1024;

/**
 * Adds one line to a file of this writer alone: in one write, so that whoever reads meanwhile sees all of it or a beginning
 * without a line break. What a writer that died left half written is cut off first.
 */
export async function appendLine(path: string, line: string, fold?: Fold): Promise<Outcome<null>> {
	const bytes = Buffer.from(`${line}\n`);
	if (bytes.length > MAX_LINE_BYTES || line.includes('\n')) {
		return failure('limit', `not one line of at most ${MAX_LINE_BYTES} bytes`);
	}
	try {
		let size = await repaired(path);
		if (fold !== undefined && size + bytes.length > FOLD_BYTES) {
			const folded = await foldFile(path, fold);
			if (!folded.ok) {
				return folded;
			}
			({ size } = await fs.lstat(path));
		}
		if (size + bytes.length > MAX_LOG_BYTES) {
			return failure('limit', 'the file of this writer is full');
		}
		const file = await open(path);
		try {
			const { bytesWritten } = await file.write(bytes);
			return bytesWritten === bytes.length ? ok(null) : failure('limit', 'no space left');
		} finally {
			await file.close();
		}
	} catch (error) {
		return failure('denied', `the system answered ${(error as NodeJS.ErrnoException).code ?? 'with an error'}`);
	}
}

/** Only a regular file; a link in its place is none of ours. */
function open(path: string): Promise<fs.FileHandle> {
	const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
	return fs.open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
}

/** The size of the file once what is half written at its end is gone. */
async function repaired(path: string): Promise<number> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const tail = Buffer.alloc(Math.min(size, MAX_LINE_BYTES));
		await file.read(tail, 0, tail.length, size - tail.length);
		const end = size - tail.length + tail.lastIndexOf('\n') + 1;
		if (end < size) {
			await file.truncate(end);
		}
		return end;
	} finally {
		await file.close();
	}
}

async function foldFile(path: string, fold: Fold): Promise<Outcome<null>> {
	const lines = linesOf(await fs.readFile(path, 'utf8'));
	return writePrivately(
		path,
		fold(lines)
			.map((line) => `${line}\n`)
			.join(''),
	);
}

/** The whole lines of a text: what follows the last line break is still being written, or never was. */
export function linesOf(text: string): string[] {
	return text
		.slice(0, text.lastIndexOf('\n') + 1)
		.split('\n')
		.filter((line) => line !== '');
}

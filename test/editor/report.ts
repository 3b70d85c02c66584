import { appendFileSync } from 'node:fs';

/** What the extension host tells test/editor/run.mjs, one JSON line each: its console does not reach the terminal. */
export type Report =
	| { readonly type: 'suite' | 'pending'; readonly depth: number; readonly title: string }
	| { readonly type: 'pass'; readonly depth: number; readonly title: string; readonly ms: number }
	| { readonly type: 'fail'; readonly depth: number; readonly title: string; readonly error: string }
	| { readonly type: 'note'; readonly text: string }
	| { readonly type: 'end'; readonly passed: number; readonly failed: number };

export function report(line: Report): void {
	const path = process.env.SALLYPORT_TEST_REPORT;
	if (path === undefined) {
		throw new Error('SALLYPORT_TEST_REPORT is not set: start the tests with test/editor/run.mjs');
	}
	appendFileSync(path, `${JSON.stringify(line)}\n`);
}

/** A line for the person who runs the tests: a measurement, a version. */
export function note(text: string): void {
	report({ type: 'note', text });
}

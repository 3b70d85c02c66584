import { existsSync, readFileSync } from 'node:fs';

/**
 * Prints what the tests in the extension host report, as mocha's spec reporter would, while they run.
 * @param {string} path of the report; see test/editor/report.ts
 */
export function follow(path) {
	let read = 0;
	/** @type {{ title: string, error: string }[]} */
	const failures = [];
	let passed = 0;
	let complete = false;

	const take = () => {
		if (!existsSync(path)) {
			return;
		}
		const text = readFileSync(path, 'utf8');
		const end = text.lastIndexOf('\n') + 1;
		for (const line of text.slice(read, end).split('\n').filter(Boolean)) {
			show(JSON.parse(line));
		}
		read = end;
	};

	/** @param {import('./report.ts').Report} line */
	const show = (line) => {
		const indent = 'depth' in line ? '  '.repeat(line.depth + 1) : '';
		switch (line.type) {
			case 'suite':
				console.log(`${indent}${line.title}`);
				break;
			case 'pass':
				passed++;
				console.log(`${indent}✔ ${line.title}${line.ms > 75 ? ` (${line.ms} ms)` : ''}`);
				break;
			case 'pending':
				console.log(`${indent}- ${line.title}`);
				break;
			case 'fail':
				failures.push(line);
				console.log(`${indent}${failures.length}) ${line.title}`);
				break;
			case 'note':
				console.log(`    → ${line.text}`);
				break;
			case 'end':
				complete = true;
		}
	};

	const timer = setInterval(take, 200);
	return {
		/** Reads the rest and tells the failures. */
		finish() {
			clearInterval(timer);
			take();
			failures.forEach(({ title, error }, index) => {
				console.log(`\n  ${index + 1}) ${title}\n${error.replace(/^/gm, '     ')}`);
			});
			return { passed, failed: failures.length, complete };
		},
	};
}

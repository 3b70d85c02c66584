import assert from 'node:assert/strict';
import { NO_FACTS } from '../../../src/inventory/facts.ts';
import type { Launch } from '../../../src/model/launch.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { renderSheet, type Sheet } from '../../../src/report/sheet.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';

const sheetOf = (launches: readonly Launch[]): Sheet =>
	renderSheet(assembleReport({ ...NO_FACTS, launches, placesChecked: 81 }, '0.0.0'), {
		folders: ['/home/dev/app'],
		launches,
		standing: 'This folder is not trusted in this editor.',
		width: 88,
	});

const withTrigger = (id: string, trigger: Launch['executors'][number]['trigger'], changes: Partial<Launch> = {}): Launch =>
	exampleLaunch({ id, name: id, executors: exampleLaunch().executors.map((executor) => ({ ...executor, trigger })), ...changes });

describe('the trust sheet', () => {
	it('says what would run, by when, for which tool, with its place', () => {
		const { text } = sheetOf([withTrigger('first', 'session-start')]);
		assert.match(text, /^What would run in ~\/app\n\nThis folder is not trusted in this editor\. 1 server in all/);
		assert.match(
			text,
			/When a session starts {2}\(1\)\n {2}server · first\n {6}npx -y example-server\n {6}~\/app\/\.mcp\.json:3\n {6}Claude Code/,
		);
		assert.match(text, /Read 81 places\. Nothing here was run to find this out\./);
	});

	it('has what comes first first, and what somebody has to ask for last', () => {
		const { text } = sheetOf([withTrigger('c', 'manual'), withTrigger('b', 'install'), withTrigger('a', 'folder-open')]);
		const order = ['When the folder is opened', 'At installation', 'When somebody starts it'].map((title) => text.indexOf(title));
		assert.deepEqual(
			order,
			[...order].sort((a, b) => a - b),
		);
		assert.ok(order.every((at) => at > 0));
	});

	it('marks every place so that a link leads there, and every launch so that actions stand by it', () => {
		const launches = [
			withTrigger('one', 'tool-use'),
			withTrigger('two', 'tool-use', { source: { path: '/home/dev/app/x.json', line: 7, column: 2 } }),
		];
		const { text, marks } = sheetOf(launches);
		const lines = text.split('\n');
		const places = marks.flatMap((mark) => (mark.kind === 'place' ? [mark] : []));
		assert.deepEqual(
			places.map(({ line, start, end }) => lines[line]?.slice(start, end)),
			['~/app/.mcp.json:3', '~/app/x.json:7'],
		);
		assert.deepEqual(
			marks.flatMap((mark) => (mark.kind === 'launch' ? [[lines[mark.line]?.trim(), mark.launch]] : [])),
			[
				['server · one', 'one'],
				['server · two', 'two'],
			],
		);
	});

	it('has what was reviewed after what was not, and says so', () => {
		const { text } = sheetOf([
			withTrigger('old', 'tool-use', { review: 'reviewed', source: { path: '/home/dev/app/a.json', line: 1, column: 1 } }),
			withTrigger('moved', 'tool-use', { review: 'changed', source: { path: '/home/dev/app/b.json', line: 1, column: 1 } }),
		]);
		assert.ok(text.indexOf('moved · CHANGED') < text.indexOf('old · reviewed'), text);
		assert.match(text, /1 not reviewed as they stand now/);
	});

	it('says that nothing starts here rather than that it is safe', () => {
		const { text } = sheetOf([]);
		assert.match(text, /It starts nothing here that we know of\./);
		assert.doesNotMatch(text, /safe/i);
	});

	it('shows hostile text on its own line, and as what it is', () => {
		const { text, marks } = sheetOf([withTrigger('evil\n# heading\u202e', 'tool-use', { command: 'a\nb', args: [] })]);
		assert.ok(!text.includes('\u202e'));
		assert.doesNotMatch(text, /^# heading/m);
		assert.ok(marks.length > 0);
	});

	it('begins with what changed in the person’s own files, and what it was', () => {
		const own = exampleLaunch({ id: 'o', name: 'own', scope: 'user', folder: null, review: 'changed', was: 'npx other' });
		const { text, marks } = renderSheet(assembleReport({ ...NO_FACTS, launches: [own] }, '0.0.0'), {
			folders: [],
			launches: [],
			own: [own],
			standing: '',
			width: 88,
		});
		assert.match(
			text,
			/^What would run wherever you start an agent\n\nChanged in your own files, which hold in every folder {2}\(1\)\n {2}server · own · CHANGED\n/,
		);
		assert.match(text, /\n {6}npx -y example-server\n {6}was: npx other\n/);
		assert.ok(marks.some((mark) => mark.kind === 'launch' && mark.launch === 'o'));
	});
});

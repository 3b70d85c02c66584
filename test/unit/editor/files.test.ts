import assert from 'node:assert/strict';
import { filesOf } from '../../../src/editor/files.ts';
import { type GuardState, UNSEEN } from '../../../src/editor/state.ts';
import { ALL_AREAS, survey } from '../../../src/inventory/survey.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { isSameFile } from '../../../src/report/file-notes.ts';

const FOLDER = '/home/dev/app';
const MCP = `${FOLDER}/.mcp.json`;
const OWN = '/home/dev/.cursor/mcp.json';

async function stateWith(documents: readonly string[]): Promise<GuardState> {
	const server = JSON.stringify({ mcpServers: { a: { command: 'a' } } });
	const machine = fixtureMachine({ files: { [MCP]: server, [OWN]: server } });
	const facts = await survey(machine, { areas: ALL_AREAS, folders: [FOLDER] });
	const opened = facts.launches.filter(({ source }) => source.path === MCP).map(({ id }) => id);
	return { ...UNSEEN, report: assembleReport(facts, '1.2.3'), opened, folders: [FOLDER], documents };
}

describe('the files that are open', () => {
	it('are nothing before the first report, and where none is open', async () => {
		assert.deepEqual(filesOf({ ...UNSEEN, documents: [MCP] }), []);
		assert.deepEqual(filesOf(await stateWith([])), []);
		assert.deepEqual(filesOf(await stateWith([`${FOLDER}/README.md`])), []);
	});

	it('say above what the folder brings how much would run, and above what is one’s own nothing', async () => {
		const files = filesOf(await stateWith([MCP, OWN]));
		assert.deepEqual(
			files.map(({ path, lens, launches }) => [path, lens, launches.length]),
			[
				[OWN, '', 1],
				[MCP, '1 run if trusted — Review', 1],
			],
		);
		const [, trusted] = filesOf({ ...(await stateWith([MCP, OWN])), trusted: true });
		assert.equal(trusted?.lens, '1 can run — Review');
	});

	it('are the same on Windows however the letter of the drive is written', () => {
		assert.ok(isSameFile('C:\\app\\.mcp.json', 'c:\\app\\.mcp.json'));
		assert.ok(!isSameFile('C:\\app\\.mcp.json', 'd:\\app\\.mcp.json'));
		assert.ok(!isSameFile('/A:/x', '/a:/x') && !isSameFile('A/x', 'a/x'));
	});
});

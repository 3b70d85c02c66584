import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type ActionQuery, actionsAt, type FileAction, NO_OFFERS, type Offers } from '../../../src/editor/file-actions.ts';
import { folderQuery, survey } from '../../../src/inventory/survey.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { assembleReport } from '../../../src/report/assemble.ts';

const FOLDER = '/home/dev/app';
const MCP = `${FOLDER}/.mcp.json`;
const SETTINGS = `${FOLDER}/.claude/settings.json`;

type Files = NonNullable<FixtureOptions['files']>;

async function at(files: Files, path: string, line: number, changes: Partial<ActionQuery> = {}, offers: Offers = NO_OFFERS) {
	const machine = fixtureMachine({ files });
	const report = assembleReport(await survey(machine, folderQuery([FOLDER])), '1.2.3');
	return actionsAt(machine, report, { path, text: String(files[path]), line, ...changes }, offers);
}

/** The text after the edits of the one action whose title begins so; null where there is none. */
function edited(text: unknown, actions: readonly FileAction[], title: string): string | null {
	const [action, ...others] = actions.filter((candidate) => candidate.title.startsWith(title));
	assert.deepEqual(others, []);
	return action?.kind !== 'edit'
		? null
		: [...action.edits].reverse().reduce((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), String(text));
}

const titles = (actions: readonly FileAction[]): readonly string[] => actions.map(({ title }) => title);

const server = (spec: string, runner = 'npx'): string =>
	`{\n  "mcpServers": {\n    // what we call it\n    "lamp": { "command": "${runner}", "args": ["-y", "${spec}"] }\n  }\n}\n`;
const manifest = (version: string): string => JSON.stringify({ version });
const CACHE = '/home/dev/.npm/_npx';

describe('what can be done in a file', () => {
	describe('pin this version', () => {
		const pinned = async (spec: string, files: Files, runner?: string): Promise<string | null> => {
			const text = server(spec, runner);
			const all = { ...files, [MCP]: text };
			return edited(text, await at(all, MCP, 4), 'Pin ');
		};

		it('writes the version that is installed in the folder, and leaves all else of the file', async () => {
			const files = { [`${FOLDER}/node_modules/@example/lamp/package.json`]: manifest('1.4.0') };
			assert.equal(await pinned('@example/lamp', files), server('@example/lamp@1.4.0'));
			assert.equal(await pinned('@example/lamp@latest', files), server('@example/lamp@1.4.0'));
		});

		it('else that of the lock file, else the only one that npx has fetched', async () => {
			const lock = JSON.stringify({ packages: { 'node_modules/lamp': { version: '2.0.1' } } });
			const one = { [`${CACHE}/a/node_modules/lamp/package.json`]: manifest('3.0.0') };
			assert.equal(await pinned('lamp', { ...one, [`${FOLDER}/package-lock.json`]: lock }), server('lamp@2.0.1'));
			assert.equal(await pinned('lamp', one), server('lamp@3.0.0'));
			assert.equal(
				await pinned('lamp', { ...one, [`${CACHE}/b/node_modules/lamp/package.json`]: manifest('3.0.0') }),
				server('lamp@3.0.0'),
			);
		});

		it('says where the version is from', async () => {
			const files = { [MCP]: server('lamp'), [`${CACHE}/a/node_modules/lamp/package.json`]: manifest('3.0.0') };
			assert.ok(titles(await at(files, MCP, 4)).includes('Pin lamp to 3.0.0, from the cache of npx'));
		});

		it('is not offered where a version would be a guess, or is none', async () => {
			assert.equal(await pinned('lamp', {}), null);
			const two = {
				[`${CACHE}/a/node_modules/lamp/package.json`]: manifest('3.0.0'),
				[`${CACHE}/b/node_modules/lamp/package.json`]: manifest('3.0.1'),
			};
			assert.equal(await pinned('lamp', two), null);
			for (const version of ['*', 'latest', '1.0', '1.0.0"; evil', 'github:a/b', '']) {
				assert.equal(await pinned('lamp', { [`${FOLDER}/node_modules/lamp/package.json`]: manifest(version) }), null, version);
			}
		});

		it('is not offered for what is pinned, for another runner’s packages, or for a way out of the folder', async () => {
			const here = { [`${FOLDER}/node_modules/lamp/package.json`]: manifest('1.0.0') };
			assert.equal(await pinned('lamp@0.9.0', here), null);
			assert.equal(await pinned('lamp', here, 'uvx'), null);
			assert.equal(await pinned('lamp', here, 'node'), null);
			assert.equal(await pinned('../lamp', { [`${FOLDER}/lamp/package.json`]: manifest('1.0.0') }), null);
		});

		it('is not offered where the text is another one than was read', async () => {
			const files = { [MCP]: server('lamp'), [`${FOLDER}/node_modules/lamp/package.json`]: manifest('1.0.0') };
			for (const text of [server('torch'), server('lamp').replace('"lamp":', '"lump":'), `\n${server('lamp')}`, '{', '']) {
				assert.equal(edited(text, await at(files, MCP, 4, { text }), 'Pin '), null, text);
			}
		});
	});

	describe('remove this hook', () => {
		const hooks = (inner: string): string => `{\n  // mine\n  "hooks": {\n${inner}\n  },\n  "model": "x"\n}\n`;

		const removed = async (path: string, text: string, line: number): Promise<string | null> =>
			edited(text, await at({ [path]: text }, path, line), 'Remove this hook');

		it('takes the event with it where nothing else is there', async () => {
			const text = hooks(
				'    "SessionStart": [{ "matcher": "*", "hooks": [{ "type": "command", "command": "./a.sh" }] }],\n    "Stop": [{ "hooks": [{ "type": "command", "command": "./b.sh" }] }]',
			);
			assert.equal(await removed(SETTINGS, text, 4), hooks('    "Stop": [{ "hooks": [{ "type": "command", "command": "./b.sh" }] }]'));
		});

		it('leaves its neighbours and what is said of them', async () => {
			const item = (command: string): string => `        { "type": "command", "command": "${command}" }`;
			const text = hooks(
				`    "SessionStart": [{ "hooks": [\n        // first\n${item('./a.sh')},\n        // second\n${item('./b.sh')}\n    ]}]`,
			);
			assert.equal(
				await removed(SETTINGS, text, 6),
				hooks(`    "SessionStart": [{ "hooks": [\n        // first\n        // second\n${item('./b.sh')}\n    ]}]`),
			);
			assert.equal(
				await removed(SETTINGS, text, 8),
				hooks(`    "SessionStart": [{ "hooks": [\n        // first\n${item('./a.sh')}\n        // second\n    ]}]`),
			);
		});

		it('knows the flat shape', async () => {
			const path = `${FOLDER}/.cursor/hooks.json`;
			const text =
				'{\n  "version": 1,\n  "hooks": {\n    "stop": [\n      { "command": "./a.sh" },\n      { "command": "./b.sh" }\n    ]\n  }\n}\n';
			assert.equal(await removed(path, text, 5), text.replace('      { "command": "./a.sh" },\n', ''));
		});

		it('is not offered for a server, in TOML, in a damaged file, or for another text', async () => {
			assert.equal(await removed(MCP, server('lamp'), 4), null);
			const toml = 'notify = ["./a.sh"]\n[hooks]\n[[hooks.Stop]]\n[[hooks.Stop.hooks]]\ntype = "command"\ncommand = "./a.sh"\n';
			for (const line of [1, 6]) {
				assert.equal(await removed(`${FOLDER}/.codex/config.toml`, toml, line), null);
			}
			const text = hooks('    "Stop": [{ "hooks": [{ "type": "command", "command": "./a.sh" }] }]');
			assert.equal(await removed(SETTINGS, text.slice(0, -4), 4), null);
			const other = text.replace('./a.sh', './b.sh');
			assert.equal(edited(other, await at({ [SETTINGS]: text }, SETTINGS, 4, { text: other }), 'Remove'), null);
		});

		it('knows a hook again whose secret was taken out', async () => {
			const token = randomBytes(24).toString('hex');
			const text = hooks(`    "Stop": [{ "hooks": [{ "type": "command", "command": "./a.sh --token ${token}" }] }]`);
			const actions = await at({ [SETTINGS]: text }, SETTINGS, 4);
			assert.equal(edited(text, actions, 'Remove this hook'), hooks('').replace('\n\n', '\n'));
			assert.ok(!JSON.stringify(actions).includes(token));
		});
	});

	describe('elsewhere', () => {
		it('denies where somebody can, and only there', async () => {
			const files = { [MCP]: server('lamp') };
			assert.ok(!titles(await at(files, MCP, 4)).some((title) => title.startsWith('Deny')));
			const actions = await at(
				files,
				MCP,
				4,
				{},
				{
					denials: async ({ kind }) =>
						kind === 'mcp-server'
							? [
									{ tool: 'claude-code', title: 'Deny this server in Claude Code' },
									{ tool: 'codex', title: 'Deny this folder in Codex CLI' },
								]
							: [],
				},
			);
			const denials = actions.filter((action) => action.kind === 'command' && action.command === 'sallyport.denyServer');
			assert.deepEqual(titles(denials), ['Deny this server in Claude Code', 'Deny this folder in Codex CLI']);
			assert.ok(denials.every((action) => action.kind === 'command' && /^launch:/.test(action.arguments[0] ?? '')));
		});

		it('opens the review of what nobody has reviewed', async () => {
			const actions = await at({ [MCP]: server('lamp') }, MCP, 4);
			assert.deepEqual(actions.at(-1), {
				kind: 'command',
				title: 'Review what this folder would run',
				command: 'sallyport.reviewFolder',
				arguments: [],
			});
		});

		it('is nothing on any other line, or in any other file', async () => {
			assert.deepEqual(await at({ [MCP]: server('lamp') }, MCP, 3), []);
			assert.deepEqual(await at({ [MCP]: server('lamp') }, MCP, 4, { path: '/home/dev/app/other.json' }), []);
		});
	});
});

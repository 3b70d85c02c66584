// Starts the real agents, offline and in a throw-away home, with a canary server and a canary hook: first with nothing
// denied, where both must fire, then with each denial that our own code writes, then undone. Writes docs/denials.md and
// src/change/denials/proven.json. `npm run test:agents [agent]...`; exit status 1 where a denial did not hold, 2 where the
// agents cannot run here.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Denial, DenialScope } from '../../src/change/denials/denial.ts';
import { denials } from '../../src/change/denials/index.ts';
import { applyDenial, denialsFor, planDenial } from '../../src/change/denying.ts';
import { roomFor } from '../../src/change/ledger.ts';
import { undoAll } from '../../src/change/undo.ts';
import { collectEditors } from '../../src/inventory/editors.ts';
import { collectLaunches } from '../../src/inventory/launches.ts';
import { nodeMachine } from '../../src/machine/node-machine.ts';
import type { Canaries, Canary, Trial } from './agent.ts';
import claudeCode from './claude-code.ts';
import codex from './codex.ts';
import copilotCli from './copilot-cli.ts';
import geminiCli from './gemini-cli.ts';
import opencode from './opencode.ts';
import { untried } from './untried.ts';

const root = join(import.meta.dirname, '..', '..');
const tools = join(root, 'tools', 'agents');
const modules = join(tools, 'node_modules');

/** An agent that does not end by itself has started by then what it starts. Milliseconds. */
const PATIENCE_MS = 40_000;

/** A network of the agent's own, in which there is nobody but itself: a local server of its own still answers. */
const CUT_OFF = ['unshare', '--map-root-user', '--net', 'sh', '-c', 'ip link set lo up 2>/dev/null; exec "$@"', 'sh'];

interface Row {
	readonly id: string;
	readonly version: string;
	readonly cells: Readonly<Record<DenialScope, string>>;
	readonly proven: readonly DenialScope[];
}

class Stage {
	readonly base = realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-agents-')));
	readonly home = join(this.base, 'home');
	readonly project = join(this.base, 'project');
	readonly marks = join(this.base, 'marks');

	constructor(readonly trial: Pick<Trial, 'id' | 'project' | 'home'>) {
		const canary = join(this.base, 'canary.mjs');
		const line = (what: string): string => `appendFileSync(${JSON.stringify(this.marks)}, ${what} + '\\n');`;
		writeFileSync(canary, `import { appendFileSync } from 'node:fs';\n${line('process.argv[2]')}\nsetTimeout(() => {}, 1000);\n`);
		const canaries: Canaries = {
			server: [process.execPath, canary, 'server'],
			hook: `${process.execPath} ${canary} hook`,
			script: `import { appendFileSync } from 'node:fs';\n${line("'hook'")}`,
		};
		mkdirSync(join(this.project, '.git', 'objects'), { recursive: true });
		mkdirSync(join(this.project, '.git', 'refs'));
		writeFileSync(join(this.project, '.git', 'HEAD'), 'ref: refs/heads/main\n');
		this.#put(this.project, trial.project(canaries));
		mkdirSync(this.home);
		this.#put(this.home, trial.home(this.project));
	}

	#put(folder: string, files: Readonly<Record<string, string>>): void {
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text);
		}
	}

	/** What fires when the agent is started in the project. */
	async fired({ program, args, env }: Trial): Promise<readonly Canary[]> {
		rmSync(this.marks, { force: true });
		const path = join(modules, program);
		const command = [...cutOff(), ...(path.endsWith('.js') ? [process.execPath, path, ...args] : [path, ...args])];
		await new Promise<void>((resolve, reject) => {
			const child = spawn(command[0] ?? '', command.slice(1), {
				cwd: this.project,
				env: { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter), HOME: this.home, TERM: 'dumb', ...env },
				stdio: 'ignore',
				detached: true,
			});
			const end = (): void => {
				try {
					process.kill(-Number(child.pid), 'SIGKILL');
				} catch {}
			};
			const timer = setTimeout(end, PATIENCE_MS);
			child.on('error', reject);
			child.on('close', () => {
				clearTimeout(timer);
				end();
				resolve();
			});
		});
		const marks = existsSync(this.marks) ? readFileSync(this.marks, 'utf8').split('\n') : [];
		return (['server', 'hook'] as const).filter((canary) => marks.includes(canary));
	}

	/** The denials that our code offers for the project, of one agent. */
	async denials(): Promise<readonly Denial[]> {
		const machine = this.machine();
		const { facts } = await collectLaunches(machine, { folders: [this.project], machineWide: false });
		const editors = (await collectEditors(machine)).facts;
		const all = await Promise.all(facts.map((launch) => denialsFor(launch, { machine, editors })));
		return all.flat().filter(({ tool }) => tool === this.trial.id);
	}

	machine() {
		return nodeMachine({ home: this.home, platform: 'linux', folders: [this.project] });
	}

	end(): void {
		rmSync(this.base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}

async function onStage<T>(trial: Stage['trial'], play: (stage: Stage) => Promise<T>): Promise<T> {
	const stage = new Stage(trial);
	try {
		return await play(stage);
	} finally {
		stage.end();
	}
}

/** What our code would write for one scope, and what is to be said of it where it is not tried. */
async function offered(stage: Stage, scope: DenialScope) {
	const wanted = (await stage.denials()).filter((denial) => denial.scope === scope);
	const ways = wanted.filter(({ none }) => none === null);
	const paths = ways.flatMap(({ intentions }) => intentions.map(({ target }) => `\`~${target.path.slice(stage.home.length)}\``));
	const where = [...new Set(paths)].join(', ');
	const reason = wanted.find(({ none }) => none !== null)?.none ?? null;
	const said = ways.length > 0 ? `written, not tried: ${where}` : reason === null ? 'none' : `none: ${reason}`;
	return { ways, where, said };
}

async function cellsOf(play: (scope: DenialScope) => Promise<string>): Promise<Row['cells']> {
	return { server: await play('server'), hooks: await play('hooks'), project: await play('project') };
}

/** Of a tool that is not started. */
async function read(trial: Stage['trial']): Promise<Row> {
	const cells = await cellsOf((scope) => onStage(trial, async (stage) => (await offered(stage, scope)).said));
	assert.ok(
		Object.values(cells).some((cell) => cell !== 'none'),
		`${trial.id}: its project brings nothing that could be denied`,
	);
	console.log(`${trial.id} not started: ${JSON.stringify(cells)}`);
	return { id: trial.id, version: 'not started', cells, proven: [] };
}

async function tried(trial: Trial): Promise<Row> {
	const version: string = JSON.parse(readFileSync(join(modules, trial.package, 'package.json'), 'utf8')).version;
	const fired = await onStage(trial, (stage) => stage.fired(trial));
	for (const canary of trial.fires) {
		assert.ok(
			fired.includes(canary),
			`${trial.id} ${version}: the ${canary} does not fire where nothing is denied; the trial proves nothing`,
		);
	}
	const proven: DenialScope[] = [];
	const cells = await cellsOf(async (scope) => {
		const stops = trial.stops[scope];
		const cell = await onStage(trial, async (stage) => {
			const { ways, where, said } = await offered(stage, scope);
			if (ways.length === 0 || stops === undefined) {
				return said;
			}
			const room = roomFor(stage.machine());
			const before = snapshot(ways);
			const planned = await planDenial(room.writer, ways);
			assert.ok(planned.kind === 'plans' && planned.plans.length > 0, `${trial.id} ${scope}: nothing was planned`);
			const applied = await applyDenial(room, planned.plans);
			assert.ok(applied.kind === 'done', `${trial.id} ${scope}: nothing was written`);
			const after = await stage.fired(trial);
			const held = stops.every((canary) => !after.includes(canary));
			const undone = await undoAll(room);
			const back =
				undone.every(({ how }) => how !== 'refused') && (undone.some(({ how }) => how === 'taken-back') || snapshot(ways) === before);
			assert.ok(back, `${trial.id} ${scope}: not undone`);
			const exactly = undone.every(({ how }) => how === 'restored') ? 'undone byte for byte' : 'taken back, the agent had edited the file';
			const again = await stage.fired(trial);
			assert.ok(
				stops.every((canary) => again.includes(canary)),
				`${trial.id} ${scope}: does not fire again once it is undone`,
			);
			if (held) {
				proven.push(scope);
			}
			return held ? `proven: ${where}; ${exactly}` : `did NOT hold: ${where}`;
		});
		console.log(`${trial.id} ${version} ${scope}: ${cell}`);
		return cell;
	});
	return { id: trial.id, version, cells, proven };
}

let cut: readonly string[] | undefined;

/** Empty where this machine does not let us: what the agents are told then leads nowhere, and that is all. */
function cutOff(): readonly string[] {
	cut ??= spawnSync(CUT_OFF[0] ?? '', [...CUT_OFF.slice(1), 'true']).status === 0 ? CUT_OFF : [];
	return cut;
}

function snapshot(denials: readonly Denial[]): string {
	const paths = denials.flatMap(({ intentions }) => intentions.map(({ target }) => target.path));
	return JSON.stringify(paths.map((path) => (existsSync(path) ? readFileSync(path, 'base64') : null)));
}

function prepare(): string | null {
	const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
	if (process.platform !== 'linux' || process.arch !== 'x64' || header.glibcVersionRuntime === undefined) {
		return 'The agents are tried on 64-bit x86 Linux with glibc alone: run `npm run test:agents` there, or in a container.';
	}
	const stamp = join(modules, '.prepared');
	const lock = readFileSync(join(tools, 'package-lock.json'), 'utf8');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
		return null;
	}
	console.log('Installing the agents with npm (1.4 GB) …');
	const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', tools], {
		stdio: 'inherit',
	});
	if (status !== 0) {
		return `The agents could not be installed: \`npm ci --ignore-scripts --prefix ${tools}\` failed, see its messages above.`;
	}
	writeFileSync(stamp, lock);
	return null;
}

async function main(): Promise<number> {
	const problem = prepare();
	if (problem !== null) {
		console.error(problem);
		return 2;
	}
	const trials: readonly Trial[] = [claudeCode, codex, copilotCli, geminiCli, opencode];
	const named = process.argv.slice(2);
	const rows: Row[] = [];
	const wanted = ({ id }: { readonly id: string }): boolean => named.length === 0 || named.includes(id);
	for (const trial of trials.filter(wanted)) {
		rows.push(await tried(trial));
	}
	for (const tool of untried.filter(wanted)) {
		rows.push(await read(tool));
	}
	if (named.length === 0) {
		const missing = denials.filter(({ id }) => !rows.some((row) => row.id === id)).map(({ id }) => id);
		assert.deepEqual(missing, [], 'a tool with a denial is neither tried nor listed as untried');
		const table = rows.map(({ id, version, cells }) => `| \`${id}\` | ${version} | ${cells.server} | ${cells.hooks} | ${cells.project} |`);
		writeFileSync(
			join(root, 'docs', 'denials.md'),
			[
				'# What a denial stops',
				'',
				`Written by \`npm run test:agents\`, which starts the real agents in a throw-away home, ${cutOff().length > 0 ? 'in a network of their own in which nobody else is' : 'with addresses that lead nowhere'}, with a canary server and a canary hook: first with nothing denied, where both must start, then with the denial that Sallyport writes, then undone, where both must start again.`,
				'',
				'- **proven**: with the denial the canary did not start, in this version and by this way of starting it. Another version may differ.',
				'- **written, not tried**: Sallyport writes it, from documentation or source. Nobody has seen here that it holds.',
				'- **none**: the tool has no such setting, or none is known.',
				'- **did NOT hold**: the canary started all the same.',
				'',
				'`hooks` denies the hooks of every folder where the tool has nothing finer; [changes.md](changes.md) says what is written.',
				'',
				'| agent | version | one server | hooks | the whole project |',
				'| --- | --- | --- | --- | --- |',
				...table,
				'',
			].join('\n'),
		);
		const proven = Object.fromEntries(
			rows.filter((row) => row.proven.length > 0).map((row) => [row.id, { version: row.version, proven: row.proven }]),
		);
		writeFileSync(join(root, 'src', 'change', 'denials', 'proven.json'), `${JSON.stringify(proven, null, 2)}\n`);
	}
	return rows.some(({ cells }) => Object.values(cells).some((cell) => cell.startsWith('did NOT'))) ? 1 : 0;
}

main().then((status) => process.exit(status));

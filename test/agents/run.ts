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
import { applyDenial, denialsFor, planDenial } from '../../src/change/denying.ts';
import { roomFor } from '../../src/change/ledger.ts';
import { undoAll } from '../../src/change/undo.ts';
import { collectLaunches } from '../../src/inventory/launches.ts';
import { nodeMachine } from '../../src/machine/node-machine.ts';
import type { Canaries, Canary, Trial } from './agent.ts';
import claudeCode from './claude-code.ts';
import codex from './codex.ts';
import copilotCli from './copilot-cli.ts';
import geminiCli from './gemini-cli.ts';
import opencode from './opencode.ts';

const root = join(import.meta.dirname, '..', '..');
const tools = join(root, 'tools', 'agents');
const modules = join(tools, 'node_modules');

/** An agent that does not end by itself has started by then what it starts. Milliseconds. */
const PATIENCE_MS = 40_000;

const SCOPES: readonly DenialScope[] = ['server', 'hooks', 'project'];

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

	constructor(readonly trial: Trial) {
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
	async fired(): Promise<readonly Canary[]> {
		rmSync(this.marks, { force: true });
		const { program, args, env } = this.trial;
		const path = join(modules, program);
		const command = path.endsWith('.js') ? [process.execPath, path, ...args] : [path, ...args];
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
		const all = await Promise.all(facts.map((launch) => denialsFor(launch, { machine, editors: [] })));
		return all.flat().filter(({ tool }) => tool === this.trial.id);
	}

	machine() {
		return nodeMachine({ home: this.home, platform: 'linux', folders: [this.project] });
	}

	end(): void {
		rmSync(this.base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	}
}

async function onStage<T>(trial: Trial, play: (stage: Stage) => Promise<T>): Promise<T> {
	const stage = new Stage(trial);
	try {
		return await play(stage);
	} finally {
		stage.end();
	}
}

async function tried(trial: Trial): Promise<Row> {
	const version: string = JSON.parse(readFileSync(join(modules, trial.package, 'package.json'), 'utf8')).version;
	const fired = await onStage(trial, (stage) => stage.fired());
	for (const canary of trial.fires) {
		assert.ok(
			fired.includes(canary),
			`${trial.id} ${version}: the ${canary} does not fire where nothing is denied; the trial proves nothing`,
		);
	}
	const cells: Record<DenialScope, string> = { server: '', hooks: '', project: '' };
	const proven: DenialScope[] = [];
	for (const scope of SCOPES) {
		const stops = trial.stops[scope];
		cells[scope] = await onStage(trial, async (stage) => {
			const wanted = (await stage.denials()).filter((denial) => denial.scope === scope);
			const ways = wanted.filter(({ none }) => none === null);
			if (ways.length === 0) {
				return wanted[0]?.none ? `none: ${wanted[0].none}` : 'none';
			}
			const where = [
				...new Set(ways.flatMap(({ intentions }) => intentions.map(({ target }) => `\`~${target.path.slice(stage.home.length)}\``))),
			].join(', ');
			if (stops === undefined) {
				return `written to ${where}, not tried`;
			}
			const room = roomFor(stage.machine());
			const before = snapshot(ways);
			const planned = await planDenial(room.writer, ways);
			assert.ok(planned.kind === 'plans' && planned.plans.length > 0, `${trial.id} ${scope}: nothing was planned`);
			const applied = await applyDenial(room, planned.plans);
			assert.ok(applied.kind === 'done', `${trial.id} ${scope}: nothing was written`);
			const after = await stage.fired();
			const held = stops.every((canary) => !after.includes(canary));
			const undone = await undoAll(room);
			const back =
				undone.every(({ how }) => how !== 'refused') && (undone.some(({ how }) => how === 'taken-back') || snapshot(ways) === before);
			assert.ok(back, `${trial.id} ${scope}: not undone`);
			const exactly = undone.every(({ how }) => how === 'restored') ? 'undone byte for byte' : 'taken back, the agent had edited the file';
			const again = await stage.fired();
			assert.ok(
				stops.every((canary) => again.includes(canary)),
				`${trial.id} ${scope}: does not fire again once it is undone`,
			);
			if (held) {
				proven.push(scope);
			}
			return held ? `proven: ${where}; ${exactly}` : `did NOT hold: ${where}`;
		});
		console.log(`${trial.id} ${version} ${scope}: ${cells[scope]}`);
	}
	return { id: trial.id, version, cells, proven };
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
	for (const trial of trials.filter(({ id }) => named.length === 0 || named.includes(id))) {
		rows.push(await tried(trial));
	}
	if (named.length === 0) {
		const table = rows.map(({ id, version, cells }) => `| \`${id}\` | ${version} | ${cells.server} | ${cells.hooks} | ${cells.project} |`);
		writeFileSync(
			join(root, 'docs', 'denials.md'),
			[
				'# What a denial stops',
				'',
				'Written by `npm run test:agents`, which starts the real agents offline with a canary server and a canary hook: first with nothing denied, where both must start, then with the denial that Sallyport writes, then undone. What is not proven here was read in documentation or source, and Sallyport says so.',
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

// `npm run bench`: how fast it is, in figures that can be repeated. Build first; the machine should be idle.
//   node bench/run.mjs [--runs 20] [--only command-line|folder|credential-change|activation]
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { scratch } from '../tools/scratch.mjs';
import { buildLargeHome } from './home.mjs';
import { buildLargeTree, buildMonorepo } from './repository.mjs';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { runs: { type: 'string', default: '20' }, only: { type: 'string' } } });
const runs = Number(values.runs);
const { path, remove } = scratch('bench');
const home = join(path, 'home');
buildLargeHome(home);

/**
 * @param {string} what
 * @param {number[]} measured
 * @param {string} unit
 * @param {string} target
 */
function tell(what, measured, unit, target) {
	const sorted = [...measured].sort((a, b) => a - b);
	const at = (/** @type {number} */ share) =>
		(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1).padStart(8);
	console.log(
		`${what.padEnd(44)} median ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)}  max ${at(1)} ${unit}   (${sorted.length} runs; aim ${target})`,
	);
}

/** One audit in a process of its own. @param {readonly string[]} args */
function audit(args) {
	const began = performance.now();
	const { status, stdout, output, stderr } = spawnSync(
		process.execPath,
		['--require', join(root, 'bench', 'peak-memory.cjs'), join(root, 'dist', 'cli.js'), ...args],
		{
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
			stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
		},
	);
	const ms = performance.now() - began;
	if (status !== 0) {
		throw new Error(`exit status ${status}: ${stderr}`);
	}
	return { ms, mib: Number(output[3]) / 1024, report: stdout };
}

function commandLine() {
	const args = ['audit', '--home', home, '--format', 'json'];
	const { extensions, credentials, incomplete } = JSON.parse(audit(args).report);
	console.log(
		`\nCommand line, a home with ${extensions.length} extensions and ${credentials.length} credentials, ${incomplete.length} unreadable, Node ${process.version}`,
	);
	const measured = Array.from({ length: runs }, () => audit(args));
	tell(
		'audit --home F --format json, wall',
		measured.map(({ ms }) => ms),
		'ms',
		'at most 300',
	);
	tell(
		'its peak memory',
		measured.map(({ mib }) => mib),
		'MiB',
		'at most 120',
	);
	bareNode();
}

function bareNode() {
	const measured = Array.from({ length: runs }, () => {
		const began = performance.now();
		spawnSync(process.execPath, ['--eval', '0']);
		return performance.now() - began;
	});
	tell('Node doing nothing, for comparison', measured, 'ms', '-');
}

function folderLook() {
	for (const [what, build] of Object.entries({ 'sources alone': buildLargeTree, '300 packages': buildMonorepo })) {
		const folder = join(home, 'src', what.replaceAll(' ', '-'));
		build(folder);
		const args = ['folder', folder, '--home', home, '--format', 'json'];
		const { launches, incomplete } = JSON.parse(audit(args).report);
		console.log(
			`\nA repository of 100,000 files, ${what}: ${launches.length} launches, ${incomplete.length} rows of what was not looked at`,
		);
		const measured = Array.from({ length: runs }, () => audit(args));
		tell(
			'folder DIR --format json, wall',
			measured.map(({ ms }) => ms),
			'ms',
			'at most 150',
		);
	}
	bareNode();
}

/** From the write to the rows in the thread that draws them. */
async function credentialChange() {
	console.log('\nWorker of the extension, the same home');
	const began = performance.now();
	// os.homedir() asks the process, not the worker's own variables. Nothing else of this user's is to be seen.
	for (const name of Object.keys(process.env)) {
		delete process.env[name];
	}
	Object.assign(process.env, { HOME: home, PATH: '/usr/bin:/bin' });
	const worker = new Worker(join(root, 'dist', 'worker.js'), {
		workerData: {
			version: '0.0.0',
			folders: [],
			virtualFolders: 0,
			trusted: false,
			firstLook: false,
			knownFolders: true,
			credentials: true,
			runningEditor: undefined,
		},
	});
	/** @type {(drawing: any) => void} */
	let onDrawing = () => {};
	worker.on('message', ({ type, drawing }) => {
		if (type === 'settings') {
			worker.postMessage({ type: 'defaults', defaults: {} });
		} else if (type === 'drawing') {
			onDrawing(drawing);
		}
	});
	await new Promise((resolve) => {
		onDrawing = resolve;
	});
	console.log(`first look after ${(performance.now() - began).toFixed(0)} ms`);
	await delay(2_000);
	const file = join(home, '.aws', 'credentials');
	mkdirSync(join(home, '.aws'), { recursive: true });
	const text = (/** @type {number} */ turn) =>
		`[default]\naws_access_key_id = ${'AK'}IA${randomBytes(8).toString('hex').toUpperCase()}\naws_secret_access_key = ${randomBytes(20).toString('hex')}\n[turn-${turn}]\naws_access_key_id = ${'AK'}IA${randomBytes(8).toString('hex').toUpperCase()}\naws_secret_access_key = ${randomBytes(20).toString('hex')}\n`;
	for (const way of ['in place', 'by rename']) {
		const took = [];
		for (let turn = 0; turn < runs * 25; turn++) {
			await delay(20);
			const mark = `turn-${way === 'in place' ? '' : 'r'}${turn}`;
			const content = text(turn).replace(`turn-${turn}`, mark);
			const arrived = new Promise((resolve) => {
				onDrawing = ({ rows }) => JSON.stringify(rows).includes(`: ${mark},`) && resolve(undefined);
			});
			writeFileSync(`${file}.new`, content);
			const start = performance.now();
			if (way === 'in place') {
				writeFileSync(file, content);
			} else {
				renameSync(`${file}.new`, file);
			}
			await arrived;
			took.push(performance.now() - start);
		}
		tell(`a credential file changed ${way}`, took, 'ms', 'p99 at most 20');
	}
	await worker.terminate();
}

/** @type {Readonly<Record<string, () => unknown>>} */
const measurements = {
	'command-line': commandLine,
	folder: folderLook,
	'credential-change': credentialChange,
	activation: () => spawnSync(process.execPath, [join(root, 'test', 'editor', 'activation.mjs'), '--runs', '10'], { stdio: 'inherit' }),
};
for (const [name, measure] of Object.entries(measurements)) {
	if (values.only === undefined || values.only === name) {
		await measure();
	}
}
remove();

import type { TrustStore } from '../catalog/agents/agent.ts';
import { agents } from '../catalog/agents/index.ts';
import { repositoryElseNearestRecord } from '../catalog/agents/trust.ts';
import { type Facts, NO_FACTS } from '../inventory/facts.ts';
import type { Trusted } from '../inventory/trust.ts';
import { defineRule } from './rule.ts';

const WINDOWS: Facts = { ...NO_FACTS, platform: 'win32', home: 'C:\\Users\\dev' };

export default defineRule({
	id: 'trust/too-broad',
	severity: 'medium',
	why: 'Trust in the home or in the root covers every folder below it, also what is cloned or unpacked there tomorrow.',
	source: 'Malware of 2026 wrote such entries itself (Mitiga, 2026-05-07); agents pass trust on to the folders below',
	find: (facts) =>
		facts.trust
			.filter((record) => record.through === undefined && passesDown(record) && holdsHome(record.folder, facts))
			.map((record) => ({
				id: `trust/too-broad:${record.tool}:${record.folder}`,
				ruleId: 'trust/too-broad',
				severity: 'medium',
				messageId: sparesRepositories(record) ? 'trust/too-broad-but-repositories' : 'trust/too-broad',
				arguments: { tool: record.tool, folder: record.folder },
				subject: { type: 'trust', ref: record.folder },
				location: null,
				evidence: [],
			})),
	examples: {
		hits: [
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/dev' }] },
			{ ...NO_FACTS, trust: [{ tool: 'copilot-cli', folder: '/' }] },
			{ ...NO_FACTS, trust: [{ tool: 'vscode', folder: '/home/dev', byEditor: true }] },
			{ ...NO_FACTS, trust: [{ tool: 'cursor', folder: '/', byEditor: true }] },
			{ ...NO_FACTS, trust: [{ tool: 'claude-code', folder: '/home' }] },
			{ ...WINDOWS, trust: [{ tool: 'claude-code', folder: 'C:\\' }] },
			{ ...WINDOWS, trust: [{ tool: 'claude-code', folder: 'D:/' }] },
			{ ...WINDOWS, trust: [{ tool: 'claude-code', folder: 'c:/users' }] },
		],
		nearMisses: [
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/dev/src' }] },
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/developer' }] },
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/de' }] },
			{ ...NO_FACTS, trust: [{ tool: 'codex', folder: '/home/dev' }] },
			{ ...NO_FACTS, trust: [{ tool: 'gemini-cli', folder: '/home/dev', through: '/home' }] },
			{ ...WINDOWS, trust: [{ tool: 'claude-code', folder: 'C:\\Users\\dev\\src' }] },
			{ ...WINDOWS, trust: [{ tool: 'claude-code', folder: 'C:\\Users\\Dev2' }] },
		],
	},
});

function passesDown({ tool, byEditor }: Trusted): boolean {
	return byEditor || (storeOf(tool)?.passesDown ?? true);
}

/** Whether a repository below needs a record of its own. */
function sparesRepositories({ tool, byEditor }: Trusted): boolean {
	return !byEditor && storeOf(tool)?.rule === repositoryElseNearestRecord;
}

function storeOf(tool: string): TrustStore | undefined {
	return agents.find((agent) => agent.id === tool)?.trust;
}

/** Whether a folder is the home, one above it, or the root of a drive. */
function holdsHome(folder: string, { home, platform }: Facts): boolean {
	if (platform !== 'win32') {
		return folder === '/' || folder === home || home.startsWith(`${folder}/`);
	}
	// Neither case nor the kind of slash counts in a Windows path.
	const [own, theirs] = [home, folder].map((path) => `${path.toLowerCase().replaceAll('/', '\\').replace(/\\$/, '')}\\`);
	return /^[a-z]:\\$/.test(theirs ?? '') || (own ?? '').startsWith(theirs ?? '');
}

import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { isBelow } from '../inventory/folder-search.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Gap } from '../model/gap.ts';
import type { Report } from '../model/report.ts';
import { rules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { shownReason, shownSentenceIn } from './phrases.ts';
import { aboutRule } from './rule-text.ts';

/** Version 2.1.0 with its errata: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** `info` has no level of its own there; `none` is kept for what is no problem at all. */
const LEVELS: Readonly<Record<Severity, 'note' | 'warning' | 'error'>> = {
	info: 'note',
	low: 'note',
	medium: 'warning',
	high: 'error',
	critical: 'error',
};

/** What GitHub sorts security alerts by, from 0 to 10: above 9 is critical, from 7 high, from 4 medium. */
const SCORES: Readonly<Partial<Record<Severity, string>>> = { low: '2.0', medium: '5.5', high: '8.0', critical: '9.5' };

export interface SarifOptions {
	/** The command that was given: what a server that keeps several logs tells them apart by. */
	readonly command: string;
	/** The folder that was asked about: places are given relative to it. Null for a whole machine: relative to its home. */
	readonly folder: string | null;
	/** What the process ends with, and what that means. */
	readonly exit: { readonly code: number; readonly meaning: string };
}

interface Base {
	readonly id: 'SRCROOT' | 'HOME';
	readonly path: string;
}

/**
 * The findings as a SARIF log, ending in a line break. What would run is no result as long as no rule has something to say
 * about it; what could not be read is a notification, and where it starts commands the run was not successful.
 */
export function renderSarif(report: Report, { command, folder, exit }: SarifOptions): string {
	const base: Base = folder === null ? { id: 'HOME', path: report.machine.home } : { id: 'SRCROOT', path: folder };
	const log = {
		$schema: SCHEMA,
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: { name: 'Sallyport', semanticVersion: report.tool.version, version: report.tool.version, rules: rules.map(descriptor) },
				},
				automationDetails: { id: `sallyport-${command}/` },
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: { [base.id]: { uri: folderUri(base) } },
				invocations: [
					{
						executionSuccessful: !report.incomplete.some(missesCommands),
						exitCode: exit.code,
						exitCodeDescription: exit.meaning,
						endTimeUtc: report.generatedAt,
						toolExecutionNotifications: report.incomplete.map((gap) => notification(gap, base, report)),
					},
				],
				results: report.findings.map((finding) => result(finding, base, report)),
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(rule: Rule): object {
	const { id, severity, why } = rule;
	const score = SCORES[severity];
	return {
		id,
		shortDescription: { text: plain(why) },
		help: { text: plain(aboutRule(rule)) },
		defaultConfiguration: { level: LEVELS[severity] },
		properties: { tags: ['security'], ...(score !== undefined && { 'security-severity': score }) },
	};
}

function result(finding: Finding, base: Base, { machine }: Report): object {
	const { title, detail, fixes, location } = finding;
	const sentences = [`${title}.`, detail, ...fixes.map((fix) => `→ ${fix.title}`)].filter((sentence) => sentence !== '');
	const place = location === null ? null : physical(location.path, base, { startLine: location.line, startColumn: location.column });
	return {
		ruleId: finding.ruleId,
		ruleIndex: rules.findIndex(({ id }) => id === finding.ruleId),
		level: LEVELS[finding.severity],
		message: { text: sentences.map((sentence) => plain(shownSentenceIn(folderOf(base), sentence, machine.home))).join('\n') },
		// GitHub refuses a log with a result that has no place: then it is the folder's.
		locations: place === null ? (base.id === 'SRCROOT' ? [physical(base.path, base)] : []) : [place],
		partialFingerprints: { 'sallyportFinding/v1': fingerprint(finding.id, base) },
		properties: { severity: finding.severity },
	};
}

function notification(gap: Gap, base: Base, { machine }: Report): object {
	const reason = shownReason(gap);
	const about = [gap.path === null ? gap.area : gap.path, gap.detail === '' || gap.detail === reason ? reason : `${reason}: ${gap.detail}`];
	return {
		level: missesCommands(gap) ? 'error' : 'warning',
		descriptor: { id: `incomplete/${gap.area}/${gap.reason}` },
		message: { text: plain(`Could not be read: ${shownSentenceIn(folderOf(base), about.join(', '), machine.home)}.`) },
		...(gap.path !== null && { locations: [physical(gap.path, base)] }),
	};
}

function folderOf({ id, path }: Base): string | null {
	return id === 'SRCROOT' ? path : null;
}

/** By the specification (3.20.21) a notification of level `error` says that the run failed: its answer is a lower bound. */
function missesCommands(gap: Gap): boolean {
	return gap.area === 'launches';
}

function physical(path: string, base: Base, region?: { readonly startLine: number; readonly startColumn: number }): object {
	return { physicalLocation: { artifactLocation: address(path, base), ...(region && { region }) } };
}

/** Relative to the base, and absolute outside of it: `..` has no place in a SARIF address. */
function address(path: string, base: Base): object {
	if (path !== base.path && !isBelow(path, base.path)) {
		return { uri: fileUri(path) };
	}
	// What stands before a colon would be the scheme of the address.
	const below = fileUri(path).slice(folderUri(base).length).replaceAll(':', '%3A');
	return { uri: below === '' ? './' : below, uriBaseId: base.id };
}

function folderUri({ path }: Base): string {
	const uri = fileUri(path);
	return uri.endsWith('/') ? uri : `${uri}/`;
}

/** Node leaves these as they are; RFC 3986 does not. */
function fileUri(path: string): string {
	return pathToFileURL(path).href.replace(/[[\]^|]/g, encodeURIComponent);
}

/** The same for the same finding in another checkout, as far as its id is. */
function fingerprint(id: string, { path }: Base): string {
	return createHash('sha256').update(id.replaceAll(path, '')).digest('hex').slice(0, 32);
}

/**
 * A text that is nothing but text in a SARIF message: braces would be placeholders (3.11.5), and `[text](address)` a link
 * (3.11.6), which a blank keeps it from becoming.
 */
function plain(text: string): string {
	return text.replaceAll('{', '{{').replaceAll('}', '}}').replaceAll('](', '] (');
}

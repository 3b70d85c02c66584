import type { Credential } from '../../model/credential.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { escapeUnseen } from '../../report/escape.ts';
import { credentialsWorstFirst, findingsAbout } from '../../report/order.ts';
import { shownLifetime, shownPath, shownProtection, shownSentence, span } from '../../report/phrases.ts';
import { describeIdentity } from '../../rules/identity.ts';
import { type Row, row } from '../row.ts';
import { looksAtCredentials } from '../status.ts';
import { findingText } from './findings.ts';

export function credentialsSection(report: Report): Row {
	const { credentials } = report;
	const asked = looksAtCredentials(report);
	const said = findingsAbout('credential', report.findings);
	const children = credentialsWorstFirst(report).map((credential) => credentialRow(credential, said.get(credential.id) ?? [], report));
	if (!asked) {
		children.push(
			row(2, {
				id: 'credentials/off',
				label: 'Not looked at',
				remarks: ['switched off'],
				tooltip: 'sallyport.credentials.look is off: no credential file is opened. What is in them is not known.',
				icon: 'question',
				setting: 'sallyport.credentials.look',
			}),
		);
	} else if (children.length === 0) {
		children.push(
			row(2, {
				id: 'credentials/none',
				label: 'None in the known places',
				tooltip: 'Only known places were checked; the home is never searched.',
				icon: 'circle-slash',
			}),
		);
	}
	return row(1, {
		id: 'credentials',
		label: 'Credentials',
		remarks: [asked ? String(credentials.length) : 'not looked at'],
		tooltip: 'Credentials in known places, the worst first. Their values are never shown.',
		icon: 'key',
		children,
	});
}

function credentialRow(credential: Credential, findings: readonly Finding[], { machine: { home }, generatedAt: now }: Report): Row {
	const who = escapeUnseen(describeIdentity(credential));
	const title = escapeUnseen(credential.title);
	const wide = findings.some(({ ruleId }) => ruleId === 'credential/open-to-others');
	const where = credential.path === null ? `the variable ${escapeUnseen(credential.variable ?? '')}` : shownPath(credential.path, home);
	const expired = credential.expiresAt !== null && credential.expiresAt < now;
	const about = [
		`${where}${credential.line === null ? '' : `, line ${credential.line}`}${credential.mode === null ? '' : `, mode ${credential.mode}`}`,
		[shownProtection(credential), shownLifetime(credential, now)].filter((text) => text !== '').join(', '),
	];
	const safer = `Safer: ${credential.saferForm}`;
	const named = `${title}${who === '' ? '' : `: ${who}`}`;
	const open = 'The file holds the value: “Open at Its Place” in the menu of the row opens it.';
	return row(2, {
		id: `credential/${credential.id}`,
		label: title,
		remarks: [
			wide
				? `open, ${credential.mode ?? ''}`
				: expired
					? 'expired'
					: credential.protection === 'plaintext'
						? ageOf(credential, now)
						: shownProtection(credential),
			who,
		],
		tooltip: [named, ...about, ...findings.map((finding) => shownSentence(finding.title, home)), safer].join('\n'),
		detail: [
			[...(who === '' ? [] : [who]), ...about].join('\n'),
			...findings.map((finding) => findingText(finding, home)),
			// A finding says it too.
			...(findings.length > 0 ? [] : [safer]),
			...(credential.path === null ? [] : [open]),
		].join('\n\n'),
		spoken: [named, ...about, ...findings.map((finding) => `${finding.severity}: ${shownSentence(finding.title, home)}`)].join(', '),
		icon: wide ? 'warning' : credential.protection === 'not-plaintext' ? 'lock' : 'key',
		...(wide && { colour: 'warning' as const }),
		...(credential.path !== null && { place: { path: credential.path, line: credential.line ?? 1, column: 1 }, secret: true }),
	});
}

/** `412 d` for a credential that stays, `5 h left` for one that ends. */
function ageOf(credential: Credential, now: string): string {
	if (credential.lifetime === 'short' && credential.expiresAt !== null) {
		return `${span((Date.parse(credential.expiresAt) - Date.parse(now)) / 3_600_000)} left`;
	}
	return credential.modifiedAt === null ? '' : span((Date.parse(now) - Date.parse(credential.modifiedAt)) / 3_600_000);
}

import type { Launch } from '../model/launch.ts';
import { exampleSetting, exampleVariable } from './example-commands.ts';
import { exampleLaunch } from './example-launch.ts';
import { hostOf, isNear } from './hosts.ts';
import { isInContainer } from './launch-commands.ts';
import { defineLaunchRule } from './launch-rule.ts';

const PROXY = /^(?:(?:HTTPS?|ALL)_PROXY|http\.proxy)$/i;
const CERTIFICATE = /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_(?:FILE|DIR)|(?:REQUESTS|CURL|AWS)_CA_BUNDLE|GIT_SSL_CAINFO|http\.sslcainfo)$/i;
/** Switches of checks, with the values that switch them off. */
const UNCHECKED: readonly (readonly [name: RegExp, value: RegExp])[] = [
	[/^NODE_TLS_REJECT_UNAUTHORIZED$/i, /^0$/],
	[/^GIT_SSL_NO_VERIFY$/i, /^(?:1|true)$/i],
	[/^http\.(?:.{1,200}\.)?sslverify$/i, /^false$/i],
	[/^http\.proxyStrictSSL$/i, /^false$/i],
];

/** What a launch moves; null where it moves nothing of the kind. */
function moved({ env, kind, name, args, url, command }: Launch): { readonly what: 'proxy' | 'certificate'; readonly name: string } | null {
	const pairs = [...env, ...(kind === 'setting' || kind === 'git-config' ? [{ name, value: url ?? command ?? args[0] ?? '' }] : [])];
	for (const { name: key, value } of pairs) {
		if (PROXY.test(key)) {
			const host = hostOf(/:\/\//.test(value ?? '') ? (value ?? '') : `http://${value ?? ''}`);
			if (host !== '' && !isNear(host)) {
				return { what: 'proxy', name: key };
			}
		} else if (
			(CERTIFICATE.test(key) && value !== '') ||
			UNCHECKED.some(([switched, off]) => switched.test(key) && off.test(value ?? ''))
		) {
			return { what: 'certificate', name: key };
		}
	}
	return null;
}

/** Of the same file, for the same tool: a proxy that is believed. */
function moreThanOne(launch: Launch, launches: readonly Launch[]): boolean {
	const kinds = launches.filter(({ source }) => source.path === launch.source.path).map((other) => moved(other)?.what);
	return kinds.includes('proxy') && kinds.includes('certificate');
}

export default defineLaunchRule({
	id: 'launch/certificate-or-proxy-moved',
	severity: 'high',
	why: 'Who stands between the agent and its vendor, and is believed there, reads every request and the key in it.',
	source: 'MITRE ATT&CK T1557 and T1553.004; of 171 public configurations one names a certificate, and none a proxy beside it',
	says: (launch, { launches }) => {
		const found = launch.scope === 'project' && !isInContainer(launch) ? moved(launch) : null;
		// A company's own certificate is common; a stranger's proxy with it is what an attack needs.
		const grave = found !== null && launch.kind === 'setting' && moreThanOne(launch, launches);
		return found === null ? null : { severity: grave ? 'high' : 'medium', arguments: { variable: found.name } };
	},
	examples: {
		hits: [
			exampleVariable('HTTPS_PROXY', 'http://proxy.example.com:8080'),
			exampleVariable('NODE_EXTRA_CA_CERTS', './ca.pem'),
			exampleVariable('NODE_TLS_REJECT_UNAUTHORIZED', '0'),
			exampleSetting('http.proxyStrictSSL', 'false'),
			exampleLaunch({ env: [{ name: 'SSL_CERT_FILE', value: '/etc/ssl/company.pem' }] }),
		],
		nearMisses: [
			exampleVariable('HTTPS_PROXY', 'http://localhost:3128'),
			exampleVariable('HTTPS_PROXY', '${PROXY}'),
			exampleVariable('NODE_TLS_REJECT_UNAUTHORIZED', '1'),
			exampleSetting('http.proxyStrictSSL', 'true'),
			exampleVariable('NODE_EXTRA_CA_CERTS', '/etc/ssl/company.pem', { scope: 'user' }),
		],
	},
});

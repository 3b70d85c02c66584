import { X509Certificate } from 'node:crypto';
import { at, type DocumentNode, items, scalarText, text } from '../../document/node.ts';
import { isConcrete, isoDate } from '../../document/secret.ts';
import { privateKeys } from './private-key.ts';
import { type Recognised, yaml } from './reading.ts';
import { defineStore } from './store.ts';
import { fromBase64, hostOf, lifeOf, lifetimeBetween, looksLikeToken } from './token.ts';

export default defineStore({
	id: 'kubeconfig',
	title: 'Kubernetes credential',
	vendor: 'kubernetes',
	places: ['~/.kube/config'],
	overrides: [{ variable: 'KUBECONFIG', kind: 'list' }],
	maxBytes: 4 * 1024 * 1024,
	read: yaml((root) => {
		const servers = serversByUser(root);
		return items(at(root, 'users')).flatMap((entry) => credentialsOf(entry, servers));
	}),
	saferForm: 'an exec plugin that fetches short-lived tokens (aws eks get-token, gke-gcloud-auth-plugin, kubelogin)',
	revoke: { command: 'kubectl config unset users.<name>', url: null },
	harvestedBy: ['nx-console-18.95.0', 'mini-shai-hulud-2026-05', 'node-ipc-2026-05', 'litellm-2026-03'],
	source: 'kubernetes.io/docs/reference/config-api/kubeconfig.v1; client-go, tools/clientcmd/loader.go',
});

/** Most variables of an exec plugin are settings: `AWS_PROFILE`, `AWS_ACCESS_KEY_ID`, names of files. */
function isSecretVariable(name: string, value: string): boolean {
	const setting = NO_SECRET_NAME.test(name) || /^(?:true|false|\d{1,5})$|^(?:[~./\\]|[A-Za-z]:\\)/i.test(value);
	return !setting && (SECRET_NAME.test(name) || looksLikeToken(value));
}

const SECRET_NAME = /token|secret|passw(?:or)?d|passphrase|api_?key|access_?key|private_?key|credential/i;
const NO_SECRET_NAME = /_(?:ID|FILE|PATH|DIR|URL|URI|NAME|CREDENTIALS|TTL|TYPE|MODE)$/i;

type About = Pick<Recognised, 'key' | 'title' | 'lifetime' | 'expiresAt' | 'renewable' | 'atRest'> & { scope?: string | undefined };

function credentialsOf(entry: DocumentNode, servers: ReadonlyMap<string | undefined, ReadonlySet<string>>): Recognised[] {
	const name = scalarText(at(entry, 'name'));
	const user = at(entry, 'user');
	const host = [...(servers.get(name) ?? [])].sort().slice(0, 5).join(', ');
	const held = (places: readonly (DocumentNode | undefined)[], about: (value: string) => About): Recognised[] => {
		const concrete = places.filter((place) => place !== undefined && isConcrete(scalarText(place)));
		const [first] = concrete;
		if (first === undefined) {
			return [];
		}
		const { key, scope, ...rest } = about(scalarText(first) ?? '');
		const secrets = concrete.flatMap((place) => scalarText(place) ?? []);
		return [{ ...rest, key: `${name ?? ''} ${key}`, line: first.line, identity: { account: name, host, scope }, secrets }];
	};
	const provider = at(user, 'auth-provider', 'config');
	return [
		...held([at(user, 'token')], (token) => ({ key: 'token', title: 'Kubernetes token', ...lifeOf(token) })),
		...held([at(user, 'password')], () => ({ key: 'password', title: 'Kubernetes password', lifetime: 'long' })),
		...held([at(user, 'client-key-data')], (key) => ({ key: 'client key', title: 'Kubernetes client key', ...clientKey(key, user) })),
		// In the order of what lasts: the line shown is that of the worst.
		...held(
			['refresh-token', 'client-secret', 'id-token', 'access-token'].map((field) => at(provider, field)),
			(first) => ({ key: 'auth-provider', title: 'Kubernetes login', ...providerLife(provider, first) }),
		),
		...items(at(user, 'exec', 'env')).flatMap((variable) => {
			const variableName = text(at(variable, 'name')) ?? '';
			const secret = isSecretVariable(variableName, scalarText(at(variable, 'value')) ?? '');
			return held(secret ? [at(variable, 'value')] : [], (value) => ({
				key: `exec ${variableName}`,
				title: 'Secret of a Kubernetes login plugin',
				...lifeOf(value),
			}));
		}),
	];
}

/** The hosts of the clusters that each user is combined with, in the contexts. */
function serversByUser(root: DocumentNode): ReadonlyMap<string | undefined, ReadonlySet<string>> {
	const hosts = new Map<string | undefined, string | undefined>();
	for (const cluster of items(at(root, 'clusters'))) {
		hosts.set(scalarText(at(cluster, 'name')), hostOf(text(at(cluster, 'cluster', 'server'))));
	}
	const byUser = new Map<string | undefined, Set<string>>();
	for (const context of items(at(root, 'contexts'))) {
		const user = scalarText(at(context, 'context', 'user'));
		const host = hosts.get(scalarText(at(context, 'context', 'cluster')));
		if (user !== undefined && host !== undefined) {
			byUser.set(user, (byUser.get(user) ?? new Set()).add(host));
		}
	}
	return byUser;
}

/** The certificate beside the key tells until when the key is good, and for which groups: `system:masters` is everything. */
function clientKey(keyData: string, user: DocumentNode | undefined): Omit<About, 'key' | 'title'> {
	const [key] = privateKeys(fromBase64(keyData.replaceAll(/\s/g, '')) ?? '');
	const atRest = key === undefined || key.atRest === 'plaintext' ? 'base64' : key.atRest;
	try {
		const certificate = new X509Certificate(Buffer.from(text(at(user, 'client-certificate-data')) ?? '', 'base64'));
		const groups = certificate.subject
			.split('\n')
			.filter((part) => part.startsWith('O='))
			.map((part) => part.slice(2));
		return {
			atRest,
			lifetime: lifetimeBetween(Date.parse(certificate.validFrom), Date.parse(certificate.validTo)),
			expiresAt: isoDate(certificate.validTo),
			scope: groups.sort().join(' '),
		};
	} catch {
		// None, or not one: the key itself never ends.
		return { atRest, lifetime: 'long' };
	}
}

function providerLife(provider: DocumentNode | undefined, first: string): Omit<About, 'key' | 'title'> {
	const renewable = isConcrete(text(at(provider, 'refresh-token')));
	const lasting = renewable || isConcrete(text(at(provider, 'client-secret')));
	const expiry = text(at(provider, 'expiry'));
	const written = expiry !== undefined && /^\d{4}-\d\d-\d\d[T ]/.test(expiry) ? isoDate(expiry) : null;
	const token = text(at(provider, 'id-token')) ?? text(at(provider, 'access-token')) ?? first;
	const { lifetime, expiresAt } = lifeOf(token);
	return { lifetime: lasting ? 'long' : lifetime === 'unknown' ? 'short' : lifetime, expiresAt: written ?? expiresAt, renewable };
}

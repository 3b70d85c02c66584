/** The host of an address, without user and port; empty where there is none, or where something else fills it in. */
export function hostOf(address: string): string {
	const scheme = address.indexOf('://');
	if (scheme < 1 || scheme > 20) {
		return '';
	}
	const authority = /^[^/?#\\]{1,500}/.exec(address.slice(scheme + 3, scheme + 600))?.[0] ?? '';
	const host = authority
		.slice(authority.lastIndexOf('@') + 1)
		.replace(/:\d{1,5}$/, '')
		.replace(/\.$/, '')
		.toLowerCase();
	return /[${}%<>]/.test(host) ? '' : host;
}

/** A host of this machine or of a private network. */
export function isNear(host: string): boolean {
	const name = host.replace(/^\[|\]$/g, '');
	return !/^[\d.]+$/.test(name) && !name.includes(':')
		? /^[\w-]+$|\.(?:local|internal|lan|localhost|test)$/i.test(name)
		: /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.0\.0\.0$|::1$|f[cd][0-9a-f]{2}:)/i.test(name);
}

/** Programs, and code that is loaded into them. */
const LOADERS = [
	/^(?:PATH|SHELL|ENV|BASH_ENV|ZDOTDIR|PROMPT_COMMAND|VISUAL|SSH_ASKPASS|(?:GIT_)?(?:EDITOR|PAGER))$/,
	/^(?:NODE_(?:OPTIONS|PATH)|BUN_OPTIONS|LD_(?:PRELOAD|AUDIT|LIBRARY_PATH)|DYLD_[A-Z_]+)$/,
	/^(?:PYTHON(?:STARTUP|PATH|HOME)|PERL5(?:OPT|LIB|DB)|RUBY(?:OPT|LIB)|_?JAVA_OPTIONS|(?:JAVA_TOOL|JDK_JAVA)_OPTIONS|CLASSPATH)$/,
	/^(?:DOTNET_STARTUP_HOOKS|RUSTC_WRAPPER)$/,
	/^GIT_(?:SSH|SSH_COMMAND|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND|EXEC_PATH|TEMPLATE_DIR|CONFIG(?:_[A-Z0-9_]+)?)$/,
];

/** Where requests go. */
const DESTINATIONS = [
	/^(?:[A-Z0-9_]+_(?:BASE_URL|API_BASE)|OTEL_EXPORTER_OTLP(?:_[A-Z]+)?_ENDPOINT|(?:HTTPS?|ALL)_PROXY|GOPROXY)$/,
	/^(?:(?:NPM_CONFIG|YARN)_[A-Z_]*REGISTRY(?:_SERVER)?|(?:PIP|UV)_(?:EXTRA_|DEFAULT_)?INDEX_URL)$/,
];

/** Whose certificates are believed there. */
const CERTIFICATES = [
	/^(?:NODE_EXTRA_CA_CERTS|NODE_TLS_REJECT_UNAUTHORIZED|SSL_CERT_(?:FILE|DIR)|(?:REQUESTS|CURL|AWS)_CA_BUNDLE|GIT_SSL_(?:CAINFO|NO_VERIFY))$/,
];

/** Whether a variable steers which code runs, or where requests go. Its value is no secret, once redacted. */
export function steers(name: string): boolean {
	return [...LOADERS, ...DESTINATIONS, ...CERTIFICATES].some((pattern) => pattern.test(name.toUpperCase()));
}

/** Whether its value is an address that requests go to. */
export function isDestination(name: string): boolean {
	return DESTINATIONS.some((pattern) => pattern.test(name.toUpperCase()));
}

/** Variables that name a place, as servers have for the folders that they may touch and the service that they talk to. */
const PLACES = /(?:^|_)(?:URLS?|URI|HOST|ENDPOINT|DIRS?|DIRECTOR(?:Y|IES)|PATHS?|ROOTS?|FOLDERS?|FILES?|BASE|HOME|CONFIG)$/;
const PLACE = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|[/~.$]|[A-Za-z]:[\\/])/i;
const HOST = /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}(?::\d{1,5})?$/;

/** Whether a variable says by its name and its value that it holds a place, which is no secret, once redacted. */
export function namesPlace(name: string, value: string): boolean {
	return PLACES.test(name.toUpperCase()) && (PLACE.test(value) || (/HOST$/i.test(name) && HOST.test(value)));
}

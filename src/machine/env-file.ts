import { parseEnv } from 'node:util';

/** `NAME=value` lines, as Node reads a `.env` file (util.parseEnv, Node 20.12). Nothing is expanded. */
export function parseEnvFile(text: string): Record<string, string | undefined> {
	return { ...parseEnv(text) };
}

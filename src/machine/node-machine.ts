import { homedir, userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Platform } from '../model/platform.ts';
import type { Disk } from './disk.ts';
import type { Machine } from './machine.ts';
import { nodeFiles } from './node-files.ts';
import { nodeState, stateElsewhere } from './state.ts';

export interface NodeMachineOptions {
	/** Read this home instead of the user's. Then neither this process's variables nor its system paths count. */
	readonly home?: string | undefined;
	readonly platform?: Platform | undefined;
	readonly realHome?: string | undefined;
	/** Where system-wide paths are looked for when `home` is given. */
	readonly systemRoot?: string | undefined;
	/** The variables that count when `home` is given. */
	readonly env?: Readonly<Record<string, string | undefined>> | undefined;
	/** Folders that may be looked at beside them when `home` is given: those that a person names. */
	readonly folders?: readonly string[] | undefined;
	readonly now?: Date | undefined;
	readonly disk?: Disk | undefined;
}

/** This machine, or a home on it that stands for another one. */
export function nodeMachine(options: NodeMachineOptions = {}): Machine {
	const platform = options.platform ?? currentPlatform();
	const elsewhere = options.home !== undefined;
	const systemRoot = options.systemRoot ?? null;
	// $HOME where it is set: the tools whose files are read ask Node, Go or Python, and all of those prefer it. Where it is
	// set to nothing Node answers with nothing, which would make the current folder a home.
	const home = resolve(options.home ?? (homedir() || userInfo().homedir));
	const named = [home, ...(systemRoot === null ? [] : [systemRoot]), ...(options.folders ?? [])];
	const layout = {
		platform,
		home,
		systemRoot: systemRoot !== null ? resolve(systemRoot) : elsewhere || platform !== currentPlatform() ? null : '/',
		env: options.env ?? (elsewhere ? {} : process.env),
	};
	const files = nodeFiles(platform, elsewhere ? named.map((folder) => resolve(folder)) : undefined, options.disk);
	return {
		...layout,
		realHome: options.realHome === home ? undefined : options.realHome,
		clock: { now: () => options.now ?? new Date() },
		files,
		state: layout.systemRoot === '/' && !elsewhere ? nodeState(layout, files) : stateElsewhere(layout, files),
	};
}

export function currentPlatform(): Platform {
	return process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';
}

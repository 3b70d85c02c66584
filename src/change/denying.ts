import { launchers } from '../catalog/launchers.ts';
import type { Writer } from '../machine/writer.ts';
import type { Launch } from '../model/launch.ts';
import { type Applied, applyPlan } from './apply.ts';
import type { Denial, DenialContext } from './denials/denial.ts';
import { denials } from './denials/index.ts';
import proven from './denials/proven.json';
import { type EditPlan, type Intention, planEdit } from './edit.ts';
import type { Room } from './ledger.ts';
import type { Operation } from './tree.ts';
import { undoChange } from './undo.ts';

/**
 * What keeps each tool that would run a launch from doing so; at least one row per tool, that there is no way being one.
 * Reads, and writes nothing.
 */
export async function denialsFor(launch: Launch, context: DenialContext): Promise<readonly Denial[]> {
	const tools = launch.executors.filter(({ verdict }) => verdict !== 'ignores').map(({ tool }) => tool);
	const perTool = await Promise.all(
		tools.map(async (tool): Promise<readonly Denial[]> => {
			const ways = (await denials.find((entry) => entry.id === tool)?.denials(launch, context)) ?? [];
			const title = launchers.find((entry) => entry.id === tool)?.title ?? tool;
			return ways.length > 0
				? ways.map((way) => ({ intentions: [], none: null, setting: null, ...way, tool, proven: provenIn(tool, way.scope) }))
				: [
						{
							tool,
							scope: launch.kind === 'mcp-server' ? 'server' : launch.kind === 'hook' ? 'hooks' : 'project',
							intentions: [],
							none: `no setting of ${title} that would deny it is known`,
							setting: null,
							whatItStops: '',
							whatItDoesNot: '',
							proven: null,
						},
					];
		}),
	);
	return perTool.flat();
}

/** Written by `npm run test:agents`. */
function provenIn(tool: string, scope: Denial['scope']): Denial['proven'] {
	const entry = (proven as Readonly<Record<string, { readonly version: string; readonly proven: readonly string[] }>>)[tool];
	return entry?.proven.includes(scope) ? { version: entry.version } : null;
}

/** `plans` is empty where everything says so already. */
export type DenialPlan =
	| { readonly kind: 'plans'; readonly plans: readonly EditPlan[] }
	| { readonly kind: 'refused'; readonly path: string; readonly why: string };

/**
 * Works out the edits of one or more denials, one per file: of a project's servers, say, those of each. Nothing is written.
 * Denials without a way are passed over: they have said why. `purpose` stands for those of all of them.
 */
export async function planDenial(writer: Writer, wanted: readonly Denial[], purpose?: string): Promise<DenialPlan> {
	const plans: EditPlan[] = [];
	for (const intention of perFile(wanted.flatMap(({ intentions }) => intentions))) {
		const planned = await planEdit(writer, purpose === undefined ? intention : { ...intention, purpose });
		if (planned.kind === 'refused') {
			return planned;
		}
		if (planned.kind === 'plan') {
			plans.push(planned.plan);
		}
	}
	return { kind: 'plans', plans };
}

function perFile(intentions: readonly Intention[]): readonly Intention[] {
	const byPath = new Map<string, Intention>();
	for (const intention of intentions) {
		const { path } = intention.target;
		const known = byPath.get(path);
		const isNew = known !== undefined && !known.purpose.split('; ').includes(intention.purpose);
		byPath.set(path, {
			...intention,
			operations: together([...(known?.operations ?? []), ...intention.operations]),
			purpose: known === undefined ? intention.purpose : isNew ? `${known.purpose}; ${intention.purpose}` : known.purpose,
		});
	}
	return [...byPath.values()];
}

/** Everything that is added to one list is one operation: a project may bring many servers. */
function together(operations: readonly Operation[]): readonly Operation[] {
	const byKeys = new Map<string, Operation>();
	for (const operation of operations) {
		const key = JSON.stringify([operation.does, operation.keys]);
		const known = byKeys.get(key);
		if (operation.does === 'add' && known?.does === 'add') {
			const items = new Map([...known.items, ...operation.items].map((item) => [JSON.stringify(item), item]));
			byKeys.set(key, { ...known, items: [...items.values()] });
		} else {
			byKeys.set(operation.does === 'add' ? key : JSON.stringify(operation), operation);
		}
	}
	return [...byKeys.values()];
}

/** Makes all edits of a plan, or none: where one is refused, those before it are undone. Gives the ids to undo them by. */
export async function applyDenial(
	room: Room,
	plans: readonly EditPlan[],
): Promise<{ readonly kind: 'done'; readonly ids: readonly string[] } | Extract<Applied, { kind: 'refused' }>> {
	const ids: string[] = [];
	for (const plan of plans) {
		const applied = await applyPlan(room, plan);
		if (applied.kind === 'refused') {
			for (const id of ids.reverse()) {
				await undoChange(room, id);
			}
			return applied;
		}
		if (applied.kind === 'done') {
			ids.push(applied.id);
		}
	}
	return { kind: 'done', ids };
}

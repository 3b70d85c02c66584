import { dirname } from 'node:path';
import { type DocumentNode, members, text } from '../../document/node.ts';
import { lastOfEachKey } from './entries.ts';

/** The git repository that a folder is in. */
export interface Repository {
	/** Where its `.git` stands. */
	readonly root: string;
	/** The folder of the repository that `root` is a worktree of; `root` itself otherwise. */
	readonly main: string;
}

/** Whether a tool trusts a folder. */
export interface TrustQuestion {
	/** The folder, then those above it, nearest first. */
	readonly path: readonly string[];
	/** Null outside of one. */
	readonly repository: Repository | null | 'unknown';
}

/** What a store says of folders, by their names. */
export interface TrustRecords {
	readonly trusted: ReadonlySet<string>;
	/** Folders that the store says are not to be trusted. */
	readonly refused: ReadonlySet<string>;
}

export interface TrustAnswer {
	readonly trusted: 'yes' | 'no' | 'unknown';
	/** The folder whose record decides; null where none does. */
	readonly through: string | null;
}

/** How a tool finds the record that counts for a folder. Pure: the names of a question and of the records are of one spelling. */
export type TrustRule = (question: TrustQuestion, records: TrustRecords) => TrustAnswer;

const NO: TrustAnswer = { trusted: 'no', through: null };

/** The folder's own record, and no other. */
export const ownRecord: TrustRule = ({ path }, records) => decidedBy(path.slice(0, 1), records);

/** The nearest record, of the folder or of one above it; repositories mean nothing. */
export const nearestRecord: TrustRule = ({ path }, records) => decidedBy(path, records);

/** The folder's own record, else that of its repository; for a worktree that of the repository it belongs to. */
export const ownOrRepositoryRecord: TrustRule = ({ path, repository }, records) => {
	const own = decidedBy(path.slice(0, 1), records);
	if (own.through !== null) {
		return own;
	}
	return repository === 'unknown'
		? inDoubt(path, records)
		: repository === null
			? NO
			: decidedBy([repository.root, repository.main], records);
};

/** Within a repository the record of its root alone: one of a folder inside of it is ignored. Outside: the nearest. */
export const repositoryElseNearestRecord: TrustRule = ({ path, repository }, records) =>
	repository === 'unknown' ? inDoubt(path, records) : decidedBy(repository === null ? path : [repository.root, repository.main], records);

/** The first of these folders that has a record. */
function decidedBy(folders: readonly string[], { trusted, refused }: TrustRecords): TrustAnswer {
	const through = folders.find((folder) => trusted.has(folder) || refused.has(folder));
	return through === undefined ? NO : { trusted: refused.has(through) ? 'no' : 'yes', through };
}

/** Where it is not known whether the folder is in a repository: whatever a record above says may count or not. */
function inDoubt(path: readonly string[], records: TrustRecords): TrustAnswer {
	const { through } = decidedBy(path, records);
	return through === null ? NO : { trusted: 'unknown', through };
}

/** `{"/folder": "TRUST_FOLDER"}`, or `TRUST_PARENT` for the folder above it, as Gemini CLI and its forks keep it. */
export function trustedByRules(root: DocumentNode): readonly string[] {
	return lastOfEachKey(members(root)).flatMap((rule) => {
		switch (text(rule.value)) {
			case 'TRUST_FOLDER':
				return [rule.key];
			case 'TRUST_PARENT':
				return [dirname(rule.key)];
			default:
				return [];
		}
	});
}

export function refusedByRules(root: DocumentNode): readonly string[] {
	return lastOfEachKey(members(root)).flatMap((rule) => (text(rule.value) === 'DO_NOT_TRUST' ? [rule.key] : []));
}

/** The same answer for the same path, found once. */
export function remembered<T>(find: (path: string) => Promise<T>): (path: string) => Promise<T> {
	const known = new Map<string, Promise<T>>();
	return (path) => {
		const found = known.get(path) ?? find(path);
		known.set(path, found);
		return found;
	};
}

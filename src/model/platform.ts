/** Whose file layout applies: the values of Node's `process.platform` that Sallyport knows. */
export type Platform = 'linux' | 'darwin' | 'win32';

export const PLATFORMS: readonly Platform[] = ['linux', 'darwin', 'win32'];

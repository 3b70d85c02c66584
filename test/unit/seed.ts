import fc from 'fast-check';

/**
 * Whether a commit passes depends on the commit alone: properties are tried on the same values each time. `npm run fuzz`
 * gives other seeds, and prints the one that failed; what it finds becomes an example first.
 */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20_260_512) });

/** Which of the two runs this is; see test/editor/run.mjs. */
export const trusted = process.env.SALLYPORT_TEST_VARIANT === 'trusted';

/** Of everything that is generated: `ANYTHING_SEED=7 npm test` asks otherwise. What fails is printed with it. */
export const seed = Number(process.env['ANYTHING_SEED'] ?? 20_261_126);

/** What is wrong with a Teams app package: against Microsoft's schema, and against what Teams asks of icons. */
import { readFileSync } from 'node:fs';
import AjvDraft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { readPng, type Picture } from './png.ts';

export interface Icons {
  readonly color: Uint8Array;
  readonly outline: Uint8Array;
}

/** The schema that Microsoft's own package ships, of the version that the template names. */
const SCHEMA = new URL(
  '../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.29/MicrosoftTeams.schema.json',
  import.meta.url,
);

/** One line per problem, without the file's name; empty when it is fine. @param schemaFile another copy of the schema. */
export function manifestProblems(manifest: unknown, schemaFile: string | URL = SCHEMA): readonly string[] {
  const ajv = new AjvDraft4.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const schema: object = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const validate = ajv.compile(schema);
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || 'manifest'} ${message ?? 'is wrong'}`,
  );
}

/** Teams' rules: colour 192 × 192, outline 32 × 32 of white on nothing. */
export function iconProblems({ color, outline }: Icons): readonly string[] {
  return [
    ...problemsOf('color.png', color, 192, () => undefined),
    ...problemsOf('outline.png', outline, 32, outlineProblem),
  ];
}

function problemsOf(
  name: string,
  file: Uint8Array,
  size: number,
  more: (picture: Picture) => string | undefined,
): readonly string[] {
  try {
    const picture = readPng(file);
    const { width, height } = picture;
    if (width !== size || height !== size) return [`${name} is ${width} × ${height}, not ${size} × ${size}`];
    const problem = more(picture);
    return problem === undefined ? [] : [`${name} ${problem}`];
  } catch (error) {
    return [`${name} can’t be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function outlineProblem({ pixels }: Picture): string | undefined {
  const drawn = Array.from({ length: pixels.length / 4 }, (_, i) => pixels.subarray(i * 4, i * 4 + 4)).filter(
    (pixel) => (pixel[3] ?? 0) > 0,
  );
  if (drawn.length === 0) return 'is empty';
  if (drawn.length === pixels.length / 4) return 'has no transparent ground';
  const isWhite = drawn.every((pixel) => pixel[0] === 255 && pixel[1] === 255 && pixel[2] === 255);
  return isWhite ? undefined : 'has another colour than white';
}

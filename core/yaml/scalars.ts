import { type Scalar, Scalar as scalars } from 'yaml';

const nulls: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/** True for an empty value, `~` and `null` (YAML 1.2.2, 10.3.2 "Tag Resolution"), which is no text. */
export function isNullScalar(scalar: Scalar): boolean {
  if (scalar.tag === 'tag:yaml.org,2002:null') return true;
  return scalar.tag === undefined && scalar.type === scalars.PLAIN && nulls.has(textOf(scalar));
}

/** The scalar's text. Plain numbers and booleans come as they are written, for nothing resolves them before us. */
export function textOf(scalar: Scalar): string {
  return typeof scalar.value === 'string' ? scalar.value : (scalar.source ?? String(scalar.value ?? ''));
}

/** A number of the YAML 1.2 core schema, or a quoted one in decimal digits. */
export function numberOf(text: string): number | undefined {
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  if (/^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) return Number(text);
  return undefined;
}

/** A boolean as YAML 1.2 and, as Kubernetes and Compose still read it, YAML 1.1 write it. */
export function flagOf(text: string): boolean | undefined {
  if (/^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/.test(text)) return true;
  if (/^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/.test(text)) return false;
  return undefined;
}

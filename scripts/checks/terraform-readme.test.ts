import { expect, test } from 'vitest';
import { fillReadme, makeTables } from './terraform-readme.ts';

const variables = `# Comment.
variable "domain" {
  description = "Where it is: \`a\` | b."
  type        = string

  validation {
    condition     = true
    error_message = "No."
  }
}

variable "regions" {
  description = "Boxes."
  type = map(object({
    count = number
  }))
  default = {}
}

variable "secret" {
  description = "Hidden."
  type        = string
  default     = "x"
  sensitive   = true
}
`;
const outputs = 'output "origin" {\n  description = "Address."\n  value       = local.origin\n}\n';

test('tables have a row for each variable and output', () => {
  const tables = makeTables(variables, outputs);
  expect(tables.variables?.split('\n').slice(2)).toEqual([
    '| `domain` | `string` | needed | Where it is: `a` \\| b. |',
    '| `regions` | `map(object)` | `{}` | Boxes. |',
    '| `secret` | `string`, secret | `x` | Hidden. |',
  ]);
  expect(tables.outputs?.split('\n').slice(2)).toEqual(['| `origin` | Address. |']);
});

test('tables go between their marks, and nothing else changes', () => {
  const readme = 'Before.\n<!-- outputs: made -->\n\nold\n\n<!-- end of outputs -->\nAfter.\n';
  const filled = fillReadme(readme, { outputs: 'new $1' });
  expect(filled).toBe('Before.\n<!-- outputs: made -->\n\nnew $1\n\n<!-- end of outputs -->\nAfter.\n');
  expect(fillReadme(filled, { outputs: 'new $1' })).toBe(filled);
});

test('a README without marks, and a variable without a description, are errors', () => {
  expect(() => fillReadme('Nothing.', { outputs: '' })).toThrow('no place for its outputs');
  expect(() => makeTables('variable "a" {\n  type = string\n}\n', '')).toThrow('a has no description');
});

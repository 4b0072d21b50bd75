// Begins a rule: `npm run new-rule -- compose log-rotation-missing` writes the rule and its page, ready to be filled in.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const areas = ['workload', 'dockerfile', 'compose', 'kubernetes', 'prometheus', 'seaworthy'];
const [area, id] = process.argv.slice(2);
if (!areas.includes(area) || !/^[a-z]+(-[a-z]+)+$/.test(id ?? '')) {
  console.error(`usage: npm run new-rule -- <${areas.join('|')}> <thing>-<fault>`);
  process.exit(2);
}
const base = join(root, 'rules', area, id);
if (existsSync(`${base}.ts`)) {
  console.error(`rules/${area}/${id}.ts is there already`);
  process.exit(2);
}
const kinds = area === 'workload' ? "['compose', 'kubernetes']" : `['${area}']`;
writeFileSync(
  `${base}.ts`,
  `import { put, rule } from '../../core/rule.js';

export default rule({
  id: '${id}',
  on: 'container',
  kinds: ${kinds},
  topic: 'health-checks',
  pillar: 'reliability',
  preset: 'strict',
  level: 'warning',
  fix: 'unsafe',
  since: '0.1.0',
  text: {
    summary: { en: '', ru: '' },
    why: { en: '', ru: '' },
    missing: { en: 'Container "{name}" …', ru: 'Контейнер «{name}» …' },
    fix: { en: '', ru: '' },
  },
  *check({ name, user }) {
    if (user.state !== 'unset') return;
    yield { at: user.anchor, say: 'missing', with: { name }, fix: () => put(user, '10001') };
  },
});
`,
);
writeFileSync(
  `${base}.md`,
  `# ${id}

## Why

## ${area === 'workload' ? 'Compose' : area[0].toUpperCase() + area.slice(1)}

## When to ignore it

## References
`,
);
console.log(
  `rules/${area}/${id}.ts and .md: fill them in, then npm run generate, npm run accept -- ${id}, npm run check`,
);

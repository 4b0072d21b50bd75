import type { ReadinessItem } from '../../core/readiness/item.js';
import { objectMarks, stepMarks } from '../../core/readiness/marks.js';
import type { Step } from '../../core/readiness/pipeline.js';

const scanners =
  /(?:^|\/)(?:trivy(?:-action)?|grype|scan-action|snyk(?:-cli)?|clair-action|clairctl|scout-action|docker-scout|anchore-scan-action|container-scan)$|^snyk\/|container[-_]scanning/i;
/** What a scanner looks at where it is told to look at something else than an image. */
const others = ['fs', 'filesystem', 'repo', 'repository', 'config', 'rootfs', 'iac', 'sbom', 'code'];

const item: ReadinessItem = {
  id: 'image-scan',
  pillar: 'security',
  number: 1,
  title: { en: 'Image vulnerability scan', ru: 'Сканирование образов' },
  topic: 'scanning-tools',
  findings: ['scanning-tools'],
  stakes: 'intruders',
  next: {
    en: 'Scan every image in the pipeline (trivy image, grype, docker scout) and fail on critical vulnerabilities',
    ru: 'Сканируйте каждый образ в конвейере (trivy image, grype, docker scout) и останавливайте сборку на критических уязвимостях',
  },
  // Registries scan as well, and no file here tells of it; a pipeline that builds the image would.
  absent: ({ steps }) => (steps.some(isBuild) ? 'missing' : 'unseen'),
  *evidence(survey) {
    yield* stepMarks(survey, (step) => isScan(step) && !isOther(step), 'proof');
    yield* stepMarks(survey, (step) => isScan(step) && isOther(step), 'part', texts.other);
    yield* objectMarks(survey, ['aquasecurity.github.io/*', 'operator.aquasec.com/*'], 'proof');
  },
};

const builders =
  /(?:^|\/)(?:build-push-action|bake-action|kaniko(?:-action)?|executor|buildah(?:-build)?|ko|jib|pack|nixpacks)$/;

function isBuild({ name, words }: Step): boolean {
  if (name === 'docker' || name === 'podman') {
    const command = words[1] === 'compose' || words[1] === 'image' ? words[2] : words[1];
    return command === 'build' || command === 'buildx' || command === 'push';
  }
  return builders.test(name);
}

function isScan({ name, words, kind }: Step): boolean {
  if (kind === 'command' && name === 'docker') return words[1] === 'scout';
  return scanners.test(name);
}

function isOther({ words, inputs }: Step): boolean {
  const type = inputs?.at('scan-type').scalar;
  return others.includes(type ?? words[1] ?? '');
}

const texts = {
  other: { en: '{name} looks at files, not at the image', ru: '{name} проверяет файлы, а не образ' },
};

export default item;

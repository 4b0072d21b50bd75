import type { ReadinessItem } from '../../core/readiness/item.js';
import { markAt, objectMarks } from '../../core/readiness/marks.js';

const item: ReadinessItem = {
  id: 'secrets',
  pillar: 'security',
  number: 2,
  title: { en: 'Secrets management', ru: 'Управление секретами' },
  topic: 'secrets',
  findings: ['secrets', 'secret-rotation'],
  stakes: 'intruders',
  next: {
    en: 'Take secrets out of the files, and let a manager hand them to the containers',
    ru: 'Уберите секреты из файлов, пусть контейнерам их выдаёт менеджер секретов',
  },
  // What needs no secret shows none.
  absent: 'unseen',
  *evidence(survey) {
    yield* objectMarks(
      survey,
      [
        'external-secrets.io/*',
        'bitnami.com/SealedSecret',
        'secrets-store.csi.x-k8s.io/SecretProviderClass',
        'secrets.hashicorp.com/*',
        'isindir.github.com/SopsSecret',
        'onepassword.com/OnePasswordItem',
      ],
      'proof',
    );
    for (const seen of survey.containers) {
      const { name, variables, mounts } = seen.it;
      const reference = variables.find((variable) => variable.reference?.kind === 'Secret');
      if (reference)
        yield markAt(seen, reference.nameSpan, 'proof', texts.reference, { name, variable: reference.name });
      const mount = mounts.state === 'set' ? mounts.value.find(({ kind }) => kind === 'secret') : undefined;
      if (mount) yield markAt(seen, mount.span, 'proof', texts.mount, { name });
    }
  },
};

const texts = {
  reference: { en: '"{name}" takes {variable} from a Secret', ru: '«{name}» берёт {variable} из Secret' },
  mount: { en: '"{name}" reads a secret from a file', ru: '«{name}» читает секрет из файла' },
};

export default item;

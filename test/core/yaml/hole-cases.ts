import type { Plain } from '../../../core/yaml/cursor.js';
import type { YamlOptions } from '../../../core/yaml/parse.js';

export type Operation = { put: Plain } | { append: Plain } | 'drop';

/** What a hole must make of a text, letter by letter. */
export interface HoleCase {
  readonly claim: string;
  readonly at: string;
  readonly do: Operation;
  readonly from: string;
  /** Undefined: the hole declines. */
  readonly to: string | undefined;
  readonly options?: YamlOptions;
}

/** Writing values and adding items. */
export const writing: readonly HoleCase[] = [
  {
    claim: 'missing parents are created behind the last sibling',
    at: 'services.web.deploy.resources.limits.memory',
    do: { put: '256M' },
    from: 'services:\n  web:\n    image: nginx:1.29\n  db:\n    image: postgres:17\n',
    to: 'services:\n  web:\n    image: nginx:1.29\n    deploy:\n      resources:\n        limits:\n          memory: 256M\n  db:\n    image: postgres:17\n',
  },
  {
    claim: "the file's own step of four columns is kept",
    at: 'services.web.deploy.replicas',
    do: { put: 2 },
    from: 'services:\n    web:\n        image: nginx:1.29\n',
    to: 'services:\n    web:\n        image: nginx:1.29\n        deploy:\n            replicas: 2\n',
  },
  {
    claim: 'a file without a final line end gets none',
    at: 'services.web.restart',
    do: { put: 'unless-stopped' },
    from: 'services:\n  web:\n    image: nginx:1.29',
    to: 'services:\n  web:\n    image: nginx:1.29\n    restart: unless-stopped',
  },
  {
    claim: 'what YAML 1.1 reads as a boolean is quoted',
    at: 'services.web.restart',
    do: { put: 'no' },
    from: 'services:\n  web:\n    image: nginx:1.29\n',
    to: 'services:\n  web:\n    image: nginx:1.29\n    restart: "no"\n',
  },
  {
    claim: "quotes are the document's own",
    at: 'services.web.restart',
    do: { put: 'no' },
    from: "services:\n  web:\n    image: 'nginx:1.29'\n",
    to: "services:\n  web:\n    image: 'nginx:1.29'\n    restart: 'no'\n",
  },
  {
    claim: 'a replaced scalar keeps its quotes and its comment',
    at: 'image',
    do: { put: 'nginx:1.29.1' },
    from: 'image: "nginx:latest"  # pinned below\nname: web\n',
    to: 'image: "nginx:1.29.1"  # pinned below\nname: web\n',
  },
  {
    claim: 'a number that replaces a quoted one stays quoted',
    at: 'cpus',
    do: { put: 0.5 },
    from: "cpus: '2'\n",
    to: "cpus: '0.5'\n",
  },
  {
    claim: 'blanks that align a value are kept',
    at: 'replicas',
    do: { put: 3 },
    from: 'replicas:    1\nname:        web\n',
    to: 'replicas:    3\nname:        web\n',
  },
  {
    claim: 'an empty value is filled',
    at: 'spec.resources.limits.memory',
    do: { put: '128Mi' },
    from: 'spec:\n  resources:\n  image: nginx\n',
    to: 'spec:\n  resources:\n    limits:\n      memory: 128Mi\n  image: nginx\n',
  },
  {
    claim: 'an empty value with a comment keeps the comment on its line',
    at: 'spec.resources.limits.memory',
    do: { put: '128Mi' },
    from: 'spec:\n  resources: # to be measured\n  image: nginx\n',
    to: 'spec:\n  resources: # to be measured\n    limits:\n      memory: 128Mi\n  image: nginx\n',
  },
  {
    claim: 'a written null gives way',
    at: 'spec.resources.limits.memory',
    do: { put: '128Mi' },
    from: 'spec:\n  resources: null # none\n',
    to: 'spec:\n  resources: # none\n    limits:\n      memory: 128Mi\n',
  },
  {
    claim: 'an empty flow mapping becomes block style',
    at: 'spec.resources.limits.memory',
    do: { put: '128Mi' },
    from: 'spec:\n  resources: {}\n  image: nginx\n',
    to: 'spec:\n  resources:\n    limits:\n      memory: 128Mi\n  image: nginx\n',
  },
  {
    claim: 'a flow mapping grows in flow style',
    at: 'resources.limits.memory',
    do: { put: '128Mi' },
    from: 'resources: {requests: {cpu: 100m}} # small\n',
    to: 'resources: {requests: {cpu: 100m}, limits: {memory: 128Mi}} # small\n',
  },
  {
    claim: 'a padded flow mapping stays padded',
    at: 'limits.memory',
    do: { put: '128Mi' },
    from: 'limits: { cpu: 100m }\n',
    to: 'limits: { cpu: 100m, memory: 128Mi }\n',
  },
  {
    claim: 'JSON stays JSON, one entry a line',
    at: 'spec.replicas',
    do: { put: 2 },
    from: '{\n  "kind": "Deployment",\n  "spec": {\n    "paused": false\n  }\n}\n',
    to: '{\n  "kind": "Deployment",\n  "spec": {\n    "paused": false,\n    "replicas": 2\n  }\n}\n',
  },
  {
    claim: 'a flow list inside a flow mapping can be replaced',
    at: 'healthcheck.test',
    do: { put: ['CMD', 'true'] },
    from: 'healthcheck: {test: [NONE], retries: 3}\n',
    to: 'healthcheck: {test: [CMD, "true"], retries: 3}\n',
  },
  {
    claim: 'a key goes into the mapping of a list item',
    at: 'containers.0.imagePullPolicy',
    do: { put: 'Always' },
    from: 'containers:\n- name: app\n  image: nginx\n- name: log\n  image: fluent-bit\n',
    to: 'containers:\n- name: app\n  image: nginx\n  imagePullPolicy: Always\n- name: log\n  image: fluent-bit\n',
  },
  {
    claim: 'lists that stand under their key are written so',
    at: 'containers.0.securityContext.capabilities.drop',
    do: { append: 'ALL' },
    from: 'containers:\n- name: app\n  image: nginx\n',
    to: 'containers:\n- name: app\n  image: nginx\n  securityContext:\n    capabilities:\n      drop:\n      - ALL\n',
  },
  {
    claim: 'indented lists are written so',
    at: 'services.web.cap_drop',
    do: { append: 'ALL' },
    from: 'services:\n  web:\n    ports:\n      - 8080:80\n',
    to: 'services:\n  web:\n    ports:\n      - 8080:80\n    cap_drop:\n      - ALL\n',
  },
  {
    claim: 'an item is added behind the last, before the comment that follows',
    at: 'services.web.ports',
    do: { append: '127.0.0.1:9090:9090' },
    from: 'services:\n  web:\n    ports:\n      - 8080:80 # http\n  # the database\n  db:\n    image: postgres:17\n',
    to: 'services:\n  web:\n    ports:\n      - 8080:80 # http\n      - 127.0.0.1:9090:9090\n  # the database\n  db:\n    image: postgres:17\n',
  },
  {
    claim: 'an added item is quoted as its neighbour',
    at: 'cap_drop',
    do: { append: 'ALL' },
    from: 'cap_drop:\n  - "NET_RAW"\n',
    to: 'cap_drop:\n  - "NET_RAW"\n  - "ALL"\n',
  },
  {
    claim: 'a flow list grows in flow style',
    at: 'cap_drop',
    do: { append: 'ALL' },
    from: "cap_drop: ['NET_RAW'] # why\n",
    to: "cap_drop: ['NET_RAW', 'ALL'] # why\n",
  },
  {
    claim: 'an empty flow list becomes block style',
    at: 'spec.cap_drop',
    do: { append: 'ALL' },
    from: 'spec:\n  cap_drop: []\n',
    to: 'spec:\n  cap_drop:\n    - ALL\n',
  },
  {
    claim: 'an item that is a mapping is written compactly',
    at: 'env',
    do: { append: { name: 'TZ', value: 'UTC' } },
    from: 'env:\n  - name: PORT\n    value: "80"\n',
    to: 'env:\n  - name: PORT\n    value: "80"\n  - name: TZ\n    value: UTC\n',
  },
  {
    claim: 'nothing is added to what is no list',
    at: 'ports',
    do: { append: '80' },
    from: 'ports: 8080\n',
    to: undefined,
  },
  {
    claim: 'a comment between siblings of other depth stays with what follows',
    at: 'services.web.init',
    do: { put: true },
    from: 'services:\n  web:\n    image: nginx:1.29\n    # end of web\n\n  # cache\n  redis:\n    image: redis:8\n',
    to: 'services:\n  web:\n    image: nginx:1.29\n    init: true\n    # end of web\n\n  # cache\n  redis:\n    image: redis:8\n',
  },
  {
    claim: 'a literal block scalar may be the sibling before',
    at: 'data.mode',
    do: { put: 'fast' },
    from: 'data:\n  run.sh: |\n    set -e\n    exec app\n\nkind: ConfigMap\n',
    to: 'data:\n  run.sh: |\n    set -e\n    exec app\n  mode: fast\n\nkind: ConfigMap\n',
  },
  {
    claim: 'behind a block scalar that keeps its blank lines nothing is inserted, but before it',
    at: 'data.mode',
    do: { put: 'fast' },
    from: 'data:\n  name: app\n  run.sh: |+\n    exec app\n\nkind: ConfigMap\n',
    to: 'data:\n  name: app\n  mode: fast\n  run.sh: |+\n    exec app\n\nkind: ConfigMap\n',
  },
  {
    claim: 'a block scalar can be replaced by a line',
    at: 'data.run',
    do: { put: 'exec app' },
    from: 'data:\n  run: |-\n    set -e\n    exec app\n  mode: fast\n',
    to: 'data:\n  run: exec app\n  mode: fast\n',
  },
  {
    claim: 'a string of several lines becomes a literal block scalar',
    at: 'data.run',
    do: { put: 'set -e\nexec app\n' },
    from: 'data:\n  mode: fast\n',
    to: 'data:\n  mode: fast\n  run: |\n    set -e\n    exec app\n',
  },
  {
    claim: 'a mapping replaces a scalar, whose comment stays on the line of the key',
    at: 'spec.user',
    do: { put: { name: 'app', id: 1000 } },
    from: 'spec:\n  user: root # why\n  image: nginx\n',
    to: 'spec:\n  user: # why\n    name: app\n    id: 1000\n  image: nginx\n',
  },
  {
    claim: 'a scalar replaces a block list',
    at: 'spec.command',
    do: { put: 'app' },
    from: 'spec:\n  command:\n    - sh\n    - -c\n  image: nginx\n',
    to: 'spec:\n  command: app\n  image: nginx\n',
  },
  {
    claim: 'a collection with comments inside is not replaced',
    at: 'spec.command',
    do: { put: 'app' },
    from: 'spec:\n  command:\n    - sh\n    # the flag\n    - -c\n',
    to: undefined,
  },
  {
    claim: 'an item of a list is replaced in its place',
    at: 'ports.0',
    do: { put: '127.0.0.1:8080:80' },
    from: 'ports:\n  - "8080:80" # http\n  - 9090:9090\n',
    to: 'ports:\n  - "127.0.0.1:8080:80" # http\n  - 9090:9090\n',
  },
];

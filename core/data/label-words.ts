import type { Level } from '../model/format.js';
import type { LabelClass } from '../model/label.js';

/**
 * A run of whole words at the end of a label's name: `user id` fits `user_id`, `userId` and `app.user-id`, neither
 * `user_id_type` nor `superuser_idle`.
 */
export interface LabelPhrase {
  readonly words: string;
  readonly class: LabelClass;
  readonly level: Level;
  /** `alone`: only when the name is nothing but this phrase, for a word that is harmless behind another. */
  readonly when?: 'alone';
  /** Words before the phrase that make it a small, known set. */
  readonly unlessAfter?: readonly string[];
}

function phrases(
  of: LabelClass,
  level: Level,
  list: string,
  rest: Pick<LabelPhrase, 'when' | 'unlessAfter'> = {},
): readonly LabelPhrase[] {
  return list.split(',').map((words) => ({ words: words.trim(), class: of, level, ...rest }));
}

const words = (list: string): readonly string[] => list.split(' ');

/** Machines and services: their addresses and ports are as many as there are machines. */
const ownMachines = words(
  'node host server listen listener bind instance target device switch router gateway virtual internal external vip ' +
    'cluster service svc upstream backend endpoint metrics http https grpc web db database public private',
);

/**
 * Names whose values have no bound. The yardstick is that of Prometheus: most metrics stay below 10 values a label,
 * beyond 100 another way is wanted (https://prometheus.io/docs/practices/instrumentation/#do-not-overuse-labels and
 * https://prometheus.io/docs/practices/naming/#labels).
 */
export const labelPhrases: readonly LabelPhrase[] = [
  ...phrases(
    'person',
    'warning',
    'user id, userid, user uid, user uuid, user guid, user name, username, user login, user email, user mail, ' +
      'email, e mail, email address, mail address, phone, phone number, msisdn, customer id, customerid, ' +
      'customer uuid, customer name, customer email, account number, member id, memberid, subscriber id, ' +
      'subscriberid, visitor id, passenger id, patient id, player id, device imei, imei, imsi, login name',
    { unlessAfter: words('db database mysql postgres pg systemd os unix linux system') },
  ),
  ...phrases('person', 'warning', 'account id, accountid', {
    unlessAfter: words('aws cloud gcp azure cloudflare billing service'),
  }),
  ...phrases('person', 'warning', 'customer, account, subscriber, login', { when: 'alone' }),
  ...phrases(
    'request',
    'warning',
    'request id, requestid, req id, reqid, correlation id, correlationid, trace id, traceid, span id, spanid, ' +
      'trace parent, traceparent, session id, sessionid, session key, session token, transaction id, transactionid, ' +
      'txn id, tx id, txid, message id, messageid, msg id, order id, orderid, order number, payment id, paymentid, ' +
      'invoice id, invoiceid, invoice number, cart id, checkout id, job id, jobid, run id, runid, execution id, ' +
      'invocation id, connection id, idempotency key, nonce',
  ),
  ...phrases('request', 'warning', 'session, transaction, order, payment, invoice', { when: 'alone' }),
  ...phrases('time', 'warning', 'timestamp, epoch, created, updated, expires, datetime, date time'),
  ...phrases('time', 'warning', 'time', {
    unlessAfter: words('all real part full day night up run down lead over half in of compile build'),
  }),
  ...phrases('time', 'warning', 'date', { unlessAfter: words('to build release') }),
  ...phrases('time', 'warning', 'ts', { when: 'alone' }),
  ...phrases('time', 'warning', 'event ts, start ts, end ts, log ts, request ts'),
  ...phrases(
    'time',
    'warning',
    'created at, updated at, deleted at, modified at, started at, finished at, ended at, completed at, expires at, ' +
      'expired at, deployed at, released at, seen at, received at, sent at, logged at, published at, run at',
  ),
  ...phrases(
    'network',
    'warning',
    'client ip, clientip, remote ip, source ip, src ip, peer ip, caller ip, user ip, visitor ip, dst ip, ' +
      'destination ip, remote addr, remote address, client addr, client address, source addr, source address, ' +
      'src addr, peer addr, peer address, x forwarded for, forwarded for, user agent, useragent, referer, referrer, ' +
      'ephemeral port, client port, source port, src port, remote port, peer port',
  ),
  ...phrases('network', 'warning', 'ip, ip address, ip addr, ipaddress, ipaddr', {
    unlessAfter: [...ownMachines, 'pod'],
  }),
  ...phrases('network', 'info', 'pod ip, peer', {
    unlessAfter: words('bgp ntp ipsec wireguard wg raft rpki etcd vpn bfd'),
  }),
  ...phrases('text', 'warning', 'url, request uri, full path, raw path, request url, url full, http url, http target', {
    unlessAfter: words('base'),
  }),
  ...phrases(
    'text',
    'warning',
    'sql, sql query, query text, statement, db statement, sql text, query string, error message, error text, ' +
      'error msg, err msg, error description, exception message, stack trace, stacktrace, backtrace, traceback, ' +
      'log line, log message',
  ),
  ...phrases('text', 'warning', 'query, message', { when: 'alone' }),
  // Frameworks put the route template into `uri`, and the class of an exception is a small set.
  ...phrases('text', 'info', 'uri, exception, filename, file name', { when: 'alone' }),
  ...phrases(
    'release',
    'hint',
    'commit, commit id, commit sha, commit hash, git sha, git hash, git ref, sha, sha1, sha256, revision, vcs ref, ' +
      'build, build id, build number, build date, build time, build timestamp, release date, digest, image digest, ' +
      'image id, config hash, config checksum, checksum, pod template hash, controller revision, ' +
      'controller revision hash, deploy id, deployment id, pipeline id',
  ),
  ...phrases('replica', 'info', 'container id, containerid, pod uid, poduid, docker id, sandbox id'),
  ...phrases('id', 'info', 'uuid, guid, hash, token, fingerprint, query id, queryid'),
  ...phrases('id', 'info', 'key', { when: 'alone' }),
];

/** What may stand before `id` because there are few of them, or because a contract or a machine room bounds them. */
export const boundedOwners: ReadonlySet<string> = new Set(
  words(
    'cluster region zone node broker partition shard rack tenant org organization organisation app application queue ' +
      'device disk interface rule policy project subscription vpc subnet network group topic database db table index ' +
      'service instance host machine gpu cpu core numa slot port chassis sensor station drive volume pool osd site ' +
      'store location city country currency plan team env environment datacenter dc role channel worker client ' +
      'consumer producer controller replica fs block vm server area bus model vendor feature flag component probe ' +
      'check monitor template dashboard datasource workflow source provider status error exit event category type ' +
      'class level thread task step stage state process bucket namespace realm profile product warehouse schema zpool ' +
      'raid array adapter link lane cell shelf unit module chip lun hba nic vlan vrf asn peer tunnel circuit line ' +
      'billing aws cloud gcp azure account cache connector dag exporter handler method aggregate set ring member',
  ),
);

/** Names that are what labels are for, whatever their value looks like. */
export const goodNames: ReadonlySet<string> = new Set(
  words(
    'service job app component method status code status_code status_class endpoint route handler version image ' +
      'environment env cluster region zone namespace pod container instance node device mountpoint interface le ' +
      'quantile reason state mode type level severity team queue topic table database id uid name user role host ' +
      'hostname path http_route url_path tenant org exporter exported_job exported_instance ' +
      'prometheus prometheus_replica owner maintainer author contact channel pager slack tier priority',
  ),
);

/** Labels that tools read or write by themselves; their values are rules and switches, or made by a controller. */
export const toolPrefixes: readonly string[] = [
  'traefik.',
  'caddy',
  'homepage.',
  'glance.',
  'com.centurylinklabs.watchtower',
  'com.docker.',
  'com.github.',
  'desktop.docker.',
  'ofelia.',
  'diun.',
  'autoheal',
  'docker-volume-backup.',
  'deunhealth.',
  'kuma.',
  'swag',
  'sablier.',
  'tsdproxy.',
  'wud.',
  'dockflare.',
  'helm.sh/',
  'istio.io/',
  'service.istio.io/',
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'controller-uid',
  'job-name',
  'batch.kubernetes.io/',
  'statefulset.kubernetes.io/',
  'apps.kubernetes.io/',
];

/**
 * Labels of images by convention: what changes with each release, and what never counts. Sources: OCI image-spec
 * "Annotations", label-schema.org.
 */
export const imageConventions: Readonly<Record<string, 'release' | 'good'>> = {
  'org.opencontainers.image.created': 'release',
  'org.opencontainers.image.revision': 'release',
  'org.opencontainers.image.base.digest': 'release',
  'org.label-schema.build-date': 'release',
  'org.label-schema.vcs-ref': 'release',
};

/**
 * Attributes of OpenTelemetry's conventions whose values have no bound, by the class of what they hold. Names that their
 * words give away stand in the list of phrases.
 * Source: https://opentelemetry.io/docs/specs/semconv/registry/attributes/ (as of August 2026)
 */
export const openAttributes: Readonly<Record<string, LabelClass>> = {
  'url.path': 'text',
  'url.query': 'text',
  'url.full': 'text',
  'url.original': 'text',
  'http.url': 'text',
  'http.target': 'text',
  'db.query.text': 'text',
  'exception.message': 'text',
  'user_agent.original': 'network',
  'network.peer.address': 'network',
  'network.peer.port': 'network',
  'net.sock.peer.addr': 'network',
  'net.sock.peer.port': 'network',
  'enduser.id': 'person',
  'user.hash': 'person',
  'messaging.message.id': 'request',
  'messaging.message.conversation_id': 'request',
  'process.pid': 'replica',
  'thread.id': 'replica',
};

/** Groups of attributes that describe a resource by convention: one value each for what sends the telemetry. */
export const resourceGroups: ReadonlySet<string> = new Set(
  words(
    'service k8s container host process os cloud telemetry deployment faas device aws gcp azure heroku webengine vcs cicd',
  ),
);

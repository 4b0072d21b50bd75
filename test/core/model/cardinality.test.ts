import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { labelAdvice } from '../../../core/data/label-advice.js';
import { judgeLabel, splitWords } from '../../../core/model/cardinality.js';
import type { LabelPlace } from '../../../core/model/label.js';

const bad: Readonly<Record<string, string>> = {
  'person warning':
    'user_id userId user-id userid http_user_id user_name username user.email email customer_id customer customerID ' +
    'account_id member_id subscriber_id phone phone_number login msisdn end_user_id app_username',
  'request warning':
    'request_id requestId RequestID http.request.id x-request-id correlation_id trace_id traceID span_id session_id ' +
    'sessionid session transaction_id message_id order_id order payment_id invoice_id job_id run_id connection_id',
  'time warning': 'timestamp created_at createdAt updated_at expires epoch start_time last_login_date event_ts created',
  'network warning':
    'client_ip clientIp remote_addr remote_address source_ip src_ip user_agent http_user_agent referer ' +
    'x_forwarded_for client_port ip',
  'text warning': 'url full_path request_uri query sql db_statement error_message stack_trace message http_url',
  'text info': 'uri exception filename',
  'id info': 'uuid asset_guid password_hash api_token queryid batch_id document_id key',
  'release hint': 'commit git_sha revision build_id image_id image_digest config_hash pod_template_hash',
  'replica info': 'container_id pod_uid containerId',
};

const good =
  'service job app component method status status_code code endpoint route handler version image environment env ' +
  'cluster region zone namespace pod container instance node device mountpoint interface le quantile reason state mode ' +
  'type level severity team queue topic table database id uid name user path http_route request_method session_state ' +
  'order_status message_type payment_method user_type account_type transaction_kind customer_tier uptime runtime ' +
  'timezone time_window real_time created_by host_ip node_ip server_port listen_port cluster_id region_id zone_id ' +
  'node_id broker_id partition_id shard_id rack_id tenant_id app_id queue_id device_id disk_id interface_id rule_id ' +
  'policy_id org_id server_id client_id aws_account_id db_username sort_order byte_order session_pool urlmap ' +
  'mail_server tokens keyspace hashring dateformat shared_buffers issue_key_type error exported_instance fstype ' +
  'http_status_class url_path_template query_type bgp_peer up_to_date __address__ __tmp_user_id job_name';

test('names that take a new value per person, request, moment or release are judged in every spelling', () => {
  for (const [expected, names] of Object.entries(bad)) {
    for (const name of names.split(' ')) {
      const found = judgeLabel(name, undefined, 'sample');
      equal(found && `${found.class} ${found.level}`, expected, name);
    }
  }
  ok(Object.values(bad).join(' ').split(' ').length >= 60);
});

test('names that stay small are left alone', () => {
  for (const name of good.split(' ')) equal(judgeLabel(name, undefined, 'sample'), undefined, name);
  ok(good.split(' ').length >= 60);
});

test('words are split at signs and at capitals, and never cut', () => {
  deepEqual(
    ['user_id', 'httpUserID', 'URLPath', 'app.kubernetes-name', 'le'].map((name) => splitWords(name).join(' ')),
    ['user id', 'http user id', 'url path', 'app kubernetes name', 'le'],
  );
});

test('the judgement names the word that gave it away and comes with advice in both languages', () => {
  const found = judgeLabel('httpUserId', undefined, 'grouping');
  deepEqual(found, {
    class: 'person',
    level: 'warning',
    word: 'user_id',
    by: 'name',
    ...labelAdvice('person', 'grouping'),
  });
  equal(judgeLabel('user_id', undefined, 'log-stream')?.instead.en, 'structured metadata can hold it');
  equal(judgeLabel('example.com/user-id', 'u-5', 'pod-template')?.instead.en, 'an annotation can hold it');
});

function judge(name: string, value: string | undefined, place: LabelPlace): string {
  const found = judgeLabel(name, value, place);
  return found ? `${found.class} ${found.level}` : 'fine';
}

test('a label of a target costs less than one of a sample', () => {
  deepEqual(
    (['target', 'external', 'sample', 'join', 'log-stream'] as const).map((place) =>
      judge('user_id', undefined, place),
    ),
    ['person info', 'person info', 'person warning', 'person warning', 'person warning'],
  );
  equal(judge('commit', undefined, 'target'), 'release hint');
});

test('a written value is one value, so only names that mean a stream of them count', () => {
  const cases: readonly (readonly [string, string, LabelPlace, string])[] = [
    ['account', 'production', 'external', 'fine'],
    ['account_id', '123456789012', 'external', 'person info'],
    ['email', 'ops@example.com', 'alert', 'fine'],
    ['url', 'https://example.com', 'service', 'fine'],
    ['ip', '10.0.0.7', 'target', 'fine'],
    ['session', 'sticky', 'service', 'fine'],
    ['created', 'true', 'object', 'fine'],
    ['store_id', '12', 'target', 'fine'],
    ['request_id', '5f1c', 'service', 'request warning'],
    ['timestamp', '1719830000', 'pod-template', 'time warning'],
    ['build', '4', 'service', 'fine'],
    ['commit', '9fceb02d0ae598e95dc970b74767f19372d61af8', 'pod-template', 'release hint'],
  ];
  for (const [name, value, place, expected] of cases) equal(judge(name, value, place), expected, `${name}=${value}`);
});

test('a written value that looks like an id or a moment is judged under any neutral name', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['marker', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'id info'],
    ['marker', '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'id info'],
    ['marker', '2024-06-30T12:00:00Z', 'time warning'],
    ['marker', '1719830000', 'time warning'],
    ['marker', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'release hint'],
    ['marker', '1', 'fine'],
    ['marker', '2024-06-30', 'fine'],
    ['marker', '10.0.0.1', 'fine'],
    ['cluster_id', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'fine'],
    ['version', '1719830000', 'fine'],
    ['group_number', '1719830000', 'fine'],
  ];
  for (const [name, value, expected] of cases) equal(judge(name, value, 'object'), expected, `${name}=${value}`);
});

test('variables are filled in once a release, so they are churn at most', () => {
  equal(judge('release', `${'$'}{GIT_SHA}`, 'service'), 'release hint');
  equal(judge('release', `${'$'}{BUILD_ID:-dev}`, 'service'), 'release hint');
  equal(judge('app', `${'$'}{APP_NAME}`, 'service'), 'fine');
  equal(judge('stage', `${'$'}{STAGE}`, 'service'), 'fine');
});

test('labels by convention of images and tools are no data', () => {
  equal(judge('org.opencontainers.image.created', '2024-06-30T12:00:00Z', 'image'), 'release hint');
  equal(judge('org.opencontainers.image.url', 'https://example.com', 'image'), 'fine');
  equal(judge('org.opencontainers.image.authors', 'ops@example.com', 'image'), 'fine');
  equal(judge('maintainer', 'ops@example.com', 'image'), 'fine');
  equal(judge('traefik.http.routers.session.rule', 'Host(`example.com`)', 'service'), 'fine');
  equal(judge('pod-template-hash', '7d9f8b6c5', 'pod-template'), 'fine');
  equal(judge('app.kubernetes.io/version', '1.2.3', 'pod-template'), 'fine');
  equal(judge('example.com/user-id', 'u-5', 'pod-template'), 'person warning');
});

test('the value of a sample in an alert label is an error, a text chosen by it is not', () => {
  equal(judge('current', '{{ $value }}', 'alert'), 'measurement error');
  equal(judge('current', '{{ $value | humanize }}', 'alert'), 'measurement error');
  equal(judge('current', '{{ printf "%.2f" $value }}', 'alert'), 'measurement error');
  equal(judge('severity', '{{ if gt $value 90.0 }}critical{{ else }}warning{{ end }}', 'alert'), 'fine');
  equal(judge('user', '{{ $labels.user_id }}', 'alert'), 'person warning');
  equal(judge('cluster', '{{ $labels.cluster }}', 'alert'), 'fine');
});
